/** How many of today's leads the form's ICP takes in, by rating, with a few of each and the reasons. It shows; it changes no lead. */
import { useState } from 'react';
import type { Icp, IcpRating } from '../../../shared/domain/icp.ts';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import { RATING_WORDS } from '../../../shared/policy/icp/icp-words.ts';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import type { Tone } from '../../components/tone.ts';
import { HiddenWords } from '../../components/visually-hidden.tsx';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';
import { useIcpTrial, type TriedIcp } from './use-icp-trial.ts';

const RATINGS: readonly (readonly [IcpRating, Tone])[] = [
  ['excellent', 'supported'],
  ['good', 'supported'],
  ['fair', 'attention'],
  ['not-a-fit', 'refused'],
];

interface IcpTrialProps {
  readonly segmentId: LibraryEntry['segmentId'];
  /** Null while a field of the form can't be read. */
  readonly icp: Icp | null;
}

export function IcpTrial({ segmentId, icp }: IcpTrialProps) {
  const { tried, problem, isOld } = useIcpTrial(segmentId, icp);
  const [shown, setShown] = useState<IcpRating | null>(null);
  const words =
    problem ??
    (icp === null
      ? SCORING_WORDS.trialFaults
      : tried === null
        ? SCORING_WORDS.trialRunning
        : tried.asked === 0
          ? SCORING_WORDS.trialNone
          : SCORING_WORDS.trialSaid(tried.asked));
  return (
    <aside className={styles.trial} aria-label={SCORING_WORDS.trial}>
      <SectionTitle>{SCORING_WORDS.trial}</SectionTitle>
      <p className={cx(styles.quiet, problem !== null && styles.fault)} role="status">
        {words}
      </p>
      {tried !== null && tried.asked > 0 && (
        <div className={cx(styles.tried, isOld && styles.old)} aria-busy={isOld}>
          <Ratings tried={tried} shown={shown ?? firstOf(tried)} onShow={setShown} />
          {tried.failed.length > 0 && (
            <section aria-label={SCORING_WORDS.failed}>
              <SectionTitle level={3}>{SCORING_WORDS.failed}</SectionTitle>
              <dl className={styles.failures}>
                {tried.failed.slice(0, 6).map(({ criterion, leads }) => (
                  <div key={criterion}>
                    <dt>{criterion}</dt>
                    <dd>{leads.toLocaleString('en-GB')}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
          <Examples tried={tried} rating={shown ?? firstOf(tried)} />
        </div>
      )}
    </aside>
  );
}

/** The first rating that any lead has. */
const firstOf = ({ ratings }: TriedIcp): IcpRating => RATINGS.find(([rating]) => ratings[rating] > 0)?.[0] ?? 'fair';

function Ratings({
  tried: { ratings, asked },
  shown,
  onShow,
}: {
  readonly tried: TriedIcp;
  readonly shown: IcpRating;
  readonly onShow: (rating: IcpRating) => void;
}) {
  return (
    <ul className={styles.ratings}>
      {RATINGS.map(([rating, tone]) => (
        <li key={rating}>
          <button
            type="button"
            className={styles.rating}
            aria-pressed={rating === shown}
            onClick={() => onShow(rating)}
          >
            <ToneShape tone={tone} />
            <span>{RATING_WORDS[rating]}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className={styles[tone]}>
              <rect x={0} y={0} width={100} height={8} className={styles.track} />
              <rect x={0} y={0} width={(100 * ratings[rating]) / asked} height={8} className={styles.bar} />
            </svg>
            <span className={styles.figure}>
              {ratings[rating].toLocaleString('en-GB')}
              <HiddenWords words={SCORING_WORDS.showExamples(ratings[rating])} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Examples({ tried, rating }: { readonly tried: TriedIcp; readonly rating: IcpRating }) {
  const title = SCORING_WORDS.examples(RATING_WORDS[rating]);
  const examples = tried.examples.filter((each) => each.rating === rating);
  return (
    <section aria-label={title}>
      <SectionTitle level={3}>{title}</SectionTitle>
      {examples.length === 0 ? (
        <p className={styles.quiet}>{SCORING_WORDS.noExamples}</p>
      ) : (
        <ul className={styles.examples}>
          {examples.map(({ accountName, contactName, matched, failed, excludedBy }, at) => (
            <li key={`${at} ${accountName} ${contactName}`}>
              <p className={styles.exampleName} data-copy>
                {accountName} <span className={styles.quiet}>{contactName}</span>
              </p>
              <ul className={styles.reasons}>
                {[...(excludedBy === null ? [] : [excludedBy]), ...failed].map((says) => (
                  <li key={says}>
                    <ToneShape tone="refused" size={11} /> {says}
                  </li>
                ))}
                {matched.map((says) => (
                  <li key={says} className={styles.matched}>
                    <ToneShape tone="supported" size={11} /> {says}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
