/** Dates as a reader says them, and what a clock on somebody else's wall shows. It never reads a clock itself. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' });
  formats.set(timeZone, made);
  return made;
}

export interface LocalClock {
  /** `Tue 09:12` */
  readonly time: string;
  /** The zone's city, such as `Chicago`. */
  readonly place: string;
}

export function localClock(atMs: number, timeZone: string): LocalClock {
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return { time: formatFor(timeZone).format(atMs).replace(',', ''), place: city };
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayYearFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `9 Nov`, with its year where that is another one. */
export function dayWords(atMs: number, nowMs: number): string {
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (isThisYear ? dayFormat : dayYearFormat).format(atMs);
}
