/** How long a stretch of working time takes on the calendar: Saturdays and Sundays do not count. It knows no public holidays. */
import { instantOf, wallMs, weekdayOf } from './local-time.ts';

const DAY_MS = 86_400_000;

/** The moment when `workingMs` have passed since `fromMs` by the zone's wall clock, weekends left out. A business day is 24 h. */
export function afterWorkingTime(fromMs: number, workingMs: number, timeZone: string): number {
  const fromWall = wallMs(fromMs, timeZone);
  let dayNumber = Math.floor(fromWall / DAY_MS);
  let intoDay = fromWall - dayNumber * DAY_MS;
  const weekday = weekdayOf(dayNumber);
  if (weekday > 5) {
    dayNumber += 8 - weekday;
    intoDay = 0;
    if (workingMs === 0) return fromMs;
  }
  // Count in days since the Monday of the week, so that whole weeks need no loop.
  const workedThisWeek = (weekdayOf(dayNumber) - 1) * DAY_MS + intoDay;
  const monday = dayNumber - (weekdayOf(dayNumber) - 1);
  const total = workedThisWeek + workingMs;
  const weekMs = 5 * DAY_MS;
  let weeks = Math.floor(total / weekMs);
  let rest = total - weeks * weekMs;
  // What ends exactly with Friday ends there, not on Monday.
  if (rest === 0 && workingMs > 0) {
    weeks -= 1;
    rest = weekMs;
  }
  return instantOf((monday + weeks * 7) * DAY_MS + rest, timeZone);
}
