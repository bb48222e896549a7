/** What the review list is narrowed and sorted by, as pure functions. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choicesAmong, narrowed, NO_FILTER, type ReviewFilter } from '../../../renderer/store/review-filter.ts';
import { inListOrder, type ListedRow } from '../../../renderer/store/review-rows.ts';
import { summaryOf } from '../../../renderer/store/rows.ts';
import { inOrder, KEY_OF, type ColumnId } from '../../../renderer/screens/queue-table/sorted-rows.ts';
import { tableAsCsv } from '../../../renderer/screens/queue-table/export-table.ts';
import type { RailCode } from '../../../shared/domain/finding.ts';
import type { PackageId, SegmentId } from '../../../shared/domain/ids.ts';
import { samplePackage } from './sample.ts';

interface Wish {
  readonly id: string;
  readonly tier?: 1 | 2 | 3;
  readonly segment?: string;
  readonly versions?: readonly string[];
  readonly account?: string;
  readonly score?: number;
}

function listed({
  id,
  tier = 2,
  segment = 'saas',
  versions = ['opener@1'],
  account = 'Contoso',
  score = 50,
}: Wish): ListedRow {
  const row = {
    ...summaryOf(samplePackage({ id, tier, accountName: account }), { edited: false, pendingLane: null }),
    segmentId: segment as SegmentId,
    segmentName: `The ${segment} segment`,
    versions,
    score,
  };
  return { row, text: account.toLowerCase() };
}

const ROWS = [
  listed({ id: 'a', tier: 1 }),
  listed({ id: 'b', tier: 2, segment: 'fintech', versions: ['opener@2', 'voice@7'] }),
  listed({ id: 'c', tier: 2, versions: ['opener@2'] }),
  listed({ id: 'd', tier: 3, segment: 'fintech', account: 'Fabrikam' }),
];
const FOUND = new Map<PackageId, readonly RailCode[]>([
  ['a' as PackageId, []],
  ['b' as PackageId, ['length', 'claims']],
  ['c' as PackageId, ['claims']],
]);

const idsOf = (filter: Partial<ReviewFilter>, words: readonly string[] = []) =>
  narrowed(ROWS, words, { ...NO_FILTER, ...filter }, FOUND).map(({ row }) => row.id);

test.each<[string, Partial<ReviewFilter>, readonly string[]]>([
  ['no filter lets everything pass', {}, ['a', 'b', 'c', 'd']],
  ['one tier', { tiers: [2] }, ['b', 'c']],
  ['one of two tiers', { tiers: [1, 3] }, ['a', 'd']],
  ['a tier and a segment, both', { tiers: [2], segments: ['fintech' as SegmentId] }, ['b']],
  ['a version of any part', { versions: ['voice@7'] }, ['b']],
  ['a finding', { findings: ['claims'] }, ['b', 'c']],
  ['nothing found, and looked at', { findings: ['none'] }, ['a']],
  ['a finding nobody has', { findings: ['consent'] }, []],
])('%s', (_name, filter, ids) => {
  expect(idsOf(filter)).toEqual(ids);
});

test('words and filters hold together', () => {
  expect(idsOf({ segments: ['fintech' as SegmentId] }, ['fabrikam'])).toEqual(['d']);
  expect(idsOf({ tiers: [1] }, ['fabrikam'])).toEqual([]);
});

test('a choice counts what it would leave beside the choices of the other kinds', () => {
  const filter: ReviewFilter = { ...NO_FILTER, tiers: [2] };
  const { tiers, segments, versions, findings } = choicesAmong(ROWS, filter, FOUND);
  const counts = (list: readonly { readonly name: string; readonly count: number }[]) =>
    Object.fromEntries(list.map(({ name, count }) => [name, count]));
  expect(counts(tiers)).toEqual({ 'Tier 1': 1, 'Tier 2': 2, 'Tier 3': 1 });
  expect(counts(segments)).toEqual({ 'The fintech segment': 1, 'The saas segment': 1 });
  expect(counts(versions)).toEqual({ 'opener@2': 2, 'voice@7': 1 });
  expect(counts(findings)).toEqual({ claims: 2, length: 1 });
});

test('each count is what choosing it alone of its kind leaves', () => {
  const tier = fc.constantFrom<1 | 2 | 3>(1, 2, 3);
  const name = fc.constantFrom('saas', 'fintech', 'freight');
  const version = fc.uniqueArray(fc.constantFrom('a@1', 'a@2', 'b@1'), { maxLength: 2 });
  const wish = fc.record({ tier, segment: name, versions: version });
  fc.assert(
    fc.property(
      fc.array(wish, { maxLength: 20 }),
      fc.uniqueArray(tier, { maxLength: 2 }),
      fc.uniqueArray(name, { maxLength: 2 }),
      (wishes, tiers, segments) => {
        const rows = wishes.map((one, at) => listed({ id: `p${at}`, ...one }));
        const filter: ReviewFilter = { ...NO_FILTER, tiers, segments: segments as SegmentId[] };
        const choices = choicesAmong(rows, filter, new Map());
        for (const { value, count } of choices.segments)
          expect(narrowed(rows, [], { ...filter, segments: [value] }, new Map())).toHaveLength(count);
        for (const { value, count } of choices.tiers)
          expect(narrowed(rows, [], { ...filter, tiers: [value] }, new Map())).toHaveLength(count);
      },
    ),
  );
});

test('a sorted column holds the same rows, in its order, and among equals in the queue’s, up and down', () => {
  const wish = fc.record({
    tier: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
    account: fc.constantFrom('Älvik', 'beta', 'Alpha', 'alpha', 'Zeta'),
    score: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(
      fc.array(wish, { maxLength: 30 }),
      fc.constantFrom<ColumnId>('account', 'tier', 'score', 'expires'),
      fc.boolean(),
      (wishes, column, isDescending) => {
        const rows = wishes
          .map((one, at) => listed({ id: `p${at}`, ...one }))
          .sort((one, other) => inListOrder(one.row, other.row));
        const sorted = inOrder(rows, { column, isDescending });
        expect(new Set(sorted)).toEqual(new Set(rows));
        expect(sorted).toHaveLength(rows.length);
        for (const [at, one] of sorted.entries()) {
          const next = sorted[at + 1];
          if (next === undefined) break;
          const [a, b] = [KEY_OF[column](one.row), KEY_OF[column](next.row)];
          if (a === b) expect(inListOrder(one.row, next.row)).toBeLessThan(0);
          else expect(isDescending ? a > b : a < b).toBe(true);
        }
      },
    ),
  );
});

test('the table’s CSV starts no formula', () => {
  const [line] = tableAsCsv(
    [listed({ id: 'x', account: '=HYPERLINK("http://x.test")' }).row],
    ['account', 'kind', 'findings'],
  )
    .split('\r\n')
    .slice(1);
  expect(line).toContain(`"'=HYPERLINK(""http://x.test"")"`);
});

test('the table’s CSV has the columns that are shown, in their order, behind the package’s id', () => {
  const { row } = listed({ id: 'x', account: 'Northwind' });
  const [head, line] = tableAsCsv([row], ['score', 'findings', 'account']).split('\r\n');
  expect(head).toBe('package,score,account');
  expect(line).toBe(`x,${String(row.score)},Northwind`);
});
