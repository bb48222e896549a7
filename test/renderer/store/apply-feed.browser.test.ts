/** Feed pages into real IndexedDB: at least once, idempotent, resumable, counters true. */
import { Dexie } from 'dexie';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createBridge } from '../../../renderer/bridge.ts';
import { applyFeedPage, readReached } from '../../../renderer/store/apply-feed.ts';
import { awayKey, laneKey, openEscalationsKey, repliesKey } from '../../../renderer/store/counters.ts';
import { createDeskDb, type DeskDb } from '../../../renderer/store/db.ts';
import { recordDecision } from '../../../renderer/store/decide.ts';
import { readRecentBodies } from '../../../renderer/store/desk-copy.ts';
import { createFeedLoop } from '../../../renderer/store/feed-loop.ts';
import { CONTRACT_FINGERPRINT } from '../../../shared/ipc/history.ts';
import { FIRST_STORES } from '../../../renderer/store/migrations/1-first-stores.ts';
import { REPLIES } from '../../../renderer/store/migrations/3-replies.ts';
import { RECENT_BODIES } from '../../../renderer/store/migrations/2-recent-bodies.ts';
import { createOutbox } from '../../../renderer/store/outbox.ts';
import { replyRow } from '../../../renderer/store/reply-rows.ts';
import { needsItsPerson, summaryOf } from '../../../renderer/store/rows.ts';
import { packageOf } from '../../../renderer/store/texts.ts';
import type { PackageId, PersonId } from '../../../shared/domain/ids.ts';
import { ReplyState } from '../../../shared/domain/reply.ts';
import { RecentBody } from '../../../shared/domain/recent-body.ts';
import type { Progress } from '../../../shared/ipc/contract.ts';
import type { FeedKind } from '../../../shared/ipc/feed.ts';
import { bodyOf } from '../../feed-bodies.ts';
import { sampleReading, sampleReply } from '../replies/reply-sample.ts';
import { PlayedMain } from './played-main.ts';
import {
  NOW_MS,
  sampleDecision,
  sampleDesk,
  sampleEdit,
  sampleEscalation,
  samplePackage,
  samplePerson,
  samplePolicy,
  sampleSend,
  sampleWorld,
} from './sample.ts';

const opened: { db: DeskDb; name: string }[] = [];
let names = 0;

function open(name = `apply-feed-${(names += 1)}`): DeskDb {
  const db = createDeskDb(name);
  opened.push({ db, name });
  return db;
}

afterEach(async () => {
  for (const { db } of opened) db.close();
  for (const name of new Set(opened.splice(0).map((one) => one.name))) await deleteDatabase(name);
});

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
  });
}

/** Everything in the stores, as plain data. */
async function dump(db: DeskDb): Promise<Record<string, unknown>> {
  const tables = db.relaxed.tables.filter(({ name }) => name !== 'meta');
  return Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table.name, await table.orderBy(':id').toArray()] as const)),
  );
}

async function catchUp(db: DeskDb, main: PlayedMain, limit = 3): Promise<void> {
  for (;;) {
    const asked = await readReached(db.relaxed);
    const page = main.page(asked.epoch, asked.afterSeq, limit);
    await applyFeedPage(db, page, asked);
    if (!page.more) return;
  }
}

const latest = <K extends FeedKind>(main: PlayedMain, kind: K) =>
  main.items().flatMap((item) => {
    const body = item.kind === kind ? bodyOf(kind, item.body) : null;
    return body === null ? [] : [body];
  });

/** The texts of a kind as they came, by id. */
const textsOf = (main: PlayedMain, kind: 'package' | 'world') =>
  byId(
    main
      .items()
      .flatMap((item) => (item.kind === kind && item.body !== null ? [{ id: item.id, text: item.body }] : [])),
  );

