/** CRM writes act once each, however often answers are lost, in the order of what they are about, and a refusal is kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConnectorFault, type Connector, type PushOp, type PushResult } from '../../electron/ports/connector.ts';
import type { WriteBack } from '../../electron/ports/write-back-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { makeWriteBack } from '../../electron/sync/write-back.ts';
import type { DecisionId } from '../../shared/domain/ids.ts';
import { moody, type CrmMood } from '../faults/desk-under-faults.ts';
import { aSuppression, aTouch } from '../ledger/fixtures.ts';
import { demo, NOW_MS, openSyncParts, sql, type SyncParts } from './parts.ts';

const sam = demo.people[0]!;
const packages = demo.packages.map(({ pkg }) => pkg);

function head(opId: string): Pick<PushOp, 'opId' | 'actor' | 'personId'> {
  return { opId, actor: sam.role, personId: sam.id };
}

const task = (number: number): WriteBack => ({
  kind: 'push',
  op: {
    ...head(`task-${number}`),
    kind: 'task',
    contactId: packages[number % packages.length]!.contact.id,
    title: `Call ${number}`,
    dueAtMs: NOW_MS,
  },
});
const outcome = (number: number, state: 'escalated' | 'rejected', atMs = NOW_MS): WriteBack => ({
  kind: 'push',
  op: {
    ...head(`outcome-${number}-${state}`),
    kind: 'package-outcome',
    packageId: packages[number]!.id,
    state,
    because: 'test',
    atMs,
  },
});
const activity = (number: number): WriteBack => {
  const { id, contact, account } = packages[number % packages.length]!;
  const touch = aTouch({ id: `touch-made-${number}`, contactId: contact.id, accountId: account.id, atMs: NOW_MS });
  return { kind: 'push', op: { ...head(`activity-${number}`), kind: 'activity', packageId: id, touch } };
};
const suppress = (number: number): WriteBack => ({
  kind: 'suppress',
  opId: `suppress-${number}`,
  personId: sam.id,
  entry: aSuppression({ id: `sup-made-${number}`, value: `somebody-${number}@north.example` }),
});

/**
 * A CRM that, unlike ours, does not know that it carried an op out before: a second push of it would act twice. Only `lookUp` tells.
 */
function forgetfulCrm(crm: Connector) {
  const acted = new Map<string, number>();
  const act = (opId: string, result: PushResult): PushResult => {
    if (result.kind === 'ok' || result.kind === 'unchanged') acted.set(opId, (acted.get(opId) ?? 0) + 1);
    return result;
  };
  const connector: Connector = {
    ...crm,
    push: async (ops) => (await crm.push(ops)).map((result) => act(result.opId, result)),
    suppression: {
      ...crm.suppression,
      add: async (opId, entry) => act(opId, await crm.suppression.add(opId, entry)),
    },
  };
  return { connector, acted };
}

function writeBackOf(parts: Pick<SyncParts, 'ledger' | 'clock' | 'log'>, connector: Connector) {
  const { ledger, clock, log } = parts;
  return makeWriteBack({ ledger, connector, clock, random: systemRandom(), log });
}

const enqueue = ({ ledger }: SyncParts, ...writes: readonly WriteBack[]) =>
  writes.forEach((write) => ledger.writeBacks.enqueue(write, NOW_MS, null));

