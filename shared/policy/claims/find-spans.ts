/** Finds the checkable parts of one sentence: dates, numbers, names. It knows no facts and judges nothing. */
import { findNameRuns, type NameRun } from './find-names.ts';
import { findDates, type FoundDate } from './read-date.ts';
import { findNumbers, type FoundNumber } from './read-number.ts';
import { remembered } from './remembered.ts';

export interface Checkable {
  readonly dates: readonly FoundDate[];
  /** `schedules`: it proposes a time for a talk, such as "a 15-minute call?". */
  readonly numbers: readonly (FoundNumber & { readonly schedules: boolean })[];
  readonly names: readonly NameRun[];
}

/** What looks like a number or name but states nothing: addresses, times of day, a bullet's number, "24/7". */
const NOT_CHECKED =
  /(?:https?:\/\/|www\.)\S+|[^\s<>@]+@[^\s<>@]+\.\p{L}{2,}|^\s*\d{1,2}[.)]\s|\b\d{1,2}:\d{2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?|\b24\/7\b|\b9-to-5\b/giu;
const PHONE = /\+?\(?\d[\d\s().-]{6,}\d/gu;

const TALK =
  /\b(?:call|chat|meeting|meet|talk|demo|intro|walk-?through|conversation|slot|calendar|compare notes|look|sync|coffee)\b/iu;
const ASKS = /\?|\b(?:happy to|let me know|worth|open to|book|grab|free for|up for|can spare|reply)\b/iu;
const MINUTES = /^(?:[ -]?(?:min|mins|minute|minutes)\b|(?: ?(?:-|–|to|or) ?\d{1,2}[ -]?(?:min|minute)))/iu;

const blank = (text: string, start: number, end: number) =>
  text.slice(0, start) + '\0'.repeat(end - start) + text.slice(end);

/** The checkable parts of a sentence, with offsets into it. */
export const findCheckable = remembered(4_000, find, (text: string) => text);

/** The same for a line of the sign-off, where a phone number states nothing. */
export const findCheckableInSignature = remembered(
  400,
  (text: string) => find(text.replace(PHONE, (phone) => '\0'.repeat(phone.length))),
  (text) => text,
);

function find(text: string): Checkable {
  let rest = text.replace(NOT_CHECKED, (match) => '\0'.repeat(match.length));
  const dates = findDates(rest);
  for (const { start, end } of dates) rest = blank(rest, start, end);
  const proposesTalk = TALK.test(text) && ASKS.test(text);
  const numbers = findNumbers(rest).map((found) => ({
    ...found,
    schedules:
      proposesTalk &&
      found.number.kind === 'plain' &&
      found.number.value <= 60 &&
      MINUTES.test(rest.slice(found.end, found.end + 20)),
  }));
  for (const { start, end } of numbers) rest = blank(rest, start, end);
  return { dates, numbers, names: findNameRuns(rest) };
}
