/**
 * Finds statements that something happened to them ("you recently …", "congrats on …", "your round") and says whether a fact tells of the
 * same kind of event. What it does not know as an event it leaves alone.
 */
import { contentOf, countShared } from './content-words.ts';
import { isConditional, isGuess, isQuestion } from './hedges.ts';

export interface FoundEvent {
  readonly start: number;
  readonly end: number;
  /** The kinds of event its words may mean; empty where none is known. */
  readonly classes: readonly EventClass[];
  /** What it happened to, as stems. */
  readonly about: readonly string[];
}

const CLASSES = {
  funding: String.raw`rais(?:e|ed|ing)(?! (?:prices|awareness|questions?|concerns?|tickets?|an? (?:issue|ticket|flag|hand)))|fund(?:s|ed|ing|rais\p{L}*)?|financing|series [a-h]\b|seed|rounds?|invest(?:ors?|ments?|ed|ing)|(?:fresh|new|growth|venture|private|raised?|surplus) (?:capital|equity|money|notes)|capital raise|equity|ipo|bridge loan|venture|backed by|recapitali[sz]\p{L}+|valuation`,
  hiring: String.raw`hir(?:e|ed|ing|es)|recruit\p{L}*|job|jobs|roles?|posting|posted|ad|advert\p{L}*|opening for|openings?|vacanc\p{L}+|looking for|looks for|careers`,
  opening: String.raw`open(?:ed|ing|s)?|expan\p{L}+|start(?:ed|ing|s)? (?:selling|shipping|operat\p{L}+)|break(?:ing)? ground|build(?:ing|s)?|built|new (?:site|office|market|hotel|depot|centre|center|warehouse)`,
  launch: String.raw`launch\p{L}*|released?|unveil\p{L}*|went live|rolled out|rolling out|roll-?out|introduc\p{L}+|started? (?:selling|offering)`,
  acquisition: String.raw`acqui\p{L}+|bought|buy(?:ing)?|purchas\p{L}+|took over|taking over|takeover|take-over`,
  merger: String.raw`merg\p{L}+`,
  move: String.raw`mov(?:e|ed|es|ing)|migrat\p{L}+|switch\p{L}*|adopt\p{L}*|rolled out|rolling out|implement\p{L}*|cho(?:se|sen|osing)|replac\p{L}+|go-live|relocat\p{L}+|went onto|upgrad\p{L}+`,
  role: String.raw`(?:took|taking) over as|(?:moved|came|come) (?:over )?from|promot\p{L}+|became|join\p{L}*|appoint\p{L}*|stepp(?:ed|ing) in(?:to)?|new role|took the|taking the|named`,
  win: String.raw`w[io]n(?:ning|s)?|award\p{L}*|prize|landed|secured`,
  loss: String.raw`lost|los(?:e|ing)`,
  closing: String.raw`shut(?:ting|s)?|clos(?:ed?|ing) (?:down|(?:\p{L}+ ){1,3}(?:site|sites|clinic|clinics|office|offices|store|stores|plant|branch|branches))|stopp(?:ed|ing)|dropp(?:ed|ing)|discontinu\p{L}+|sold|sell(?:ing)? off|divest\p{L}*`,
  layoff: String.raw`la(?:id|y(?:ing)?) off|layoffs?|redundanc\p{L}+|restructur\p{L}+|downsiz\p{L}+`,
  partnership: String.raw`partner(?:ed|ing|ship)|sign(?:ed|ing)(?: with)?|teamed up`,
  outsourcing: String.raw`outsourc\p{L}+`,
  brand: String.raw`rebrand\p{L}*|renam\p{L}+`,
  trouble: String.raw`breach\p{L}*|recall\p{L}*|strikes?|lawsuit|fined|fine|warning letter|outages?|incident|reject\p{L}*|received|audit finding`,
  certificate: String.raw`certif\p{L}+|audited|passed`,
} as const;
export type EventClass = keyof typeof CLASSES;

const PATTERNS = (Object.keys(CLASSES) as readonly EventClass[]).map(
  (name) => [name, new RegExp(String.raw`(?<![\p{L}])(?:${CLASSES[name]})(?![\p{L}])`, 'iu')] as const,
);

