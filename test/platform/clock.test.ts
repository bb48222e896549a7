/** The machine's clock and its alarms, with time in the test's hand. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../electron/platform/clock.ts';
import { systemRandom } from '../../electron/platform/random.ts';

const DAY_MS = 86_400_000;

describe('an alarm', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_750_000_000_000 }));
  afterEach(() => vi.useRealTimers());

  test('rings once, at its time and not before', () => {
    const clock = systemClock();
    const wake = vi.fn();
    clock.wakeAt(clock.nowMs() + 1_000, wake);
    vi.advanceTimersByTime(999);
    expect(wake).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(DAY_MS);
    expect(wake).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('40 days ahead, beyond what one timer can count, rings on its day and not at once', () => {
    const clock = systemClock();
    const wake = vi.fn();
    clock.wakeAt(clock.nowMs() + 40 * DAY_MS, wake);
    vi.advanceTimersByTime(39 * DAY_MS);
    expect(wake).not.toHaveBeenCalled();
    vi.advanceTimersByTime(DAY_MS);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  test('that came due while the machine slept rings within half a minute, or at once when the host says that it woke', () => {
    const clock = systemClock();
    const [late, later] = [vi.fn(), vi.fn()];
    clock.wakeAt(clock.nowMs() + 3_600_000, late);
    clock.wakeAt(clock.nowMs() + 7_200_000, later);
    // Sleep: the wall clock moves and the timers do not.
    vi.setSystemTime(Date.now() + 4_000_000);
    vi.advanceTimersByTime(30_000);
    expect(late).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 4_000_000);
    clock.recheck();
    expect(later).toHaveBeenCalledTimes(1);
  });

  test('taken back does not ring, also where an earlier one at the same moment takes it back', () => {
    const clock = systemClock();
    const second = vi.fn();
    clock.wakeAt(clock.nowMs() + 10, () => takeBack());
    const takeBack = clock.wakeAt(clock.nowMs() + 11, second);
    vi.setSystemTime(Date.now() + 100);
    clock.recheck();
    vi.advanceTimersByTime(DAY_MS);
    expect(second).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('in the past rings as soon as the caller is done, and one that throws does not silence the next', () => {
    const clock = systemClock();
    const next = vi.fn();
    clock.wakeAt(clock.nowMs() - 5, () => {
      throw new Error('broken');
    });
    clock.wakeAt(clock.nowMs(), next);
    expect(next).not.toHaveBeenCalled();
    expect(() => vi.advanceTimersByTime(1)).toThrow('broken');
    vi.advanceTimersByTime(1);
    expect(next).toHaveBeenCalledTimes(1);
  });

  test('set by an alarm is armed too', () => {
    const clock = systemClock();
    const rung: number[] = [];
    const again = (): void => {
      rung.push(clock.nowMs());
      if (rung.length < 3) clock.wakeAt(clock.nowMs() + 100, again);
    };
    clock.wakeAt(clock.nowMs() + 100, again);
    vi.advanceTimersByTime(1_000);
    expect(rung).toHaveLength(3);
  });
});

test('randomness has the right shapes and does not repeat', () => {
  const random = systemRandom();
  expect(random.bytes(32)).toHaveLength(32);
  expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const drawn = Array.from({ length: 2_000 }, () => random.fraction());
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(new Set(drawn).size).toBe(2_000);
  expect(drawn.reduce((sum, value) => sum + value, 0) / 2_000).toBeCloseTo(0.5, 1);
});