const byId = <T extends { readonly id: string }>(rows: readonly T[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What the stores must be: a plain fold over the newest of each object. */
function folded(main: PlayedMain): Record<string, unknown> {
  const edits = latest(main, 'edit');
  const decisions = latest(main, 'decision').map((record) => {
    const { id, packageId, personId, atMs, activeMs } = record.decision;
    return {
      id,
      packageId,
      personId,
      atMs,
      activeMs,
      record,
      confirmed: true,
      answer: null,
      undo: null,
      untold: 0 as const,
    };
  });
  const sends = latest(main, 'send').map((send) => {
    const { id, decisionId, packageId, personId, countersignedAtMs } = send;
    const away = needsItsPerson(
      send,
      decisions.filter((row) => row.packageId === packageId),
    );
    return {
      id,
      decisionId,
      packageId,
      personId,
      countersignedAtMs,
      sentAtMs: send.sentAtMs ?? 0,
      away: away ? (1 as const) : (0 as const),
      send,
    };
  });
  const packages = latest(main, 'package');
  const summaries = packages.map((pkg) =>
    summaryOf(pkg, { edited: edits.some(({ packageId }) => packageId === pkg.id), pendingLane: null }),
  );
  const escalations = latest(main, 'escalation');
  const count = new Map<string, number>();
  const add = (key: string) => count.set(key, (count.get(key) ?? 0) + 1);
  for (const row of summaries) add(laneKey(row.owner, row.lane));
  for (const row of sends) if (row.away === 1) add(awayKey(row.personId));
  for (const row of escalations) if (row.state === 'open') add(openEscalationsKey(row.ownerId));
  const replies = latest(main, 'reply');
  const replyRows = replies.map((reply) =>
    replyRow(
      reply,
      escalations.find(({ id }) => id === reply.escalationId),
    ),
  );
  for (const row of replyRows) {
    for (const filter of ['all', row.class] as const) add(repliesKey(row.mailboxId, filter));
    if (row.open === 1) add(repliesKey(row.mailboxId, 'open'));
    if (row.hot === 1) add(repliesKey(row.mailboxId, 'hot'));
  }
  return {
    packages: textsOf(main, 'package'),
    replies: byId(replies),
    replyRows: byId(replyRows),
    summaries: byId(summaries),
    worlds: textsOf(main, 'world').map(({ id, text }) => ({ packageId: id, text })),
    decisions: byId(decisions),
    sends: byId(sends),
    escalations: byId(escalations),
    edits: edits
      .map((edit) => ({ packageId: edit.packageId, edit, updatedAtMs: edit.updatedAtMs, journaled: 1 }))
      .toSorted((a, b) => (a.packageId < b.packageId ? -1 : 1)),
    singles: (['desk', 'people', 'policy'] as const).flatMap((key) => latest(main, key).map((body) => ({ key, body }))),
    recentBodies: latest(main, 'recent-body').toSorted((a, b) => (a.sendId < b.sendId ? -1 : 1)),
    outbox: [],
    review: [],
    counters: count,
  };
}

/** Counters that came back to 0 stay as rows; they count as none. */
function comparable(stores: Record<string, unknown>): Record<string, unknown> {
  const counters =
    stores['counters'] instanceof Map
      ? [...stores['counters']]
      : (stores['counters'] as { key: string; count: number }[]).map(({ key, count }) => [key, count] as const);
  return { ...stores, counters: Object.fromEntries(counters.filter(([, count]) => count !== 0).toSorted()) };
}

const STATES = ['ready', 'opened', 'snoozed', 'rejected', 'sent', 'refused'] as const;
const SEND_STATES = ['held', 'sent', 'refused', 'uncertain', 'failed', 'expired'] as const;
const number = fc.integer({ min: 1, max: 4 });
/** Few enough that the same send comes often. */
const few = fc.integer({ min: 1, max: 2 });
const owner = fc.constantFrom('sam', 'kim');

/** One change in the main process. */
const change = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('package' as const),
      n: number,
      owner: fc.option(owner),
      state: fc.constantFrom(...STATES),
      queue: fc.constantFrom('review' as const, 'hot-replies' as const),
      gone: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('world' as const), n: number, gone: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('decision' as const),
      n: number,
      pkg: number,
      atMs: fc.integer({ min: NOW_MS, max: NOW_MS + 9 }),
      undone: fc.boolean(),
      gone: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      n: few,
      pkg: few,
      owner,
      state: fc.constantFrom(...SEND_STATES),
      atMs: fc.integer({ min: NOW_MS, max: NOW_MS + 9 }),
      gone: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('escalation' as const),
      n: number,
      owner,
      state: fc.constantFrom('open' as const, 'accepted' as const, 'declined' as const),
      gone: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('reply' as const),
      n: number,
      owner,
      state: fc.constantFrom(...ReplyState.options),
      class: fc.constantFrom('positive' as const, 'objection' as const, null),
      labelled: fc.constantFrom('positive' as const, 'not-now' as const, null),
      escalation: fc.option(number),
      gone: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), n: number, gone: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('recent-body' as const), n: number, owner, gone: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('desk' as const, 'policy' as const, 'people' as const) }) },
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function recentBody(n: number, owner: string, sentAtMs = NOW_MS + n): RecentBody {
  return RecentBody.parse({
    sendId: `send-${n}`,
    mailboxId: `${owner}-mailbox`,
    sentAtMs,
    accountName: `Firm ${n}`,
    shingles: [n, 4_294_967_295],
  });
}

