/** Holds each checkable part of a sentence against the facts it may rest on, and says which fact contains it. */
import type { Fact } from '../../domain/fact.ts';
import type { Signal } from '../../domain/signal.ts';
import { isGenericCapital, isOrdinaryOpener } from './common-words.ts';
import { contentOf } from './content-words.ts';
import { derivesCount, isNamedSpan, liesBack } from './derived-number.ts';
import { saysBridge, type FoundBridge } from './find-bridges.ts';
import { saysEvent, type FoundEvent } from './find-events.ts';
import type { NameRun, NameWord } from './find-names.ts';
import type { Checkable } from './find-spans.ts';
import { superlativeIn, type FoundSuperlative } from './find-superlatives.ts';
import { knownText, saysWords, wordsOf, type KnownText } from './known-text.ts';
import { otherThing } from './number-noun.ts';
import { partsOf, saysDate, type DateParts, type FoundDate } from './read-date.ts';
import { saysNumber, type FoundNumber, type NumberValue } from './read-number.ts';
import type { ClaimSpan } from './sentence-check.ts';
import { signalBehind } from './signal-behind.ts';
import { isOurs, saidOfAnother, subjectBefore, type Subject, type WhoIsWho } from './whose-claim.ts';

/** What a sentence may rest on. */
export interface Evidence {
  readonly facts: readonly Fact[];
  readonly signals: readonly Signal[];
  /** Names that need no fact: the contact, the account, the sender, our company. */
  readonly context: KnownText;
  readonly who: WhoIsWho;
  readonly nowMs: number;
  /** Whether a word stands in small letters in the text or in these facts: then a capital at a sentence's start means nothing. */
  readonly isVocabulary: (smallWord: string, facts: readonly Fact[]) => boolean;
  /** In a subject line any word may stand with a capital, and nobody is told what happened to them. */
  readonly everyWordOpens: boolean;
}

type Holder = ClaimSpan['heldBy'];

/** What holds a part, or why what looks like it does not. */
interface Held {
  readonly heldBy: Holder;
  readonly mismatch: string | null;
}

const by = (heldBy: Holder): Held => ({ heldBy, mismatch: null });
const unheld = (mismatch: string | null): Held => ({ heldBy: null, mismatch });

/** The parts in order of place, each with what holds it; offsets are moved by `offset`. */
export function holdSpans(
  text: string,
  checkable: Checkable,
  evidence: Evidence,
  offset: number,
): readonly ClaimSpan[] {
  const span = (start: number, end: number, kind: ClaimSpan['kind'], held: Held): ClaimSpan => ({
    start: start + offset,
    end: end + offset,
    text: text.slice(start, end),
    kind,
    heldBy: held.heldBy,
    mismatch: held.mismatch,
  });
  const { bridge, dates, event, numbers, relativeYears, superlatives, vagueCounts } = checkable;
  const names = checkable.names.filter((run) => isName(run, evidence));
  const spans = [
    ...dates.map((date) => span(date.start, date.end, 'date', holderOfDate(date, text, names, evidence))),
    ...relativeYears.flatMap((each) => {
      const held = holderOfRelativeYear(each.years, evidence);
      return held === null ? [] : [span(each.start, each.end, 'date', held)];
    }),
    ...numbers.map((each) =>
      span(
        each.start,
        each.end,
        'number',
        each.schedules ? by('context') : holderOfNumber(each, text, names, evidence),
      ),
    ),
    ...vagueCounts.map((each) => span(each.start, each.end, 'number', holderOfVague(each.least, evidence))),
    ...checkable.names.flatMap((run) =>
      coverRun(run, evidence).map((part) => {
        const held = part.heldBy === null ? unheld(null) : ofItsSubject(part, text, names, evidence);
        return span(part.start, part.end, 'name', held);
      }),
    ),
    ...superlatives.map((each) => span(each.start, each.end, 'superlative', holderOfSuperlative(each, evidence))),
    ...(evidence.everyWordOpens
      ? []
      : [
          ...(event === null ? [] : [span(event.start, event.end, 'event', holderOfEvent(event, evidence))]),
          ...(bridge === null ? [] : [span(bridge.start, bridge.end, 'bridge', holderOfBridge(bridge, evidence))]),
        ]),
  ];
  return spans.sort((left, right) => left.start - right.start);
}

/** A fact's "a third" said as 33 %. */
function isShareSaid({ number, reach }: FoundNumber, said: NumberValue): boolean {
  return reach === 'share' && said.kind === 'percent' && Math.round(number.value) === said.value;
}

