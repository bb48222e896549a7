/** Only attended, active time counts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  IDLE_AFTER_MS,
  noteAttention,
  noteInput,
  type Stopwatch,
} from '../../../renderer/commands/active-time.ts';

const START: Stopwatch = { activeMs: 0, countedToMs: 1_000, lastInputAtMs: 1_000, isAttended: true };

test('time counts while the person is active', () => {
  expect(advance(START, 6_000).activeMs).toBe(5_000);
  expect(advance(advance(START, 3_000), 6_000).activeMs).toBe(5_000);
});

test('without a key for 15 s nothing more counts until the next one', () => {
  const idle = advance(START, 100_000);
  expect(idle.activeMs).toBe(IDLE_AFTER_MS);
  const back = noteInput(idle, 100_000);
  expect(advance(back, 102_000).activeMs).toBe(IDLE_AFTER_MS + 2_000);
});

test('time away from the window does not count', () => {
  const away = noteAttention(advance(START, 3_000), false, 3_000);
  const back = noteAttention(away, true, 60_000);
  expect(advance(back, 61_000).activeMs).toBe(3_000);
});

test('a clock set back counts nothing twice', () => {
  const later = advance(START, 6_000);
  expect(advance(advance(later, 2_000), 6_000).activeMs).toBe(5_000);
});

test('never more than the time that passed, never less than before, however the events fall', () => {
  const event = fc.record({
    afterMs: fc.integer({ min: 0, max: 40_000 }),
    kind: fc.constantFrom('input', 'focus', 'blur', 'tick'),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let watch = START;
      let nowMs = START.countedToMs;
      for (const { afterMs, kind } of events) {
        nowMs += afterMs;
        const before = watch.activeMs;
        watch =
          kind === 'input'
            ? noteInput(watch, nowMs)
            : kind === 'tick'
              ? advance(watch, nowMs)
              : noteAttention(watch, kind === 'focus', nowMs);
        expect(watch.activeMs).toBeGreaterThanOrEqual(before);
        expect(watch.activeMs).toBeLessThanOrEqual(nowMs - START.countedToMs);
      }
    }),
  );
});
