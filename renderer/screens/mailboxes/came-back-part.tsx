/** What came back about a mailbox's mail: rates with their samples and how near the limits they are, the newest events, a provider's report. */
import type { MailboxEvent } from '../../../shared/domain/mailbox-event.ts';
import type { MailboxWorld, Rate } from '../../../shared/domain/mailbox-world.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { bounceLevel, complaintLevel, type BounceLevel, type ComplaintLevel } from '../../../shared/policy/rates.ts';
import type { Tone } from '../../components/tone.ts';
import { momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { MAILBOX_WORDS } from './mailboxes-words.ts';
import styles from './mailboxes.module.css';

type RateLevel = BounceLevel | ComplaintLevel;

const TONES: Readonly<Record<RateLevel, Tone>> = {
  ok: 'supported',
  warn: 'attention',
  throttle: 'attention',
  stop: 'refused',
};
/** Shown one by one; the trust log has them all. */
const EVENTS_SHOWN = 6;

interface CameBackPartProps {
  readonly mailbox: MailboxWorld;
  readonly policy: PolicyDocument;
  readonly events: readonly MailboxEvent[];
  readonly nowMs: number;
}

export function CameBackPart({ mailbox, policy, events, nowMs }: CameBackPartProps) {
  const { limits } = policy;
  const { report } = mailbox;
  return (
    <>
      <ul className={styles.rates}>
        <RateLine
          name={MAILBOX_WORDS.bounces}
          rate={mailbox.bounces}
          level={bounceLevel(mailbox.bounces, limits).level}
          sample={limits.bounceMinSample}
        />
        <RateLine
          name={MAILBOX_WORDS.complaints}
          rate={mailbox.complaints}
          level={complaintLevel(mailbox, limits, nowMs).level}
          sample={limits.complaintMinSample}
        />
        <RateLine
          name={MAILBOX_WORDS.optOuts}
          rate={mailbox.unsubscribes}
          level={isAbove(mailbox.unsubscribes, limits.unsubscribeWarnPercent) ? 'warn' : 'ok'}
          sample={limits.bounceMinSample}
        />
      </ul>
      {report !== null && (
        <p data-copy>
          {MAILBOX_WORDS.report(
            report.provider,
            report.day,
            report.spamRate === null ? MAILBOX_WORDS.reportNone : `${Number((report.spamRate * 100).toPrecision(3))} %`,
          )}
        </p>
      )}
      {events.length === 0 ? (
        <p className={styles.quiet}>{MAILBOX_WORDS.noEvents}</p>
      ) : (
        <ul className={styles.events} aria-label={MAILBOX_WORDS.events}>
          {events.slice(0, EVENTS_SHOWN).map((event) => (
            <li key={event.id}>
              <span>{MAILBOX_WORDS.event(event)}</span>
              <span className={styles.aside}>
                {MAILBOX_WORDS.eventFrom(event.source)} · {momentWords(event.atMs, nowMs)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface RateLineProps {
  readonly name: string;
  readonly rate: Rate;
  readonly level: RateLevel;
  readonly sample: number;
}

function RateLine({ name, rate, level, sample }: RateLineProps) {
  return (
    <li className={styles.rate}>
      <ToneShape tone={TONES[level]} size={14} label={MAILBOX_WORDS.levels[level]} />
      <strong>{name}</strong>
      <span className={styles.percent}>{MAILBOX_WORDS.percent(rate.count, rate.of)}</span>
      <span className={styles.aside}>
        {MAILBOX_WORDS.rate(rate.count, rate.of)}
        {rate.of < sample ? `, ${MAILBOX_WORDS.small}` : ''}
      </span>
    </li>
  );
}

function isAbove({ count, of }: Rate, percent: number): boolean {
  return of > 0 && (100 * count) / of >= percent;
}
