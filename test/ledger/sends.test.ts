import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackageState } from '../../shared/domain/handoff-package.ts';
import { NEXT_SEND_STATES, SendState } from '../../shared/domain/send.ts';
import { readItems } from '../feed-bodies.ts';
import {
  aSend,
  applyPackages,
  aPackage,
  createSend,
  DAY_MS,
  moveAlong,
  newLedger,
  NOW_MS,
  open,
  packageId,
  SIGNED,
  temporaryPath,
} from './fixtures.ts';

const P1 = packageId('package-1');
const why = { because: 'test' };

describe('a new send', () => {
  it('is countersigned, with its first transition, its package and its feed item', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    expect(ledger.sends.read(send.id)).toEqual({
      send,
      countersignature: SIGNED,
      mime: null,
      markAtMs: null,
      uncertainSinceMs: null,
    });
    expect(ledger.sends.readByDecision(send.decisionId)?.send.id).toBe(send.id);
    expect(ledger.sends.transitions(send.id)).toEqual([
      { from: null, to: 'countersigned', atMs: NOW_MS, because: 'countersigned' },
    ]);
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('approved');
    expect(readItems(ledger.feed.page(ledger.feed.epoch, 0, 100)).find((item) => item.kind === 'send')?.body).toEqual(
      send,
    );
  });

  it('is refused a second time for the same decision, and about an unknown package', () => {
    const { ledger } = newLedger();
    createSend(ledger, 1);
    expect(() => ledger.sends.create(aSend({ id: 'send-2', decisionId: 'decision-1' }), SIGNED)).toThrow(/UNIQUE/);
    expect(() =>
      ledger.sends.create(aSend({ id: 'send-3', decisionId: 'decision-3', packageId: 'nobody' }), SIGNED),
    ).toThrow(/does not know/);
    expect(() => ledger.sends.create(aSend({ id: 'send-4', decisionId: 'decision-4', state: 'held' }), SIGNED)).toThrow(
      /begins countersigned/,
    );
    expect(ledger.sends.inState(SendState.options).map((row) => row.send.id)).toEqual(['send-1']);
  });

  it('is nobody’s where it was never made', () => {
    const { ledger } = newLedger();
    expect(ledger.sends.read(aSend().id)).toBeNull();
    expect(ledger.sends.readByDecision(aSend().decisionId)).toBeNull();
    expect(ledger.sends.move(aSend().id, 'held', 'released', NOW_MS, why)).toBe(false);
  });
});

