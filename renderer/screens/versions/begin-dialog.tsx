/** A new entry from an old one's words: it begins as a draft that is used nowhere until it is handed in and let out. */
import { useState } from 'react';
import { LibraryId } from '../../../shared/domain/ids.ts';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { VERSION_WORDS } from './versions-words.ts';
import styles from './versions.module.css';

interface BeginDialogProps {
  readonly from: Pick<LibraryEntry, 'kind' | 'segmentId'>;
  readonly body: unknown;
  readonly takenIds: readonly string[];
  readonly onClose: () => void;
  readonly onBegun: (id: LibraryId) => void;
}

export function BeginDialog({ from: { kind, segmentId }, body, takenIds, onClose, onBegun }: BeginDialogProps) {
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const begin = async () => {
    if (title.trim() === '' || note.trim() === '') {
      setProblem(VERSION_WORDS.beginMissing);
      return;
    }
    setBusy(true);
    const id = idFor(title, takenIds);
    const change = { act: 'begin', title: title.trim(), segmentId, body, note: note.trim() } as const;
    const answer = await call('library.change', { kind, id, documentVersion: 0, change });
    setBusy(false);
    if (!answer.ok) setProblem(answer.error.message);
    else if (answer.value.kind === 'no') setProblem(answer.value.because);
    else onBegun(id);
  };
  return (
    <Dialog
      title={VERSION_WORDS.beginTitle}
      description={VERSION_WORDS.beginWhy}
      onClose={onClose}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            {VERSION_WORDS.cancelDialog}
          </Button>
          <Button tone="primary" busy={busy} onClick={() => void begin()}>
            {VERSION_WORDS.begin}
          </Button>
        </>
      }
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void begin();
        }}
      >
        <Field label={VERSION_WORDS.name}>
          {(ids) => (
            <TextInput
              {...ids}
              data-autofocus
              maxLength={120}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <Field label={VERSION_WORDS.because}>
          {(ids) => (
            <TextInput {...ids} maxLength={300} value={note} onChange={({ target }) => setNote(target.value)} />
          )}
        </Field>
        {problem !== null && (
          <p className={styles.fault} role="alert">
            <ToneShape tone="refused" /> {problem}
          </p>
        )}
        {/* Enter in either field begins it. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Its title in small letters, with a number where another entry has it: what drafts are named by has to stay readable. */
function idFor(title: string, taken: readonly string[]): LibraryId {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words =
    plain
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .replaceAll(/^-+|-+$/gu, '')
      .slice(0, 60) || 'entry';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? words : `${words}-${number}`;
    if (!taken.includes(id)) return LibraryId.parse(id);
  }
}
