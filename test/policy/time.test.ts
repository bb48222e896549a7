/** Days, windows and order: counted by the wall clock of the right zone, also when the clocks change. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { instantOf, localDay, sayDuration, sayTime, wallMs, weekdayAndMinute } from '../../shared/policy/local-time.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import { partOfOrder, queueRank, saySlot, slotOfNext, slotsLeft } from '../../shared/policy/queue-order.ts';
import { reviewExpiresAtMs } from '../../shared/policy/review-end.ts';
import { afterWorkingTime } from '../../shared/policy/working-time.ts';
import { DAY, HOUR, NOW } from './sample.ts';

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'UTC',
];
const anyZone = fc.constantFrom(...zones);
const anyTime = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });

describe('a mailbox’s day', () => {
  test.each([
    ['an ordinary day', '2026-11-11T10:00[Europe/Berlin]', '2026-11-11', 24],
    ['its first moment', '2026-11-11T00:00[Europe/Berlin]', '2026-11-11', 24],
    ['the spring change', '2026-03-29T12:00[Europe/Berlin]', '2026-03-29', 23],
    ['the autumn change', '2026-10-25T12:00[Europe/Berlin]', '2026-10-25', 25],
    ['a day whose midnight is skipped', '2026-04-24T12:00[Africa/Cairo]', '2026-04-24', 23],
    ['another zone', '2026-11-11T23:59[America/New_York]', '2026-11-11', 24],
  ])('%s', (_name, time, day, hours) => {
    const zone = /\[(.*)\]/.exec(time)![1]!;
    const found = mailboxDay(at(time), zone);
    expect(found.day).toBe(day);
    expect((found.endAtMs - found.startAtMs) / HOUR).toBe(hours);
  });
  test('is the day that Temporal says, for any moment and zone', () => {
    fc.assert(
      fc.property(anyTime, anyZone, (nowMs, zone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone);
        const found = mailboxDay(nowMs, zone);
        expect(found.day).toBe(zoned.toPlainDate().toString());
        expect(found.startAtMs).toBe(zoned.startOfDay().epochMilliseconds);
        expect(found.startAtMs <= nowMs && nowMs < found.endAtMs).toBe(true);
        expect(mailboxDay(found.endAtMs, zone).startAtMs).toBe(found.endAtMs);
        expect(weekdayAndMinute(nowMs, zone)).toEqual({
          weekday: zoned.dayOfWeek,
          minute: zoned.hour * 60 + zoned.minute,
        });
        expect(localDay(nowMs, zone, 3).weekday).toBe(((zoned.dayOfWeek + 2) % 7) + 1);
      }),
      { numRuns: 500 },
    );
  });
  test('a wall-clock time is the instant that Temporal says, also in a gap or an overlap', () => {
    fc.assert(
      fc.property(anyTime, anyZone, (time, zone) => {
        const plain = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('UTC').toPlainDateTime();
        expect(instantOf(time, zone)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });
  test('gaps and overlaps by name', () => {
    const wall = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').epochMilliseconds;
    expect(instantOf(wall('2026-03-29T02:30'), 'Europe/Berlin')).toBe(at('2026-03-29T03:30[Europe/Berlin]'));
    expect(instantOf(wall('2026-10-25T02:30'), 'Europe/Berlin')).toBe(at('2026-10-25T02:30+02:00[Europe/Berlin]'));
    expect(wallMs(at('2026-10-25T02:30+01:00[Europe/Berlin]'), 'Europe/Berlin')).toBe(wall('2026-10-25T02:30'));
  });
});

describe('the review window', () => {
  test.each([
    ['a weekday', '2026-11-11T10:00', 24, '2026-11-12T10:00'],
    ['Friday to Monday', '2026-11-13T10:00', 24, '2026-11-16T10:00'],
    ['ready on a Saturday counts from Monday', '2026-11-14T10:00', 24, '2026-11-17T00:00'],
    ['ready on a Sunday night', '2026-11-15T23:59', 24, '2026-11-17T00:00'],
    ['ends with Friday', '2026-11-13T00:00', 24, '2026-11-14T00:00'],
    ['across the end of summer time', '2026-10-23T10:00', 24, '2026-10-26T10:00'],
    ['a week of five days', '2026-11-11T10:00', 120, '2026-11-18T10:00'],
    ['thirty days', '2026-11-11T10:00', 720, '2026-12-23T10:00'],
  ])('%s', (_name, ready, hours, end) => {
    expect(reviewExpiresAtMs(at(`${ready}[Europe/Berlin]`), hours, 'Europe/Berlin')).toBe(at(`${end}[Europe/Berlin]`));
  });
  test('by the slow way, hour by hour, it is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 14 }), fc.integer({ min: 1, max: 300 }), (startHour, hours) => {
        const start = Date.UTC(2026, 10, 2) + startHour * HOUR;
        const isWeekend = (time: number) => [0, 6].includes(new Date(time).getUTCDay());
        let time = start;
        for (let left = hours; left > 0; time += HOUR) if (!isWeekend(time)) left -= 1;
        expect(afterWorkingTime(start, hours * HOUR, 'UTC')).toBe(time);
      }),
      { numRuns: 300 },
    );
  });
  test('nothing more to wait for is now', () => {
    expect(afterWorkingTime(NOW, 0, 'Europe/Berlin')).toBe(NOW);
    expect(afterWorkingTime(at('2026-11-14T10:00[Europe/Berlin]'), 0, 'Europe/Berlin')).toBe(
      at('2026-11-14T10:00[Europe/Berlin]'),
    );
  });
});

describe('the queue', () => {
  const pkg = (tier: 1 | 2 | 3, inHours: number, priority = 0) => ({
    account: { tier },
    review: { expiresAtMs: NOW + inHours * HOUR, priority },
  });
  test.each([
    ['what expires sooner', pkg(1, 3), pkg(1, 5)],
    ['Tier 1 that expires somewhat later', pkg(1, 10), pkg(2, 3)],
    ['Tier 3 that expires much sooner', pkg(3, 2), pkg(1, 60)],
    ['priority among equals', pkg(2, 3, 10), pkg(2, 3, 0)],
    ['no lowered priority among equals', pkg(2, 3, 0), pkg(2, 3, -100)],
    ['an earlier expiry, whatever the priority', pkg(2, 3, -100), pkg(2, 5, 100)],
  ])('%s goes first', (_name, first, second) => {
    expect(queueRank(first)).toBeLessThan(queueRank(second));
  });
  test('its rank is a whole number, fit for an index, and never moves with the time', () => {
    expect(Number.isSafeInteger(queueRank(pkg(3, 12_345.678, -100)))).toBe(true);
  });
  const partOf = (tier: 1 | 2 | 3, inHours: number, nowMs = NOW) => partOfOrder(queueRank(pkg(tier, inHours)), nowMs);
  test('has three parts: Tier 1 alone, Tier 2 with it, then all', () => {
    const alone = [{ tier: 1, withinHours: 12 }];
    const both = [
      { tier: 1, withinHours: 36 },
      { tier: 2, withinHours: 24 },
    ];
    expect([partOf(1, 3), partOf(1, 11.9)]).toEqual([alone, alone]);
    expect([partOf(1, 13), partOf(2, 1), partOf(1, 35), partOf(2, 23)]).toEqual([both, both, both, both]);
    expect([partOf(1, 37), partOf(2, 25), partOf(3, 1)]).toEqual([null, null, null]);
    expect(partOf(1, 13, NOW + 2 * HOUR)).toEqual(alone);
  });
  test('says of each part only what is true of every package that stands there, and no later package stands in a part before', () => {
    const open = fc.record({
      tier: fc.constantFrom(1 as const, 2 as const, 3 as const),
      inHours: fc.double({ min: 0.001, max: 90, noNaN: true }),
      priority: fc.integer({ min: -100, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(open, { minLength: 1, maxLength: 30 }), fc.nat(3_600_000), (queue, intoHourMs) => {
        const nowMs = NOW + intoHourMs;
        const listed = queue
          .map(({ tier, inHours, priority }) => ({ tier, inHours, rank: rankAt(nowMs, tier, inHours, priority) }))
          .sort((one, other) => one.rank - other.rank)
          .map((each) => ({ ...each, part: partOfOrder(each.rank, nowMs) }));
        for (const { tier, inHours, part } of listed) {
          if (part === null) continue;
          expect(inHours).toBeLessThanOrEqual(part.find((each) => each.tier === tier)?.withinHours ?? -1);
        }
        const tiersIn = listed.map(({ part }) => part?.length ?? 3);
        expect(tiersIn).toEqual(tiersIn.toSorted());
      }),
    );
  });
  const rankAt = (nowMs: number, tier: 1 | 2 | 3, inHours: number, priority: number) =>
    queueRank({ account: { tier }, review: { expiresAtMs: nowMs + inHours * HOUR, priority } });
  test.each([
    ['the first of the day', { cap: 40, taken: 0, waiting: 0 }, 1],
    ['behind what was sent and what waits', { cap: 40, taken: 20, waiting: 11 }, 32],
    ['the last one', { cap: 40, taken: 39, waiting: 0 }, 40],
    ['none where the day is taken', { cap: 40, taken: 40, waiting: 0 }, null],
    ['none where the day is promised', { cap: 40, taken: 10, waiting: 30 }, null],
  ])('an approval gets %s', (_name, slots, number) => {
    expect(slotOfNext(slots)).toBe(number);
    expect(slotsLeft(slots)).toBe(number === null ? 0 : slots.cap - number + 1);
    expect(saySlot(slots)).toContain(number === null ? 'waits for a later day' : `slot ${number} of today’s 40`);
  });
});

test('times and durations read as a person says them', () => {
  expect(sayTime(NOW, 'Europe/Berlin')).toBe('Wed 11 Nov 10:00');
  expect([40_000, 12 * 60_000, 5 * HOUR, 3 * DAY].map(sayDuration)).toEqual(['40 s', '12 min', '5 h', '3 days']);
});
