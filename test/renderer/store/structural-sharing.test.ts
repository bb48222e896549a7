/** Unchanged answers are the same answers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reuse } from '../../../renderer/store/structural-sharing.ts';

test('an equal answer is the old object', () => {
  const before = {
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
  };
  expect(reuse(before, structuredClone(before))).toBe(before);
});

test('only what changed is new', () => {
  const before = {
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
    total: 2,
  };
  const after = reuse(before, {
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 3 },
    ],
    total: 2,
  });
  expect(after).not.toBe(before);
  expect(after.rows[0]).toBe(before.rows[0]);
  expect(after.rows[1]).toEqual({ id: 'b', n: 3 });
});

test('a key that went away, or came with undefined, is a change', () => {
  const before: Record<string, unknown> = { a: 1, b: undefined };
  expect(reuse(before, { a: 1 })).not.toBe(before);
  expect(reuse({ a: 1 }, { a: 1, b: undefined })).toEqual({ a: 1, b: undefined });
  expect(reuse([1, 2], [1])).toEqual([1]);
});

test('a key named __proto__ is data like any other (seed 37102603)', () => {
  const now: unknown = JSON.parse('{"__proto__": null}');
  expect(reuse({}, now)).toEqual(now);
  expect(reuse(now, structuredClone(now))).toBe(now);
});

test('whatever came before, the answer says what is now', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, now) => {
      expect(reuse(before, now)).toEqual(now);
    }),
    { numRuns: 1_000 },
  );
});