describe('delivery', () => {
  test('takes every write that is due to the CRM, more than one batch of them, and nothing before its time', async () => {
    const parts = await openSyncParts();
    const { crm, crmPath, ledger, clock } = parts;
    enqueue(parts, ...Array.from({ length: 130 }, (_unused, number) => task(number)), activity(1), suppress(1));
    ledger.writeBacks.enqueue(outcome(2, 'escalated'), NOW_MS + 20_000, null);
    const writeBack = writeBackOf(parts, crm);
    expect(await writeBack.run()).toEqual({ delivered: 132, refused: 0, waiting: 1 });
    expect(sql(crmPath, 'SELECT count(*) AS n FROM tasks')).toEqual([{ n: 130 }]);
    expect(sql(crmPath, "SELECT id FROM activities WHERE id = 'touch-made-1'")).toHaveLength(1);
    expect(sql(crmPath, "SELECT value FROM suppressions WHERE id = 'sup-made-1'")).toEqual([
      { value: 'somebody-1@north.example' },
    ]);
    expect(await writeBack.run()).toEqual({ delivered: 0, refused: 0, waiting: 1 });
    clock.set(NOW_MS + 20_000);
    expect(await writeBack.run()).toEqual({ delivered: 1, refused: 0, waiting: 0 });
  });

  test('keeps the order of what is written about one thing, also where the first one has to wait', async () => {
    const parts = await openSyncParts();
    const { crm, crmPath, clock } = parts;
    enqueue(parts, outcome(3, 'escalated', NOW_MS), outcome(3, 'rejected', NOW_MS + 1));
    let isDown = true;
    const asked: string[][] = [];
    const writeBack = writeBackOf(parts, {
      ...crm,
      push(ops) {
        asked.push(ops.map(({ opId }) => opId));
        return isDown ? Promise.reject(new ConnectorFault('retryable', 'down')) : crm.push(ops);
      },
    });
    expect(await writeBack.run()).toEqual({ delivered: 0, refused: 0, waiting: 2 });
    isDown = false;
    clock.set(NOW_MS + 3_600_000);
    expect(await writeBack.run()).toEqual({ delivered: 2, refused: 0, waiting: 0 });
    expect(asked).toEqual([['outcome-3-escalated'], ['outcome-3-escalated'], ['outcome-3-rejected']]);
    expect(sql(crmPath, 'SELECT state FROM packages WHERE id = ?', packages[3]!.id)).toEqual([{ state: 'rejected' }]);
  });

  test('is joined by a call during a run', async () => {
    const parts = await openSyncParts();
    enqueue(parts, task(1));
    let pushes = 0;
    const writeBack = writeBackOf(parts, {
      ...parts.crm,
      push(ops) {
        pushes += 1;
        return parts.crm.push(ops);
      },
    });
    const [one, other] = await Promise.all([writeBack.run(), writeBack.run()]);
    expect(other).toBe(one);
    expect(pushes).toBe(1);
  });
});

describe('a lost answer', () => {
  test(
    'never makes a write act twice: what may have arrived is looked up before it is repeated',
    { timeout: 60_000 },
    async () => {
      const parts = await openSyncParts();
      const { crm, clock, ledger } = parts;
      const moods = fc.array(fc.constantFrom<CrmMood>('well', 'down', 'late', 'late'), { minLength: 1, maxLength: 25 });
      const writes = fc.array(fc.constantFrom(task, activity, suppress), { minLength: 1, maxLength: 8 });
      let number = 0;
      await fc.assert(
        fc.asyncProperty(moods, writes, async (answers, makers) => {
          const { connector, acted } = forgetfulCrm(crm);
          const left = [...answers];
          const writeBack = writeBackOf(
            parts,
            moody(connector, () => left.shift() ?? 'well'),
          );
          const made = makers.map((make) => make((number += 1)));
          for (const write of made) ledger.writeBacks.enqueue(write, clock.nowMs(), null);
          for (let runs = 0; (await writeBack.run()).waiting > 0; runs += 1) {
            expect(runs, 'it comes to an end').toBeLessThan(30);
            clock.set(clock.nowMs() + 300_000);
          }
          const once = made.map((write) => [write.kind === 'push' ? write.op.opId : write.opId, 1]);
          expect(Object.fromEntries(acted)).toEqual(Object.fromEntries(once));
        }),
        { numRuns: 40 },
      );
      expect(ledger.writeBacks.counts()).toEqual({ waiting: 0, refused: 0 });
    },
  );
  test('of one write out of several leaves only that one in doubt', async () => {
    const parts = await openSyncParts();
    const { crm, clock, ledger } = parts;
    enqueue(parts, task(1), task(2), task(3));
    const { connector, acted } = forgetfulCrm(crm);
    let isForgetting = true;
    const writeBack = writeBackOf(parts, {
      ...connector,
      push: async (ops) => (await connector.push(ops)).filter(({ opId }) => !isForgetting || opId !== 'task-2'),
    });
    expect(await writeBack.run()).toEqual({ delivered: 2, refused: 0, waiting: 1 });
    expect(ledger.writeBacks.due(clock.nowMs() + 300_000, 10)).toMatchObject([{ attempts: 1, needsLookUp: true }]);
    isForgetting = false;
    clock.set(clock.nowMs() + 300_000);
    expect(await writeBack.run()).toEqual({ delivered: 1, refused: 0, waiting: 0 });
    expect([...acted.values()]).toEqual([1, 1, 1]);
  });

  test('by a CRM that stays silent makes it wait longer each time, at most five minutes, and is never given up', async () => {
    const parts = await openSyncParts();
    const { crm, clock, ledger } = parts;
    enqueue(parts, task(1));
    let attempts = 0;
    const writeBack = writeBackOf(
      parts,
      moody(crm, () => {
        attempts += 1;
        return 'down';
      }),
    );
    const waits: number[] = [];
    for (let run = 0; run < 14; run += 1) {
      await writeBack.run();
      const nextAtMs = ledger.writeBacks.nextDueAtMs()!;
      waits.push(nextAtMs - clock.nowMs());
      clock.set(nextAtMs);
    }
    expect(attempts).toBe(14);
    waits.forEach((wait, at) => {
      const full = Math.min(2_000 * 2 ** at, 300_000);
      expect(wait, `wait ${at}`).toBeGreaterThanOrEqual(full / 2);
      expect(wait, `wait ${at}`).toBeLessThanOrEqual(full);
    });
    expect(ledger.writeBacks.counts()).toEqual({ waiting: 1, refused: 0 });
  });
});

