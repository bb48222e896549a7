/** How versions are compared, and how seldom a trial without a difference is called one. */
import { describe, expect, test } from 'vitest';
import { judgeCanary, versionOutcome, wilsonInterval } from '../../../shared/policy/compare-versions.ts';
import { policy } from '../sample.ts';

const counts = (sends: number, replies: number, positives = 0, optOuts = 0) => ({
  version: 'v@1',
  sends,
  replies,
  positives,
  optOuts,
});

describe('Wilson’s interval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%s of %s', (count, of, low, high) => {
    const interval = wilsonInterval(count, of);
    expect(interval.mid).toBeCloseTo(count / of, 10);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('knows nothing of nothing', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, mid: 0, high: 1 });
    expect(wilsonInterval(20, 20).high).toBe(1);
  });

  test('stands beside the counts', () => {
    expect(versionOutcome(counts(148, 15, 0))).toMatchObject({ replies: 15, positiveRate: { low: 0, mid: 0 } });
  });
});

describe('the stop rule', () => {
  test.each([
    ['too few of the canary', counts(5_000, 400, 100), counts(99, 60, 40), 'go-on'],
    ['too few of the live version', counts(99, 8, 2), counts(500, 200, 90), 'go-on'],
    ['much better', counts(900, 45, 12), counts(100, 25, 9), 'stop-better'],
    ['much worse', counts(900, 180, 60), counts(200, 8, 2), 'stop-worse'],
    ['a little better, early', counts(900, 45, 12), counts(100, 8, 2), 'go-on'],
    ['the same to the end', counts(9_000, 450, 120), counts(1_000, 52, 14), 'stop-no-difference'],
    ['more replies, more opt-outs', counts(900, 45, 12, 5), counts(100, 25, 9, 12), 'stop-worse'],
    ['more replies, fewer positive ones', counts(900, 45, 40), counts(100, 25, 1), 'go-on'],
    [
      'more replies, fewer positive ones, to the end',
      counts(9_000, 450, 400),
      counts(1_000, 250, 10),
      'stop-no-difference',
    ],
  ])('%s', (_name, live, canary, kind) => {
    const verdict = judgeCanary(live, canary, policy.limits);
    expect(verdict.kind).toBe(kind);
    expect(verdict.words.length).toBeLessThanOrEqual(300);
  });

  test('says the counts', () => {
    expect(judgeCanary(counts(900, 45, 12, 5), counts(100, 25, 9), policy.limits).words).toBe(
      'More people reply: 25 replies (9 positive) and 0 opt-outs of 100 sends against 45 replies (12 positive) and 5 opt-outs of 900 sends of the live version.',
    );
  });

  /** Trials of a canary of `share`, looked at after every ten of its sends; how many ended with each verdict, and after how many sends. */
  function simulate(
    trials: number,
    rates: { live: number; canary: number; optOut: number; share: number },
    seed: number,
  ) {
    const draw = seeded(seed);
    const ended = { 'stop-better': 0, 'stop-worse': 0, 'stop-no-difference': 0 };
    let sends = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const live = counts(0, 0);
      const canary = counts(0, 0);
      for (let lookAt = 10; ; lookAt += 10) {
        while (canary.sends < lookAt) {
          const isCanary = draw() < rates.share;
          const one = isCanary ? canary : live;
          one.sends += 1;
          if (draw() < (isCanary ? rates.canary : rates.live)) {
            one.replies += 1;
            if (draw() < 0.3) one.positives += 1;
          } else if (draw() < rates.optOut) one.optOuts += 1;
        }
        const { kind } = judgeCanary(live, canary, policy.limits);
        if (kind !== 'go-on') {
          ended[kind] += 1;
          sends += canary.sends;
          break;
        }
      }
    }
    return { ...ended, sendsOnAverage: sends / trials };
  }

  test.each([
    { live: 0.05, canary: 0.05, optOut: 0.005, share: 0.1 },
    { live: 0.05, canary: 0.05, optOut: 0.01, share: 0.5 },
    { live: 0.01, canary: 0.01, optOut: 0.005, share: 0.1 },
    { live: 0.15, canary: 0.15, optOut: 0.02, share: 0.2 },
  ])('stops at most one in ten trials without a difference, looked at after every ten sends: %o', (rates) => {
    const trials = 400;
    const ended = simulate(trials, rates, 20_261);
    expect((ended['stop-better'] + ended['stop-worse']) / trials).toBeLessThanOrEqual(0.1);
  });

  test('finds a real difference in most trials, the right way round, and soon', () => {
    const better = simulate(200, { live: 0.05, canary: 0.12, optOut: 0.005, share: 0.1 }, 7);
    const worse = simulate(200, { live: 0.12, canary: 0.05, optOut: 0.005, share: 0.1 }, 7);
    expect(better['stop-better']).toBeGreaterThan(150);
    expect(worse['stop-worse']).toBeGreaterThan(150);
    expect(better.sendsOnAverage).toBeLessThan(600);
  });
});

/** Mulberry32: a fixed seed, so that the figure is the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
