/** “Is this address blocked?”: answers while it is typed, with each entry that matches and why. */
import { useEffect, useId, useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { ListedEntry } from '../../../shared/ipc/channels/suppression.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/field.tsx';
import { momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import styles from './ask-field.module.css';
import { REASON_NAMES, SUPPRESSION_WORDS } from './suppression-words.ts';
import { useListChanges } from './use-suppression-list.ts';

type Answer = ResponseOf<'suppression.explain'>;

/** A pause in typing, short enough that the answer seems to be there already. */
const TYPING_MS = 120;

interface AskFieldProps {
  readonly nameOf: (by: string) => string;
  readonly onShow: (row: ListedEntry) => void;
}

export function AskField({ nameOf, onShow }: AskFieldProps) {
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<{ readonly to: string; readonly said: Answer } | null>(null);
  const [asked, setAsked] = useState(0);
  const id = useId();
  useListChanges(() => setAsked((times) => times + 1));
  const question = text.trim();

  useEffect(() => {
    if (question === '') return;
    let isOver = false;
    const timer = setTimeout(() => {
      void call('suppression.explain', { text: question }).then((result) => {
        if (isOver) return;
        setAnswer({
          to: question,
          said: result.ok ? result.value : { kind: 'unreadable', because: result.error.message },
        });
      });
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [question, asked]);

  const said = answer !== null && question !== '' ? answer : null;
  return (
    <section className={styles.ask}>
      <label htmlFor={id} className={styles.label}>
        {SUPPRESSION_WORDS.askLabel}
      </label>
      <TextInput
        id={id}
        mono
        className={styles.input}
        spellCheck={false}
        autoComplete="off"
        maxLength={254}
        placeholder={SUPPRESSION_WORDS.askPlaceholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          event.stopPropagation();
          setText('');
        }}
      />
      <div className={styles.answer} role="status" aria-live="polite">
        {said !== null && <Said said={said.said} asked={said.to} nameOf={nameOf} onShow={onShow} />}
      </div>
    </section>
  );
}

function Said({ said, asked, nameOf, onShow }: { readonly said: Answer; readonly asked: string } & AskFieldProps) {
  const nowMs = useNow(30_000);
  if (said.kind === 'unreadable') return <p className={styles.line}>{said.because}</p>;
  const also = [
    ...(said.normalised === asked ? [] : [SUPPRESSION_WORDS.searchedAs(said.normalised)]),
    ...(said.known.length === 0
      ? []
      : [
          SUPPRESSION_WORDS.knownAs(
            said.known.map(({ name, accountName }) => (accountName === null ? name : `${name}, ${accountName}`)),
          ),
        ]),
  ].join(' ');
  return (
    <>
      <p className={styles.line}>
        <ToneShape tone={said.kind === 'clear' ? 'supported' : 'refused'} size={14} />
        <strong data-copy>
          {said.kind === 'clear' ? SUPPRESSION_WORDS.clear(asked) : SUPPRESSION_WORDS.blocked(asked)}
        </strong>
        {also !== '' && (
          <span className={styles.also} data-copy>
            {also}
          </span>
        )}
      </p>
      {said.kind === 'blocked' && (
        <ul className={styles.matches}>
          {said.matches.map(({ row, why, clears }) => (
            <li key={row.entry.id} className={styles.match}>
              <div>
                <p data-copy>{why}</p>
                <p className={styles.context} data-copy>
                  {REASON_NAMES[row.entry.reason]}, {momentWords(row.entry.atMs, nowMs)}, {nameOf(row.entry.by)},{' '}
                  {row.entry.source}.{row.entry.evidence === '' ? '' : ` “${row.entry.evidence}”`} {clears}
                </p>
              </div>
              <Button tone="quiet" size="sm" onClick={() => onShow(row)}>
                {SUPPRESSION_WORDS.show}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
