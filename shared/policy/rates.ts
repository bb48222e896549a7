/** How bad a mailbox's bounces and complaints are. Below a minimum sample a percentage says nothing, so counts are judged there. */
import type { DomainReport } from '../domain/mailbox-event.ts';
import type { MailboxWorld, Rate } from '../domain/mailbox-world.ts';
import type { PolicyDocument } from './limits.ts';

type Limits = PolicyDocument['limits'];

const DAY_MS = 86_400_000;

/** A level with what it rests on, in words. */
export interface Judged<L extends string> {
  readonly level: L;
  /** `6 of 100 bounced (6 %)`. */
  readonly says: string;
  /** `the limit is 5 %`, of the level reached; of the next one where it is `ok`. */
  readonly limit: string;
}

/** `warn` is for RevOps' watch list; `stop` holds cold mail. */
export type BounceLevel = 'ok' | 'warn' | 'stop';

/** The mailbox's bounces of the rate window. */
export function bounceLevel({ count, of }: Rate, limits: Limits): Judged<BounceLevel> {
  const { bounceMinSample, bounceStopCount, bounceStopPercent, bounceWarnPercent } = limits;
  const hasSample = of >= bounceMinSample;
  const says = `${count} of ${of} bounced (${sayPercent(count, of)})`;
  if (hasSample) {
    const percent = (100 * count) / of;
    if (percent >= bounceStopPercent) return { level: 'stop', says, limit: `the limit is ${bounceStopPercent} %` };
    return { level: percent >= bounceWarnPercent ? 'warn' : 'ok', says, limit: `${bounceWarnPercent} % is a warning` };
  }
  const limit = `below ${bounceMinSample} sends the limit is ${bounceStopCount} bounces`;
  if (count >= bounceStopCount) return { level: 'stop', says, limit };
  // The same part of the way as between the two percentages.
  const warnCount = Math.max(1, Math.ceil((bounceStopCount * bounceWarnPercent) / bounceStopPercent));
  return { level: count >= warnCount ? 'warn' : 'ok', says, limit };
}

/** `throttle` leaves a part of the day's slots to cold mail; `stop` none. */
export type ComplaintLevel = 'ok' | 'throttle' | 'stop';

/** How many of the mailbox's day, other tools' mail included, a level leaves to cold mail. */
export function complaintSlots(level: ComplaintLevel, { mailboxPerDay, throttledPercent }: Limits): number {
  switch (level) {
    case 'ok':
      return mailboxPerDay;
    case 'throttle':
      // One a day stays, or nobody would ever learn that it got better.
      return Math.max(1, Math.floor((mailboxPerDay * throttledPercent) / 100));
    case 'stop':
      return 0;
    default:
      return level satisfies never;
  }
}

const ORDER: readonly ComplaintLevel[] = ['ok', 'throttle', 'stop'];

/** The worse of what we counted ourselves and what the provider's newest report says, if it falls into the rate window. */
export function complaintLevel(
  { complaints, report }: Pick<MailboxWorld, 'complaints' | 'report'>,
  limits: Limits,
  nowMs: number,
): Judged<ComplaintLevel> {
  const own = judgeComplaints(
    complaints,
    `${complaints.count} of ${complaints.of} complained (${sayPercent(complaints.count, complaints.of)})`,
    limits,
  );
  const reported = report === null ? null : judgeReport(report, limits, nowMs);
  return reported !== null && ORDER.indexOf(reported.level) > ORDER.indexOf(own.level) ? reported : own;
}

function judgeReport(report: DomainReport, limits: Limits, nowMs: number): Judged<ComplaintLevel> | null {
  const ageMs = nowMs - Date.parse(`${report.day}T00:00:00Z`);
  if (report.spamRate === null || ageMs > (limits.rateWindowDays + 1) * DAY_MS) return null;
  const percent = report.spamRate * 100;
  const says = `${report.provider} saw ${round(percent)} % complain at ${report.domain} on ${report.day}`;
  if (report.delivered !== null && report.delivered < limits.complaintMinSample) {
    return judgeComplaints(
      { count: Math.round(report.delivered * report.spamRate), of: report.delivered },
      says,
      limits,
    );
  }
  return judgePercent(percent, says, limits);
}

function judgeComplaints({ count, of }: Rate, says: string, limits: Limits): Judged<ComplaintLevel> {
  const { complaintMinSample, complaintStopCount, complaintThrottleCount } = limits;
  if (of >= complaintMinSample) return judgePercent((100 * count) / of, says, limits);
  const below = (most: number) =>
    `below ${complaintMinSample} sends the limit is ${most === 1 ? '1 complaint' : `${most} complaints`}`;
  if (count >= complaintStopCount) return { level: 'stop', says, limit: below(complaintStopCount) };
  return {
    level: count >= complaintThrottleCount ? 'throttle' : 'ok',
    says,
    limit: below(complaintThrottleCount),
  };
}

function judgePercent(percent: number, says: string, limits: Limits): Judged<ComplaintLevel> {
  const { complaintStopPercent, complaintThrottlePercent } = limits;
  if (percent >= complaintStopPercent) return { level: 'stop', says, limit: `the limit is ${complaintStopPercent} %` };
  return {
    level: percent >= complaintThrottlePercent ? 'throttle' : 'ok',
    says,
    limit: `the limit is ${complaintThrottlePercent} %`,
  };
}

const round = (percent: number) => Number(percent.toFixed(2));
const sayPercent = (count: number, of: number) => (of === 0 ? 'none sent' : `${round((100 * count) / of)} %`);
