/**
 * Fills an approved template from facts and record fields, or says what is missing. It invents nothing: a letter comes out only where every
 * slot and every citation of the template resolves.
 */
import type { Draft } from '../../domain/draft.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Template } from '../../domain/outreach-library.ts';

export interface TemplateSlots {
  /** `first`, `company`, `sender`, `title`, `asset`. */
  readonly words: Readonly<Record<string, string>>;
  /** By path. */
  readonly facts: ReadonlyMap<string, Fact>;
}

export type Letter = Pick<Draft, 'subject' | 'body' | 'sentences'>;

export type Filled =
  | { readonly kind: 'filled'; readonly letter: Letter; readonly cited: readonly Fact[] }
  /** The first slot or citation that nothing is known for. */
  | { readonly kind: 'unfilled'; readonly missing: string };

const SLOT = /\{([a-z][A-Za-z0-9.-]*)\}/gu;

/** `subjectLot`, from 0 up to 1, takes one of the subjects. */
export function fillTemplate(template: Template, slots: TemplateSlots, subjectLot: number): Filled {
  const missing: string[] = [];
  const fill = (text: string): string =>
    text.replace(SLOT, (_whole, name: string, at: number) => {
      const word = slots.words[name] ?? slots.facts.get(name)?.value;
      if (word === undefined || word.trim() === '') {
        missing.push(name);
        return '';
      }
      return at === 0 ? capitalised(word) : word;
    });
  const cited = new Map<string, Fact>();
  const sentences: Letter['sentences'] = [];
  const paragraphs = template.paragraphs.map((lines) =>
    lines
      .map(({ text, cites }) => {
        const factIds = cites.flatMap((path) => {
          const fact = slots.facts.get(path);
          if (fact === undefined) missing.push(path);
          else cited.set(fact.id, fact);
          return fact === undefined ? [] : [fact.id];
        });
        const filled = fill(text);
        sentences.push({ text: filled, factIds });
        return filled;
      })
      .join(' '),
  );
  const subjects = template.subjects;
  const subject = fill(subjects[Math.min(subjects.length - 1, Math.floor(subjectLot * subjects.length))] ?? '');
  const body = [fill(template.greeting), ...paragraphs, fill(template.signOff)].join('\n\n');
  const [first] = missing;
  return first === undefined
    ? { kind: 'filled', letter: { subject, body, sentences }, cited: [...cited.values()] }
    : { kind: 'unfilled', missing: first };
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('en') + text.slice(1);

/** The fact to use for each path: one that may be used as it is before one that a person has to confirm, then the surer, then the newer. */
export function factsByPath(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  const best = new Map<string, Fact>();
  for (const fact of facts) {
    if (fact.dataRule === 'never') continue;
    const before = best.get(fact.path);
    if (before === undefined || isBetter(fact, before)) best.set(fact.path, fact);
  }
  return best;
}

function isBetter(one: Fact, other: Fact): boolean {
  if (one.dataRule !== other.dataRule) return one.dataRule === 'allowed';
  if (one.confidence !== other.confidence) return one.confidence > other.confidence;
  return one.observedAtMs > other.observedAtMs;
}