describe('an answer', () => {
  test('that refuses ends the write, is counted, and does not hold up what follows about the same thing', async () => {
    const parts = await openSyncParts();
    const { crm, crmPath, ledger, log } = parts;
    sql(crmPath, `UPDATE packages SET state = 'sent' WHERE id = '${packages[4]!.id}'`);
    enqueue(parts, outcome(4, 'rejected'), outcome(4, 'escalated'), outcome(5, 'rejected'), task(1));
    expect(await writeBackOf(parts, crm).run()).toMatchObject({ refused: 2, waiting: 0 });
    expect(ledger.writeBacks.counts()).toEqual({ waiting: 0, refused: 2 });
    expect(sql(parts.ledgerPath, "SELECT last_kind, last_because FROM write_backs WHERE state = 'refused'")).toEqual([
      { last_kind: 'conflict', last_because: 'it was sent; nothing follows that' },
      { last_kind: 'conflict', last_because: 'it was sent; nothing follows that' },
    ]);
    expect(sql(crmPath, 'SELECT state FROM packages WHERE id = ?', packages[5]!.id)).toEqual([{ state: 'rejected' }]);
    expect(log.lines.filter((line) => line.code === 'sync.write-back')).toHaveLength(2);
  });

  test.each(['forbidden', 'gone', 'invalid', 'conflict'] as const)('“%s” is never tried again', async (kind) => {
    const parts = await openSyncParts();
    enqueue(parts, task(1));
    const refusing = (ops: readonly PushOp[]) =>
      Promise.resolve(ops.map(({ opId }) => ({ opId, kind, because: 'no', retryAfterMs: null })));
    const writeBack = writeBackOf(parts, { ...parts.crm, push: refusing });
    expect(await writeBack.run()).toEqual({ delivered: 1, refused: 1, waiting: 0 });
    parts.clock.set(NOW_MS + 86_400_000);
    expect(await writeBack.run()).toEqual({ delivered: 0, refused: 1, waiting: 0 });
  });

  test('“not now” is kept to: the write waits exactly as long as the CRM asked, and was certainly not done', async () => {
    const parts = await openSyncParts();
    const { crm, clock, ledger } = parts;
    enqueue(parts, task(1));
    let asksToWait = true;
    let lookUps = 0;
    const writeBack = writeBackOf(parts, {
      ...crm,
      push: (ops) =>
        asksToWait
          ? Promise.resolve(ops.map(({ opId }) => ({ opId, kind: 'throttled', because: '429', retryAfterMs: 42_000 })))
          : crm.push(ops),
      lookUp(opIds) {
        lookUps += 1;
        return crm.lookUp(opIds);
      },
    });
    expect(await writeBack.run()).toMatchObject({ waiting: 1, refused: 0 });
    expect(ledger.writeBacks.nextDueAtMs()).toBe(NOW_MS + 42_000);
    asksToWait = false;
    clock.set(NOW_MS + 41_999);
    expect(await writeBack.run()).toMatchObject({ delivered: 0, waiting: 1 });
    clock.set(NOW_MS + 42_000);
    expect(await writeBack.run()).toMatchObject({ delivered: 1, waiting: 0 });
    expect(lookUps).toBe(0);
  });

  test('“again, at once” is tried again by the next run, not by this one for ever', async () => {
    const parts = await openSyncParts();
    enqueue(parts, task(1), task(2));
    let pushes = 0;
    const writeBack = writeBackOf(parts, {
      ...parts.crm,
      push(ops) {
        pushes += 1;
        return Promise.resolve(ops.map(({ opId }) => ({ opId, kind: 'throttled', because: '', retryAfterMs: 0 })));
      },
    });
    expect(await writeBack.run()).toMatchObject({ waiting: 2, refused: 0 });
    expect(pushes).toBe(1);
    expect(await writeBackOf(parts, parts.crm).run()).toMatchObject({ delivered: 2, waiting: 0 });
  });

  test('to a write that was never asked about changes nothing, and the real answers count', async () => {
    const parts = await openSyncParts();
    const { crm, ledger } = parts;
    enqueue(parts, task(1), task(2));
    const stray = { opId: 'op-of-somebody-else', kind: 'ok', because: '', retryAfterMs: null } as const;
    const writeBack = writeBackOf(parts, { ...crm, push: async (ops) => [stray, ...(await crm.push(ops)), stray] });
    expect(await writeBack.run()).toEqual({ delivered: 2, refused: 0, waiting: 0 });
    expect(ledger.writeBacks.counts()).toEqual({ waiting: 0, refused: 0 });
  });
});

