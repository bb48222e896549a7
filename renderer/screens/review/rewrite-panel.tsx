/** Asks how the text should change, and shows what came as a difference to the text on screen: take it or leave it. It saves nothing itself. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RewriteAnswer } from '../../commands/rewrite.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { FindingList } from '../../components/finding-list.tsx';
import { KeyCap } from '../../components/key-cap.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import type { MessageText } from './message-pane.tsx';
import styles from './rewrite-panel.module.css';
import { REWRITE_WORDS as W } from './rewrite-words.ts';
import { WordDiff } from './word-diff.tsx';

interface RewritePanelProps {
  readonly text: MessageText;
  readonly onAsk: (instruction: string) => Promise<RewriteAnswer>;
  readonly onTake: (text: MessageText) => void;
  readonly onLeave: () => void;
}

type State =
  | { readonly kind: 'asking'; readonly because: string | null }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'here'; readonly answer: Extract<RewriteAnswer, { kind: 'rewritten' }>; readonly to: MessageText };

export function RewritePanel({ text, onAsk, onTake, onLeave }: RewritePanelProps) {
  const [state, setState] = useState<State>({ kind: 'asking', because: null });
  const [instruction, setInstruction] = useState('');
  const panel = useRef<HTMLDivElement>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useLayoutEffect(() => {
    // The one thing to do in each state has the focus: the field, then the answer's first button.
    panel.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [state.kind]);

  const ask = async () => {
    const wish = instruction.trim();
    if (wish === '' || state.kind === 'waiting') return;
    setState({ kind: 'waiting' });
    const answer = await onAsk(wish);
    if (isGone.current) return;
    setState(answer.kind === 'no' ? { kind: 'asking', because: answer.because } : { kind: 'here', answer, to: text });
  };

  return (
    <div
      ref={panel}
      className={styles.panel}
      role="dialog"
      aria-label={W.title}
      data-wide={state.kind === 'here' || undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onLeave();
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{W.title}</h2>
        <span className={styles.hint}>
          <KeyCap keys="Escape" /> leaves
        </span>
      </div>
      {state.kind === 'here' ? (
        <>
          <p className={styles.by} role="status">
            {state.answer.by === 'model' ? W.byModel(state.answer.drafter) : W.byTemplate(state.answer.drafter)}
          </p>
          <div className={styles.diff} tabIndex={0} role="group" aria-label={W.difference}>
            <WordDiff original={state.to} edited={state.answer} />
          </div>
          <div className={styles.found}>
            {state.answer.findings.length === 0 ? (
              <p>
                <ToneShape tone="supported" size={12} /> {W.clean}
              </p>
            ) : (
              <>
                <p>
                  {W.found(state.answer.findings.length)}{' '}
                  {state.answer.findings.some(({ answer }) => answer === 'attest') && W.attest}
                </p>
                <FindingList findings={state.answer.findings} />
              </>
            )}
          </div>
          <div className={styles.acts}>
            <Button
              data-first
              tone="primary"
              onClick={() => onTake({ subject: state.answer.subject, body: state.answer.body })}
            >
              {W.take}
            </Button>
            <Button onClick={onLeave}>{W.leave}</Button>
            <Button tone="quiet" onClick={() => setState({ kind: 'asking', because: null })}>
              {W.other}
            </Button>
          </div>
        </>
      ) : (
        <form
          className={styles.ask}
          onSubmit={(event) => {
            event.preventDefault();
            ask().catch(reportError);
          }}
        >
          <Field label={W.ask} hint={W.hint} fault={state.kind === 'asking' ? state.because : null}>
            {(ids) => (
              <TextInput
                {...ids}
                data-first
                maxLength={500}
                value={instruction}
                readOnly={state.kind === 'waiting'}
                autoComplete="off"
                spellCheck
                onChange={(event) => setInstruction(event.target.value)}
              />
            )}
          </Field>
          <div className={styles.acts}>
            <Button tone="primary" type="submit" busy={state.kind === 'waiting'} disabled={instruction.trim() === ''}>
              {W.send}
            </Button>
            <span className={styles.hint} role="status">
              {state.kind === 'waiting' && W.waiting}
            </span>
          </div>
        </form>
      )}
    </div>
  );
}
