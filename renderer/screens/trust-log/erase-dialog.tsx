/** Asks RevOps once more, and why, before what was kept about a person goes for good. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import styles from './log-dialogs.module.css';
import { ERASE_WORDS } from './trust-log-words.ts';

/** The shortest reason that can mean anything. */
const LEAST_CHARS = 3;

interface EraseDialogProps {
  readonly name: string;
  /** Null while nothing went wrong. */
  readonly fault: string | null;
  readonly busy: boolean;
  readonly onErase: (because: string) => void;
  readonly onClose: () => void;
}

export function EraseDialog({ name, fault, busy, onErase, onClose }: EraseDialogProps) {
  const [because, setBecause] = useState('');
  const isSaid = because.trim().length >= LEAST_CHARS;
  return (
    <Dialog
      title={ERASE_WORDS.title(name)}
      size="sm"
      description={ERASE_WORDS.why}
      onClose={onClose}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            {ERASE_WORDS.cancel}
          </Button>
          <Button tone="danger" disabled={!isSaid} busy={busy} onClick={() => onErase(because.trim())}>
            {ERASE_WORDS.go}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field label={ERASE_WORDS.reason} fault={fault}>
          {(ids) => (
            <TextInput
              {...ids}
              data-autofocus
              maxLength={500}
              value={because}
              onChange={(event) => setBecause(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
