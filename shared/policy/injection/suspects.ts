/** Sentences of a package's facts, signals and received mail that speak to a model, and whether a text repeats them. */
import type { HandoffPackage } from '../../domain/handoff-package.ts';
import { splitSentences } from '../claims/split-sentences.ts';
import { foldText, type Place } from '../fold-text.ts';
import { sayDay } from '../local-time.ts';
import { findInstructions } from './find-instructions.ts';

export interface Suspect {
  /** The suspected sentence as its source has it. */
  readonly sentence: string;
  readonly tries: string;
  /** `the fact “Note” (Website)`, `their mail of Tue 4 Mar`. */
  readonly says: (timeZone: string) => string;
  /** Where a text repeats it, or five words of it in a row; null where it does not. */
  readonly leakIn: (text: string) => Place | null;
}

/** Words in a row that are no accident. */
const RUN = 5;

interface Source {
  readonly text: string;
  readonly says: (timeZone: string) => string;
}

const known = new WeakMap<HandoffPackage, readonly Suspect[]>();

/** Everything suspected in what strangers could write. */
export function suspectsOf(pkg: HandoffPackage): readonly Suspect[] {
  const before = known.get(pkg);
  if (before !== undefined) return before;
  const found = sourcesOf(pkg).flatMap(({ text, says }) =>
    findInstructions(text).map((each): Suspect => {
      const sentence = sentenceAround(text, each);
      return { sentence, tries: each.tries, says, leakIn: (other) => repeats(other, sentence) };
    }),
  );
  known.set(pkg, found);
  return found;
}

function sourcesOf({ account, contact, facts, signals, thread }: HandoffPackage): readonly Source[] {
  const field = (name: string, text: string): Source => ({ text, says: () => `the ${name} in the CRM` });
  return [
    ...facts.map(({ label, source, value }) => ({ text: value, says: () => `the fact “${label}” (${source})` })),
    ...signals.map(({ source, value }) => ({ text: value, says: () => `a signal (${source})` })),
    ...thread
      .filter(({ direction }) => direction === 'inbound')
      .flatMap(({ atMs, subject, text }) =>
        [subject, text].map((each) => ({
          text: each,
          says: (timeZone: string) => `their mail of ${sayDay(atMs, timeZone)}`,
        })),
      ),
    field('contact’s title', contact.title),
    field('contact’s name', contact.name),
    field('account’s name', account.name),
    field('account’s industry', account.industry),
  ];
}

function sentenceAround(text: string, { start, end }: Place): string {
  const around = splitSentences(text).filter((sentence) => sentence.start < end && start < sentence.end);
  const first = around[0];
  const last = around.at(-1);
  return first === undefined || last === undefined ? text.slice(start, end) : text.slice(first.start, last.end);
}

/** The instruction itself where the text says it too, else a run of the sentence's words. */
function repeats(text: string, sentence: string): Place | null {
  const suspected = foldText(sentence).text;
  const said = findInstructions(text).find(({ start, end }) =>
    suspected.includes(foldText(text.slice(start, end)).text),
  );
  if (said !== undefined) return { start: said.start, end: said.end };
  const words = suspected.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < RUN) return null;
  const folded = foldText(text);
  const spaced = folded.text.replace(/[^\p{L}\p{N}]/gu, ' ');
  for (let from = 0; from + RUN <= words.length; from += 1) {
    const run = words.slice(from, from + RUN).join(' +');
    const match = new RegExp(`(?<![\\p{L}\\p{N}])${run}(?![\\p{L}\\p{N}])`, 'u').exec(spaced);
    if (match !== null) return folded.placeOf(match.index, match.index + match[0].length);
  }
  return null;
}
