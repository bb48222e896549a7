/** Which local day, weekday and minute an instant has in a time zone, and back. Pure: it never reads a clock. */
import { Temporal } from 'temporal-polyfill';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A stretch of time in which a zone's offset does not change. */
interface OffsetSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

/** Found spans by zone: the gate asks for the same few of them thousands of times a second. */
const spansByZone = new Map<string, OffsetSpan[]>();

function offsetAt(atMs: number, timeZone: string): number {
  const known = spansByZone.get(timeZone) ?? [];
  for (const span of known) if (atMs >= span.fromMs && atMs < span.toMs) return span.offsetMs;
  const zoned = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const next = zoned.getTimeZoneTransition('next');
  // The search for the previous transition is exclusive of the instant itself.
  const previous = zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const span = {
    fromMs: previous?.epochMilliseconds ?? -Infinity,
    toMs: next?.epochMilliseconds ?? Infinity,
    offsetMs: Math.round(zoned.offsetNanoseconds / 1e6),
  };
  spansByZone.set(timeZone, [...known.slice(-15), span]);
  return span.offsetMs;
}

/** Milliseconds since 1970 as a wall clock in the zone shows them. */
export function wallMs(atMs: number, timeZone: string): number {
  return atMs + offsetAt(atMs, timeZone);
}

/** The instant of a wall-clock time. Of two, the earlier; one that a clock change skips is moved on by the change. */
export function instantOf(wall: number, timeZone: string): number {
  const before = wall - offsetAt(wall - DAY_MS, timeZone);
  if (wallMs(before, timeZone) === wall) return before;
  const after = wall - offsetAt(wall + DAY_MS, timeZone);
  return wallMs(after, timeZone) === wall ? after : before;
}

/** A calendar day as its zone lives it: 23 to 25 hours long. */
export interface LocalDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly startAtMs: number;
  /** The first moment of the next day. */
  readonly endAtMs: number;
}

/** The day that is `daysLater` days after the day of an instant, in the zone. */
export function localDay(atMs: number, timeZone: string, daysLater = 0): LocalDay {
  const dayNumber = Math.floor(wallMs(atMs, timeZone) / DAY_MS) + daysLater;
  return {
    day: new Date(dayNumber * DAY_MS).toISOString().slice(0, 10),
    weekday: weekdayOf(dayNumber),
    startAtMs: instantOf(dayNumber * DAY_MS, timeZone),
    endAtMs: instantOf((dayNumber + 1) * DAY_MS, timeZone),
  };
}

/** 1 Monday to 7 Sunday, for a day counted from 1 January 1970, a Thursday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** Weekday and minutes from midnight, as a wall clock in the zone shows them. */
export function weekdayAndMinute(
  atMs: number,
  timeZone: string,
): { readonly weekday: number; readonly minute: number } {
  const wall = wallMs(atMs, timeZone);
  const dayNumber = Math.floor(wall / DAY_MS);
  return { weekday: weekdayOf(dayNumber), minute: Math.floor((wall - dayNumber * DAY_MS) / MINUTE_MS) };
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `Tue 4 Mar 09:12`, by the zone's wall clock. */
export function sayTime(atMs: number, timeZone: string): string {
  const wall = new Date(wallMs(atMs, timeZone));
  return `${sayDay(atMs, timeZone)} ${twoDigits(wall.getUTCHours())}:${twoDigits(wall.getUTCMinutes())}`;
}

/** `Tue 4 Mar`, by the zone's wall clock. */
export function sayDay(atMs: number, timeZone: string): string {
  const wall = wallMs(atMs, timeZone);
  const date = new Date(wall);
  const weekday = WEEKDAYS[weekdayOf(Math.floor(wall / DAY_MS)) - 1] ?? '';
  return `${weekday} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** `40 s`, `12 min`, `5 h`, `3 days`: a length of time in its largest whole unit. */
export function sayDuration(ms: number): string {
  const size = Math.abs(ms);
  if (size < MINUTE_MS) return `${Math.round(size / 1_000)} s`;
  if (size < 2 * 60 * MINUTE_MS) return `${Math.round(size / MINUTE_MS)} min`;
  if (size < 2 * DAY_MS) return `${Math.round(size / (60 * MINUTE_MS))} h`;
  return `${Math.floor(size / DAY_MS)} days`;
}
