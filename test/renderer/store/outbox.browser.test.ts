/** Decisions on their way to the main process: each exactly once, whatever crashes in between. */
import { expect, test } from 'vitest';
import { createBridge } from '../../../renderer/bridge.ts';
import { applyFeedPage, readReached } from '../../../renderer/store/apply-feed.ts';
import { laneKey } from '../../../renderer/store/counters.ts';
import type { DeskDb, Stores } from '../../../renderer/store/db.ts';
import { recordDecision, wishUndo } from '../../../renderer/store/decide.ts';
import { createOutbox, type Outbox } from '../../../renderer/store/outbox.ts';
import { readLastDecision } from '../../../renderer/store/undoable.ts';
import type { DecisionId, PackageId, PersonId } from '../../../shared/domain/ids.ts';
import { cleanDatabases, openDb } from './databases.ts';
import { PlayedMain } from './played-main.ts';
import { NOW_MS, sampleDecision, samplePackage } from './sample.ts';

cleanDatabases();

const SAM = 'sam' as PersonId;
const P1 = 'p1' as PackageId;
const D1 = 'd1' as DecisionId;

function outboxOver(db: DeskDb, main: PlayedMain, personId: PersonId | null = SAM): Outbox {
  const { call } = createBridge(main, null, new Set());
  return createOutbox({
    db,
    call,
    personId: () => personId,
    fraction: () => 0.5,
    onFault: (error) => expect.fail(String(error)),
  });
}

async function catchUp(db: DeskDb, main: PlayedMain): Promise<void> {
  for (;;) {
    const asked = await readReached(db.relaxed);
    const page = main.page(asked.epoch, asked.afterSeq, 2);
    await applyFeedPage(db, page, asked);
    if (!page.more) return;
  }
}

const lanes = async (db: DeskDb) =>
  Object.fromEntries((await db.relaxed.summaries.toArray()).map(({ id, lane }) => [id, lane]));

async function expectTrueCounters(db: DeskDb): Promise<void> {
  const rows = await db.relaxed.summaries.toArray();
  const recount: Record<string, number> = {};
  for (const row of rows) recount[laneKey(row.owner, row.lane)] = (recount[laneKey(row.owner, row.lane)] ?? 0) + 1;
  const counters = (await db.relaxed.counters.toArray()).filter(({ count }) => count !== 0);
  expect(Object.fromEntries(counters.map(({ key, count }) => [key, count]))).toEqual(recount);
}

function mainWith(...ids: readonly string[]): PlayedMain {
  const main = new PlayedMain();
  for (const id of ids) main.put('package', id, samplePackage({ id }));
  return main;
}

class Crash extends Error {}

/** The database of a process that dies at its `at`-th act: before the transaction, or after it was committed. */
function crashing(db: DeskDb, plan: { acts: number; readonly at: number; readonly after: boolean }): DeskDb {
  const dying = new Proxy(db.strict, {
    get(target, name) {
      if (name !== 'transaction') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return async (...args: Parameters<Stores['transaction']>) => {
        plan.acts += 1;
        if (plan.acts > plan.at || (plan.acts === plan.at && !plan.after)) throw new Crash();
        const result: unknown = await (target.transaction as (...all: unknown[]) => Promise<unknown>)(...args);
        if (plan.acts === plan.at) throw new Crash();
        return result;
      };
    },
  });
  return { ...db, strict: dying };
}

test(
  'killed before or after any step, then started again: main acts on each saved decision exactly once',
  { timeout: 60_000 },
  async () => {
    let crashes = 0;
    for (const after of [false, true]) {
      for (const answerLost of [false, true]) {
        for (let at = 1; ; at += 1) {
          const main = mainWith('p1', 'p2');
          const db = openDb();
          await catchUp(db, main);
          if (answerLost) main.next.set('decision.submit', ['lost']);
          const plan = { acts: 0, at, after };
          const dying = crashing(db, plan);
          let crashed = false;
          try {
            await recordDecision(dying, sampleDecision({ id: 'd1', packageId: 'p1' }), NOW_MS);
            await recordDecision(dying, sampleDecision({ id: 'd2', packageId: 'p2', atMs: NOW_MS + 1 }), NOW_MS);
            await outboxOver(dying, main).runOnce();
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
            crashed = true;
            crashes += 1;
          }
          const saved = (await db.relaxed.decisions.toArray()).map(({ id }) => id);
          main.next.clear();
          db.close();
          const again = openDb(db.name);
          expect(await outboxOver(again, main).runOnce()).toBe(true);
          expect([...main.acted.keys()].toSorted()).toEqual(saved.toSorted());
          await catchUp(again, main);
          expect(await again.relaxed.outbox.count()).toBe(0);
          const expected = Object.fromEntries(
            ['p1', 'p2'].map((id) => [
              id,
              [...main.acted.values()].some(({ packageId }) => packageId === id) ? 'closed' : 'review',
            ]),
          );
          expect(await lanes(again)).toEqual(expected);
          await expectTrueCounters(again);
          if (!crashed) break;
        }
      }
    }
    // Two saves, and for each decision a mark before its call and one after; a lost answer ends the pass after the first call.
    expect(crashes).toBe(2 * (2 + 4) + 2 * (2 + 1));
  },
);

