/** Base, theirs, yours: the two differences side by side, and three ways to end it. It decides nothing and saves nothing itself. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import type { EditConflict, Text } from '../../store/edit-conflict.ts';
import styles from './compare-dialog.module.css';
import { COMPARE_WORDS as W } from './compare-words.ts';
import { WordDiff } from './word-diff.tsx';

interface CompareDialogProps {
  readonly conflict: EditConflict;
  readonly onKeepMine: (text: Text) => void;
  readonly onTakeTheirs: () => void;
  readonly onLeave: () => void;
}

export function CompareDialog({ conflict, onKeepMine, onTakeTheirs, onLeave }: CompareDialogProps) {
  const { base, theirs, mine } = conflict;
  const [merged, setMerged] = useState<Text | null>(null);
  return (
    <Dialog
      title={W.title}
      description={base === null ? `${W.description} ${W.noBase}` : W.description}
      size="lg"
      onClose={onLeave}
      footer={
        merged === null ? (
          <>
            <Button onClick={() => setMerged(mine)}>{W.merge}</Button>
            <Button onClick={onTakeTheirs}>{W.takeTheirs}</Button>
            <Button tone="primary" data-autofocus onClick={() => onKeepMine(mine)}>
              {W.keepMine}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onTakeTheirs}>{W.takeTheirs}</Button>
            <Button tone="primary" disabled={merged.body.trim() === ''} onClick={() => onKeepMine(merged)}>
              {W.saveMerged}
            </Button>
          </>
        )
      }
    >
      <div className={styles.sides}>
        <Side title={W.theirs} of={base === null ? null : W.theirsOf} from={base ?? theirs} to={theirs} />
        <Side title={W.mine} of={base === null ? null : W.mineOf} from={base ?? theirs} to={mine} />
      </div>
      {merged !== null && (
        <div className={styles.merge}>
          <Field label={W.mergedSubject}>
            {(ids) => (
              <TextInput
                {...ids}
                value={merged.subject}
                maxLength={300}
                spellCheck
                onChange={(event) => setMerged({ ...merged, subject: event.target.value })}
              />
            )}
          </Field>
          <Field label={W.merged} hint={W.mergeHint}>
            {(ids) => (
              <textarea
                {...ids}
                className={styles.area}
                autoFocus
                rows={9}
                maxLength={20_000}
                spellCheck
                value={merged.body}
                onChange={(event) => setMerged({ ...merged, body: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </Dialog>
  );
}

function Side({
  title,
  of,
  from,
  to,
}: {
  readonly title: string;
  readonly of: string | null;
  readonly from: Text;
  readonly to: Text;
}) {
  return (
    <section className={styles.side} aria-label={title}>
      <h3 className={styles.title}>
        {title} {of !== null && <span className={styles.of}>{of}</span>}
      </h3>
      <div className={styles.text} tabIndex={0} role="group" aria-label={title}>
        <WordDiff original={from} edited={to} />
      </div>
    </section>
  );
}
