/** The alarm rings when the earliest time comes: never before, never in a spin, and not for the last time because one ring failed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setAlarm } from '../../electron/desk/alarm.ts';
import { recordingLog } from '../hosts/recording-desk.ts';
import { turnedClock } from '../send/desk-parts.ts';

const START_MS = 1_000_000;
const atOnce = () => Promise.resolve();

function doWhatIsDue(times: (number | null)[], nowMs: number): void {
  times.forEach((time, at) => {
    if (time !== null && time <= nowMs) times[at] = null;
  });
}

/** An alarm over times that a test changes; `ring` does what is due, unless the test says otherwise. */
function alarmOver(times: (number | null)[], ring?: (nowMs: number) => void) {
  const clock = turnedClock(START_MS);
  const log = recordingLog();
  const rings: number[] = [];
  const alarm = setAlarm({
    clock,
    log,
    times: times.map((_time, at) => () => times[at] ?? null),
    ring() {
      rings.push(clock.nowMs());
      if (ring !== undefined) ring(clock.nowMs());
      else doWhatIsDue(times, clock.nowMs());
    },
  });
  return { clock, log, rings, alarm, turnTo: (atMs: number) => clock.turnTo(atMs, atOnce) };
}

test('rings at the earliest time, then at the next one, and waits for nothing where there is none', async () => {
  const { rings, turnTo } = alarmOver([START_MS + 5_000, START_MS + 1_000, null]);
  await turnTo(START_MS + 999);
  expect(rings).toEqual([]);
  await turnTo(START_MS + 60_000);
  expect(rings).toEqual([START_MS + 1_000, START_MS + 5_000]);
});

test('looks again when it is told that the times have changed, to an earlier, a later or no time', async () => {
  const times: (number | null)[] = [START_MS + 60_000];
  const { alarm, rings, turnTo } = alarmOver(times);
  times[0] = START_MS + 2_000;
  alarm.reset();
  await turnTo(START_MS + 3_000);
  expect(rings).toEqual([START_MS + 2_000]);
  times[0] = START_MS + 10_000;
  alarm.reset();
  times[0] = START_MS + 20_000;
  alarm.reset();
  await turnTo(START_MS + 19_999);
  expect(rings).toHaveLength(1);
  times[0] = null;
  alarm.reset();
  await turnTo(START_MS + 90_000);
  expect(rings).toHaveLength(1);
});

test('what rang and is not done yet rings at most twice a second', async () => {
  const { rings, turnTo } = alarmOver([START_MS], () => undefined);
  await turnTo(START_MS + 10_000);
  expect(rings.length).toBeGreaterThan(10);
  expect(rings.length).toBeLessThanOrEqual(21);
});

test('rings no more once it is stopped, also where it is told to look again', async () => {
  const { alarm, rings, turnTo } = alarmOver([START_MS + 1_000], () => alarm.stop());
  await turnTo(START_MS + 2_000);
  expect(rings).toHaveLength(1);
  alarm.reset();
  await turnTo(START_MS + 60_000);
  expect(rings).toHaveLength(1);
});

test('a ring that fails is logged and repeated after a while, not dropped and not thrown at the timer', async () => {
  let fails = true;
  const times: (number | null)[] = [START_MS + 1_000];
  const { log, rings, turnTo } = alarmOver(times, () => {
    if (fails) throw new Error('the disk is full');
    times[0] = null;
  });
  await turnTo(START_MS + 2_000);
  expect(log.lines).toMatchObject([{ level: 'error', code: 'desk.alarm' }]);
  expect(rings).toHaveLength(1);
  fails = false;
  await turnTo(START_MS + 120_000);
  expect(rings).toEqual([START_MS + 1_000, START_MS + 31_000]);
  expect(log.lines).toHaveLength(1);
});

test('never rings early, and never misses a time, whatever the times and however they change', async () => {
  const time = fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: null });
  const step = fc.record({ afterMs: fc.integer({ min: 0, max: 30_000 }), which: fc.nat(2), to: time });
  await fc.assert(
    fc.asyncProperty(fc.tuple(time, time, time), fc.array(step, { maxLength: 8 }), async (first, steps) => {
      const times = first.map((offset) => (offset === null ? null : START_MS + offset));
      const { alarm, clock, rings, turnTo } = alarmOver(times, (nowMs) => {
        const due = times.filter((each) => each !== null && each <= nowMs);
        expect(due.length, 'something is due at each ring').toBeGreaterThan(0);
        doWhatIsDue(times, nowMs);
      });
      for (const { afterMs, which, to } of steps) {
        await turnTo(clock.nowMs() + afterMs);
        times[which] = to === null ? null : START_MS + to;
        alarm.reset();
      }
      await turnTo(clock.nowMs() + 200_000);
      expect(times).toEqual([null, null, null]);
      expect(rings).toEqual([...rings].sort((a, b) => a - b));
      alarm.stop();
    }),
    { numRuns: 200 },
  );
});
