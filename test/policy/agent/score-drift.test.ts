/** The score against what came back: ten parts of equal size, and a verdict only where the halves keep apart. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreDrift, type ScoredMail } from '../../../shared/policy/scoring/score-drift.ts';

/** A mail of each score from 1 to 100; `answers` says who answered. */
const mails = (answers: (score: number) => boolean): readonly ScoredMail[] =>
  Array.from({ length: 100 }, (_, at) => ({ score: at + 1, isAnswered: answers(at + 1), isPositive: false }));

test.each([
  ['the high ones are answered', (score: number) => score > 60 && score % 2 === 0, 'holds'],
  ['the low ones are answered', (score: number) => score < 40 && score % 2 === 0, 'drifted'],
  ['every tenth is answered, whatever its score', (score: number) => score % 10 === 0, 'unknown'],
] as const)('where %s', (_name, answers, kind) => {
  const drift = scoreDrift(mails(answers), 3);
  expect(drift.verdict.kind).toBe(kind);
  expect(drift).toMatchObject({ scored: 100, unscored: 3 });
  expect(drift.deciles.map(({ least, most, mails: many }) => [least, most, many])).toEqual(
    Array.from({ length: 10 }, (_, at) => [at * 10 + 1, at * 10 + 10, 10]),
  );
});

test('nothing sent, or one score only, tells nothing', () => {
  expect(scoreDrift([], 0)).toMatchObject({ deciles: [], verdict: { kind: 'unknown' } });
  const alike = mails(() => true).map((mail) => ({ ...mail, score: 80 }));
  expect(scoreDrift(alike, 0).verdict.words).toBe('Too few mails with different scores to compare.');
});

test('every mail and every reply is counted once, in parts that differ by one mail at most', () => {
  const mail = fc.record({
    score: fc.integer({ min: 0, max: 100 }),
    isAnswered: fc.boolean(),
    isPositive: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(mail, { maxLength: 120 }), (some) => {
      const { deciles } = scoreDrift(some, 0);
      const sizes = deciles.map(({ mails: many }) => many);
      expect(sizes.reduce((total, size) => total + size, 0)).toBe(some.length);
      expect(deciles.reduce((total, { replies }) => total + replies, 0)).toBe(
        some.filter(({ isAnswered }) => isAnswered).length,
      );
      if (sizes.length > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(deciles.every(({ most }, at) => most <= (deciles[at + 1]?.least ?? Infinity))).toBe(true);
    }),
  );
});
