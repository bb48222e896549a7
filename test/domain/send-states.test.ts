/** A send's states as a graph: where it can come from each of them in any number of steps, and where it never can. */
import { describe, expect, test } from 'vitest';
import { PACKAGE_STATE_OF_SEND } from '../../electron/ledger/package-state.ts';
import { PackageState } from '../../shared/domain/handoff-package.ts';
import { isSettled, NEXT_SEND_STATES, SendState } from '../../shared/domain/send.ts';

/** Every state that can follow `from` in one step or more, never through the `barred` ones. */
function reachableFrom(from: SendState, barred: readonly SendState[] = []): ReadonlySet<SendState> {
  const seen = new Set<SendState>();
  const open = [from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const next of NEXT_SEND_STATES[state]) {
      if (seen.has(next) || barred.includes(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

const SETTLED: readonly SendState[] = ['sent', 'refused', 'failed', 'undone', 'expired', 'abandoned'];

test('every state can be come to from the countersignature', () => {
  expect([...reachableFrom('countersigned'), 'countersigned'].sort()).toEqual([...SendState.options].sort());
});

test('from every state a send can come to an end, and the ends are these', () => {
  expect(SendState.options.filter(isSettled).sort()).toEqual([...SETTLED].sort());
  for (const state of SendState.options) {
    if (isSettled(state)) expect(NEXT_SEND_STATES[state], state).toEqual([]);
    else expect([...reachableFrom(state)].some(isSettled), state).toBe(true);
  }
});

test('no state follows itself, and each follower is named once', () => {
  for (const state of SendState.options) {
    const next = NEXT_SEND_STATES[state];
    expect(next, state).not.toContain(state);
    expect(new Set(next).size, state).toBe(next.length);
  }
});

describe('what may have arrived', () => {
  test('is never transmitted again, in however many steps', () => {
    expect([...reachableFrom('uncertain')].sort()).toEqual(['abandoned', 'sent']);
    for (const end of SETTLED) expect(reachableFrom(end).has('transmitting'), end).toBe(false);
  });

  test('can’t be undone, expire, or be refused as if it had not left', () => {
    for (const from of ['uncertain', 'sent', 'failed'] as const) {
      for (const to of ['undone', 'expired', 'refused'] as const) {
        expect(reachableFrom(from).has(to), `${from} to ${to}`).toBe(false);
      }
    }
  });
});

describe('the way out', () => {
  test.each([
    ['the undo window', 'held'],
    ['the release, where the gate stands', 'released'],
    ['a slot of the day', 'reserved'],
  ] as const)('always leads through %s', (_what, gate) => {
    expect(reachableFrom('countersigned', [gate]).has('transmitting')).toBe(false);
  });

  test('from a hold or a retry leads through the gate and a slot again', () => {
    for (const from of ['deferred', 'retry', 'reserved'] as const) {
      const beforeTheGate = NEXT_SEND_STATES[from].filter((state) => state !== 'transmitting');
      for (const state of beforeTheGate) {
        if (state === 'released') continue;
        expect(reachableFrom(state, ['released']).has('transmitting'), `${from}, ${state}`).toBe(false);
      }
    }
    expect(NEXT_SEND_STATES.retry).not.toContain('transmitting');
    expect(NEXT_SEND_STATES.deferred).not.toContain('transmitting');
  });

  test('ends at `sent` only after a transmission', () => {
    expect(reachableFrom('countersigned', ['transmitting']).has('sent')).toBe(false);
    for (const state of SendState.options) {
      if (NEXT_SEND_STATES[state].includes('sent')) expect(['transmitting', 'uncertain']).toContain(state);
    }
  });
});

test('an undo takes back only what has no slot and is not on its way', () => {
  const from = SendState.options.filter((state) => NEXT_SEND_STATES[state].includes('undone'));
  expect(from.sort()).toEqual(['deferred', 'held', 'released', 'retry']);
});

test('every state of a send says what its package is, and a package is `sent` only with a sent one', () => {
  for (const state of SendState.options) {
    const shown = PACKAGE_STATE_OF_SEND[state];
    expect([...PackageState.options, 'freed']).toContain(shown);
    expect(shown === 'sent', state).toBe(state === 'sent');
    expect(shown === 'uncertain', state).toBe(state === 'uncertain');
  }
});
