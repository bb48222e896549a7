/** The score and its strongest reasons as signed bars, each bar between its weight and its words. */
import { memo } from 'react';
import { HIGH_CONFIDENCE, type Score } from '../../../shared/domain/score.ts';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './evidence-pane.module.css';

const SHOWN = 4;

export const ScoreBlock = memo(function ScoreBlock({ score }: { readonly score: Omit<Score, 'route'> }) {
  const drivers = [...score.drivers].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, SHOWN);
  const most = Math.max(0, ...drivers.map(({ weight }) => weight));
  const least = Math.min(0, ...drivers.map(({ weight }) => weight));
  /** One scale for all bars, with as much room left of zero as the worst driver takes. */
  const percent = (points: number) => (100 * points) / Math.max(1, most - least);
  const zero = percent(-least);
  const isHigh = score.confidence >= HIGH_CONFIDENCE;
  return (
    <section className={styles.section} aria-label="Score">
      <SectionTitle
        aside={
          <span title={`Confidence ${score.confidence.toFixed(2)}; high from ${HIGH_CONFIDENCE}`}>
            {isHigh ? 'high' : 'low'} confidence {score.confidence.toFixed(2)}
          </span>
        }
      >
        Score
      </SectionTitle>
      <div className={styles.score}>
        <dl className={styles.parts}>
          <div className={styles.overall}>
            <dt>Overall</dt>
            <dd>{Math.round(score.overall)}</dd>
          </div>
          <div>
            <dt>fit</dt>
            <dd>{Math.round(score.fit)}</dd>
          </div>
          <div>
            <dt>trigger</dt>
            <dd>{Math.round(score.trigger)}</dd>
          </div>
        </dl>
        <ul className={styles.drivers} aria-label="Drivers">
          {drivers.map(({ label, weight }) => (
            <li key={label} className={styles.driver}>
              <span className={styles.weight}>{signed(weight)}</span>
              <span className={styles.bar} aria-hidden="true">
                <span className={styles.barZero} style={{ left: `${zero}%` }} />
                <span
                  className={cx(styles.barFill, weight < 0 && styles.barNegative)}
                  style={{ left: `${zero + percent(Math.min(0, weight))}%`, width: `${percent(Math.abs(weight))}%` }}
                />
              </span>
              <span className={styles.driverLabel}>{label}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
});

function signed(weight: number): string {
  const rounded = Math.round(weight);
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`;
}
