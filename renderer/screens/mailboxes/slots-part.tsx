/** How much a mailbox may send and has sent: today, this week, its share of the domain, its ramp. */
import type { MailboxWorld } from '../../../shared/domain/mailbox-world.ts';
import { domainShare } from '../../../shared/policy/domain-share.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { localDay } from '../../../shared/policy/local-time.ts';
import { warmDay, warmUpAllowance } from '../../../shared/policy/warm-up.ts';
import { Button } from '../../components/button.tsx';
import { momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { MAILBOX_WORDS } from './mailboxes-words.ts';
import styles from './mailboxes.module.css';

interface SlotsPartProps {
  readonly mailbox: MailboxWorld;
  readonly all: readonly MailboxWorld[];
  readonly policy: PolicyDocument;
  readonly nowMs: number;
  /** Null where this person may not. */
  readonly onThaw: (() => void) | null;
}

export function SlotsPart({ mailbox, all, policy, nowMs, onThaw }: SlotsPartProps) {
  const elsewhere = mailbox.elsewhere;
  const share = domainShare(policy, mailbox, all);
  const taken = mailbox.takenToday + (elsewhere?.today ?? 0);
  const { day } = localDay(nowMs, mailbox.timeZone);
  return (
    <dl className={styles.figures}>
      <Figure name={MAILBOX_WORDS.today}>
        <strong>{MAILBOX_WORDS.todayOf(taken, policy.limits.mailboxPerDay)}</strong>
        <Meter part={taken / policy.limits.mailboxPerDay} />
        <span className={styles.aside}>
          {[
            elsewhere === null ? MAILBOX_WORDS.elsewhereUnknown : MAILBOX_WORDS.elsewhere(elsewhere.today),
            ...(mailbox.waiting > 0 ? [MAILBOX_WORDS.waiting(mailbox.waiting)] : []),
          ].join(' · ')}
        </span>
      </Figure>
      <Figure name={MAILBOX_WORDS.week}>
        <strong>{MAILBOX_WORDS.weekOf(mailbox.coldThisWeek, share.week)}</strong>
        <Meter part={share.week === 0 ? 1 : mailbox.coldThisWeek / share.week} />
        <span className={styles.aside}>
          {share.percent === 0
            ? MAILBOX_WORDS.noShare(share.domain)
            : MAILBOX_WORDS.share(share.domain, share.percent, share.isGiven)}
        </span>
      </Figure>
      <Figure name={MAILBOX_WORDS.ramp}>
        <RampWords mailbox={mailbox} day={day} policy={policy} />
        {mailbox.ramp?.frozen != null && (
          <>
            <Button size="sm" disabled={onThaw === null} onClick={onThaw ?? undefined}>
              {MAILBOX_WORDS.thaw}
            </Button>
            {onThaw === null && <span className={styles.aside}>{MAILBOX_WORDS.onlyRevOps}</span>}
          </>
        )}
      </Figure>
      <Figure name={MAILBOX_WORDS.next}>
        {mailbox.nextSendAtMs !== null && mailbox.nextSendAtMs > nowMs
          ? MAILBOX_WORDS.nextAt(momentWords(mailbox.nextSendAtMs, nowMs))
          : MAILBOX_WORDS.nextFree}
      </Figure>
    </dl>
  );
}

function RampWords({
  mailbox: { ramp },
  day,
  policy,
}: {
  readonly mailbox: MailboxWorld;
  readonly day: string;
  readonly policy: PolicyDocument;
}) {
  if (ramp === null) return <span className={styles.aside}>{MAILBOX_WORDS.rampUnknown}</span>;
  const allowance = warmUpAllowance(ramp, day, policy.limits);
  const isWarm = allowance >= policy.limits.mailboxPerDay;
  const warm = isWarm ? null : warmDay(ramp, policy.limits);
  return (
    <>
      <strong>{isWarm ? MAILBOX_WORDS.rampWarm(allowance) : MAILBOX_WORDS.rampAt(allowance)}</strong>
      {warm !== null && (
        <span className={styles.aside}>{MAILBOX_WORDS.rampWarmFrom(policy.limits.mailboxPerDay, warm)}</span>
      )}
      <span className={styles.aside}>{MAILBOX_WORDS.rampBegan(ramp)}</span>
      {ramp.frozen !== null && (
        <span className={styles.warned}>
          <ToneShape tone="attention" /> {MAILBOX_WORDS.rampFrozen(ramp.frozen.day, ramp.frozen.because)}
        </span>
      )}
    </>
  );
}

export function Figure({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd data-copy>{children}</dd>
    </div>
  );
}

/** How full, from 0 to 1; the figure beside it says the same in numbers. */
function Meter({ part }: { readonly part: number }) {
  const width = Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <svg className={styles.meter} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100} height={4} className={styles.meterTrack} />
      <rect width={width} height={4} className={part >= 1 ? styles.meterFull : styles.meterPart} />
    </svg>
  );
}
