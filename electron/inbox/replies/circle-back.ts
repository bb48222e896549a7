/** When a writer wants to hear again: the date they name, the event they wait for, and the words they say it in. */
import type { CircleBack } from '../../../shared/domain/reply-reading.ts';
import { splitSentences } from '../../../shared/policy/claims/split-sentences.ts';
import { writtenDates, type DateReference, type WrittenDate } from './written-dates.ts';

/** Sooner than this is a proposal to talk, not a putting off. */
const SOON_MS = 21 * 86_400_000;
const WEEK_MS = 7 * 86_400_000;
/** "In a few weeks" is no time that anybody can come to. */
export const COUNTED = /\b(?:weeks|months|years)\b/iu;

const TRIGGER =
  /\b(?:once|after|until|till|as soon as|when|before)\b(?! (?:you|that|then|now|we can|i can|can|could|is|are|do|does|would|should|shall|will|lunch|noon|\d)\b) ?(?:(?:the|our|we|this|that|i|peak|all|it)\b)?[^.!?,;\n]{3,80}/iu;
/** Words after which nothing of an event is said. */
const NO_EVENT =
  /^(?:once|after|until|till|as soon as|when|before) (?:would|could|should|do|does|is good|works|suits|are you|can you|further notice|\d)/iu;

export interface PuttingOff extends CircleBack {
  readonly start: number;
  readonly end: number;
}

/** The first place that puts off; a date within three weeks puts nothing off. */
export function circleBackIn(own: string, reference: DateReference): PuttingOff | null {
  const dates = writtenDates(own, reference);
  const later = dates.filter((date) => isLater(date, reference) && !PAST.test(own.slice(0, date.start)));
  const [date] = later;
  const trigger = triggerIn(own, dates);
  if (date === undefined && trigger === null) return null;
  const at = date?.start ?? trigger?.start ?? 0;
  const sentence = splitSentences(own).find(({ start, end }) => at >= start && at < end);
  const oneLine = (words: string) => words.replace(/\s+/gu, ' ').trim();
  return {
    atMs: date?.atMs ?? null,
    trigger: trigger === null ? null : oneLine(trigger.words).slice(0, 200),
    words: oneLine(sentence?.text ?? date?.text ?? trigger?.words ?? '').slice(0, 300),
    start: date?.start ?? trigger?.start ?? 0,
    end: date?.end ?? (trigger === null ? 0 : trigger.start + trigger.words.length),
  };
}

/** Said of what is over: "we renewed in June", "passed away in September". */
const PAST = /\b(?:\p{L}{3,}ed|left|went|bought|chose|was|were|did|had|took|since)\b(?! to\b)[^.!?,;\n]{0,20}$/iu;

const isLater = (date: WrittenDate, { atMs }: DateReference): boolean =>
  date.atMs - atMs > SOON_MS ||
  (COUNTED.test(date.text) && date.atMs - atMs > WEEK_MS) ||
  (date.grain !== 'day' && date.grain !== 'week' && date.atMs > atMs);

/** An event, not a date: "after the migration". Where a date is the whole of it, the date says it. */
function triggerIn(
  own: string,
  dates: readonly WrittenDate[],
): { readonly words: string; readonly start: number } | null {
  const match = TRIGGER.exec(own);
  if (match === null || NO_EVENT.test(match[0])) return null;
  const start = match.index;
  const inside = dates.filter((date) => date.start < start + match[0].length && date.end > start);
  const besides = inside.reduce((words, date) => words.replace(date.text, ' '), match[0]);
  const left = besides
    .replace(/\b(?:once|after|until|till|as soon as|when|before|the|our|we|in|of|on)\b/giu, ' ')
    .trim();
  return left.length < 4 ? null : { words: match[0].trim(), start };
}
