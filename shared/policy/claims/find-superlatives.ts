/**
 * Finds statements that something is the most, the first or the only one of its kind, and says whether a fact says so too, as strongly and
 * in as wide a field. "The best way to reach you" and "the first thing they ask" are no such statements.
 */
import { isConditional, isQuestion } from './hedges.ts';

export interface FoundSuperlative {
  readonly start: number;
  readonly end: number;
  /** Any of these in a fact says the same. */
  readonly sameAs: RegExp;
  /** "One of the largest": weaker than "the largest". */
  readonly isOneOf: boolean;
  /** "In the country", "on the market": a field that the fact must name too. */
  readonly field: string | null;
}

const SUPER = String.raw`(?:(?:most|least) (?!of\b)(?![\p{L}-]+[^su]s\b)[\p{L}-]+|best(?:-[\p{L}-]+)?|(?:fast|larg|bigg|smart|quick|cheap|low|high|simpl|easi|saf|short|strong|great|tough|deep|wid|long|small|lean|clean|bright|young|old|strict|accurat|rich|hott|cool|friendli|clever|light|tini|tight|smooth|sharp|wis|fin)est(?:-[\p{L}-]+)?|worst|top(?:-(?:rated|ranked))?)`;
/** Nouns with which the same words state nothing about the world. */
const IDLE = String.raw`(?:thing|part|question|reason|time|moment|person|people|day|place|bit|case|guess|ask|step|note|point|one|week|look|word|hour|call|wishes|regards|of luck|of my|of your|of the)`;

