/** Cold mail arrives in the recipient's business hours, on the recipient's business days. */
import { instantOf, localDay, sayTime, wallMs, weekdayAndMinute } from '../local-time.ts';
import type { PolicyDocument } from '../limits.ts';
import { finding, type Rail } from '../rail.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const sendWindowRail: Rail = {
  code: 'send-window',
  title: 'Recipient’s business hours',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate({ nowMs, policy, world }) {
    const { sendWindow } = policy;
    const { weekday, minute } = weekdayAndMinute(nowMs, world.timeZone);
    if (sendWindow.days.includes(weekday) && minute >= sendWindow.startMinute && minute < sendWindow.endMinute)
      return [];
    const clearsAtMs = nextOpening(nowMs, world.timeZone, sendWindow);
    return [
      finding(
        'send-window',
        'hold',
        {
          evidence: `It is ${sayTime(nowMs, world.timeZone)} for the recipient (${world.timeZone}); mail leaves ${hours(sendWindow)}.`,
          clears: `Leaves by itself ${sayTime(clearsAtMs, world.timeZone)} their time.`,
        },
        { clearsAtMs },
      ),
    ];
  },
};

/** The next moment the window opens, strictly after `nowMs`. A window has at least one day, so eight days are enough. */
function nextOpening(nowMs: number, timeZone: string, window: PolicyDocument['sendWindow']): number {
  const today = Math.floor(wallMs(nowMs, timeZone) / DAY_MS);
  for (let later = 0; later <= 8; later += 1) {
    const opensAtMs = instantOf((today + later) * DAY_MS + window.startMinute * MINUTE_MS, timeZone);
    if (opensAtMs > nowMs && window.days.includes(localDay(nowMs, timeZone, later).weekday)) return opensAtMs;
  }
  throw new RangeError('a send window without days never opens');
}

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function hours(window: PolicyDocument['sendWindow']): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const days = NAMES.filter((_name, at) => window.days.includes(at + 1));
  return `${clock(window.startMinute)} to ${clock(window.endMinute)} on ${days.join(', ')}`;
}