describe('a transition', () => {
  it('is a compare-and-swap: the second of two callers is told no, and nothing is written', () => {
    const { ledger, path } = newLedger();
    const other = open({ path });
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held']);
    expect(other.sends.move(send.id, 'held', 'undone', NOW_MS, why)).toBe(true);
    const seq = ledger.feed.latestSeq();
    expect(ledger.sends.move(send.id, 'held', 'released', NOW_MS, why)).toBe(false);
    expect(ledger.feed.latestSeq()).toBe(seq);
    expect(ledger.sends.transitions(send.id).map((row) => row.to)).toEqual(['countersigned', 'held', 'undone']);
    other.close();
  });

  it('carries its changes, and clears the times of an earlier wait', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released']);
    ledger.sends.move(send.id, 'released', 'deferred', NOW_MS + 5, {
      because: 'send-window',
      clearsAtMs: NOW_MS + DAY_MS,
    });
    expect(ledger.sends.read(send.id)?.send).toMatchObject({
      state: 'deferred',
      clearsAtMs: NOW_MS + DAY_MS,
      updatedAtMs: NOW_MS + 5,
    });
    ledger.sends.move(send.id, 'deferred', 'released', NOW_MS + DAY_MS, { because: 'due' });
    expect(ledger.sends.read(send.id)?.send).toMatchObject({ state: 'released', clearsAtMs: null });
    ledger.sends.move(send.id, 'released', 'reserved', NOW_MS + DAY_MS, why);
    ledger.sends.move(send.id, 'reserved', 'transmitting', NOW_MS + DAY_MS, { ...why, attempts: 1 });
    ledger.sends.move(send.id, 'transmitting', 'sent', NOW_MS + DAY_MS + 1, { ...why, serverReply: '250 ok' });
    expect(ledger.sends.read(send.id)?.send).toMatchObject({
      attempts: 1,
      serverReply: '250 ok',
      sentAtMs: NOW_MS + DAY_MS + 1,
    });
    expect(ledger.sends.transitions(send.id).at(2)).toMatchObject({ from: 'held', to: 'released', because: 'test' });
  });

  it('keeps since when a send is uncertain', () => {
    const { ledger } = newLedger();
    const first = createSend(ledger, 1);
    moveAlong(ledger, first, ['held', 'released', 'reserved', 'transmitting']);
    ledger.sends.move(first.id, 'transmitting', 'uncertain', NOW_MS + 50, { ...why, uncertainSinceMs: NOW_MS + 40 });
    expect(ledger.sends.read(first.id)?.uncertainSinceMs).toBe(NOW_MS + 40);
    const second = createSend(ledger, 2);
    moveAlong(ledger, second, ['held', 'released', 'reserved', 'transmitting', 'uncertain']);
    expect(ledger.sends.read(second.id)?.uncertainSinceMs).toBe(NOW_MS + 4);
  });

  it('throws for a step the table does not have, whatever state the send is in', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    for (const from of SendState.options) {
      for (const to of SendState.options) {
        if (NEXT_SEND_STATES[from].includes(to)) continue;
        expect(() => ledger.sends.move(send.id, from, to, NOW_MS, why)).toThrow(/never goes/);
      }
    }
    expect(ledger.sends.transitions(send.id)).toHaveLength(1);
  });

  it('leads only along the table, in any order of attempts', { timeout: 60_000 }, () => {
    const { ledger } = newLedger();
    let number = 0;
    const attempt = fc.record({
      from: fc.constantFrom(...SendState.options),
      to: fc.constantFrom(...SendState.options),
    });
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 20, maxLength: 120 }), (attempts) => {
        number += 1;
        const send = createSend(ledger, number);
        let state: SendState = 'countersigned';
        const walked: SendState[] = [state];
        for (const { from, to } of [{ from: state, to: 'held' as const }, ...attempts]) {
          if (!NEXT_SEND_STATES[from].includes(to)) continue;
          const moved = ledger.sends.move(send.id, from, to, NOW_MS, why);
          expect(moved).toBe(from === state);
          if (moved) walked.push((state = to));
        }
        expect(ledger.sends.transitions(send.id).map((row) => row.to)).toEqual(walked);
        expect(ledger.sends.transitions(send.id).map((row) => row.from)).toEqual([null, ...walked.slice(0, -1)]);
        expect(ledger.sends.read(send.id)?.send.state).toBe(state);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the package of a send', () => {
  const roads: readonly (readonly [end: PackageState, states: readonly SendState[]])[] = [
    ['approved', ['held']],
    ['released', ['held', 'released']],
    ['released', ['held', 'released', 'reserved', 'transmitting']],
    ['refused', ['held', 'released', 'refused']],
    ['deferred', ['held', 'released', 'deferred']],
    ['expired', ['held', 'released', 'deferred', 'expired']],
    ['sent', ['held', 'released', 'reserved', 'transmitting', 'sent']],
    ['deferred', ['held', 'released', 'reserved', 'transmitting', 'retry']],
    ['refused', ['held', 'released', 'reserved', 'transmitting', 'failed']],
    ['uncertain', ['held', 'released', 'reserved', 'transmitting', 'uncertain']],
    ['ready', ['held', 'undone']],
    ['ready', ['held', 'released', 'reserved', 'transmitting', 'uncertain', 'abandoned']],
  ];
  it.each(roads)('is %s after %j', (end, states) => {
    const { ledger } = newLedger();
    moveAlong(ledger, createSend(ledger, 1), states);
    expect(ledger.copies.readPackage(P1)?.review.state).toBe(end);
    const inFeed = readItems(ledger.feed.page(ledger.feed.epoch, 0, 100)).find((item) => item.kind === 'package');
    expect(inFeed?.body).toEqual(ledger.copies.readPackage(P1));
  });

  it('is ready again after an undo even where the CRM heard of the approval', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released', 'deferred']);
    applyPackages(ledger, [aPackage({ state: 'deferred' })], 'c2');
    ledger.sends.move(send.id, 'deferred', 'undone', NOW_MS, why);
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('ready');
  });

  it('follows the CRM again after an undo where the CRM still has it open', () => {
    const { ledger } = newLedger();
    moveAlong(ledger, createSend(ledger, 1), ['held', 'undone']);
    applyPackages(ledger, [aPackage({ state: 'expired' })], 'c2');
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('expired');
  });
});

