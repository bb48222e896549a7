/** Why a package stands where it stands, in words, and where the list says that the reason changes. */
import { describe, expect, test } from 'vitest';
import { listHeadings } from '../../../renderer/app/list-headings.ts';
import { orderWords, partWords } from '../../../renderer/components/order-words.ts';
import { partOfOrder, queueRank } from '../../../shared/policy/queue-order.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 18, 10);

const placed = (tier: 1 | 2 | 3, inHours: number, priority = 0) => ({
  tier,
  expiresAtMs: NOW + inHours * HOUR,
  priority,
});
const row = (tier: 1 | 2 | 3, inHours: number, versions: readonly string[] = ['t1']) => {
  const { expiresAtMs, priority } = placed(tier, inHours);
  return { rank: queueRank({ account: { tier }, review: { expiresAtMs, priority } }), versions };
};

test.each([
  [placed(1, 4.99), 'Tier 1, expires in 4 h 59 min, placed 12 h ahead of Tier 2'],
  [placed(2, 0.5, 5), 'Tier 2, expires in 30 min, placed 12 h behind Tier 1, raised within its hour'],
  [placed(3, 72, -1), 'Tier 3, expires in 3 d, placed 36 h behind Tier 1, lowered within its hour'],
  [placed(3, -1), 'Tier 3, time to decide is over, placed 36 h behind Tier 1'],
])('%o is said', (place, words) => expect(orderWords(place, NOW)).toBe(words));

test.each([
  [1, 'Tier 1 within 12 h'],
  [20, 'Tier 1 within 36 h, Tier 2 within 24 h'],
  [50, 'Tier 3, and what has more time'],
])('the part where Tier 1 with %i h left stands is headed', (inHours, words) =>
  expect(partWords(partOfOrder(row(1, inHours).rank, NOW))).toBe(words),
);

describe('the headings of a list', () => {
  const rows = [row(1, 4), row(1, 5), row(1, 14), row(2, 9), row(3, 2), row(2, 40)];
  const at = (...given: Parameters<typeof listHeadings>) => [...listHeadings(...given)];

  test('stand where the reason for the order changes, and nowhere else', () => {
    expect(at(rows, null, NOW)).toEqual([
      [0, ['Tier 1 within 12 h']],
      [2, ['Tier 1 within 36 h, Tier 2 within 24 h']],
      [4, ['Tier 3, and what has more time']],
    ]);
    expect(at([], null, NOW)).toEqual([]);
    expect(at([row(3, 5)], null, NOW)).toEqual([[0, ['Tier 3, and what has more time']]]);
  });

  test('move up as time goes by', () => {
    expect(at(rows, null, NOW + 3 * HOUR)[1]).toEqual([3, ['Tier 1 within 36 h, Tier 2 within 24 h']]);
  });

  test('say where today’s slots end: below the last approval that gets one', () => {
    const beyond = ['Beyond today’s 40 slots'];
    const day = (taken: number, waiting: number) => ({ cap: 40, taken, waiting });
    expect(listHeadings(rows, day(30, 5), NOW).get(5)).toEqual(beyond);
    expect(listHeadings(rows, day(40, 0), NOW).get(0)).toEqual(['Tier 1 within 12 h', ...beyond]);
    expect(at(rows, day(20, 0), NOW)).toEqual(at(rows, null, NOW));
    // A step without an email takes no slot.
    const withCall = [row(1, 4), row(1, 5, []), row(1, 6)];
    expect(at(withCall, day(38, 0), NOW)).toHaveLength(1);
    expect(listHeadings(withCall, day(38, 1), NOW).get(2)).toEqual(beyond);
  });
});
