/**
 * Plants exactly one known fault in a copy of a package, for an attention check. It must never plant one that a rail finds: whoever uses
 * it holds the gate's findings before and after against each other.
 */
import type { FaultKind, PlantedFault } from '../../domain/decoy.ts';
import { FaultKind as FaultKinds } from '../../domain/decoy.ts';
import type { HandoffPackage } from '../../domain/handoff-package.ts';
import { TouchId } from '../../domain/ids.ts';
import type { Touch } from '../../domain/touch.ts';
import { lotOf } from '../stable-hash.ts';

export interface Planted {
  readonly pkg: HandoffPackage;
  readonly planted: PlantedFault;
}

/** One way to go wrong. `others` are packages of other accounts to take wrong things from; null where it does not fit this package. */
type Plant = (pkg: HandoffPackage, others: readonly HandoffPackage[], seed: string) => Planted | null;

/** Jobs that decide about nothing anybody sells to companies. */
const UNFITTING_TITLES = ['Receptionist', 'Canteen Manager', 'Facilities Intern', 'Company Driver'] as const;

const WAIT_WORDS = [
  'Not before next spring, please',
  'Please leave it for this year',
  'No budget, ask again next year',
] as const;
const DAY_MS = 86_400_000;
/** Long enough ago that the draft could have known of it. */
const WAITED_DAYS = { least: 6, most: 40 } as const;

const PLANTS: Readonly<Record<FaultKind, Plant>> = {
  /** They wrote that they want to be left alone for now; the draft writes as if they had not. */
  'asked-to-wait': (pkg, _others, seed) => {
    if (pkg.draft === null || pkg.priorTouches.some(({ direction }) => direction === 'inbound')) return null;
    const is = oneOf(WAIT_WORDS, `${seed} wait`);
    if (is === null) return null;
    const known = new Set<string>(pkg.priorTouches.map(({ id }) => id));
    const days = WAITED_DAYS.least + Math.floor(lotOf(`${seed} days`) * (WAITED_DAYS.most - WAITED_DAYS.least));
    const touch: Touch = {
      id: TouchId.parse(idLike(pkg.priorTouches.at(-1)?.id ?? 'touch-3f81c07a', seed, (id) => known.has(id))),
      contactId: pkg.contact.id,
      accountId: pkg.account.id,
      channel: 'email',
      direction: 'inbound',
      atMs: pkg.review.readyAtMs - days * DAY_MS,
      subject: is,
      snippet: '',
      outcome: '',
      source: 'human',
      templateVersion: null,
      promptVersion: null,
      messageId: null,
    };
    return {
      pkg: { ...pkg, priorTouches: [...pkg.priorTouches, touch] },
      planted: {
        kind: 'asked-to-wait',
        where: `the prior touches, where ${pkg.contact.name} had answered`.slice(0, 300),
        was: '',
        is,
      },
    };
  },
  /** A value of another company, in the sentence and in the fact it rests on: the sentence is supported, by the wrong company. */
  'foreign-fact': (pkg, others, seed) => {
    const { draft } = pkg;
    if (draft === null) return null;
    const swaps = draft.sentences.flatMap((sentence) =>
      pkg.facts
        .filter(
          ({ id, path, value }) => sentence.factIds.includes(id) && isOfAccount(path) && sentence.text.includes(value),
        )
        .flatMap((fact) =>
          others.flatMap((other) => {
            const foreign = other.facts.find(({ path, value }) => path === fact.path && value !== fact.value);
            return foreign === undefined || draft.body.includes(foreign.value)
              ? []
              : [{ sentence, fact, other, foreign }];
          }),
        ),
    );
    const swap = oneOf(swaps, `${seed} fact`);
    if (swap === null) return null;
    const { sentence, fact, other, foreign } = swap;
    const { value, url, observedAtMs } = foreign;
    const source = `${other.account.name}: ${foreign.source}`.slice(0, 200);
    return {
      pkg: {
        ...pkg,
        facts: pkg.facts.map((each) => (each.id === fact.id ? { ...each, value, source, url, observedAtMs } : each)),
        draft: reworded(
          draft,
          sentence.text,
          sentence.text.replace(fact.value, () => value),
        ),
      },
      planted: {
        kind: 'foreign-fact',
        where: `“${fact.label}”, whose source speaks of ${other.account.name}, and the sentence that rests on it`.slice(
          0,
          300,
        ),
        was: fact.value,
        is: value,
      },
    };
  },
  /** Another company's reason to write now, beside this one's signal. */
  'other-why-now': (pkg, others, seed) => {
    const { whyNow } = pkg.rationale;
    const own = pkg.signals.find(({ id }) => id === whyNow.signalId);
    if (own === undefined) return null;
    const texts = others.flatMap(({ signals, rationale, account }) => {
      const signal = signals.find(({ id }) => id === rationale.whyNow.signalId);
      const text = rationale.whyNow.text.replaceAll(account.name, () => pkg.account.name).slice(0, 500);
      return signal === undefined || signal.type === own.type || text === whyNow.text ? [] : [text];
    });
    const is = oneOf(texts, `${seed} why`);
    if (is === null) return null;
    return {
      pkg: { ...pkg, rationale: { ...pkg.rationale, whyNow: { ...whyNow, text: is } } },
      planted: {
        kind: 'other-why-now',
        where: 'why now, whose signal says otherwise',
        was: whyNow.text,
        is,
      },
    };
  },
  /** A job that has nothing to do with what the message offers, called a match. */
  'other-role': (pkg, _others, seed) => {
    const is = oneOf(UNFITTING_TITLES, `${seed} title`);
    if (is === null || pkg.contact.roleMatch.fit === 'weak' || pkg.contact.title === '') return null;
    return {
      pkg: { ...pkg, contact: { ...pkg.contact, title: is } },
      planted: { kind: 'other-role', where: `the title of ${pkg.contact.name}`, was: pkg.contact.title, is },
    };
  },
};