describe('what waits', () => {
  it('is due at the end of its undo window, or when it clears, oldest first', () => {
    const { ledger } = newLedger();
    const [first, second, third, fourth] = [1, 2, 3, 4].map((number) => createSend(ledger, number));
    expect(ledger.sends.nextDueAtMs()).toBeNull();
    ledger.sends.move(first!.id, 'countersigned', 'held', NOW_MS, { ...why, releaseAtMs: NOW_MS + 30 });
    moveAlong(ledger, second!, ['held', 'released']);
    ledger.sends.move(second!.id, 'released', 'deferred', NOW_MS, { ...why, clearsAtMs: NOW_MS + 10 });
    moveAlong(ledger, third!, ['held', 'released', 'reserved', 'transmitting']);
    ledger.sends.move(third!.id, 'transmitting', 'retry', NOW_MS, { ...why, clearsAtMs: NOW_MS + 20 });
    moveAlong(ledger, fourth!, ['held', 'released']);
    ledger.sends.move(fourth!.id, 'released', 'deferred', NOW_MS, { ...why, clearsAtMs: null });
    expect(ledger.sends.nextDueAtMs()).toBe(NOW_MS + 10);
    expect(ledger.sends.due(NOW_MS + 9, 10)).toEqual([]);
    expect(ledger.sends.due(NOW_MS + 30, 10).map((row) => row.send.id)).toEqual(['send-2', 'send-3', 'send-1']);
    expect(ledger.sends.due(NOW_MS + 30, 1).map((row) => row.send.id)).toEqual(['send-2']);
    expect(ledger.sends.inState(['deferred', 'held']).map((row) => row.send.id)).toEqual([
      'send-1',
      'send-2',
      'send-4',
    ]);
  });

  it('gets a fresh undo window without a transition', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held']);
    ledger.sends.amend(send.id, NOW_MS + 60_000, { because: 'after sleep', releaseAtMs: NOW_MS + 80_000 });
    expect(ledger.sends.nextDueAtMs()).toBe(NOW_MS + 80_000);
    expect(ledger.sends.read(send.id)?.send).toMatchObject({
      state: 'held',
      releaseAtMs: NOW_MS + 80_000,
      updatedAtMs: NOW_MS + 60_000,
    });
    expect(ledger.sends.transitions(send.id)).toHaveLength(2);
  });
});

describe('the bytes and the mark of a send', () => {
  it('are kept across a restart', () => {
    const path = temporaryPath();
    const ledger = open({ path });
    const send = createSend(ledger, 1);
    ledger.sends.storeMime(send.id, new Uint8Array([1, 2, 3]));
    ledger.sends.setMark(send.id, NOW_MS + 7);
    ledger.close();
    const again = open({ path, expectExisting: true });
    expect(again.sends.read(send.id)).toMatchObject({ mime: new Uint8Array([1, 2, 3]), markAtMs: NOW_MS + 7 });
    again.sends.setMark(send.id, null);
    expect(again.sends.read(send.id)?.markAtMs).toBeNull();
    again.close();
  });

  it('can’t be replaced by other bytes', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    ledger.sends.storeMime(send.id, new Uint8Array([1, 2, 3]));
    ledger.sends.storeMime(send.id, new Uint8Array([1, 2, 3]));
    expect(() => ledger.sends.storeMime(send.id, new Uint8Array([1, 2, 4]))).toThrow(/others/);
    expect(ledger.sends.read(send.id)?.mime).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('need a send', () => {
    const { ledger } = newLedger();
    expect(() => ledger.sends.setMark(aSend().id, NOW_MS)).toThrow(/no send/);
    expect(() => ledger.sends.storeMime(aSend().id, new Uint8Array())).toThrow(/no send/);
  });
});