test('a suppression whose answer was lost stands in the CRM once and is not lost here', async () => {
  const parts = await openSyncParts();
  const { crm, crmPath, clock } = parts;
  enqueue(parts, suppress(7), task(1));
  const { connector, acted } = forgetfulCrm(crm);
  const answers: CrmMood[] = ['late'];
  const writeBack = writeBackOf(
    parts,
    moody(connector, () => answers.shift() ?? 'well'),
  );
  expect(await writeBack.run()).toEqual({ delivered: 0, refused: 0, waiting: 2 });
  clock.set(NOW_MS + 10_000);
  expect(await writeBack.run()).toEqual({ delivered: 2, refused: 0, waiting: 0 });
  expect(Object.fromEntries(acted)).toEqual({ 'suppress-7': 1, 'task-1': 1 });
  expect(sql(crmPath, "SELECT id FROM suppressions WHERE id LIKE 'sup-made-%'")).toEqual([{ id: 'sup-made-7' }]);
});

test('what an undone decision would have written never reaches the CRM', async () => {
  const parts = await openSyncParts();
  const { crm, crmPath, clock, ledger } = parts;
  const undone = 'decision-1' as DecisionId;
  ledger.writeBacks.enqueue(outcome(6, 'rejected'), NOW_MS + 20_000, undone);
  ledger.writeBacks.enqueue(suppress(6), NOW_MS + 20_000, undone);
  ledger.writeBacks.enqueue(task(6), NOW_MS + 20_000, 'decision-2' as DecisionId);
  ledger.writeBacks.voidFor(undone);
  clock.set(NOW_MS + 20_000);
  expect(await writeBackOf(parts, crm).run()).toEqual({ delivered: 1, refused: 0, waiting: 0 });
  expect(sql(crmPath, 'SELECT op_id FROM ops')).toEqual([{ op_id: 'task-6' }]);
});

test('a fault that no adapter classified is logged, and the write waits and is looked up like any other in doubt', async () => {
  const parts = await openSyncParts();
  enqueue(parts, task(1));
  const bug = () => Promise.reject(new TypeError('a bug'));
  expect(await writeBackOf(parts, { ...parts.crm, push: bug }).run()).toEqual({ delivered: 0, refused: 0, waiting: 1 });
  expect(parts.log.lines).toMatchObject([{ level: 'error', code: 'sync.write-back-failed' }, { level: 'warn' }]);
  expect(parts.ledger.writeBacks.nextDueAtMs()).toBeGreaterThan(NOW_MS);
  parts.clock.set(NOW_MS + 10_000);
  expect(await writeBackOf(parts, parts.crm).run()).toEqual({ delivered: 1, refused: 0, waiting: 0 });
});
