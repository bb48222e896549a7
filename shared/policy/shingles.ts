/** How alike two messages are: hashed runs of three words of their prose. It keeps no words, so a body can be compared after its text is gone. */
import type { RecentBody } from '../domain/recent-body.ts';
import { remembered } from './claims/remembered.ts';
import { splitSentences } from './claims/split-sentences.ts';
import { fnv1a } from './stable-hash.ts';

/** Words in a run: enough that common phrases alone don't make two letters alike. */
const RUN = 3;
/** `RecentBody` keeps at most so many; a letter has about a hundred. */
const MOST_SHINGLES = 4_000;

/** What a message says, without greeting, sign-off, quoted text, links and the footer: in small letters, one space between words. */
export function proseOf(body: string): string {
  const own = withoutFooter(withoutQuotes(body));
  return splitSentences(own)
    .filter(({ role }) => role === 'prose')
    .map(({ text }) => text)
    .join(' ')
    .replace(/(?:https?:\/\/|www\.)\S+/giu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’](?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function withoutQuotes(body: string): string {
  return body
    .split('\n')
    .filter(
      (line) =>
        !/^\s*>/u.test(line) && !/^\s*(?:On|Am|Le|El) .{5,120}(?:wrote|schrieb|a écrit|escribió)\s*:\s*$/u.test(line),
    )
    .join('\n');
}

function withoutFooter(body: string): string {
  const at = body.lastIndexOf('\n-- \n');
  return at < 0 ? body : body.slice(0, at);
}

/** The body's shingles, each once, ascending; a body of fewer than three words has one. Empty where it says nothing. */
export const shinglesOf: (body: string) => readonly number[] = remembered(
  400,
  (body: string) => {
    const prose = proseOf(body);
    if (prose === '') return [];
    const words = prose.split(' ');
    const found = new Set<number>();
    for (let at = 0; at === 0 || at + RUN <= words.length; at += 1) {
      if (found.size === MOST_SHINGLES) break;
      found.add(fnv1a(words.slice(at, at + RUN).join(' ')));
    }
    return [...found].sort((one, other) => one - other);
  },
  (body) => body,
);

export interface Nearest {
  readonly recent: RecentBody;
  /** Shared shingles of all shingles of both, 0 to 100. */
  readonly percent: number;
}

/** Which of a mailbox's bodies hold a shingle, by its hash. */
type Index = ReadonlyMap<number, readonly number[]>;

/** Of each list that is asked with often: a page asks with the same one thousands of times. */
const indexes = new WeakMap<readonly RecentBody[], Index>();
/** How often a list was asked with; one that changes with each message that leaves is not worth an index. */
const asks = new WeakMap<readonly RecentBody[], number>();
const WORTH_AN_INDEX = 8;

/** How many both hold; both ascend, as `shinglesOf` makes them. */
function inCommon(one: readonly number[], other: readonly number[]): number {
  let shared = 0;
  for (let at = 0, to = 0; at < one.length && to < other.length;) {
    const left = one[at] ?? 0;
    const right = other[to] ?? 0;
    if (left === right) shared += 1;
    if (left <= right) at += 1;
    if (right <= left) to += 1;
  }
  return shared;
}

/** How many of the shingles each of `recent` holds. */
function sharedWith(shingles: readonly number[], recent: readonly RecentBody[]): readonly number[] {
  const count = (asks.get(recent) ?? 0) + 1;
  asks.set(recent, count);
  if (count <= WORTH_AN_INDEX) return recent.map((body) => inCommon(shingles, body.shingles));
  const index = indexOf(recent);
  const shared = recent.map(() => 0);
  for (const shingle of shingles) for (const at of index.get(shingle) ?? []) shared[at] = (shared[at] ?? 0) + 1;
  return shared;
}

function indexOf(recent: readonly RecentBody[]): Index {
  const known = indexes.get(recent);
  if (known !== undefined) return known;
  const made = new Map<number, number[]>();
  recent.forEach(({ shingles }, at) => {
    for (const shingle of shingles) {
      const holders = made.get(shingle);
      if (holders === undefined) made.set(shingle, [at]);
      else holders.push(at);
    }
  });
  indexes.set(recent, made);
  return made;
}

/** The last answer for each list: the gate asks for its verdict, and again for the record of it. */
const lastAnswers = new WeakMap<readonly RecentBody[], { shingles: readonly number[]; nearest: Nearest | null }>();

/** The most alike of `recent`, which must not be changed once asked with; of equals the first. Null where nothing is shared. */
export function nearestOf(shingles: readonly number[], recent: readonly RecentBody[]): Nearest | null {
  const last = lastAnswers.get(recent);
  if (last?.shingles === shingles) return last.nearest;
  const nearest = findNearest(shingles, recent);
  lastAnswers.set(recent, { shingles, nearest });
  return nearest;
}

function findNearest(shingles: readonly number[], recent: readonly RecentBody[]): Nearest | null {
  if (shingles.length === 0 || recent.length === 0) return null;
  const shared = sharedWith(shingles, recent);
  let best: Nearest | null = null;
  recent.forEach((each, at) => {
    const common = shared[at] ?? 0;
    if (common === 0) return;
    const percent = (100 * common) / (shingles.length + each.shingles.length - common);
    if (best === null || percent > best.percent) best = { recent: each, percent };
  });
  return best;
}