/** Every fault that fits, in the order the seed draws; whoever plants takes the first that no rail finds. */
export function plantFaults(pkg: HandoffPackage, others: readonly HandoffPackage[], seed: string): readonly Planted[] {
  const foreign = others.filter(({ account }) => account.id !== pkg.account.id);
  return [...FaultKinds.options]
    .sort((a, b) => lotOf(`${seed} ${a}`) - lotOf(`${seed} ${b}`))
    .flatMap((kind) => PLANTS[kind](pkg, foreign, seed) ?? []);
}

/** An id of the same shape that nothing has: as long, with a digit for a digit and a letter for a letter. */
export function idLike(id: string, seed: string, isTaken: (id: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const other = Array.from(id, (char, at) => {
      const alphabet = at < 4 ? undefined : ALPHABETS.find((letters) => letters.includes(char));
      if (alphabet === undefined) return char;
      return alphabet[Math.floor(lotOf(`${seed} ${attempt} ${at}`) * alphabet.length)] ?? char;
    }).join('');
    // A short id without room for another one grows instead of never ending.
    const found = attempt < 100 ? other : `${other}${attempt}`;
    if (!isTaken(found)) return found;
  }
}

/** A digit stays a digit, a hexadecimal letter one of those, and the zeros before a number stay: most ids are made so. */
const ALPHABETS = ['123456789', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ'] as const;

/** The sender's own library may well say the same of two accounts. */
const isOfAccount = (path: string): boolean => path.startsWith('account.');

function oneOf<T>(choices: readonly T[], seed: string): T | null {
  return choices[Math.floor(lotOf(seed) * choices.length)] ?? null;
}

type Draft = NonNullable<HandoffPackage['draft']>;

/** The first occurrence, in the body and in the sentence it stands in, so that each sentence still stands in the body. */
function reworded(draft: Draft, from: string, to: string): Draft {
  const swap = (text: string): string => text.replace(from, () => to);
  return {
    ...draft,
    body: swap(draft.body),
    sentences: draft.sentences.map((sentence) => ({ ...sentence, text: swap(sentence.text) })),
  };
}
