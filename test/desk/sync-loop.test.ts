/** The loop keeps its beat through every fault, stops when a person stops it, and leaves nothing running behind. */
import { expect, describe, test } from 'vitest';
import { startSyncLoop } from '../../electron/desk/sync-loop.ts';
import { ConnectorFault } from '../../electron/ports/connector.ts';
import type { PullOutcome } from '../../electron/sync/pull.ts';
import { recordingLog } from '../hosts/recording-desk.ts';
import { turnedClock } from '../send/desk-parts.ts';

const START_MS = Date.UTC(2026, 10, 18, 10, 30);
const OK: PullOutcome = { kind: 'up-to-date', changed: 0 };
const DOWN: PullOutcome = { kind: 'failed', retryable: true, problem: 'the CRM does not answer' };

/** Lets everything that is ready run to its end; nothing here waits for more than promises. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resume) => setImmediate(resume));
};

/** The loop with a pull that plays what the test says, and keeps what was asked of it. */
function loopOf(play: { pull?: () => PullOutcome | Promise<PullOutcome>; after?: () => void; reconcile?: () => void }) {
  const clock = turnedClock(START_MS);
  const log = recordingLog();
  const pulledAtMs: number[] = [];
  const reconciledAtMs: number[] = [];
  const seen = { stops: 0, delivered: 0, states: [] as string[] };
  const loop = startSyncLoop({
    clock,
    log,
    random: { bytes: () => new Uint8Array(), uuid: () => '', fraction: () => 1 },
    pull: {
      run: async () => {
        pulledAtMs.push(clock.nowMs());
        return (await play.pull?.()) ?? OK;
      },
      stop: () => void (seen.stops += 1),
      reconcile: async () => {
        reconciledAtMs.push(clock.nowMs());
        play.reconcile?.();
        return Promise.resolve(0);
      },
    },
    writeBack: { run: () => Promise.resolve(void (seen.delivered += 1)) },
    afterPull: async () => Promise.resolve(play.after?.()),
    onChange: () => void seen.states.push(loop.state().state),
  });
  return { clock, log, loop, pulledAtMs, reconciledAtMs, seen, turnBy: turn(clock) };
}
const turn = (clock: ReturnType<typeof turnedClock>) => (ms: number) => clock.turnTo(clock.nowMs() + ms, settle);
const gaps = (times: readonly number[]) => times.slice(1).map((atMs, at) => atMs - (times[at] ?? 0));

/** A promise that the test ends. */
function held<T>() {
  let end: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (end = resolve));
  return { promise, end };
}

describe('the beat', () => {
  test('pulls at the start and every half minute, and delivers after each pull', async () => {
    const { loop, pulledAtMs, seen, turnBy } = loopOf({});
    loop.start();
    await turnBy(95_000);
    expect(gaps(pulledAtMs)).toEqual([30_000, 30_000, 30_000]);
    expect(seen.delivered).toBe(4);
    expect(loop.state()).toEqual({ state: 'up-to-date', lastPullAtMs: START_MS + 90_000, problem: null });
    await loop.stop();
  });

  test('backs off while the CRM can’t be reached, to five minutes at most, and is back at once when it answers', async () => {
    let isDown = true;
    const { loop, pulledAtMs, turnBy } = loopOf({ pull: () => (isDown ? DOWN : OK) });
    loop.start();
    await turnBy(1_800_000);
    const waits = gaps(pulledAtMs);
    expect(waits.slice(0, 8)).toEqual([3_000, 6_000, 12_000, 24_000, 48_000, 96_000, 192_000, 300_000]);
    expect(new Set(waits.slice(7))).toEqual(new Set([300_000]));
    expect(loop.state()).toEqual({ state: 'unreachable', lastPullAtMs: null, problem: 'the CRM does not answer' });
    isDown = false;
    await turnBy(300_000);
    expect(loop.state()).toMatchObject({ state: 'up-to-date', problem: null });
    pulledAtMs.length = 0;
    await turnBy(60_000);
    expect(gaps(pulledAtMs)).toEqual([30_000]);
    isDown = true;
    await turnBy(34_000);
    expect(gaps(pulledAtMs).slice(0, 3), 'the first wait is short again').toEqual([30_000, 30_000, 3_000]);
    await loop.stop();
  });

  test('goes on after a fault in what follows a pull: it is asked again as after a failed pull, and writes are delivered', async () => {
    let fails = true;
    const { loop, log, pulledAtMs, seen, turnBy } = loopOf({
      after() {
        if (fails) throw new ConnectorFault('retryable', 'the CRM’s answer was lost');
      },
    });
    loop.start();
    await turnBy(1_000);
    expect(loop.state()).toMatchObject({ state: 'unreachable', problem: 'the CRM’s answer was lost' });
    expect(seen.delivered).toBe(1);
    fails = false;
    await turnBy(3_000);
    expect(gaps(pulledAtMs)).toEqual([3_000]);
    expect(loop.state()).toMatchObject({ state: 'up-to-date', problem: null });
    expect(log.lines.map((line) => line.code)).toEqual(['sync.pull-failed']);
    await loop.stop();
  });

  test('goes on after a fault that nobody foresaw, with words that say whose it is', async () => {
    let fails = true;
    const { loop, log, turnBy } = loopOf({
      after() {
        if (fails) throw new TypeError('x is not a function');
      },
    });
    loop.start();
    await turnBy(1_000);
    expect(loop.state().problem).toMatch(/fault of its own/);
    expect(loop.state().problem).not.toMatch(/x is not/);
    expect(log.lines).toMatchObject([{ level: 'error', code: 'sync.pull-failed' }]);
    fails = false;
    await turnBy(5_000);
    expect(loop.state().state).toBe('up-to-date');
    await loop.stop();
  });

  test('a fault that several callers waited for counts once', async () => {
    const answer = held<PullOutcome>();
    const { loop, pulledAtMs, turnBy } = loopOf({ pull: () => answer.promise });
    const runs = [loop.run(), loop.run(), loop.run()];
    answer.end(DOWN);
    expect(await Promise.all(runs)).toEqual([DOWN, DOWN, DOWN]);
    await turnBy(3_000);
    expect(gaps(pulledAtMs)).toEqual([3_000]);
    await loop.stop();
  });
});

