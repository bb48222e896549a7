/** The score as a sentence and its strongest reasons as signed bars. */
import { HIGH_CONFIDENCE, type Score } from '../../../shared/domain/score.ts';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './evidence-pane.module.css';

const SHOWN = 4;

export function ScoreBlock({ score }: { readonly score: Score }) {
  const drivers = [...score.drivers].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const heaviest = Math.max(1, ...drivers.map(({ weight }) => Math.abs(weight)));
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
          {drivers.slice(0, SHOWN).map((driver) => (
            <li key={driver.label} className={styles.driver} title={driver.label}>
              <span className={styles.weight}>{signed(driver.weight)}</span>
              <span className={styles.bar} aria-hidden="true">
                <span
                  className={cx(styles.barFill, driver.weight < 0 && styles.barNegative)}
                  style={{ width: `${(50 * Math.abs(driver.weight)) / heaviest}%` }}
                />
              </span>
              <span>{driver.label}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function signed(weight: number): string {
  const rounded = Math.round(weight);
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`;
}