test('a decision waits while main is down and is handed over once when it is back', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  main.isDown = true;
  await recordDecision(db, sampleDecision(), NOW_MS);
  const outbox = outboxOver(db, main);
  outbox.start();
  await expect.poll(() => main.calledWith('decision.submit').length).toBeGreaterThanOrEqual(2);
  expect(main.acted.size).toBe(0);
  main.isDown = false;
  outbox.kick();
  await expect.poll(async () => (await db.relaxed.outbox.get(D1))?.stage).toBe('handed');
  expect(main.acted.size).toBe(1);
  await outbox.stop();
});

test('a running outbox hands over a decision saved later, without being told', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  const outbox = outboxOver(db, main);
  outbox.start();
  await recordDecision(db, sampleDecision(), NOW_MS);
  await expect.poll(() => main.acted.size).toBe(1);
  await outbox.stop();
});

test('a refused decision returns the package to Review with the reason', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  main.next.set('decision.submit', [{ refused: 'the package belongs to somebody else' }]);
  await recordDecision(db, sampleDecision(), NOW_MS);
  expect(await lanes(db)).toEqual({ p1: 'closed' });
  await outboxOver(db, main).runOnce();
  expect(await lanes(db)).toEqual({ p1: 'review' });
  expect(await db.relaxed.decisions.get(D1)).toMatchObject({
    untold: 1,
    answer: { kind: 'refused', because: 'the package belongs to somebody else' },
  });
  expect(await readLastDecision(db, SAM)).toBeNull();
  await expectTrueCounters(db);
});

test('undo before the hand-over is local: main never hears of the decision', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  await recordDecision(db, sampleDecision(), NOW_MS);
  expect(await wishUndo(db, D1)).toBe('undone');
  await outboxOver(db, main).runOnce();
  expect(main.calledWith('decision.submit')).toEqual([]);
  expect(await lanes(db)).toEqual({ p1: 'review' });
  await expectTrueCounters(db);
});

test('undo while the answer is unknown hands over first, then undoes', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  main.next.set('decision.submit', ['lost']);
  await recordDecision(db, sampleDecision(), NOW_MS);
  expect(await outboxOver(db, main).runOnce()).toBe(false);
  expect(await wishUndo(db, D1)).toBe('asked');
  expect(await outboxOver(db, main).runOnce()).toBe(true);
  expect([...main.acted.keys()]).toEqual([D1]);
  expect([...main.undone]).toEqual([D1]);
  expect((await db.relaxed.decisions.get(D1))?.undo).toEqual({ kind: 'ok' });
  await catchUp(db, main);
  expect(await lanes(db)).toEqual({ p1: 'review' });
});

test('undo after the feed has shown the decision asks main, and a no leaves everything as it was', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  await recordDecision(db, sampleDecision(), NOW_MS);
  await outboxOver(db, main).runOnce();
  await catchUp(db, main);
  expect(await db.relaxed.outbox.count()).toBe(0);
  main.acted.delete(D1);
  expect(await wishUndo(db, D1)).toBe('asked');
  await outboxOver(db, main).runOnce();
  expect((await db.relaxed.decisions.get(D1))?.undo).toEqual({ kind: 'no', because: 'unknown' });
  expect(await lanes(db)).toEqual({ p1: 'closed' });
  expect(await db.relaxed.outbox.count()).toBe(0);
});

test('a second decision about a package on its way is not taken', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  expect(await recordDecision(db, sampleDecision({ id: 'd1' }), NOW_MS)).toBe('recorded');
  expect(await recordDecision(db, sampleDecision({ id: 'd2' }), NOW_MS)).toBe('pending');
  expect(await db.relaxed.decisions.count()).toBe(1);
});

test('another person’s decisions wait for their person', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  await recordDecision(db, sampleDecision(), NOW_MS);
  await outboxOver(db, main, 'kim' as PersonId).runOnce();
  expect(main.acted.size).toBe(0);
  await outboxOver(db, main).runOnce();
  expect(main.acted.size).toBe(1);
});

test('a new ledger never gets a decision that the old one may have acted on: it returns to its person', async () => {
  const main = mainWith('p1');
  const db = openDb();
  await catchUp(db, main);
  main.next.set('decision.submit', ['lost']);
  main.showsDecisions = false;
  await recordDecision(db, sampleDecision(), NOW_MS);
  await outboxOver(db, main).runOnce();
  main.startAnew('epoch-2');
  await catchUp(db, main);
  const calls = main.calls.length;
  await outboxOver(db, main).runOnce();
  expect(main.calls.length).toBe(calls);
  expect(await lanes(db)).toEqual({ [P1]: 'review' });
  expect((await db.relaxed.decisions.get(D1))?.answer).toMatchObject({ kind: 'refused' });
});
