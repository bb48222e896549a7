/** What holds of the claim checker on any text and any facts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { Fact } from '../../shared/domain/fact.ts';
import { checkClaims, unheldInSubject } from '../../shared/policy/claims/check-claims.ts';
import { findNumbers } from '../../shared/policy/claims/read-number.ts';
import { DEVELOPMENT } from './claim-set/development.ts';
import type { LabelledSentence } from './claim-set/labelled.ts';
import { packageOf, type Labelled } from './claim-set/measure.ts';
import { NOW } from './sample.ts';

const check = ({ pkg, sender, companyName }: Labelled, body = pkg.draft?.body ?? '') =>
  checkClaims({ pkg, body, attested: [], person: sender, companyName, nowMs: NOW });
const stateOf = (of: Labelled, text: string) => check(of).find((each) => each.text === text)?.state;

const all = DEVELOPMENT.flatMap((of) => of.sentences.map((sentence) => ({ of, sentence })));
const withText = ([kind, cites]: LabelledSentence, text: string): LabelledSentence => [kind, cites, text];

/** Words that wake each part of the checker, thrown together in any order. */
const noise = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'you',
        'your',
        'recently',
        'so',
        'means',
        'must',
        'the',
        'fastest',
        'only',
        'first',
        'to',
        'Series',
        'raised',
      ),
      fc.constantFrom(
        '$12M',
        '1,200',
        '97%',
        'one in eight',
        'a fifth',
        '2026',
        'Q3',
        'last year',
        'hundreds of',
        '3x',
        '.',
        ',',
        '\n',
        '’',
      ),
      fc.constantFrom(...all.map(({ sentence }) => sentence[2])),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 40 },
  )
  .map((words) => words.join(' '));

describe('on any text', () => {
  test('it never throws, its spans lie inside the body, and it says the same twice', () => {
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.oneof(noise, fc.string({ unit: 'binary' })), (at, body) => {
        const of = all[at % all.length];
        if (of === undefined) throw new RangeError('no sentence');
        const labelled = packageOf(of.of, of.sentence);
        const found = check(labelled, body);
        for (const sentence of found) {
          expect(body.slice(sentence.start, sentence.end)).toBe(sentence.text);
          for (const span of sentence.spans) {
            expect(span.start).toBeGreaterThanOrEqual(sentence.start);
            expect(span.end).toBeLessThanOrEqual(sentence.end);
            expect(span.end).toBeGreaterThan(span.start);
            expect(body.slice(span.start, span.end)).toBe(span.text);
          }
        }
        expect(check(labelled, body)).toEqual(found);
        const { pkg, sender: person, companyName } = labelled;
        unheldInSubject(body, { pkg, body, attested: [], person, companyName, nowMs: NOW });
      }),
      { numRuns: 400 },
    );
  });
  test('it takes no more than a moment, however its words repeat', () => {
    for (const word of [
      'you just ',
      'which means your ',
      'the first ',
      '1,',
      'so you ',
      'Aa ',
      'no other ',
      'a quarter of ',
    ])
      expect(check(sampleOf(), word.repeat(1_500)).length).toBeGreaterThan(0);
  });
});

function sampleOf(): Labelled {
  const first = all[0];
  if (first === undefined) throw new RangeError('no sentence');
  return packageOf(first.of, first.sentence);
}

/** The package with one more fact, which no sentence cites. */
function withFact(pkg: HandoffPackage, value: string, path: string): HandoffPackage {
  const fact = Fact.parse({ ...pkg.facts[0], id: 'f-uncited', path, label: 'Uncited', value });
  return { ...pkg, facts: [fact, ...pkg.facts] };
}

test('a fact that is not cited never makes an unsupported sentence supported, even one that says the sentence itself', () => {
  const unsupported = all
    .map(({ of, sentence }) => ({ text: sentence[2], labelled: packageOf(of, sentence) }))
    .filter(({ labelled, text }) => stateOf(labelled, text) === 'unsupported');
  expect(unsupported.length).toBeGreaterThan(150);
  const values = [...new Set(DEVELOPMENT.flatMap(({ facts }) => facts.map(({ value }) => value)))];
  fc.assert(
    fc.property(
      fc.constantFrom(...unsupported),
      fc.oneof(fc.constant(null), fc.constantFrom(...values)),
      fc.constantFrom('account.news', 'value-prop.any', 'account.technographics', 'signal.funding'),
      ({ labelled, text }, other, path) => {
        const pkg = withFact(labelled.pkg, other ?? `${text} ${text.toLowerCase()}`, path);
        expect(stateOf({ ...labelled, pkg }, text)).toBe('unsupported');
      },
    ),
    { numRuns: 600 },
  );
});

/** "In 9 days instead of 9": another number that the cited facts say, of the same thing. */
function isSaidByFacts({ pkg }: Labelled, cites: string, said: string, start: number): boolean {
  const number = findNumbers(said).find((found) => found.start === start)?.number;
  const values = pkg.facts.filter(({ id }) => cites.split(' ').includes(id)).map(({ value }) => value);
  return values.some((value) => findNumbers(value).some((found) => found.number.value === number?.value));
}

test('a number in which any digit is changed is unsupported, unless the context or the cited fact says the new one too', () => {
  let changed = 0;
  for (const { of, sentence } of all) {
    const text = sentence[2];
    const labelled = packageOf(of, sentence);
    const before = check(labelled).find((each) => each.text === text);
    if (before?.state !== 'supported') continue;
    const exact = findNumbers(text).filter(({ reach }) => reach === 'exact');
    for (const span of before.spans) {
      if (span.kind !== 'number' || span.heldBy === 'context') continue;
      const start = span.start - before.start;
      if (!exact.some((number) => number.start === start)) continue;
      for (let at = start; at < start + span.text.length; at += 1) {
        const digit = text.charAt(at);
        if (!/\d/u.test(digit)) continue;
        for (const other of '0123456789') {
          if (other === digit) continue;
          const said = `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
          const after = packageOf(of, withText(sentence, said));
          const result = check(after).find((each) => each.text === said);
          const isContext = result?.spans.some(
            (each) => each.start - result.start === start && each.heldBy === 'context',
          );
          if (isContext === true || isSaidByFacts(after, sentence[1], said, start)) continue;
          changed += 1;
          expect([said, result?.state]).toEqual([said, 'unsupported']);
        }
      }
    }
  }
  expect(changed).toBeGreaterThan(400);
});
