/**
 * Understands a reply by rules alone: one class, how sure, and the words it rests on. Deterministic, and it does nothing: what follows from
 * a reading is `next-step.ts`' business. Low confidence means that signals conflict, that a model is spoken to, or that nothing was found.
 */
import type { Objection, ReplyAsk, ReplyEvidence, ReplyReading } from '../../../shared/domain/reply-reading.ts';
import type { ReplyClass } from '../../../shared/domain/reply-class.ts';
import { splitSentences } from '../../../shared/policy/claims/split-sentences.ts';
import { findInstructions } from '../../../shared/policy/injection/find-instructions.ts';
import { ASK_WORDS } from './ask-words.ts';
import { autoReplyWords, returnDay, saysLeft } from './auto-reply-words.ts';
import { circleBackIn, COUNTED, type PuttingOff } from './circle-back.ts';
import { complaintIn } from './complaint-words.ts';
import type { AnswerClass, Cue } from './cue.ts';
import { CUES_AGAINST } from './cues-against.ts';
import { CUES_FOR } from './cues-for.ts';
import { referralIn, toolIn } from './named.ts';
import { ownWordsOf } from './own-words.ts';
import { ANGRY, ANNOYED, BARE_YES, SARCASM, SHOUTED } from './tone-words.ts';
import { writtenDates, type DateReference, type WrittenDate } from './written-dates.ts';

export interface ReplyMail {
  /** What the sender wrote, with its signature; evidence is given by its places. */
  readonly newText: string;
  readonly subject: string;
  readonly from: string;
  readonly atMs: number;
  /** The zone its dates are meant in. */
  readonly timeZone: string;
  /** What the recognisers of headers and of opt-outs said of it before; null where they said nothing. */
  readonly known: 'bounce' | 'complaint' | 'auto-reply' | 'unsubscribe' | null;
  readonly people: number;
}

interface Found {
  readonly cue: Cue;
  readonly start: number;
  readonly end: number;
}

interface Verdict {
  readonly class: ReplyClass;
  readonly confidence: number;
  readonly by: ReplyReading['by'];
  readonly places: readonly { readonly start: number; readonly end: number }[];
  readonly objection: Objection | null;
}

/** Nobody answers at greater length; opt-outs are looked for in all of it before. */
const MOST_READ = 16_000;

export function readReply(mail: ReplyMail): ReplyReading {
  const own = ownWordsOf(mail.newText.slice(0, MOST_READ)).text;
  const reference = { atMs: mail.atMs, timeZone: mail.timeZone };
  const putOff = circleBackIn(own, reference);
  const speaksToModels = findInstructions(own).length > 0;
  const verdict = settled(mail, own) ?? (speaksToModels ? unsure(own) : weighed(own, putOff, reference));
  const isAuto = verdict.class === 'auto-reply';
  const isAnswer = !['auto-reply', 'bounce', 'unsubscribe', 'complaint'].includes(verdict.class);
  const hasLeft = saysLeft(own);
  return {
    class: verdict.class,
    confidence: verdict.confidence,
    by: verdict.by,
    evidence: evidenceOf(mail.newText, verdict.places),
    objection: verdict.objection,
    namedTool: isAnswer ? toolIn(own) : null,
    returnAtMs: isAuto ? returnDay(own, reference) : null,
    circleBack:
      verdict.class === 'not-now' && putOff !== null
        ? { atMs: putOff.atMs, trigger: putOff.trigger, words: putOff.words }
        : null,
    referral: verdict.class === 'not-me' || (isAuto && hasLeft) ? referralIn(own, mail.from) : null,
    hasLeft,
    asks: isAnswer ? asksOf(own) : [],
    mood: moodOf(own),
    speaksToModels,
    people: Math.min(100, Math.max(1, mail.people)),
  };
}

/** What needs no weighing: machines, complaints, opt-outs. */
function settled(mail: ReplyMail, own: string): Verdict | null {
  const plainly = (
    name: ReplyClass,
    by: ReplyReading['by'],
    confidence: number,
    places: Verdict['places'],
  ): Verdict => ({
    class: name,
    confidence,
    by,
    places,
    objection: null,
  });
  if (mail.known === 'bounce' || mail.known === 'complaint') return plainly(mail.known, 'header-rules', 1, []);
  const whole = wholeOf(own);
  const complaint = complaintIn(own);
  if (mail.known === 'auto-reply') return plainly('auto-reply', 'header-rules', 1, whole);
  if (complaint !== null) return plainly('complaint', 'rules', 0.95, [complaint]);
  if (mail.known === 'unsubscribe') return plainly('unsubscribe', 'rules', 0.97, whole);
  const auto = autoReplyWords(mail.subject, own);
  return auto === null ? null : plainly('auto-reply', 'rules', auto.confidence, [auto]);
}

