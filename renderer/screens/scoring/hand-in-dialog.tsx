/** The last step of a change: why, then a draft that is handed in. Whoever approves it does so elsewhere. */
import { useState } from 'react';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { LibraryChange } from '../../../shared/domain/library-change.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../commands/notify.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';

interface HandInDialogProps {
  readonly entry: Pick<LibraryEntry, 'kind' | 'id' | 'title'>;
  readonly documentVersion: number;
  readonly body: unknown;
  readonly onClose: () => void;
  /** The draft is kept, handed in or not. */
  readonly onHandedIn: (version: number) => void;
}

type Stepped =
  | { readonly kind: 'done'; readonly version: number; readonly documentVersion: number }
  | { readonly kind: 'no'; readonly because: string };

export function HandInDialog({ entry, documentVersion, body, onClose, onHandedIn }: HandInDialogProps) {
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { kind, id, title } = entry;

  const step = async (from: number, change: LibraryChange): Promise<Stepped> => {
    const answer = await call('library.change', { kind, id, documentVersion: from, change });
    if (!answer.ok) return { kind: 'no', because: answer.error.message };
    if (answer.value.kind === 'no') return answer.value;
    const { entry: changed, documentVersion: now } = answer.value;
    return { kind: 'done', version: changed.versions[0]?.version ?? 0, documentVersion: now };
  };

  const handIn = async () => {
    setAsked(true);
    if (note.trim() === '') return;
    setBusy(true);
    setProblem(null);
    const drafted = await step(documentVersion, { act: 'draft', body, note: note.trim() });
    if (drafted.kind === 'no') {
      setBusy(false);
      setProblem(drafted.because);
      return;
    }
    const { version } = drafted;
    const submitted = await step(drafted.documentVersion, { act: 'submit', version });
    notify(
      submitted.kind === 'done'
        ? { id: 'library', kind: 'info', text: SCORING_WORDS.handedIn(title, version) }
        : { id: 'library', kind: 'problem', text: SCORING_WORDS.onlySaved(version, submitted.because) },
    );
    onHandedIn(version);
  };

  return (
    <Dialog
      title={SCORING_WORDS.saveTitle}
      description={SCORING_WORDS.saveWhy(title)}
      onClose={onClose}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            {SCORING_WORDS.back}
          </Button>
          <Button tone="primary" busy={busy} onClick={() => void handIn()}>
            {SCORING_WORDS.handIn}
          </Button>
        </>
      }
    >
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void handIn();
        }}
      >
        <Field
          label={SCORING_WORDS.note}
          hint={SCORING_WORDS.noteHint}
          fault={asked && note.trim() === '' ? SCORING_WORDS.noteMissing : null}
        >
          {(ids) => (
            <TextInput
              {...ids}
              data-autofocus
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {problem !== null && (
          <p className={styles.fault} role="alert">
            <ToneShape tone="refused" /> {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
