/** One version of an entry as a form: what is wrong is said as it is typed; it becomes a new version, never another wording of an old one. */
import { useState, type ComponentType, type ReactNode } from 'react';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { Role } from '../../../shared/domain/person.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { Button } from '../../components/button.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { StateLine } from '../connections/state-line.tsx';
import type { FormProps } from './form-parts.tsx';
import { HandInDialog } from './hand-in-dialog.tsx';
import type { ReadText } from './read-text.ts';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';

interface VersionEditorProps<Body, Text extends object> {
  readonly entry: Pick<LibraryEntry, 'kind' | 'id' | 'title'>;
  readonly documentVersion: number;
  readonly body: Body;
  readonly role: Role;
  readonly textOf: (body: Body) => Text;
  readonly read: (text: Text) => ReadText<Body>;
  readonly Form: ComponentType<FormProps<Text>>;
  /** What stands beside the form, of what is in it; null while a field can't be read. */
  readonly beside?: (body: Body | null) => ReactNode;
  readonly onHandedIn: (version: number) => void;
}

export function VersionEditor<Body, Text extends object>(props: VersionEditorProps<Body, Text>) {
  const { entry, documentVersion, body, role, textOf, read, Form, beside, onHandedIn } = props;
  const decides = mayWrite(role, 'configuration') === 'write';
  const [text, setText] = useState(() => textOf(body));
  const [isOpen, setOpen] = useState(decides);
  const [handingIn, setHandingIn] = useState<Body | null>(null);
  const typed = read(text);
  const next = typed.kind === 'body' ? typed.body : null;
  const faults = typed.kind === 'faults' ? typed.faults : {};
  const wrong = Object.keys(faults).length;
  const isChanged = wrong > 0 || JSON.stringify(next) !== JSON.stringify(body);
  return (
    <>
      {!decides && (
        <div className={styles.locked}>
          <StateLine tone="neutral" title={isOpen ? SCORING_WORDS.proposing : SCORING_WORDS.locked} />
          {!isOpen && <Button onClick={() => setOpen(true)}>{SCORING_WORDS.propose}</Button>}
        </div>
      )}
      <div className={beside === undefined ? undefined : styles.twoSides}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (isOpen && isChanged && next !== null) setHandingIn(next);
          }}
        >
          <Form
            text={text}
            faults={faults}
            readOnly={!isOpen}
            onChange={(change) => setText((before) => ({ ...before, ...change }))}
          />
          {isOpen && isChanged && (
            <div className={styles.footer}>
              <span className={styles.count} role="status">
                {wrong === 0 ? (
                  SCORING_WORDS.changed
                ) : (
                  <>
                    <ToneShape tone="refused" /> {SCORING_WORDS.faults(wrong)}
                  </>
                )}
              </span>
              <Button tone="quiet" onClick={() => setText(textOf(body))}>
                {SCORING_WORDS.discard}
              </Button>
              <Button tone="primary" type="submit" disabled={wrong > 0}>
                {decides ? SCORING_WORDS.save : SCORING_WORDS.request}
              </Button>
            </div>
          )}
        </form>
        {beside?.(next)}
      </div>
      {handingIn !== null && (
        <HandInDialog
          entry={entry}
          documentVersion={documentVersion}
          body={handingIn}
          onClose={() => setHandingIn(null)}
          onHandedIn={onHandedIn}
        />
      )}
    </>
  );
}
