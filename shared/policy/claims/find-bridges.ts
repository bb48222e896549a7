/**
 * Finds where a sentence goes from what is known to what it must mean for them: "so you must be struggling", "which means your team now
 * needs". A guess that says it is one, a question, and what our own product does for them are no such statements.
 */
import { contentOf, countShared } from './content-words.ts';
import { isQuestion } from './hedges.ts';

export interface FoundBridge {
  readonly start: number;
  readonly end: number;
  /** What it asserts, as stems; a fact holds it that says most of it. */
  readonly asserts: readonly string[];
}

const THEM = String.raw`(?:you|your|you’re|you're|you’ve|you've|you’ll|you'll)`;
/** Each names, as its last group, where the assertion begins. */
const MARKERS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:will|is going to) (?:soon )?(?:push|force|strain|break|stretch|overwhelm|expose|hurt|squeeze|swamp|outgrow)\b(?=[^;.!?]*\b${THEM}(?![\p{L}]))`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:means?|meant|meaning|tells me|shows(?: me)?|proves?|implies|translates (?:in)?to|is a sign(?: that)?|signals?|puts|leaves|forces)\b(?=[^;.!?]*\b${THEM}(?![\p{L}]))`,
    'iu',
  ),
  new RegExp(
    String.raw`(?:^|[,;–—-]\s*|\band )(?:so(?! that\b)|therefore|hence|thus|consequently|as a result|that(?:’|')?s why|which is why|because)\b(?=(?: [\p{L}’'-]+){0,4} ${THEM}(?![\p{L}]))`,
    'iu',
  ),
  new RegExp(String.raw`\bbecause\b(?=[^;.!?]{0,12}\byour\b)`, 'iu'),
  new RegExp(
    String.raw`\b${THEM}(?: are| have| do|[\p{L} ]{0,30}?)? (?:must be|must have|clearly|obviously|certainly|surely|definitely|undoubtedly|no doubt|evidently|of course|inevitably|are bound to)\b`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:clearly|obviously|certainly|surely|no doubt|undoubtedly|evidently|inevitably)\b,? (?=${THEM}(?![\p{L}]))`,
    'iu',
  ),
];

const PAINS = String.raw`(?:struggl\p{L}+|drown\p{L}*|overwhelm\p{L}*|overload\p{L}*|overpay\p{L}*|losing (?:\p{L}+ ){0,2}(?:sleep|money|time|deals|people|customers|track|control|patience)|bleed\p{L}*|burn(?:t|ed|ing)[ -]?(?:out|through|cash|money)?|exhausted|stretched|swamped|buried|stuck|behind|short of|short on|running (?:out|short)|run (?:out|short)|under (?:pressure|strain|water)|missing (?:\p{L}+ ){0,2}(?:deadlines|targets|sla\p{L}*|orders)|wast(?:ing|e)|broken|failing|fall(?:ing)? (?:behind|apart)|suffer\p{L}*|out of (?:hand|control|date)|can(?:’|'|no)t keep up|cannot keep up|at (?:capacity|breaking point|risk)|a (?:mess|liability|bottleneck|nightmare)|bottleneck|frustrat\p{L}*|piling up|eating|hurting|understaffed|over(?:worked|stretched)|no longer|outgrown|desperate|need to (?:scale|hire|fix|show|cut)|firefighting)`;
/** Their trouble, asserted with no marker at all: "With two lines, you are losing sleep". */
const TROUBLE = new RegExp(
  String.raw`\b(?:you(?:’re|'re| are|’ve|'ve| have|’ll|'ll| will)?|your(?: \p{L}[\p{L}’'-]*){1,4})(?: now| still| all| already| always| just| both)?(?: (?:is|are|was|were|has|have|been|being|will|be|going to|gone|get|gets|getting))*(?: \p{L}+ly| now| still)? ${PAINS}(?![\p{L}])`,
  'iu',
);

const HEDGE_BEFORE =
  /\b(?:usually|often|typically|generally|sometimes|may|might|could|would|perhaps|maybe|probably|possibly|presumably|tends? to|i(?:’|')?d? (?:guess|imagine|suspect|assume|suppose|bet|wonder)|my guess|if|unless|whether|curious|in my experience|wrong|not sure|for most|most (?:teams|firms|companies|people)|i don(?:’|')t know|suggests?|rarely|never|no need|don(?:’|')t|doesn(?:’|')t)\b/iu;

const MAY_HOLD = /\byou/iu;

/** The bridge of a sentence, or null. `ours`: names of our company and product; what they do for the reader is no bridge. */
export function findBridge(text: string): FoundBridge | null {
  if (!MAY_HOLD.test(text) || isQuestion(text) || HEDGE_BEFORE.test(text)) return null;
  if (/^\s*(?:we|our)\b/iu.test(text)) return null;
  for (const marker of MARKERS) {
    const match = marker.exec(text);
    if (match === null) continue;
    const after = text.slice(match.index);
    if (isPolite(after)) continue;
    const lead = /^[,;–—-]?\s*/u.exec(after)?.[0].length ?? 0;
    const clause = clauseOf(after.slice(lead));
    return { start: match.index + lead, end: match.index + lead + clause.length, asserts: contentOf(clause) };
  }
  const trouble = TROUBLE.exec(text);
  if (trouble === null) return null;
  return { start: trouble.index, end: trouble.index + trouble[0].length, asserts: contentOf(trouble[0]) };
}

/** "So I thought you might", "that means you can ignore me": asserts nothing of them. */
function isPolite(clause: string): boolean {
  return /\b(?:i|i’m|i'm|i’ll|i'll|let me|we|we’re|our|ignore|feel free|please|you can|you could|you know|you decide|you may|you(?:’|')?d)\b/iu.test(
    clause.slice(0, 60),
  );
}

function clauseOf(text: string): string {
  return (/^[^;!?]*?(?=[.;!?](?:\s|$)|$)/u.exec(text)?.[0] ?? text).trimEnd();
}

/** Whether a fact's words say at least half of what the bridge asserts. */
export function saysBridge(factWords: readonly string[], { asserts }: FoundBridge): boolean {
  return asserts.length > 0 && countShared(asserts, factWords) * 5 >= asserts.length * 3;
}
