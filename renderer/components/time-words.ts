/** Says ages, countdowns and clock times in the fewest words; it never reads a clock. */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago or how long, in one unit: `now`, `40 s`, `12 min`, `3 h`, `9 d`, `4 mo`, `2 y`. */
export function shortDuration(ms: number): string {
  const span = Math.abs(ms);
  if (span < 1_000) return 'now';
  if (span < MINUTE_MS) return `${Math.floor(span / 1_000)} s`;
  if (span < HOUR_MS) return `${Math.floor(span / MINUTE_MS)} min`;
  if (span < 2 * DAY_MS) return `${Math.floor(span / HOUR_MS)} h`;
  if (span < 90 * DAY_MS) return `${Math.floor(span / DAY_MS)} d`;
  if (span < 730 * DAY_MS) return `${Math.floor(span / (30.44 * DAY_MS))} mo`;
  return `${Math.floor(span / (365.25 * DAY_MS))} y`;
}

/** A `shortDuration` that lies behind us: `5 min ago`, `just now`. */
export function ago(short: string): string {
  return short === 'now' ? 'just now' : `${short} ago`;
}

/** What is left until a moment: `1 h 52 min`, `14 min`, `9 s`; `over` once it has passed. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return 'over';
  if (ms < MINUTE_MS) return `${Math.ceil(ms / 1_000)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) {
    const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
    return minutes === 0 ? `${Math.floor(ms / HOUR_MS)} h` : `${Math.floor(ms / HOUR_MS)} h ${minutes} min`;
  }
  return `${Math.floor(ms / DAY_MS)} d`;
}

/** A stopwatch's figures: `0:23`, `12:05`. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekdayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayYearFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const fullFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** A moment as a person says it today: `10:41`, `Tue 09:12`, `3 Nov`, `3 Nov 2024`. */
export function momentWords(atMs: number, nowMs: number): string {
  const days = Math.abs(startOfDay(atMs) - startOfDay(nowMs)) / DAY_MS;
  if (days < 0.5) return clockFormat.format(atMs);
  if (days < 6.5) return `${weekdayFormat.format(atMs)} ${clockFormat.format(atMs)}`;
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return sameYear ? dayFormat.format(atMs) : dayYearFormat.format(atMs);
}

/** The whole date and time with its zone, for titles and details. */
export function fullMoment(atMs: number): string {
  return fullFormat.format(atMs);
}

function startOfDay(atMs: number): number {
  const date = new Date(atMs);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}