/** Edits grow newer, as those of one clock do. */
let editClock = NOW_MS;

function make(main: PlayedMain, it: Change): void {
  switch (it.kind) {
    case 'package': {
      main.put(
        'package',
        `p${it.n}`,
        it.gone && it.n === 4
          ? null
          : samplePackage({ id: `p${it.n}`, ownerId: it.owner, state: it.state, queue: it.queue }),
      );
      return;
    }
    case 'world': {
      main.put('world', `p${it.n}`, it.gone ? null : sampleWorld(`p${it.n}`));
      return;
    }
    case 'decision': {
      const decision = sampleDecision({ id: `d${it.n}`, packageId: `p${it.pkg}`, atMs: it.atMs });
      main.put(
        'decision',
        `d${it.n}`,
        it.gone ? null : { decision, undoUntilMs: it.atMs, state: it.undone ? 'undone' : 'standing' },
      );
      return;
    }
    case 'send': {
      // A send never changes its package.
      const send = sampleSend({
        id: `send-${it.n}-${it.pkg}`,
        decisionId: `d${it.n}`,
        packageId: `p${it.pkg}`,
        personId: it.owner,
        state: it.state,
        countersignedAtMs: it.atMs,
      });
      main.put('send', send.id, it.gone ? null : send);
      return;
    }
    case 'escalation': {
      main.put('escalation', `e${it.n}`, it.gone ? null : sampleEscalation(`e${it.n}`, it.owner, it.state));
      return;
    }
    case 'reply': {
      main.put(
        'reply',
        `r${it.n}`,
        it.gone
          ? null
          : sampleReply({
              id: `r${it.n}`,
              mailboxId: `${it.owner}-mailbox`,
              state: it.state,
              reading: it.class === null ? null : sampleReading('', [], { class: it.class }),
              labelled: it.labelled === null ? null : { class: it.labelled, byPersonId: it.owner, atMs: NOW_MS },
              escalationId: it.escalation === null ? null : `e${it.escalation}`,
            }),
      );
      return;
    }
    case 'edit': {
      main.put(
        'edit',
        `p${it.n}`,
        it.gone ? null : sampleEdit({ packageId: `p${it.n}`, updatedAtMs: (editClock += 1) }),
      );
      return;
    }
    case 'recent-body': {
      main.put('recent-body', `send-${it.n}`, it.gone ? null : recentBody(it.n, it.owner));
      return;
    }
    case 'desk': {
      main.put('desk', 'desk', sampleDesk());
      return;
    }
    case 'policy': {
      main.put('policy', 'policy', samplePolicy());
      return;
    }
    case 'people': {
      main.put('people', 'people', [samplePerson()]);
      return;
    }
  }
}

const move = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('change' as const), it: change }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('read' as const), limit: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('new-epoch' as const) }) },
);

test(
  'any cut of any feed, with pages coming again, restarts and new epochs, ends in the plain fold, and the counters in a recount',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), fc.boolean(), async (drawn, withEpochs) => {
        // Edits outlive a ledger; one that was dropped there and not yet here is rightly kept, which the plain fold can't know.
        const moves = withEpochs
          ? drawn.filter((one) => !(one.do === 'change' && one.it.kind === 'edit' && one.it.gone))
          : drawn.filter((one) => one.do !== 'new-epoch');
        const name = `fold-${(names += 1)}`;
        const main = new PlayedMain();
        let db = open(name);
        let epochs = 1;
        const pages: Parameters<typeof applyFeedPage>[] = [];
        for (const one of moves) {
          if (one.do === 'change') make(main, one.it);
          else if (one.do === 'restart') {
            db.close();
            db = open(name);
          } else if (one.do === 'new-epoch') {
            main.startAnew(`epoch-${(epochs += 1)}`);
            // Pages of a ledger that is gone don't come any more.
            pages.length = 0;
          } else if (one.do === 'read') {
            const asked = await readReached(db.relaxed);
            const page = main.page(asked.epoch, asked.afterSeq, one.limit);
            pages.push([db, page, asked]);
            await applyFeedPage(db, page, asked);
          } else {
            const old = pages.length === 0 ? undefined : pages[one.which % pages.length];
            if (old !== undefined) await applyFeedPage(db, old[1], old[2]);
          }
        }
        await catchUp(db, main);
        expect(comparable(await dump(db))).toEqual(comparable(folded(main)));
        db.close();
        await deleteDatabase(name);
      }),
      { numRuns: 100 },
    );
  },
);

