/** Rows of a list in the policy form, each with a way to take it out, and one to add another at the end. */
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { useReadOnly } from './faults.ts';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';

interface ListRowsProps {
  readonly ids: readonly string[];
  /** What one row is called, for the button that takes it out. */
  readonly nameOf: (at: number) => string;
  readonly children: (at: number) => ReactNode;
  readonly add: string;
  readonly onAdd: () => void;
  readonly onRemove: (at: number) => void;
}

export function ListRows({ ids, nameOf, children, add, onAdd, onRemove }: ListRowsProps) {
  const readOnly = useReadOnly();
  return (
    <div className={styles.list}>
      {ids.map((id, at) => (
        <div key={id} className={styles.listRow}>
          {children(at)}
          <IconButton
            label={`${POLICY_WORDS.remove} ${nameOf(at)}`}
            size="sm"
            disabled={readOnly}
            onClick={() => onRemove(at)}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <div>
        <Button tone="quiet" size="sm" icon={<Plus />} disabled={readOnly} onClick={onAdd}>
          {add}
        </Button>
      </div>
    </div>
  );
}
