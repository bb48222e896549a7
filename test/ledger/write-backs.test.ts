import { describe, expect, it } from 'vitest';
import type { PushOp, PushResult } from '../../electron/ports/connector.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import { DecisionId, PersonId } from '../../shared/domain/ids.ts';
import { aContact, aSuppression, newLedger, NOW_MS, packageId } from './fixtures.ts';

const D1 = DecisionId.parse('decision-1');
const SAM_ID = PersonId.parse('person-sam');

const outcome = (opId: string, state: 'approved' | 'sent' = 'approved', id = 'package-1') => ({
  kind: 'push' as const,
  op: {
    opId,
    actor: 'sdr',
    personId: SAM_ID,
    kind: 'package-outcome',
    packageId: packageId(id),
    state,
    because: '',
    atMs: NOW_MS,
  } satisfies PushOp,
});
const tag = (opId: string) => ({
  kind: 'push' as const,
  op: {
    opId,
    actor: 'sdr',
    personId: SAM_ID,
    kind: 'source-tag',
    contactId: aContact().id,
    tag: 'ai',
  } satisfies PushOp,
});
const answer = (opId: string, kind: PushResult['kind']): PushResult => ({
  opId,
  kind,
  because: 'said so',
  retryAfterMs: null,
});
const dueIds = (ledger: Ledger, nowMs: number) =>
  ledger.writeBacks.due(nowMs, 10).map(({ write }) => (write.kind === 'push' ? write.op.opId : write.opId));

describe('writes to the CRM', () => {
  it('wait until their time, in the order they were made', () => {
    const { ledger } = newLedger();
    ledger.writeBacks.enqueue(outcome('op-late'), NOW_MS + 20, D1);
    ledger.writeBacks.enqueue(tag('op-soon'), NOW_MS + 10, D1);
    expect(ledger.writeBacks.nextDueAtMs()).toBe(NOW_MS + 10);
    expect(dueIds(ledger, NOW_MS + 9)).toEqual([]);
    expect(dueIds(ledger, NOW_MS + 20)).toEqual(['op-late', 'op-soon']);
    expect(ledger.writeBacks.due(NOW_MS + 20, 1)).toEqual([
      { write: outcome('op-late'), attempts: 0, needsLookUp: false },
    ]);
    expect(ledger.writeBacks.counts()).toEqual({ waiting: 2, refused: 0 });
  });

  it('are one where the same op is asked for twice', () => {
    const { ledger } = newLedger();
    ledger.writeBacks.enqueue(tag('op-1'), NOW_MS, D1);
    ledger.writeBacks.enqueue(tag('op-1'), NOW_MS, D1);
    expect(ledger.writeBacks.counts().waiting).toBe(1);
    ledger.writeBacks.settle('op-1', answer('op-1', 'ok'), NOW_MS, NOW_MS);
    ledger.writeBacks.enqueue(tag('op-1'), NOW_MS, D1);
    expect(ledger.writeBacks.counts().waiting).toBe(0);
  });

  it('about one thing keep their order, and don’t keep others back', () => {
    const { ledger } = newLedger();
    ledger.writeBacks.enqueue(outcome('op-1', 'approved'), NOW_MS, null);
    ledger.writeBacks.enqueue(outcome('op-2', 'sent'), NOW_MS, null);
    ledger.writeBacks.enqueue(outcome('op-3', 'sent', 'package-2'), NOW_MS, null);
    expect(dueIds(ledger, NOW_MS)).toEqual(['op-1', 'op-3']);
    ledger.writeBacks.settle('op-1', answer('op-1', 'throttled'), NOW_MS, NOW_MS + 60_000);
    ledger.writeBacks.settle('op-3', answer('op-3', 'ok'), NOW_MS, NOW_MS);
    expect(dueIds(ledger, NOW_MS)).toEqual([]);
    // Waking for the one kept back would only find nothing to do.
    expect(ledger.writeBacks.nextDueAtMs()).toBe(NOW_MS + 60_000);
    ledger.writeBacks.settle('op-1', answer('op-1', 'ok'), NOW_MS, NOW_MS);
    expect(dueIds(ledger, NOW_MS)).toEqual(['op-2']);
  });

  it.each([
    ['ok', { waiting: 0, refused: 0 }, []],
    ['unchanged', { waiting: 0, refused: 0 }, []],
    ['conflict', { waiting: 0, refused: 1 }, []],
    ['forbidden', { waiting: 0, refused: 1 }, []],
    ['gone', { waiting: 0, refused: 1 }, []],
    ['invalid', { waiting: 0, refused: 1 }, []],
    ['throttled', { waiting: 1, refused: 0 }, [{ write: tag('op-1'), attempts: 1, needsLookUp: false }]],
    ['unknown', { waiting: 1, refused: 0 }, [{ write: tag('op-1'), attempts: 1, needsLookUp: true }]],
  ] as const)('end, or are tried again later, after %s', (kind, counts, later) => {
    const { ledger } = newLedger();
    ledger.writeBacks.enqueue(tag('op-1'), NOW_MS, null);
    ledger.writeBacks.settle('op-1', answer('op-1', kind), NOW_MS, NOW_MS + 1_000);
    expect(ledger.writeBacks.counts()).toEqual(counts);
    expect(ledger.writeBacks.due(NOW_MS + 999, 10)).toEqual([]);
    expect(ledger.writeBacks.due(NOW_MS + 1_000, 10)).toEqual(later);
    expect(ledger.writeBacks.nextDueAtMs()).toBe(later.length === 0 ? null : NOW_MS + 1_000);
  });

  it('are void after an undo, but for one that may stand in the CRM already', () => {
    const { ledger } = newLedger();
    ledger.writeBacks.enqueue(outcome('op-1'), NOW_MS, D1);
    ledger.writeBacks.enqueue(tag('op-2'), NOW_MS, D1);
    ledger.writeBacks.enqueue(
      { kind: 'suppress', opId: 'op-3', entry: aSuppression(), personId: SAM_ID },
      NOW_MS,
      null,
    );
    ledger.writeBacks.settle('op-2', answer('op-2', 'unknown'), NOW_MS, NOW_MS);
    ledger.writeBacks.voidFor(D1);
    expect(dueIds(ledger, NOW_MS)).toEqual(['op-2', 'op-3']);
    ledger.writeBacks.settle('op-1', answer('op-1', 'ok'), NOW_MS, NOW_MS);
    expect(ledger.writeBacks.counts()).toEqual({ waiting: 2, refused: 0 });
  });

  it('can’t be settled where they were never made', () => {
    const { ledger } = newLedger();
    expect(() => ledger.writeBacks.settle('nobody', answer('nobody', 'ok'), NOW_MS, NOW_MS)).toThrow(/no write/);
  });
});