test('bodies that left are at hand by mailbox, newest first, in a list that stays the same while it says the same', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('recent-body', 'send-1', recentBody(1, 'sam', NOW_MS));
  main.put('recent-body', 'send-2', recentBody(2, 'sam', NOW_MS + 5));
  main.put('recent-body', 'send-3', recentBody(3, 'kim', NOW_MS + 1));
  await catchUp(db, main);
  const read = await readRecentBodies(db);
  expect(read['sam-mailbox']?.map(({ sendId }) => sendId)).toEqual(['send-2', 'send-1']);
  expect(read['kim-mailbox']?.map(({ sendId }) => sendId)).toEqual(['send-3']);
  main.put('recent-body', 'send-3', null);
  await catchUp(db, main);
  const again = await readRecentBodies(db);
  expect(again['kim-mailbox']).toBeUndefined();
  expect(again['sam-mailbox']).toBe(read['sam-mailbox']);
});

test('a database of the second version opens with what it held, and room for replies', async () => {
  const name = `apply-feed-${(names += 1)}`;
  const second = new Dexie(name);
  for (const { version, stores } of [FIRST_STORES, RECENT_BODIES]) second.version(version).stores(stores);
  await second.table('recentBodies').put(recentBody(1, 'sam'));
  await second.table('escalations').put(sampleEscalation('e1'));
  second.close();
  const db = open(name);
  expect(await db.relaxed.recentBodies.count()).toBe(1);
  expect((await db.relaxed.escalations.toArray()).map(({ id }) => id)).toEqual(['e1']);
  const main = new PlayedMain();
  main.put('reply', 'r1', sampleReply());
  await catchUp(db, main);
  expect(
    await db.relaxed.replyRows
      .where('[mailboxId+open+rank+id]')
      .between(['sam-mailbox', 1], ['sam-mailbox', 2])
      .count(),
  ).toBe(1);
});

test('rows of the third version get no versions and no priority, and everything is read again', async () => {
  const name = `apply-feed-${(names += 1)}`;
  const third = new Dexie(name);
  for (const { version, stores } of [FIRST_STORES, RECENT_BODIES, REPLIES]) third.version(version).stores(stores);
  const {
    versions: _versions,
    priority: _priority,
    ...old
  } = summaryOf(samplePackage({ id: 'p1' }), {
    edited: false,
    pendingLane: null,
  });
  await third.table('summaries').put(old);
  await third.table('meta').put({ key: 'feed', epoch: 'e', seq: 4, fingerprint: CONTRACT_FINGERPRINT });
  third.close();
  const db = open(name);
  expect(await db.relaxed.summaries.get('p1' as PackageId)).toMatchObject({ ...old, versions: [], priority: 0 });
  expect(await readReached(db.relaxed)).toEqual({ epoch: null, afterSeq: 0 });
});

test('a database of the first version opens with what it held, and room for what came later', async () => {
  const name = `apply-feed-${(names += 1)}`;
  const first = new Dexie(name);
  first.version(FIRST_STORES.version).stores(FIRST_STORES.stores);
  await first.table('packages').put(samplePackage({ id: 'p1' }));
  await first.table('edits').put({ packageId: 'p1', edit: sampleEdit(), updatedAtMs: NOW_MS, journaled: 0 });
  first.close();
  const db = open(name);
  // Packages lay as objects; the feed brings them again as texts.
  expect(await db.relaxed.packages.count()).toBe(0);
  expect(await db.strict.edits.get('p1' as PackageId)).toMatchObject({ journaled: 0 });
  expect(await db.relaxed.recentBodies.count()).toBe(0);
  expect(await readReached(db.relaxed)).toEqual({ epoch: null, afterSeq: 0 });
});

test.each([
  ['no JSON', '{"id":"p1"', /The package p1 came in a shape .*no JSON.*Nothing was lost/],
  ['no package', JSON.stringify({ ...samplePackage(), review: {} }), /The package p1 .*\(review\./],
])('a text that is %s is refused with its place, and nothing of its page is kept', async (_what, text, says) => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p0', samplePackage({ id: 'p0' }));
  const page = main.page(null, 0, 10);
  const items = [...page.items, { kind: 'package' as const, id: 'p1', seq: 2, body: text }];
  await expect(applyFeedPage(db, { ...page, items, upToSeq: 2 }, { epoch: null, afterSeq: 0 })).rejects.toThrow(says);
  expect(await db.relaxed.packages.count()).toBe(0);
  expect(await readReached(db.relaxed)).toEqual({ epoch: null, afterSeq: 0 });
});