describe('deletes that no cursor shows', () => {
  test('are looked for after the first pull and then once an hour', async () => {
    const { loop, reconciledAtMs, turnBy } = loopOf({});
    loop.start();
    await turnBy(2 * 3_600_000 + 120_000);
    expect(reconciledAtMs).toHaveLength(3);
    for (const gap of gaps(reconciledAtMs)) expect(gap).toBeGreaterThan(3_600_000);
    await loop.stop();
  });

  test('are looked for again soon where the CRM did not answer', async () => {
    let fails = true;
    const { loop, reconciledAtMs, turnBy } = loopOf({
      reconcile() {
        if (fails) throw new ConnectorFault('retryable', 'no answer');
      },
    });
    loop.start();
    await turnBy(1_000);
    expect(loop.state().state).toBe('unreachable');
    fails = false;
    await turnBy(60_000);
    expect(reconciledAtMs).toHaveLength(2);
    expect(loop.state().state).toBe('up-to-date');
    await loop.stop();
  });
});

describe('a person’s stop', () => {
  test('ends the beat until they run it again', async () => {
    const { loop, pulledAtMs, seen, turnBy } = loopOf({});
    loop.start();
    await turnBy(1_000);
    loop.pause();
    expect(seen.stops).toBe(1);
    await turnBy(600_000);
    expect(pulledAtMs).toHaveLength(1);
    expect(loop.state().state).toBe('stopped');
    await loop.run();
    await turnBy(30_000);
    expect(pulledAtMs).toHaveLength(3);
    expect(loop.state().state).toBe('up-to-date');
    await loop.stop();
  });

  test('holds also where the run it came into had gone through already, or failed', async () => {
    for (const outcome of [OK, DOWN]) {
      const answer = held<PullOutcome>();
      const { loop, pulledAtMs, turnBy } = loopOf({ pull: () => answer.promise });
      loop.start();
      loop.pause();
      answer.end(outcome);
      await turnBy(600_000);
      expect(pulledAtMs).toHaveLength(1);
      expect(loop.state().state).toBe(outcome === OK ? 'stopped' : 'unreachable');
      await loop.stop();
    }
  });

  test('taken back before the run has ended goes on at once', async () => {
    const answers = [held<PullOutcome>(), held<PullOutcome>()];
    let asked = 0;
    const { loop, turnBy } = loopOf({ pull: () => answers[asked++]!.promise });
    loop.start();
    loop.pause();
    const again = loop.run();
    answers[0]!.end({ kind: 'stopped' });
    await settle();
    expect(asked).toBe(2);
    answers[1]!.end(OK);
    expect(await again).toEqual(OK);
    await turnBy(1);
    expect(loop.state().state).toBe('up-to-date');
    await loop.stop();
  });
});

describe('the end', () => {
  test('waits for the run under way, starts nothing more, and answers whoever asks later', async () => {
    const answer = held<PullOutcome>();
    const { loop, pulledAtMs, seen, turnBy } = loopOf({ pull: () => answer.promise });
    loop.start();
    let hasEnded = false;
    const ending = loop.stop().then(() => (hasEnded = true));
    await settle();
    expect(hasEnded).toBe(false);
    answer.end({ kind: 'stopped' });
    await ending;
    const delivered = seen.delivered;
    loop.deliver();
    expect(await loop.run()).toEqual({ kind: 'stopped' });
    await turnBy(600_000);
    expect(pulledAtMs).toHaveLength(1);
    expect(seen.delivered).toBe(delivered);
  });

  test('waits for a delivery under way, and a fault in it is logged', async () => {
    const delivery = held<undefined>();
    const log = recordingLog();
    const clock = turnedClock(START_MS);
    const loop = startSyncLoop({
      clock,
      log,
      random: { bytes: () => new Uint8Array(), uuid: () => '', fraction: () => 0 },
      pull: { run: () => Promise.resolve(OK), stop: () => undefined, reconcile: () => Promise.resolve(0) },
      writeBack: {
        run: async () => {
          await delivery.promise;
          throw new Error('the disk is full');
        },
      },
      afterPull: () => Promise.resolve(),
      onChange: () => undefined,
    });
    loop.deliver();
    const ending = loop.stop();
    delivery.end(undefined);
    await ending;
    expect(log.lines).toMatchObject([{ level: 'error', code: 'sync.fault' }]);
  });
});
