/** How far a mailbox's ramp has climbed, and where one begins. Pure: it never reads a clock and never says whether a message may leave. */
import type { Ramp } from '../domain/mailbox-world.ts';
import type { PolicyDocument } from './limits.ts';

type Limits = Pick<PolicyDocument['limits'], 'mailboxPerDay' | 'warmupStartPerDay' | 'warmupStepPerDay'>;

const DAY_MS = 86_400_000;
/** How far back the days of a mailbox's history tell what it is used to. */
export const HISTORY_DAYS = 30;
/** A volume counts as usual once it was reached on this many days; one burst does not make an old mailbox. */
const DAYS_TO_BE_USUAL = 3;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** Messages the mailbox may send on `day` (`YYYY-MM-DD` in its zone), other tools' included. A frozen ramp stays where it stood. */
export function warmUpAllowance(ramp: Ramp, day: string, limits: Limits): number {
  const until = ramp.frozen === null || ramp.frozen.day > day ? day : ramp.frozen.day;
  const climbed = Math.max(0, dayNumber(until) - dayNumber(ramp.startDay)) * limits.warmupStepPerDay;
  return Math.min(limits.mailboxPerDay, ramp.startPerDay + climbed);
}

/** The day its allowance reaches the mailbox's cap; null while it is frozen below it, or the policy lets it climb no further. */
export function warmDay(ramp: Ramp, limits: Limits): string | null {
  const missing = limits.mailboxPerDay - ramp.startPerDay;
  if (missing <= 0) return ramp.startDay;
  if (limits.warmupStepPerDay === 0) return null;
  const days = Math.ceil(missing / limits.warmupStepPerDay);
  const day = new Date((dayNumber(ramp.startDay) + days) * DAY_MS).toISOString().slice(0, 10);
  return ramp.frozen === null || ramp.frozen.day >= day ? day : null;
}

/**
 * Where a ramp begins on `today`: at the volume the mailbox reached on a few days of the last month, never below what a new one begins
 * with. `sentPerDay` is the history by day; without any it begins as new.
 */
export function rampFrom(
  sentPerDay: ReadonlyMap<string, number>,
  basis: 'sent-folder' | 'this-desk',
  today: string,
  limits: Limits,
): Ramp {
  const recent = [...sentPerDay].filter(
    ([day, count]) => count > 0 && day < today && dayNumber(day) >= dayNumber(today) - HISTORY_DAYS,
  );
  const counts = recent.map(([, count]) => count).sort((left, right) => right - left);
  const usual = counts[DAYS_TO_BE_USUAL - 1] ?? 0;
  return {
    startDay: today,
    startPerDay: Math.min(limits.mailboxPerDay, Math.max(limits.warmupStartPerDay, usual)),
    basis: recent.length === 0 ? 'new' : basis,
    frozen: null,
  };
}