test('applying one page twice changes nothing', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage());
  main.put('send', 'send-1', sampleSend({ state: 'refused' }));
  main.put('escalation', 'e1', sampleEscalation());
  const page = main.page(null, 0, 10);
  expect(await applyFeedPage(db, page, { epoch: null, afterSeq: 0 })).toMatchObject({
    kind: 'applied',
    changed: ['p1'],
  });
  const once = await dump(db);
  await applyFeedPage(db, page, { epoch: null, afterSeq: 0 });
  expect(await dump(db)).toEqual(once);
});

test('a page asked for before the store was wiped is not applied: it would leave a gap', async () => {
  const main = new PlayedMain();
  for (const id of ['p1', 'p2', 'p3']) main.put('package', id, samplePackage({ id }));
  const first = open('gap');
  await applyFeedPage(first, main.page(null, 0, 2), { epoch: null, afterSeq: 0 });
  const asked = await readReached(first.relaxed);
  const page = main.page(asked.epoch, asked.afterSeq, 2);
  first.close();
  await deleteDatabase('gap');
  const wiped = open('gap');
  expect(await applyFeedPage(wiped, page, asked)).toEqual({ kind: 'behind' });
  await catchUp(wiped, main);
  expect(await wiped.relaxed.packages.count()).toBe(3);
});

test('a package that goes and comes back finds the world that never went', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage());
  main.put('world', 'p1', sampleWorld());
  await catchUp(db, main);
  main.put('package', 'p1', null);
  await catchUp(db, main);
  expect(await db.relaxed.packages.count()).toBe(0);
  main.put('package', 'p1', samplePackage());
  await catchUp(db, main);
  expect(await db.relaxed.worlds.count()).toBe(1);
});

test('an edit survives a newer revision of its package, and an older copy of itself', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage({ revision: 1 }));
  await catchUp(db, main);
  const edit = sampleEdit({ body: 'Mine, newer.', updatedAtMs: NOW_MS + 500 });
  await db.strict.edits.put({ packageId: edit.packageId, edit, updatedAtMs: edit.updatedAtMs, journaled: 0 });
  main.put('package', 'p1', samplePackage({ revision: 2, body: 'Hi Dana,\n\nAnother draft.' }));
  main.put('edit', 'p1', sampleEdit({ body: 'Mine, older.', updatedAtMs: NOW_MS + 100 }));
  await catchUp(db, main);
  expect((await db.relaxed.edits.get(edit.packageId))?.edit?.body).toBe('Mine, newer.');
  expect(packageOf((await db.relaxed.packages.get(edit.packageId))!).revision).toBe(2);
  expect((await db.relaxed.summaries.get(edit.packageId))?.edited).toBe(true);
});

test('main dropping an edit does not take one that was written since', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage());
  main.put('edit', 'p1', sampleEdit({ updatedAtMs: NOW_MS }));
  await catchUp(db, main);
  const newer = sampleEdit({ body: 'Typed since.', updatedAtMs: NOW_MS + 1 });
  await db.strict.edits.put({ packageId: newer.packageId, edit: newer, updatedAtMs: newer.updatedAtMs, journaled: 0 });
  main.put('edit', 'p1', null);
  await catchUp(db, main);
  expect((await db.relaxed.edits.get(newer.packageId))?.edit?.body).toBe('Typed since.');
});

test('a new epoch keeps edits and undelivered decisions, and sends the edits to the new ledger', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage());
  main.put('edit', 'p1', sampleEdit());
  await catchUp(db, main);
  await recordDecision(db, sampleDecision(), NOW_MS + 20_000);
  main.startAnew('epoch-2');
  main.put('edit', 'p1', null);
  await catchUp(db, main);
  expect((await db.relaxed.edits.get('p1' as PackageId))?.journaled).toBe(0);
  expect(await db.relaxed.outbox.count()).toBe(1);
  expect((await db.relaxed.summaries.get('p1' as PackageId))?.lane).toBe('closed');
  expect((await db.relaxed.counters.get(laneKey('sam', 'review')))?.count ?? 0).toBe(0);
});