function wholeOf(own: string): Verdict['places'] {
  const start = /\S/u.exec(own)?.index;
  return start === undefined ? [] : [{ start, end: Math.min(own.trimEnd().length, start + 300) }];
}

/** A "not" before the words, in the same clause, turns them round. */
const NEGATION =
  /(?:\b(?:not|never|no|without|nothing|hardly|neither|nor|cannot|rather than)\b|n't\b)(?! sure| only|hing (?:against|wrong))[^,;:.!?\n]{0,25}$/iu;
const CONDITION = /\b(?:if|in case|should) (?:we|i|that|this|it|things?|anything|circumstances|our)\b[^.!?\n]{0,80}$/iu;

function cuesIn(own: string): readonly Found[] {
  const found: Found[] = [];
  for (const { start, end, text, role } of splitSentences(own)) {
    if (role !== 'prose' && /^(?:hi|hello|hey|dear)\b/iu.test(text)) continue;
    const sentence = own.slice(start, end);
    for (const each of [...CUES_FOR, ...CUES_AGAINST]) {
      const match = each.pattern.exec(sentence);
      if (match === null) continue;
      const before = sentence.slice(0, match.index);
      if (each.isNegated !== true && NEGATION.test(before)) continue;
      // "If we ever need it I would be happy to talk" is a maybe.
      if (each.for === 'positive' && CONDITION.test(before)) continue;
      found.push({ cue: each, start: start + match.index, end: start + match.index + match[0].length });
    }
  }
  return found;
}

/** Nothing was found, or words that are meant for a model, which say nothing of what their writer wants. */
const unsure = (own: string): Verdict => ({
  class: 'other',
  confidence: 0.3,
  by: 'rules',
  places: wholeOf(own),
  objection: null,
});

/** Within three weeks a day is a proposal. */
const NEAR_MS = 21 * 86_400_000;
const CLOCK =
  /\b(?:[01]?\d|2[0-3])(?::[0-5]\d|[.][0-5]\d(?= ?(?:am|pm|uhr|h\b)))? ?(?:am|pm|a\.m\.|p\.m\.|o'clock|uhr)\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b/iu;
/** Words by which a time is offered or taken. */
const OFFERS =
  /\b(?:can|could|would|will|fine|ok|okay|good|great|perfect|convenient|works?|suits?|open|free|spare|do|have|let's|lets|on me|book|meet|available|possible|any|see you|prefer|ring|call|talk|speak)\b/iu;

/** A sentence that offers or takes a time in the coming weeks, with no "not" in it. */
function nearTime(own: string, dates: readonly WrittenDate[], reference: DateReference): boolean {
  const near = dates.filter(
    ({ atMs, grain, text }) =>
      !COUNTED.test(text) && (grain === 'day' || grain === 'week') && atMs - reference.atMs <= NEAR_MS,
  );
  return splitSentences(own).some(({ start, end, text }) => {
    const hasTime = CLOCK.test(text) || near.some((date) => date.start >= start && date.start < end);
    if (!hasTime || !OFFERS.test(text)) return false;
    return !/\b(?:not|never|no longer|until|till|since|last|out of|away|back|closed|signed|was|were|had)\b|n't\b/iu.test(
      text,
    );
  });
}

type Weights = Record<AnswerClass, number>;

function weighed(own: string, putOff: PuttingOff | null, reference: DateReference): Verdict {
  const dates = writtenDates(own, reference);
  const found = cuesIn(own);
  const weights: Weights = { positive: 0, 'info-request': 0, 'not-now': 0, 'not-me': 0, objection: 0, other: 0 };
  for (const { cue } of found) weights[cue.for] = Math.max(weights[cue.for], cue.weight);
  if (BARE_YES.test(own)) weights.positive = 3;
  // A date far off, or an event beside any other word of later, puts off.
  const isPutOff = putOff !== null && (putOff.atMs !== null || weights['not-now'] > 0 || weights.positive > 0);
  if (isPutOff) weights['not-now'] = Math.max(weights['not-now'], 2.5);
  if (nearTime(own, dates, reference) && weights.objection < 3) weights.positive = Math.max(weights.positive, 3);
  const isSarcastic = SARCASM.test(own);
  if (isSarcastic) weights.positive = 0;
  const name = chosen(weights, putOff, found);
  if (name === null) return unsure(own);
  const places = found.filter(({ cue }) => cue.for === name).map(({ start, end }) => ({ start, end }));
  const sure = confidenceOf(name, weights, isSarcastic);
  const mayBeOptOut = name !== 'positive' && name !== 'info-request' && OPT_OUT_HINT.test(own);
  const objection = name === 'objection' ? kindOf(found) : name === 'not-now' ? 'timing' : null;
  return {
    class: name,
    confidence: mayBeOptOut ? Math.min(sure, HINTED_AT_MOST) : sure,
    by: 'rules',
    places: places.length > 0 ? places : wholeOf(own),
    objection,
  };
}

/** Words that stand in most wishes not to be written to. Beside no clear one, a human decides: one that is overlooked breaks a promise. */
const OPT_OUT_HINT =
  /\b(?:remov\w*|delet\w*|eras\w*|purg\w*|unsub\w*|opt(?:ing|ed)?[ -]?out|stop|cease|lists?|database|records?|gdpr|consent|spam|unsolicited|(?:personal|private) (?:e-?mail|address|account)|(?:e-?mails?|mails?|messages?) (?:me|us|from you|like (?:this|these))|(?:these|your|cold|more|another) (?:e-?mails?|mails?|messages?))\b/iu;
const HINTED_AT_MOST = 0.6;

/** Which of the classes that were found the mail is, where several are. */
function chosen(weights: Weights, putOff: PuttingOff | null, found: readonly Found[]): AnswerClass | null {
  const { positive, objection } = weights;
  const later = weights['not-now'];
  const info = weights['info-request'];
  const notMe = weights['not-me'];
  const isPlainNo = found.some(({ cue }) => cue.objection === 'other' && cue.weight === 3);
  // A time that is proposed, or a yes, outweighs what is said around it, unless it is put off or refused.
  if (positive >= 3 && !(putOff !== null && later >= 2) && !isPlainNo && notMe < 3) return 'positive';
  if (notMe >= 3) return 'not-me';
  if (later >= 2 && putOff !== null) return 'not-now';
  if (objection >= 3 && objection >= later) return 'objection';
  if (notMe >= 2 && info < 3 && positive < 2) return 'not-me';
  if (later >= 2) return 'not-now';
  if (objection >= 2) return 'objection';
  if (weights.other >= 3 || (weights.other >= 2 && info < 3)) return 'other';
  if (info >= 2) return 'info-request';
  if (positive >= 1) return 'positive';
  return null;
}

function confidenceOf(name: AnswerClass, weights: Weights, isSarcastic: boolean): number {
  const own = weights[name];
  const rivals = Object.entries(weights).filter(
    ([other, weight]) => other !== name && other !== 'other' && weight >= 2,
  );
  const strongest = Math.max(0, ...rivals.map(([, weight]) => weight));
  // A question beside a yes, or a reason beside a no, is no conflict.
  const friendly = name === 'positive' && rivals.every(([other]) => other === 'info-request');
  const base = own >= 3 ? 0.92 : own >= 2 ? 0.82 : 0.6;
  const conflict = friendly ? 0 : strongest >= own ? 0.2 : strongest > 0 ? 0.1 : 0;
  const doubt = isSarcastic ? 0.35 : 0;
  return Math.max(0.2, Math.round((base - conflict - doubt) * 100) / 100);
}

/** The reason that was given plainest; a plain no only where there is none. */
function kindOf(found: readonly Found[]): Objection {
  const kinds = found.flatMap(({ cue }) => (cue.objection === undefined ? [] : [cue]));
  const reason = kinds
    .filter(({ objection }) => objection !== 'other')
    .sort((one, other) => other.weight - one.weight)[0];
  return reason?.objection ?? 'other';
}

const asksOf = (own: string): ReplyAsk[] => ASK_WORDS.flatMap(({ ask, pattern }) => (pattern.test(own) ? [ask] : []));

function moodOf(own: string): ReplyReading['mood'] {
  if (ANGRY.test(own) || SHOUTED.test(own)) return 'angry';
  return ANNOYED.test(own) || SARCASM.test(own) ? 'annoyed' : 'calm';
}

const MOST_EVIDENCE = 12;
const LONGEST_EVIDENCE = 300;

/** What of each place stands on one line: a reader finds it by its offsets, and a list shows it in a row. */
function evidenceOf(newText: string, places: Verdict['places']): ReplyEvidence[] {
  return places
    .flatMap(({ start, end }) => {
      const lead = /^\s*/u.exec(newText.slice(start, end))?.[0].length ?? 0;
      const text = /^[^\p{Cc}\u2028\u2029]*/u.exec(newText.slice(start + lead, end))?.[0].trimEnd() ?? '';
      const kept = text.slice(0, LONGEST_EVIDENCE);
      return kept === '' ? [] : [{ text: kept, start: start + lead, end: start + lead + kept.length }];
    })
    .slice(0, MOST_EVIDENCE);
}
