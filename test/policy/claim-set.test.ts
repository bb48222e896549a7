/**
 * The claim checker on the labelled set: how many of each kind it finds, printed for both parts. The development part is what the checker was
 * written against; the held-aside part is what says how good it is on mail it has not seen.
 */
import { describe, expect, test } from 'vitest';
import { DEVELOPMENT } from './claim-set/development.ts';
import { HELD_ASIDE } from './claim-set/held-aside.ts';
import { SENTENCE_KINDS } from './claim-set/labelled.ts';
import { foundAndFalse, judgeAll, ratesOf, type Judged } from './claim-set/measure.ts';

const PARTS = [
  ['development', DEVELOPMENT],
  ['held aside', HELD_ASIDE],
] as const;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);

function tableOf(name: string, judged: readonly Judged[]): string {
  const rows = ratesOf(judged).map(
    ({ kind, precision, recall, sentences }) =>
      `${kind.padEnd(18)} ${String(sentences).padStart(4)} ${percent(precision)} ${percent(recall)}`,
  );
  const { falseAlarms, found } = foundAndFalse(judged);
  const sums = `unsupported found ${percent(found).trim()}, false alarms ${percent(falseAlarms).trim()}`;
  return [`claim check, ${name}: kind, sentences, precision, recall`, ...rows, sums, ''].join('\n');
}

const stateOf = (judged: readonly Judged[], label: Judged['label']) => {
  const own = judged.filter((each) => each.label === label);
  return own.filter(({ state }) => state === label).length / own.length;
};

describe.each(PARTS)('the %s part', (name, packages) => {
  const judged = judgeAll(packages);

  test('finds what is unsupported, and seldom flags what is fine', () => {
    process.stdout.write(`${tableOf(name, judged)}\n`);
    const { falseAlarms, found } = foundAndFalse(judged);
    expect(found).toBeGreaterThanOrEqual(0.95);
    expect(falseAlarms).toBeLessThanOrEqual(0.05);
  });
  test('finds what is stale', () => {
    expect(stateOf(judged, 'stale')).toBeGreaterThanOrEqual(0.8);
  });
  test('says in words what is wrong, for each sentence it flags', () => {
    for (const { reason, state } of judged)
      expect(reason === '').toBe(state === 'supported' || state === 'not-factual');
  });
});

test('the set is large, has at least 20 of each kind, and shares no company, fact or sentence between its parts', () => {
  const [developed, aside] = PARTS.map(([, packages]) => packages.flatMap(({ sentences }) => sentences));
  if (developed === undefined || aside === undefined) throw new RangeError('a part is missing');
  expect(developed.length + aside.length).toBeGreaterThanOrEqual(320);
  expect(aside.length).toBeGreaterThanOrEqual(120);
  for (const kind of SENTENCE_KINDS)
    expect([kind, [...developed, ...aside].filter(([each]) => each === kind).length >= 20]).toEqual([kind, true]);
  const wordsOfPart = (packages: (typeof PARTS)[number][1]) =>
    packages.flatMap(({ account, companyName, facts, sentences }) => [
      account.name,
      companyName === 'Tallyhook' ? account.domain : companyName,
      ...facts.map(({ value }) => value),
      ...sentences.map(([, , text]) => text),
    ]);
  const known = new Set(wordsOfPart(DEVELOPMENT));
  expect(wordsOfPart(HELD_ASIDE).filter((text) => known.has(text))).toEqual([]);
});
