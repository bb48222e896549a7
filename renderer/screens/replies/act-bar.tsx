/** What can be done with what is on screen, each with its key; what can't be done now says why. It does nothing itself. */
import type { ReactNode } from 'react';
import { commandById, runCommand, useKey } from '../../commands/registry.ts';
import { Button } from '../../components/button.tsx';
import { Tooltip } from '../../components/tooltip.tsx';
import styles from './act-bar.module.css';

export interface Act {
  /** The command's id. */
  readonly id: string;
  /** What the button says here, where that is not the command's own title. */
  readonly title?: string;
  /** Why it can't be used now; null where it can. */
  readonly whyNot: string | null;
  readonly isFirst?: boolean;
}

interface ActBarProps {
  readonly label: string;
  readonly acts: readonly Act[];
  readonly trailing: readonly Act[];
  /** The open list of choices, over the bar. */
  readonly picker: ReactNode;
}

export function ActBar({ label, acts, trailing, picker }: ActBarProps) {
  return (
    <div className={styles.deck}>
      <div className={styles.bar} role="toolbar" aria-label={label}>
        {acts.map((act) => (
          <ActButton key={act.id} {...act} />
        ))}
        <span className={styles.push} />
        {trailing.map((act) => (
          <ActButton key={act.id} {...act} />
        ))}
      </div>
      {picker}
    </div>
  );
}

function ActButton({ id, title, whyNot, isFirst = false }: Act) {
  const command = commandById(id);
  const key = useKey(id);
  return (
    <Tooltip label={whyNot ?? command.explains}>
      <Button
        tone={isFirst && whyNot === null ? 'primary' : 'quiet'}
        keys={key}
        aria-disabled={whyNot !== null}
        onClick={() => {
          if (whyNot === null) runCommand(command);
        }}
      >
        {title ?? command.title}
      </Button>
    </Tooltip>
  );
}