function holderOfNumber(
  each: Checkable['numbers'][number],
  text: string,
  names: readonly NameRun[],
  evidence: Evidence,
): Held {
  const { number, reach, counted } = each;
  const { facts, context, who } = evidence;
  const mayBeYear =
    number.kind === 'plain' && Number.isInteger(number.value) && number.value >= 1950 && number.value < 2050;
  const subject = subjectBefore(text, each.start, names);
  let mismatch: string | null = null;
  for (const fact of facts) {
    const known = knownText(fact.value);
    if (mayBeYear && known.dates.some((date) => date.year === number.value)) return by(fact.id);
    for (const found of known.numbers) {
      if (!saysNumber(found.number, number, reach) && !isShareSaid(found, number)) continue;
      const subjects = subjectWords(subject, text, each.start, who);
      const why =
        otherThing(counted, found.counted, number.kind, { label: fact.label, subjects }) ??
        saidOfAnother(fact, subject, text, each.start, evidence);
      if (why === null) return by(fact.id);
      mismatch ??= why;
    }
  }
  const says = context.numbers.some((found) => saysNumber(found.number, number, reach));
  if (says || (mayBeYear && context.dates.some((date) => date.year === number.value))) return by('context');
  const after = text.slice(each.end);
  const derived = facts.find(
    (fact) =>
      derivesCount(fact.value, number, counted) ||
      isNamedSpan(fact.value, number, counted) ||
      liesBack(after, number.value, datesOf(fact, evidence), evidence.nowMs),
  );
  return derived === undefined ? unheld(mismatch) : by(derived.id);
}

/** Words that only say who the number is said of: they agree with a fact without saying the same of it. */
function subjectWords(subject: Subject | null, text: string, at: number, { us, account }: WhoIsWho): readonly string[] {
  const named = subject?.kind === 'name' ? contentOf(subject.text) : [];
  const generic =
    /^\s*(?:our |most |other |\p{L}+ing )?(?<who>\p{L}[\p{L} -]{0,40}?)(?= (?:on|with|using|who|that|at|see|get|cut|spend|pay|go|have|close|clear|hire|raise|report|take|make|do|need|lose|win|ship|run|save|use|reach|find|handle|answer|fill|process|pick|settle)\b)/iu.exec(
      text.slice(0, at),
    )?.groups?.['who'];
  return [
    ...named,
    ...(generic === undefined ? [] : contentOf(generic)),
    ...contentOf(us.words),
    ...contentOf(account.words),
  ];
}

function holderOfVague(least: number, { facts }: Evidence): Held {
  const fact = facts.find((each) =>
    knownText(each.value).numbers.some(({ number }) => number.value >= least && number.value < least * 10),
  );
  return fact === undefined ? unheld(null) : by(fact.id);
}

/** The dates a fact tells, the date of the event behind it last. */
function datesOf(fact: Fact, { signals }: Evidence): readonly DateParts[] {
  const { dates, numbers } = knownText(fact.value);
  const years = numbers.flatMap(({ number: { kind, value } }) =>
    kind === 'plain' && value >= 1950 && value < 2050 ? [value] : [],
  );
  const signal = signalBehind(fact, signals);
  return [
    ...dates,
    ...years.map((year) => ({ year, month: null, day: null, quarter: null, half: null })),
    ...(signal === null ? [] : [partsOf(signal.observedAtMs)]),
  ];
}

function holderOfRelativeYear(years: number, evidence: Evidence): Held | null {
  const year = new Date(evidence.nowMs).getUTCFullYear() + years;
  const dated = evidence.facts.filter((fact) => datesOf(fact, evidence).some((date) => date.year !== null));
  if (dated.length === 0) return null;
  const fact = dated.find((each) => datesOf(each, evidence).some((date) => date.year === year));
  return fact === undefined ? unheld('the fact is of another year') : by(fact.id);
}

function holderOfDate(
  { readings, start }: FoundDate,
  text: string,
  names: readonly NameRun[],
  evidence: Evidence,
): Held {
  const { facts, signals } = evidence;
  const says = (dates: readonly DateParts[]) => readings.some((said) => dates.some((date) => saysDate(date, said)));
  const yearOnly =
    readings[0]?.month === null && readings[0].quarter === null && readings[0].half === null ? readings[0].year : null;
  const subject = subjectBefore(text, start, names);
  let mismatch: string | null = null;
  for (const fact of facts) {
    const known = knownText(fact.value);
    const signal = signalBehind(fact, signals);
    const isSaid =
      says(known.dates) ||
      (yearOnly !== null && known.numbers.some(({ number }) => number.kind === 'plain' && number.value === yearOnly)) ||
      // The event's own date, where the fact is about a dated event and names no other year.
      (signal !== null &&
        says([partsOf(signal.observedAtMs)]) &&
        !known.dates.some((date) => date.year !== null && yearOnly !== null));
    if (!isSaid) continue;
    const why = saidOfAnother(fact, subject, text, start, evidence);
    if (why === null) return by(fact.id);
    mismatch ??= why;
  }
  return unheld(mismatch);
}

function holderOfSuperlative(said: FoundSuperlative, { facts }: Evidence): Held {
  let mismatch: string | null = null;
  for (const fact of facts) {
    const verdict = superlativeIn(fact.value, said);
    if (verdict === null) return by(fact.id);
    if (verdict === 'weaker') mismatch = 'the fact says less';
    if (verdict === 'narrower') mismatch = 'the fact says it of a narrower field';
  }
  return unheld(mismatch);
}

