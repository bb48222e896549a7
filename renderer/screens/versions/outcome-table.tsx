/** How each version of a prompt or template fared, every rate with its interval, and what the stop rule says of a trial. */
import { useEffect, useState } from 'react';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { RateInterval } from '../../../shared/domain/version-outcome.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { percentWords, VERDICT_TONES, VERSION_WORDS } from './versions-words.ts';
import styles from './versions.module.css';

const { columns } = VERSION_WORDS;

interface OutcomeTableProps extends Pick<LibraryEntry, 'kind' | 'id'> {
  readonly documentVersion: number;
}

export function OutcomeTable({ kind, id, documentVersion }: OutcomeTableProps) {
  const [read, setRead] = useState<ResponseOf<'library.outcomes'> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void call('library.outcomes', { kind, id }).then((answer) => {
      if (!isCurrent) return;
      setProblem(answer.ok ? null : answer.error.message);
      if (answer.ok) setRead(answer.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [kind, id, documentVersion]);
  if (read === null && problem === null) return null;
  const sent = read?.outcomes.filter(({ sends }) => sends > 0) ?? [];
  return (
    <section className={styles.part} aria-label={VERSION_WORDS.outcomes}>
      <SectionTitle>{VERSION_WORDS.outcomes}</SectionTitle>
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem}
        </p>
      )}
      {read !== null && read.verdict !== null && (
        <p>
          <ToneShape tone={VERDICT_TONES[read.verdict.kind]} /> {read.verdict.words}
        </p>
      )}
      {problem === null && sent.length === 0 ? (
        <p className={styles.quiet}>{VERSION_WORDS.noOutcomes}</p>
      ) : (
        <table className={styles.outcomes}>
          <thead>
            <tr>
              {Object.values(columns).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sent.map(({ version, sends, replies, positives, optOuts, replyRate, positiveRate }) => (
              <tr key={version}>
                <td>{version}</td>
                <td>{sends}</td>
                <td>
                  {replies} <Rate rate={replyRate} />
                </td>
                <td>
                  {positives} <Rate rate={positiveRate} />
                </td>
                <td>{optOuts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Rate({ rate: { low, mid, high } }: { readonly rate: RateInterval }) {
  return (
    <span className={styles.quiet} title={VERSION_WORDS.interval(percentWords(low), percentWords(high))}>
      {percentWords(mid)} ({percentWords(low)} to {percentWords(high)})
    </span>
  );
}