/** Words that are boasts wherever they stand. */
const BOASTS =
  /\b(?:best-in-class|best-of-breed|world-class|(?:industry|market|world|category|class)-leading|(?:industry|market|world|category)(?:’s|'s)? leaders?|leaders? in (?:the )?[\p{L}-]+|unrival+ed|unmatched (?:speed|accuracy|quality|service|results|performance|experience|expertise|support|precision|value)|unparalleled|unbeatable|unbeaten|peerless|second to none|state-of-the-art|cutting-edge|game-chang(?:ing|er)|revolutionary|groundbreaking|one-of-a-kind|gold standard|like no other|top of the line|top-notch|next to none|bar none|hands down|(?:the |a |an )?(?:globally |world)?leading (?!question|up|to\b|indicator|zero|space)[\p{L}-]+|(?:the )?ultimate [\p{L}-]+)/giu;
const NUMBER_ONE = /(?:\b(?:number|no\.?|nr\.?) ?(?:one|1)\b|#1\b)/giu;
const NO_OTHER =
  /\b(?:no(?: one|body| other|t one other| [\p{L}-]+ (?:on earth|in the world|on the market|anywhere))|nothing(?: else)?)\b[^,;.]{0,60}?\b(?:[\p{L}]{2,}er\b(?<!\b(?:other|over|under|after|never|ever|per|paper|order|number|whether|either|customer|user|answer|offer|together|rather|later|matter|carrier|supplier|manager))|better|more|as (?:fast|well|good|many|much))|\b(?:nothing|nobody|no one|no other [\p{L}-]+) (?:else )?(?:beats|matches|compares|comes close)\b|\b(?:there(?:’|')?s|there is)(?: simply)? no (?:[\p{L}]+er|better|more [\p{L}-]+)\b/giu;
const ALL_MAJOR = /\b(?:all|every|each of the) (?:the )?(?:major|big|leading|large|serious|top)\b/giu;
const THE_SUPER = new RegExp(
  String.raw`(?<oneOf>\b(?:one of|among|some of) (?:the |[\p{L}’']+ )?)?(?<det>\bthe |\bour |[\p{L}]+(?:’s|'s|s’) |\b(?:is|are|offers?|gives?|has|have|rated) |\ba )(?<word>(?:[\p{L}]+-)?${SUPER})(?! ${IDLE}\b)`,
  'giu',
);
const FIRST_ONLY = new RegExp(
  String.raw`(?:\bthe |\b(?:are|is|were|was|be|being|as) )(?<word>first|only)(?: (?!${IDLE}\b)[\p{L}-]+){0,4}? (?<link>to|that|which|who|with|built|made|in)\b`,
  'giu',
);
const FIELD =
  /\b(?:in (?:the |our |your |all of )?(?:country|world|industry|market|business|trade|sector|nation|field|region|space|continent)|on (?:the market|earth|the planet)|of any [\p{L}]+|of all|out there|worldwide|anywhere|ever (?:built|made)|globally|nationwide|you(?:’|')?ll ever use|ever)\b/iu;
/** Who is praised stands before the praise: us, them, a product, a name. */
const SUBJECT =
  /(?:\b(?:we|we’re|we're|our|ours|you|you’re|you're|you’ve|your|it|it’s|it's|this|being|as)\b|\p{Lu}[\p{L}]+)/u;
const OUR_WORDS = /\b(?:we|we’re|we're|our|ours)\b/iu;

const MAY_HOLD =
  /est\b|est-|most|least|best|first|only|leading|leader|top|class|un[rmpb]|peerless|second to|state-of|edge|game|revolu|ground|one-of|gold|like no|bar none|hands down|ultimate|number one|#1|no\.? ?1|\bno\b|nobody|nothing|all |every|each of|worst/iu;

/** The superlatives of a sentence; none in a question or under a condition. */
export function findSuperlatives(text: string): readonly FoundSuperlative[] {
  if (!MAY_HOLD.test(text) || isQuestion(text) || isConditional(text)) return [];
  const found: FoundSuperlative[] = [];
  const field = FIELD.exec(text)?.[0].toLowerCase() ?? null;
  const add = (start: number, end: number, sameAs: RegExp, isOneOf = false) => {
    if (!found.some((each) => start < each.end && end > each.start)) found.push({ start, end, sameAs, isOneOf, field });
  };
  for (const { 0: match, index } of text.matchAll(BOASTS)) {
    const trimmed = match.replace(/^(?:the|a|an) /iu, '');
    add(index + match.length - trimmed.length, index + match.length, wordPattern(trimmed.split(' ')[0] ?? trimmed));
  }
  for (const { 0: match, index } of text.matchAll(NUMBER_ONE)) add(index, index + match.length, NUMBER_ONE_WORDS);
  for (const { 0: match, index } of text.matchAll(NO_OTHER))
    add(index, index + match.length, /\bno (?:one|other)\b|\bnobody\b/iu);
  if (OUR_WORDS.test(text) || /\p{Ll} \p{Lu}\p{Ll}/u.test(text))
    for (const { 0: match, index } of text.matchAll(ALL_MAJOR)) add(index, index + match.length, wordPattern(match));
  for (const match of text.matchAll(THE_SUPER)) {
    const { det = '', oneOf, word = '' } = match.groups ?? {};
    const start = match.index + match[0].length - word.length;
    const before = text.slice(0, match.index);
    if (
      /^(?:a|is|are|has|have|offers?|gives?) $/iu.test(det) &&
      /^(?:top|best|most|least|worst)$/iu.test(word.split(/[ -]/u)[0] ?? '') &&
      !word.includes('-') &&
      !/^rated/iu.test(det) &&
      field === null
    )
      continue;
    if (/^(?:most|least) (?:people|teams?|companies|customers|firms|of)$/iu.test(word)) continue;
    const isSaidOf = SUBJECT.test(before) && !startsWithPlainWord(before);
    if (field === null && !isSaidOf && !/(?:’s|'s|s’) $/u.test(det)) continue;
    add(start, match.index + match[0].length, wordPattern(word), oneOf !== undefined);
  }
  for (const match of text.matchAll(FIRST_ONLY)) {
    const { link = '', word = '' } = match.groups ?? {};
    if (
      /^in$/iu.test(link) &&
      !/\bfirst\b[^,;]* in (?:the |our )?(?:\p{Lu}|country|world|industry|market|region|nation)/iu.test(
        match[0] + text.slice(match.index + match[0].length, match.index + match[0].length + 14),
      )
    )
      continue;
    const before = text.slice(0, match.index);
    if (/\b(?:at|not|in (?:its|their|your|our|the)|your|their|from the|if)\s*$/iu.test(before)) continue;
    if (word.toLowerCase() === 'only' && !/^the /iu.test(match[0])) continue;
    if (!SUBJECT.test(before)) continue;
    add(
      match.index,
      match.index + match[0].length - link.length - 1,
      word.toLowerCase() === 'first' ? /\bfirst\b/iu : /\bonly\b/iu,
    );
  }
  return found.sort((left, right) => left.start - right.start);
}

const NUMBER_ONE_WORDS = /\b(?:number|no\.?) ?(?:one|1)\b|#1\b/iu;

/** "On-call is the fastest way to lose people" praises nobody: its subject is an ordinary word. */
function startsWithPlainWord(before: string): boolean {
  return (
    /^\s*(?:\p{Lu}[\p{Ll}-]+|The [\p{Ll}-]+|A [\p{Ll}-]+) (?:is|are)\s*$/u.test(before) &&
    /^\s*(?:On|The|A|An|In)\b/u.test(before)
  );
}

const patterns = new Map<string, RegExp>();
function wordPattern(word: string): RegExp {
  const key = word.toLowerCase();
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const made = new RegExp(String.raw`(?<![\p{L}])${key.replace(/[^\p{L}\p{N} -]/gu, '.')}(?![\p{L}])`, 'iu');
  if (patterns.size > 500) patterns.clear();
  patterns.set(key, made);
  return made;
}

/** Null where the fact says it as strongly and as widely; else why it does not hold, or `absent` where it says no such thing. */
export function superlativeIn(value: string, said: FoundSuperlative): 'absent' | 'weaker' | 'narrower' | null {
  const match = said.sameAs.exec(value);
  if (match === null) return 'absent';
  const before = value.slice(Math.max(0, match.index - 24), match.index);
  const isWeaker =
    /\b(?:one of (?:the )?|among (?:the )?|some of (?:the )?|(?:second|third|fourth|fifth|sixth|\d+(?:nd|rd|th))[- ])$/iu.test(
      before,
    );
  if (isWeaker && !said.isOneOf && !saidWithRank(said, before)) return 'weaker';
  if (said.field !== null && !value.toLowerCase().includes(said.field.replace(/^.*\b(?:the|our|your) /u, '')))
    return 'narrower';
  return null;
}

/** "The fourth-largest" is found with its rank, so that the fact's rank stands in the pattern already. */
function saidWithRank(said: FoundSuperlative, before: string): boolean {
  return (
    /(?:second|third|fourth|fifth|sixth|\d(?:nd|rd|th))-/iu.test(said.sameAs.source) &&
    !/\bone of|\bamong/iu.test(before)
  );
}