/** The kinds of event a text tells of. */
function classesOf(text: string): readonly EventClass[] {
  return PATTERNS.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

const VERBS = String.raw`(?:raised|hired|opened|launched|acquired|bought|merged|moved|migrated|switched|replaced|rolled out|shut|closed|sold|lost|won|landed|secured|signed|announced|partnered|appointed|restructured|laid off|outsourced|rebranded|dropped|stopped|received|expanded|promoted|relocated|released|introduced|adopted|took over|took on|bet|passed|started)`;
const TRIGGERS: readonly RegExp[] = [
  new RegExp(
    String.raw`\byou(?:’ve|'ve| have|’d|'d| had)? (?:just|recently|newly|lately) (?!(?:want|need|have to|ask|reply|say|let|ignore|tell|send)\b)[\p{L}]+`,
    'iu',
  ),
  /\byour (?:very )?(?:recent|newly|latest|fresh|just-\p{L}+)\b/iu,
  new RegExp(String.raw`\byou(?:’ve|'ve| have)? ${VERBS}\b`, 'iu'),
  /\b(?:congrat\p{L}*|kudos|bravo|hats off|well done|nice work|great work|props) (?:on|for|to)\b/iu,
  /\bsorry (?:to (?:hear|read|see) )?(?:about|of)\b/iu,
  /\b(?:saw|noticed|heard|read|see) (?:that )?your (?!ads?\b|job|post|status|website|profile)/iu,
  /\b(?:saw|heard|read) about your\b/iu,
  /\brecently[,]? you\b/iu,
];
/** Money from outside, spoken of as theirs. */
const FUNDING =
  /\b(?:series [a-h]\b|seed (?:round|extension|funding)|(?:funding|financing|investment) round|fundrais\p{L}*|(?:your|new|fresh|recent|latest|newly closed|first|another|growth|equity) (?:\p{L}+ ){0,2}?(?:raise|round|funding|financing|capital|investment|investors?|equity)(?! (?:trip|table|of (?:talks|calls|questions|interviews)))|growth (?:equity|financing|round)|(?:private )?equity (?:money|round|is in)|venture (?:money|capital|funding)|ipo|bridge loan|capital (?:raise|you raised)|(?:in|of) (?:new )?(?:funding|equity|financing)|(?:from|your) investors|investors (?:clearly|just|have)|raised (?:a|an|your|surplus|\0|[$€£])|rais(?:ing) (?:a|an|your) |backed by (?:fresh|new)|freshly funded|well[- ]funded|newly funded)/iu;
const MAY_HOLD =
  /\byou|congrat|kudos|bravo|hats off|well done|nice work|great work|props|sorry|round|series|rais|fund|capital|equity|invest|ipo|loan|financ|backed/iu;
const END =
  /[,;:–—]|\.(?:\s|$)|[!?]|\b(?:so|which|because|therefore|but|while|when|if|and (?:that|you|your|new|fixed|the|those|it))\b/iu;

/** The first event a sentence tells of them, or null. */
export function findEvent(text: string): FoundEvent | null {
  if (!MAY_HOLD.test(text) || isConditional(text)) return null;
  if (isQuestion(text) && !/\b(?:your (?:recent|latest|new)|you just|you recently|since (?:you|your))\b/iu.test(text))
    return null;
  const funding = FUNDING.exec(text);
  // Said of nobody it may be a guess about companies in general; said of them, or flatly, it is a claim.
  if (funding !== null && (/\b(?:you|your|congrat\p{L}*)\b/iu.test(text) || !isGuess(text)))
    return { start: funding.index, end: funding.index + funding[0].trimEnd().length, classes: ['funding'], about: [] };
  for (const trigger of TRIGGERS) {
    const match = trigger.exec(text);
    if (match === null) continue;
    const after = text.slice(match.index + match[0].length);
    const told = after.slice(0, END.exec(after)?.index ?? after.length);
    const words = `${match[0]}${told}`;
    const end = match.index + match[0].length + told.trimEnd().length;
    return { start: match.index, end, classes: classesOf(words), about: aboutOf(told) };
  }
  return null;
}

function aboutOf(told: string): readonly string[] {
  let rest = told;
  for (const [, pattern] of PATTERNS) rest = rest.replace(pattern, ' ');
  return contentOf(rest);
}

/** What a fact tells, for comparing: its words and kinds of event. `type` is that of the signal behind it. */
export function saysEvent(said: FoundEvent, factText: string, type: string | null): boolean {
  const words = contentOf(factText);
  const shares = countShared(said.about, words) > 0;
  if (said.classes.length === 0) return shares;
  const told = new Set<string>(classesOf(factText));
  if (type === 'funding' || type === 'hiring' || type === 'launch') told.add(type);
  if (type === 'expansion') told.add('opening');
  if (type === 'new-tool') told.add('move');
  if (type === 'job-change') told.add('role');
  if (!said.classes.some((name) => told.has(name) || NEAR[name]?.some((near) => told.has(near)))) return false;
  return said.about.length === 0 || shares || said.classes.every((name) => name === 'funding');
}

/** Kinds of event that people name by each other's words. */
const NEAR: Partial<Record<EventClass, readonly EventClass[]>> = {
  opening: ['launch'],
  launch: ['opening', 'move'],
  merger: ['acquisition'],
  acquisition: ['merger', 'win'],
  move: ['launch'],
  role: ['win'],
};
