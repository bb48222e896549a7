/** Holds each checkable part of a sentence against the facts it may rest on, and says which fact contains it. */
import type { Fact } from '../../domain/fact.ts';
import type { Signal } from '../../domain/signal.ts';
import { isGenericCapital, isOrdinaryOpener } from './common-words.ts';
import type { NameRun, NameWord } from './find-names.ts';
import type { Checkable } from './find-spans.ts';
import { knownText, saysWords, wordsOf, type KnownText } from './known-text.ts';
import { partsOf, saysDate, type DateParts, type FoundDate } from './read-date.ts';
import { saysNumber, type FoundNumber } from './read-number.ts';
import type { ClaimSpan } from './sentence-check.ts';
import { signalBehind } from './signal-behind.ts';

/** What a sentence may rest on. */
export interface Evidence {
  readonly facts: readonly Fact[];
  readonly signals: readonly Signal[];
  /** Names that need no fact: the contact, the account, the sender, our company. */
  readonly context: KnownText;
  /** Whether a word stands in small letters somewhere in the package: then a capital at a sentence's start means nothing. */
  readonly isVocabulary: (smallWord: string) => boolean;
  /** In a subject line any word may stand with a capital. */
  readonly everyWordOpens: boolean;
}

type Holder = ClaimSpan['heldBy'];

/** The parts in order of place, each with what holds it; offsets are moved by `offset`. */
export function holdSpans(
  text: string,
  checkable: Checkable,
  evidence: Evidence,
  offset: number,
): readonly ClaimSpan[] {
  const span = (start: number, end: number, kind: ClaimSpan['kind'], heldBy: Holder): ClaimSpan => ({
    start: start + offset,
    end: end + offset,
    text: text.slice(start, end),
    kind,
    heldBy,
  });
  const spans = [
    ...checkable.dates.map((date) => span(date.start, date.end, 'date', holderOfDate(date, evidence))),
    ...checkable.numbers.map((each) =>
      span(each.start, each.end, 'number', each.schedules ? 'context' : holderOfNumber(each, evidence)),
    ),
    ...checkable.names.flatMap((run) =>
      coverRun(run, evidence).map((part) => span(part.start, part.end, 'name', part.heldBy)),
    ),
  ];
  return spans.sort((left, right) => left.start - right.start);
}

function holderOfNumber({ number }: FoundNumber, { facts, context }: Evidence): Holder {
  const mayBeYear =
    number.kind === 'plain' && Number.isInteger(number.value) && number.value >= 1950 && number.value < 2050;
  const says = (known: KnownText) =>
    known.numbers.some((each) => saysNumber(each, number)) ||
    (mayBeYear && known.dates.some((date) => date.year === number.value));
  const fact = facts.find((each) => says(knownText(each.value)));
  return fact?.id ?? (says(context) ? 'context' : null);
}

function holderOfDate({ readings }: FoundDate, { facts, signals }: Evidence): Holder {
  const says = (dates: readonly DateParts[]) => readings.some((said) => dates.some((date) => saysDate(date, said)));
  const yearOnly =
    readings[0]?.month === null && readings[0].quarter === null && readings[0].half === null ? readings[0].year : null;
  const fact = facts.find((each) => {
    const known = knownText(each.value);
    if (says(known.dates)) return true;
    if (yearOnly !== null && known.numbers.some((number) => number.kind === 'plain' && number.value === yearOnly))
      return true;
    // The event's own date, where the fact is about a dated event.
    const signal = signalBehind(each, signals);
    return signal !== null && says([partsOf(signal.observedAtMs)]);
  });
  return fact?.id ?? null;
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

function longestHeld(
  run: NameRun,
  from: number,
  evidence: Evidence,
): { readonly part: Part; readonly next: number } | null {
  const first = run[from];
  if (first === undefined) return null;
  for (let to = run.length; to > from; to -= 1) {
    const last = run[to - 1];
    if (last === undefined || last.connects) continue;
    const words = wordsOf(
      run
        .slice(from, to)
        .map((word) => word.text)
        .join(' '),
    );
    const fact = evidence.facts.find(
      (each) => saysWords(knownText(each.value), words) || saysWords(knownText(each.source), words),
    );
    const heldBy = fact?.id ?? (saysWords(evidence.context, words) ? 'context' : null);
    // An ordinary word that opens a sentence and happens to stand in a fact names nobody.
    if (heldBy !== null && !(to === from + 1 && namesNobody(first, evidence))) {
      return { part: { start: first.start, end: last.end, heldBy }, next: to };
    }
  }
  return null;
}

function namesNobody(word: NameWord, { isVocabulary, everyWordOpens }: Evidence): boolean {
  if (isGenericCapital(word.text)) return true;
  if (!word.opens && !everyWordOpens) return false;
  return isOrdinaryOpener(word.text) || (/^\p{Lu}\p{Ll}+$/u.test(word.text) && isVocabulary(word.text.toLowerCase()));
}
