/** Which calendar day and week a mailbox is in: what its caps count. It never reads a clock. */
import { localDay } from './local-time.ts';

export interface MailboxDay {
  /** `YYYY-MM-DD` in the mailbox's zone. */
  readonly day: string;
  readonly startAtMs: number;
  /** The first moment of the next day, when the cap counts from nothing again. */
  readonly endAtMs: number;
  /** The Monday its week began with. */
  readonly weekStartDay: string;
  readonly weekStartAtMs: number;
}

const lastByZone = new Map<string, MailboxDay>();

/** The mailbox's day at `nowMs`; 23 or 25 hours long where the clocks change. */
export function mailboxDay(nowMs: number, timeZone: string): MailboxDay {
  const last = lastByZone.get(timeZone);
  if (last !== undefined && nowMs >= last.startAtMs && nowMs < last.endAtMs) return last;
  const { day, weekday, startAtMs, endAtMs } = localDay(nowMs, timeZone);
  const monday = localDay(nowMs, timeZone, 1 - weekday);
  const today = { day, startAtMs, endAtMs, weekStartDay: monday.day, weekStartAtMs: monday.startAtMs };
  lastByZone.set(timeZone, today);
  return today;
}