test('a page fetched before a decision was handed over does not bring its package back', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage());
  await catchUp(db, main);
  await recordDecision(db, sampleDecision(), NOW_MS + 20_000);
  // A page with the package as it was, on its way while main takes the decision.
  main.put('package', 'p1', samplePackage({ revision: 2 }));
  const asked = await readReached(db.relaxed);
  const stale = main.page(asked.epoch, asked.afterSeq, 10);
  const { call } = createBridge(main, null, new Set());
  const outbox = createOutbox({
    db,
    call,
    personId: () => 'sam' as PersonId,
    fraction: () => 0.5,
    onFault: (error) => expect.fail(String(error)),
  });
  expect(await outbox.runOnce()).toBe(true);
  await applyFeedPage(db, stale, asked);
  expect((await db.relaxed.summaries.get('p1' as PackageId))?.lane).toBe('closed');
  await catchUp(db, main, 1);
  expect(await db.relaxed.outbox.count()).toBe(0);
  expect(await db.relaxed.summaries.get('p1' as PackageId)).toMatchObject({ lane: 'closed', feedLane: 'closed' });
});

test('a decision whose package still lies on a later page keeps the package away in between', async () => {
  const db = open();
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage());
  await catchUp(db, main);
  await recordDecision(db, sampleDecision(), NOW_MS + 20_000);
  const { call } = createBridge(main, null, new Set());
  await createOutbox({
    db,
    call,
    personId: () => 'sam' as PersonId,
    fraction: () => 0.5,
    onFault: (error) => expect.fail(String(error)),
  }).runOnce();
  const asked = await readReached(db.relaxed);
  const page = main.page(asked.epoch, asked.afterSeq, 1);
  expect(page.items.map(({ kind }) => kind)).toEqual(['decision']);
  await applyFeedPage(db, page, asked);
  expect((await db.relaxed.summaries.get('p1' as PackageId))?.lane).toBe('closed');
});

test('a wiped store gets edits, decisions and sends back from the feed', async () => {
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage({ state: 'sent' }));
  main.put('edit', 'p1', sampleEdit({ body: 'Kept.' }));
  main.put('decision', 'd1', { decision: sampleDecision(), undoUntilMs: NOW_MS, state: 'settled' });
  main.put('send', 'send-1', sampleSend({ state: 'sent', sentAtMs: NOW_MS + 21_000 }));
  const before = open('wiped');
  await catchUp(before, main);
  const stores = await dump(before);
  before.close();
  await deleteDatabase('wiped');
  const after = open('wiped');
  await catchUp(after, main);
  expect(await dump(after)).toEqual(stores);
  expect((await after.relaxed.edits.get('p1' as PackageId))?.edit?.body).toBe('Kept.');
});

test(
  'the feed loop reads everything through the parsing bridge, reports progress once it is worth a bar, and goes on after a lost line',
  { timeout: 30_000 },
  async () => {
    const db = open();
    const main = new PlayedMain();
    for (let n = 0; n < 1_200; n += 1) main.put('package', `p${n}`, samplePackage({ id: `p${n}` }));
    main.next.set('feed.page', ['down']);
    const { call } = createBridge(main, null, new Set());
    const progress: Progress[] = [];
    let nowMs = 0;
    const loop = createFeedLoop({
      db,
      call,
      nowMs: () => (nowMs += 150),
      onProgress: (one) => progress.push(one),
      onChanged: () => undefined,
      onFault: (error) => expect.fail(String(error)),
      yieldToScreen: () => Promise.resolve(),
    });
    loop.wake();
    await expect.poll(() => db.relaxed.packages.count(), { timeout: 20_000 }).toBe(1_200);
    await expect.poll(() => progress.at(-1)).toMatchObject({ done: 1_200, total: 1_200, state: 'done' });
    expect(progress.length).toBeGreaterThan(3);
    expect((await db.relaxed.counters.get(laneKey('sam', 'review')))?.count).toBe(1_200);
    // A text that can't be read is said with its place, keeps nothing else from being as it was, and is asked for again.
    main.putRaw('package', 'p1', '{}');
    loop.wake();
    await expect.poll(() => progress.at(-1)).toMatchObject({ state: 'stopped' });
    expect(progress.at(-1)?.problem).toMatch(/^The package p1 came in a shape this window does not know/);
    main.put('package', 'p1', samplePackage({ id: 'p1', revision: 2 }));
    await expect.poll(async () => packageOf((await db.relaxed.packages.get('p1' as PackageId))!).revision).toBe(2);
    await loop.stop();
  },
);