function holderOfEvent(event: FoundEvent, { facts, signals }: Evidence): Held {
  const fact = facts.find((each) =>
    saysEvent(event, `${each.label} ${each.value}`, signalBehind(each, signals)?.type ?? null),
  );
  return fact === undefined ? unheld('no cited fact tells of this event') : by(fact.id);
}

function holderOfBridge(bridge: FoundBridge, { facts }: Evidence): Held {
  // What our own product does for a reader is ours to say; what a signal means for them is not.
  const fact = facts.find((each) => saysBridge(contentOf(`${each.label} ${each.value}`), bridge)) ?? facts.find(isOurs);
  return fact === undefined ? unheld('no cited fact says so of them') : by(fact.id);
}

/** A name that a fact holds, said of a subject which that fact does not know. */
function ofItsSubject(part: Part, text: string, names: readonly NameRun[], evidence: Evidence): Held {
  if (part.heldBy === null || part.heldBy === 'context') return by(part.heldBy);
  const subject = subjectBefore(text, part.start, names);
  if (subject?.kind !== 'name' || saysWords(evidence.context, subject.words)) return by(part.heldBy);
  const said = wordsOf(text.slice(part.start, part.end));
  const telling = evidence.facts.filter((fact) => saysWords(knownText(fact.value), said));
  const whys = telling.map((fact) => saidOfAnother(fact, subject, text, part.start, evidence));
  const why = whys[0];
  return why === undefined || why === null || whys.includes(null) ? by(part.heldBy) : unheld(why);
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly heldBy: Holder;
}

/** Cuts a run into the longest pieces that something holds; what nothing holds stays together as one piece. */
function coverRun(run: NameRun, evidence: Evidence): readonly Part[] {
  const parts: Part[] = [];
  let unheldFrom: NameWord | null = null;
  let unheldTo: NameWord | null = null;
  const closeUnheld = () => {
    if (unheldFrom !== null && unheldTo !== null)
      parts.push({ start: unheldFrom.start, end: unheldTo.end, heldBy: null });
    unheldFrom = null;
    unheldTo = null;
  };
  let at = 0;
  while (at < run.length) {
    const word = run[at];
    if (word === undefined) break;
    const piece = word.connects ? null : longestHeld(run, at, evidence);
    if (piece !== null) {
      closeUnheld();
      parts.push(piece.part);
      at = piece.next;
      continue;
    }
    if (!word.connects) {
      if (namesNobody(word, evidence)) closeUnheld();
      else {
        unheldFrom ??= word;
        unheldTo = word;
      }
    }
    at += 1;
  }
  closeUnheld();
  return parts;
}

/** Names of one country, and the like, that stand for each other. */
const ALIASES: readonly (readonly string[])[] = [
  ['uk', 'united kingdom', 'britain', 'great britain', 'gb'],
  ['usa', 'u s', 'united states', 'america'],
  ['netherlands', 'holland'],
  ['uae', 'united arab emirates', 'emirates'],
  ['eu', 'european union'],
];

/** Whether a text names it, by these words or by another name of the same place. */
function saysName(known: KnownText, words: string): boolean {
  if (saysWords(known, words)) return true;
  const aliases = ALIASES.find((names) => names.includes(words));
  return aliases !== undefined && aliases.some((name) => saysWords(known, name));
}

/** No name has more words; a bound on work. */
const MAX_NAME_WORDS = 12;

function longestHeld(
  run: NameRun,
  from: number,
  evidence: Evidence,
): { readonly part: Part; readonly next: number } | null {
  const first = run[from];
  if (first === undefined) return null;
  for (let to = Math.min(run.length, from + MAX_NAME_WORDS); to > from; to -= 1) {
    const last = run[to - 1];
    if (last === undefined || last.connects) continue;
    const words = wordsOf(
      run
        .slice(from, to)
        .map((word) => word.text)
        .join(' '),
    );
    const fact = evidence.facts.find(
      (each) => saysName(knownText(each.value), words) || saysWords(knownText(each.source), words),
    );
    const heldBy = fact?.id ?? (saysName(evidence.context, words) ? 'context' : null);
    // An ordinary word that opens a sentence and happens to stand in a fact names nobody.
    if (heldBy !== null && !(to === from + 1 && namesNobody(first, evidence))) {
      return { part: { start: first.start, end: last.end, heldBy }, next: to };
    }
  }
  return null;
}

/** Whether a run names somebody: one that is ordinary words only has no deeds of its own. */
function isName(run: NameRun, evidence: Evidence): boolean {
  const words = wordsOf(run.map((word) => word.text).join(' '));
  return saysWords(evidence.who.account, words) || !run.every((word) => word.connects || namesNobody(word, evidence));
}

function namesNobody(word: NameWord, { facts, isVocabulary, everyWordOpens }: Evidence): boolean {
  if (isGenericCapital(word.text)) return true;
  if (!word.opens && !everyWordOpens) return false;
  return (
    word.isPlural ||
    isOrdinaryOpener(word.text) ||
    (/^\p{Lu}\p{Ll}+$/u.test(word.text) && isVocabulary(word.text.toLowerCase(), facts))
  );
}
