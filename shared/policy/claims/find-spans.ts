/** Finds the checkable parts of one sentence: dates, numbers, names, superlatives, events and the bridge. It knows no facts and judges nothing. */
import { findBridge, type FoundBridge } from './find-bridges.ts';
import { findEvent, type FoundEvent } from './find-events.ts';
import { findNameRuns, type NameRun } from './find-names.ts';
import { findDates, type FoundDate } from './read-date.ts';
import { findNumbers, type FoundNumber } from './read-number.ts';
import { findSuperlatives, type FoundSuperlative } from './find-superlatives.ts';
import { countedBy, type Counted } from './number-noun.ts';
import { remembered } from './remembered.ts';

export interface Checkable {
  readonly dates: readonly FoundDate[];
  /** `schedules`: it states nothing: it proposes a time for a talk ("a 15-minute call?"), offers something, or counts "three ways". */
  readonly numbers: readonly (FoundNumber & { readonly schedules: boolean; readonly counted: Counted })[];
  /** "Last year": the years that it lies from now. */
  readonly relativeYears: readonly { readonly start: number; readonly end: number; readonly years: number }[];
  /** "Hundreds of", "dozens of": at least so many. */
  readonly vagueCounts: readonly { readonly start: number; readonly end: number; readonly least: number }[];
  readonly names: readonly NameRun[];
  readonly superlatives: readonly FoundSuperlative[];
  readonly event: FoundEvent | null;
  readonly bridge: FoundBridge | null;
}

/** What looks like a number or name but states nothing: addresses, times of day, a bullet's number, "24/7". */
const NOT_CHECKED =
  /(?:https?:\/\/|www\.)\S+|[^\s<>@]+@[^\s<>@]+\.\p{L}{2,}|^\s*\d{1,2}[.)]\s|\b\d{1,2}:\d{2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?|\b24\/7\b|\b9-to-5\b|\b(?:an?|one)(?: [\p{L}]+){1,4} or two\b|\bone or two\b|\btwo sides\b|\bsecond to none\b/giu;
const PHONE = /\+?\(?\d[\d\s().-]{6,}\d/gu;

const TALK =
  /\b(?:call|chat|meeting|meet|talk|demo|intro|walk-?through|conversation|slot|calendar|compare notes|look|sync|coffee)\b/iu;
const ASKS = /\?|\b(?:happy to|let me know|worth|open to|book|grab|free for|up for|can spare|reply)\b/iu;
/** "I can send two screenshots": an offer of the sender's own, no statement. */
const OFFERS =
  /\b(?:i|we)(?:(?:’|')(?:ll|d)| can| could| will| would| am happy to| promise)?(?: also| gladly| just)? (?:send|share|show|bring|record|put together|walk|keep|need|ask|take)\b[^.!?]{0,30}$|\bget (?:me )?$/iu;
/** "Three ways", "the same nine things": counts of nothing. */
const IDLE_COUNT =
  /^ (?:\p{L}+ )?(?:things?|ways|reasons|ideas|thoughts|questions|words|sentences|options|sides|kinds|sorts|points|cents|cups|seconds)\b/iu;
const RELATIVE_YEAR = /\b(?<which>last|this|next) year(?:’s|'s)?\b/giu;
const WHICH: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };
const VAGUE = /\b(?<word>dozens|scores|hundreds|thousands|millions) of(?! (?:thousands|emails|questions))\b/giu;
const LEAST: Readonly<Record<string, number>> = {
  dozens: 24,
  scores: 40,
  hundreds: 200,
  thousands: 2_000,
  millions: 2_000_000,
};
/** A vague count is a claim where it is made of who uses something of ours. */
const OF_US = /\b(?:we|our|us|use[sd]?|using|trust\p{L}*|rel(?:y|ies)|runs? on|customers|clients)\b/iu;

const MINUTES = /^(?:[ -]?(?:min|mins|minute|minutes)\b|(?: ?(?:-|–|to|or) ?\d{1,2}[ -]?(?:min|minute)))/iu;

const blank = (text: string, start: number, end: number) =>
  text.slice(0, start) + '\0'.repeat(end - start) + text.slice(end);

/** The checkable parts of a sentence, with offsets into it. */
export const findCheckable = remembered(4_000, find, (text: string) => text);

/** The same for the greeting or a line of the sign-off, where a phone number and "all the best" state nothing. */
export const findCheckableInSignature = remembered(
  400,
  (text: string): Checkable => ({
    ...find(text.replace(PHONE, (phone) => '\0'.repeat(phone.length))),
    superlatives: [],
    event: null,
    bridge: null,
  }),
  (text) => text,
);

function find(text: string): Checkable {
  let rest = text.replace(NOT_CHECKED, (match) => '\0'.repeat(match.length));
  const dates = findDates(rest);
  for (const { start, end } of dates) rest = blank(rest, start, end);
  const proposesTalk = (TALK.test(text) && ASKS.test(text)) || /\b(?:worth|spare|have|got)\b[^.!]*\?\s*$/iu.test(text);
  const masked = rest;
  const numbers = findNumbers(rest).map((found) => ({
    ...found,
    counted: countedBy(masked, found),
    schedules:
      found.number.kind === 'plain' &&
      found.number.value <= 60 &&
      ((proposesTalk && MINUTES.test(masked.slice(found.end, found.end + 20))) ||
        OFFERS.test(masked.slice(Math.max(0, found.start - 60), found.start)) ||
        (found.number.value <= 10 && IDLE_COUNT.test(masked.slice(found.end, found.end + 30)))),
  }));
  for (const { start, end } of numbers) rest = blank(rest, start, end);
  return {
    dates,
    numbers,
    relativeYears: [...text.matchAll(RELATIVE_YEAR)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      years: WHICH[(match.groups?.['which'] ?? '').toLowerCase()] ?? 0,
    })),
    vagueCounts: OF_US.test(text)
      ? [...text.matchAll(VAGUE)].map((match) => ({
          start: match.index,
          end: match.index + match[0].length,
          least: LEAST[(match.groups?.['word'] ?? '').toLowerCase()] ?? 0,
        }))
      : [],
    names: findNameRuns(rest),
    superlatives: findSuperlatives(text),
    event: findEvent(text),
    bridge: findBridge(text),
  };
}
