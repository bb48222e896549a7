/** What may be read and signed side by side: few, alike, nothing found, no Tier 1. */
import { expect, test } from 'vitest';
import { batchFrom, BATCH_MOST, isAlike, whyNotInBatch, type BatchCandidate } from '../../shared/policy/batch.ts';
import { demo } from '../sync/parts.ts';

const sample = demo.packages.map(({ pkg }) => pkg).find(({ draft }) => draft !== null)!;
let count = 0;
function candidate(change: {
  readonly tier?: 1 | 2 | 3;
  readonly segmentId?: string;
  readonly template?: string;
  readonly isEdited?: boolean;
  readonly isFound?: boolean;
  readonly hasDraft?: boolean;
}): BatchCandidate {
  count += 1;
  const pkg = structuredClone(sample);
  return {
    pkg: {
      ...pkg,
      id: `pkg-${count}` as typeof pkg.id,
      account: {
        ...pkg.account,
        tier: change.tier ?? 2,
        segmentId: (change.segmentId ?? 'seg-freight') as typeof pkg.account.segmentId,
      },
      draft: change.hasDraft === false ? null : { ...pkg.draft!, templateVersion: change.template ?? 'first@1' },
    },
    verdict:
      change.isFound === true
        ? {
            answer: 'hold',
            findings: [
              {
                code: 'pace',
                answer: 'hold',
                evidence: 'e',
                clears: 'c',
                clearsAtMs: null,
                target: null,
                unknown: false,
              },
            ],
          }
        : { answer: 'clear', findings: [] },
    isEdited: change.isEdited ?? false,
  };
}

test.each([
  ['a clean one of Tier 2', {}, null],
  ['Tier 3', { tier: 3 }, null],
  ['Tier 1', { tier: 1 }, /Tier 1/],
  ['an edited one', { isEdited: true }, /changed/],
  ['one with a finding, were it only a hold', { isFound: true }, /found/],
  ['a step without an email', { hasDraft: false }, /no email/],
] as const)('%s', (_, change, because) => {
  const whyNot = whyNotInBatch(candidate(change));
  if (because === null) expect(whyNot).toBeNull();
  else expect(whyNot).toMatch(because);
});

test('never more than five, the first among them, only those alike, in their order', () => {
  const first = candidate({});
  const alike = Array.from({ length: 7 }, () => candidate({}));
  const others = [
    candidate({ segmentId: 'seg-other' }),
    alike[0]!,
    candidate({ template: 'first@2' }),
    candidate({ tier: 1 }),
    ...alike.slice(1),
    first,
  ];
  const batch = batchFrom(first, others);
  expect(batch).toHaveLength(BATCH_MOST);
  expect(BATCH_MOST).toBe(5);
  expect(batch).toEqual([first, ...alike.slice(0, 4)]);
  expect(isAlike(first.pkg, others[0]!.pkg)).toBe(false);
});

test('from one that may not be in a batch there is none', () => {
  expect(batchFrom(candidate({ tier: 1 }), [candidate({}), candidate({})])).toEqual([]);
});
