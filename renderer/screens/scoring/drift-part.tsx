/** The score against what came back, part by part with sample sizes and intervals. It shows; it changes no weight. */
import { ChartColumn } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ScoreDecile, ScoreDrift } from '../../../shared/domain/score-drift.ts';
import { call } from '../../bridge.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Part } from '../../components/screen.tsx';
import type { Tone } from '../../components/tone.ts';
import { StateLine } from '../connections/state-line.tsx';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';

const TONES: Readonly<Record<ScoreDrift['verdict']['kind'], Tone>> = {
  holds: 'supported',
  drifted: 'attention',
  unknown: 'neutral',
};

const HEADS = Object.values(SCORING_WORDS.driftHeads);

export function DriftPart() {
  const [drift, setDrift] = useState<ScoreDrift | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void call('score.drift', {}).then((answer) => {
      if (!current) return;
      if (answer.ok) setDrift(answer.value);
      else setProblem(answer.error.message);
    });
    return () => {
      current = false;
    };
  }, []);
  if (problem !== null) return <StateLine tone="refused" title={problem} />;
  if (drift === null) return <p>{SCORING_WORDS.driftLoading}</p>;
  if (drift.scored === 0)
    return (
      <EmptyState icon={<ChartColumn />} title={SCORING_WORDS.driftNone}>
        {SCORING_WORDS.driftNoneWhy}
      </EmptyState>
    );
  return (
    <Part title={SCORING_WORDS.parts.drift} explains={SCORING_WORDS.driftWhy}>
      <StateLine tone={TONES[drift.verdict.kind]} title={drift.verdict.words} />
      <table className={styles.table}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drift.deciles.map((decile, at) => (
            <DecileRow key={at} decile={decile} />
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>{SCORING_WORDS.driftSaid(drift.scored, drift.unscored)}</p>
    </Part>
  );
}

function DecileRow({
  decile: { least, most, mails, replies, positives, replyRate },
}: {
  readonly decile: ScoreDecile;
}) {
  const { low, mid, high } = replyRate;
  return (
    <tr className={styles.decile}>
      <th scope="row">{SCORING_WORDS.span(least, most)}</th>
      <td>{mails.toLocaleString('en-GB')}</td>
      <td>{replies.toLocaleString('en-GB')}</td>
      <td>
        <div className={styles.rateCell}>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect x={0} y={1} width={100} height={8} className={styles.track} />
            <rect x={0} y={1} width={100 * mid} height={8} className={styles.rateBar} />
            <rect x={100 * low} y={4.5} width={100 * (high - low)} height={1} className={styles.interval} />
          </svg>
          <span>{SCORING_WORDS.rate(mid, low, high)}</span>
        </div>
      </td>
      <td>{positives.toLocaleString('en-GB')}</td>
    </tr>
  );
}
