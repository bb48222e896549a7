/**
 * What a number counts: the noun beside it. Says why a sentence's number, though it stands in a fact, is said of something else there
 * ("240 employees", "240 trucks"). Where it can't tell what is counted it objects to nothing.
 */
import { contentOf, countShared, isSameThing, stemOf } from './content-words.ts';
import type { FoundNumber } from './read-number.ts';

/** What a number in a text is said of. */
export interface Counted {
  /** What it may count, as it stands: one noun, or two in a row ("claims coordinators"); empty where none is beside it. */
  readonly nouns: readonly string[];
  /** Whether it says more or less of it, where it says so right beside the number. */
  readonly direction: 'more' | 'less' | null;
  /** The other words of its clause that carry the matter, as stems; names before the number left out. */
  readonly matter: readonly string[];
}

const UNITS = new Set(
  'minute minut min hour day week month year mw gw kw kg tonn ton km mile percent point kilometr'.split(' '),
);
const STOPS = new Set(
  `a an the in on of at to for from with without across over under by per into between and or but that which who whose as is are was were be
  been has have had do does did will would can could may might must should than instead it its they them you your we our i my their this these
  those there then when while if so not no sooner faster later ago less fewer more higher lower each every all both now already alone apart
  since until before after because out up down off back strong old new?`.split(/\s+/u),
);
const PART_OF_NAME = /\p{L} \p{Lu}\p{L}+ $/u;
/** Words that are plural without an s, or a unit. */
const PLURALS = new Set(['people', 'staff', 'folk', 'men', 'women', 'mw', 'gw', 'kwh', 'criteria', 'personnel']);
const NOT_PLURAL = /(?:ss|us|is|’s|'s)$/u;
/** Groups of people: "a team of 240". */
const GROUPS_OF =
  /\b(?:team|org|organi[sz]ation|headcount|workforce|crew|staff|group|company|department|firm) of\s*(?:about|around|roughly|some|nearly|almost|over|more than|~|\0)*\s*$/iu;
const MEASURE_OF = /(\p{L}[\p{L}-]+) of\s*(?:about|around|roughly|some|nearly|almost|over|only|just)?\s*$/iu;
const PERSON =
  /(?:ers?|ors?|ists?|ians?|ysts?|ants?|ees?|eers?|staff|lawyers?|folks?|members?|students?|people|agents?|doctors?|nurses?|clerks?|dentists?|colleagues?)$/u;
/** Sites stand for whatever kind of place is counted. */
const ANYWHERE = new Set(['sit', 'site', 'location', 'facility', 'premis', 'place', 'building']);
const PLACE =
  /^(?:depots?|warehouses?|plants?|factor(?:y|ies)|branch(?:es)?|clinics?|stores?|shops?|hotels?|labs?|dealerships?|workshops?|offices?|hubs?|terminals?|yards?|hospitals?|cent(?:er|re)s?|schools?|practices?|restaurants?|farms?)$/u;
/** Jobs stand for who does them. */
const ROLE = /^(?:rol|role|position|opening|hire|posting|vacancy|job|seat|slot)$/u;
/** What "of you" and "the people" may stand for. */
const ANYBODY = new Set(['people', 'person', 'folk', 'colleague', 'of you']);

/** How far from a number its clause is looked for, in characters: a bound on work, longer than any sane clause. */
const MAX_REACH = 300;

/** What the number at this place of a text counts. */
export function countedBy(text: string, { start, end, number }: FoundNumber): Counted {
  const before = text.slice(Math.max(0, start - MAX_REACH), start);
  const after = text.slice(end, end + MAX_REACH);
  // "The 92% that agree": what they are was said before.
  if (/\bthe\s*$/iu.test(before) && /^ (?:that|who|which)\b/iu.test(after))
    return { nouns: [], matter: [], direction: null };
  return {
    nouns: nounsBeside(before, after, number.kind),
    matter: contentOf(clauseAround(before, after)),
    direction: directionOf(after),
  };
}

function directionOf(after: string): Counted['direction'] {
  const word = /^ (?<word>more|higher|fewer|less|lower)\b/iu.exec(after)?.groups?.['word']?.toLowerCase();
  return word === undefined ? null : word === 'more' || word === 'higher' ? 'more' : 'less';
}

function nounsBeside(before: string, after: string, kind: FoundNumber['number']['kind']): readonly string[] {
  if (kind === 'plain') {
    const joined = /^-(\p{L}+)/u.exec(after)?.[1];
    if (joined !== undefined) return [joined.toLowerCase()];
    if (/^ of (?:you|us)\b/iu.test(after)) return ['of you'];
    const counted = pluralsFrom(after);
    // "Dynamics 365 receives": the number is part of a name.
    if (counted.length > 0) return PART_OF_NAME.test(before) ? [] : counted;
    return GROUPS_OF.test(before) ? ['people'] : [];
  }
  const of = /^ of (?:the |your |our |their |its |all |those |these )*(?=\p{L})/iu.exec(after)?.[0];
  if (of !== undefined && kind === 'percent') {
    const rest = after.slice(of.length);
    const shared = pluralsFrom(` ${rest}`);
    const first = /^\p{L}[\p{L}-]+/u.exec(rest)?.[0].toLowerCase();
    return shared.length > 0 ? shared : first === undefined ? [] : [first];
  }
  const changed = /^ (?:more|fewer|less|lower|higher)(?= \p{L})/iu.exec(after)?.[0];
  if (changed !== undefined) {
    const words = after
      .slice(changed.length)
      .trim()
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .slice(0, 3);
    const stop = words.findIndex((word) => STOPS.has(word));
    const changing = (stop < 0 ? words : words.slice(0, stop)).filter((word) => contentOf(word).length > 0);
    if (changing.length > 0) return changing;
  }
  const measure = MEASURE_OF.exec(before)?.[1];
  return measure === undefined || /^(?:one|out|lot|total|kind|sum|average|instead|because)$/iu.test(measure)
    ? []
    : [measure.toLowerCase()];
}

/** The first plural or unit after a number, with what follows it in the plural: "two claims coordinators". */
function pluralsFrom(after: string): readonly string[] {
  const words = /^(?:[ \n-]+\p{L}[\p{L}'’-]*){1,5}/u.exec(after)?.[0].trim().split(/\s+/u) ?? [];
  const found: string[] = [];
  for (const word of words) {
    const small = word.toLowerCase();
    const last = small.split('-').at(-1) ?? small;
    const isPlural = PLURALS.has(last) || UNITS.has(stemOf(last)) || (/s$/u.test(last) && !NOT_PLURAL.test(last));
    if (STOPS.has(small) || (found.length > 0 && !isPlural)) break;
    if (isPlural) found.push(last);
  }
  return found;
}

const CLAUSE_END = /[;:.!?](?:\s|$)/u;

function clauseAround(before: string, after: string): string {
  const from = before.split(CLAUSE_END).at(-1) ?? '';
  const to = after.split(CLAUSE_END)[0] ?? '';
  const clause = `${from} ${to}`;
  // "…; target 3% by 2028": too short to say what of, so what stands around it says it.
  return contentOf(clause).length < 2 ? `${before} ${after}` : clause;
}

/** A sentence's number against the same number in a fact: null where they may be said of the same thing, else why not. */
export function otherThing(
  said: Counted,
  known: Counted,
  kind: FoundNumber['number']['kind'],
  /** The fact's label, and matter that the sentence shares only because it names who it speaks of. */
  around: { readonly label: string; readonly subjects: readonly string[] },
): string | null {
  const label = contentOf(around.label);
  if (said.direction !== null && known.direction !== null && said.direction !== known.direction)
    return `the fact says ${known.direction}, not ${said.direction}`;
  if (kind === 'plain') return otherCount(said, known, label, around);
  const named = said.nouns.filter((noun) => contentOf(noun).length > 0 || /^customers?$/u.test(noun)).map(stemOf);
  const factual = [...known.matter, ...label, ...known.nouns.map(stemOf)];
  if (named.length > 0 && countShared(named, factual) === 0)
    return `the fact does not say it of “${said.nouns[0] ?? ''}”`;
  return otherMatter(said, known, label, around.subjects);
}

function otherCount(
  said: Counted,
  known: Counted,
  label: readonly string[],
  around: { readonly label: string; readonly subjects: readonly string[] },
): string | null {
  const [saidFirst] = said.nouns;
  if (saidFirst === undefined) return null;
  const [knownFirst] = known.nouns;
  const nouns = said.nouns.map(stemOf);
  if (nouns.some((noun) => UNITS.has(noun))) {
    if (knownFirst !== undefined && !known.nouns.some((noun) => nouns.includes(stemOf(noun))))
      return `the fact counts ${knownFirst}, not ${saidFirst}`;
    return otherMatter(said, known, label, around.subjects);
  }
  const isAnybody = said.nouns.some((noun) => ANYBODY.has(noun));
  if (knownFirst === undefined) {
    if (label.length === 0 || countShared(nouns, [...label, ...known.matter]) > 0) return null;
    const labelled = around.label.toLowerCase().split(/[^\p{L}]+/u);
    return isAnybody && labelled.some((word) => PERSON.test(word)) ? null : `the fact does not count ${saidFirst}`;
  }
  if (countShared(nouns, known.nouns.map(stemOf)) > 0) return null;
  if (nouns.some((noun) => ANYWHERE.has(noun)) && known.nouns.some((noun) => PLACE.test(noun))) return null;
  const isOfPeople = known.nouns.some((noun) => PERSON.test(noun));
  if (isOfPeople && (isAnybody || nouns.some((noun) => ROLE.test(noun)))) return null;
  return `the fact counts ${knownFirst}, not ${saidFirst}`;
}

function otherMatter(
  said: Counted,
  known: Counted,
  label: readonly string[],
  subjects: readonly string[],
): string | null {
  const own = said.matter.filter((word) => !subjects.some((subject) => isSameThing(subject, word)));
  const factual = [...known.matter, ...label].filter((word) => !subjects.includes(word));
  if (own.length === 0 || factual.length === 0) return null;
  return countShared(own, factual) > 0 ? null : 'the fact says this number of something else';
}
