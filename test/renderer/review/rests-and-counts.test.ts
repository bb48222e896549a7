/** Work that waits for the hands to rest, and the touches that the strip shows: the rail's own count. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stripCounters } from '../../../renderer/screens/review/strip-counters.ts';
import { whenResting } from '../../../renderer/screens/review/when-resting.ts';
import { frequencyContactRail } from '../../../shared/policy/rails/frequency-contact.ts';
import { composeMessage } from '../../../shared/policy/compose-message.ts';
import { person, reviewDesk, reviewPackage, reviewPolicy, reviewWorld } from './review-sample.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 18, 12);

describe('work that waits for a rest', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is done once, after the last of several calls', () => {
    const act = vi.fn();
    const resting = whenResting(act, 90, 350);
    for (let key = 0; key < 3; key += 1) {
      resting.ask();
      vi.advanceTimersByTime(60);
    }
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(30);
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(act).toHaveBeenCalledTimes(1);
  });

  test('is not put off for ever by hands that never rest', () => {
    const act = vi.fn();
    const resting = whenResting(act, 90, 350);
    for (let key = 0; key < 100; key += 1) {
      resting.ask();
      vi.advanceTimersByTime(50);
    }
    expect(act.mock.calls.length).toBeGreaterThanOrEqual(5_000 / 400);
  });

  test('is forgotten when it is stopped', () => {
    const act = vi.fn();
    const resting = whenResting(act, 90, 350);
    resting.ask();
    resting.stop();
    vi.advanceTimersByTime(1_000);
    expect(act).not.toHaveBeenCalled();
  });
});

describe('the touches on the strip are those the rail counts', () => {
  test.each([
    ['none', [], [], '0/5'],
    ['all inside the window', [1, 20, 179], [], '3/5'],
    ['not those before the window', [1, 181, 300], [], '1/5'],
    ['not those before their last word', [1, 20, 60], [30], '2/5'],
    ['five and more', [1, 2, 3, 4, 5, 6], [], '6/5'],
    ['none after a word from them today', [1, 2, 3, 4, 5, 6], [0.5], '0/5'],
  ])('%s', (_, outboundDays, inboundDays, expected) => {
    const pkg = reviewPackage(NOW);
    const policy = reviewPolicy();
    const desk = reviewDesk(NOW);
    const world = reviewWorld(NOW, 'p1', {
      outboundAtMs: outboundDays.map((days) => NOW - days * DAY),
      inboundAtMs: inboundDays.map((days) => NOW - days * DAY),
    });
    const { body, subject } = pkg.draft!;
    const counters = stripCounters({ pkg, body, world, desk, policy, person, nowMs: NOW });
    expect(counters.find(({ id }) => id === 'touches')?.value).toBe(expected);
    const composed = composeMessage({ pkg, subject, body, person, policy });
    if ('fault' in composed) throw new Error(composed.fault);
    const input = {
      nowMs: NOW,
      policy,
      pkg,
      message: composed.message,
      body,
      attested: [],
      seen: [],
      person,
      world,
      desk,
      recent: [],
      approval: null,
    };
    const [finding] = frequencyContactRail.evaluate(input);
    const count = Number(expected.split('/')[0]);
    expect(finding?.evidence ?? null).toBe(count < 5 ? null : `${count} touches in 180 days; the limit is 5.`);
  });
});
