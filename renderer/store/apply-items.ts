/** Applies feed items of one kind each inside the page's transaction: bodies, list rows, counters. It opens no transaction of its own. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { EscalationId, PackageId, SendId } from '../../shared/domain/ids.ts';
import type { FeedItem, FeedKind } from '../../shared/ipc/feed.ts';
import { awayKey, openEscalationsKey, type CounterChanges } from './counters.ts';
import type { Stores } from './db.ts';
import {
  needsItsPerson,
  summaryOf,
  type DecisionRow,
  type EditRow,
  type PackageRow,
  type SendRow,
  type SummaryRow,
  type WorldRow,
} from './rows.ts';
import { listedPartOf } from './texts.ts';

type ItemOf<K extends FeedKind> = Extract<FeedItem, { kind: K }>;
type Touched = Set<PackageId>;

const idOf = (item: { readonly id: string }) => item.id as PackageId;

/** Packages: the body, and the list row under any undelivered decision. `filled` as in `FeedNews`. */
export async function applyPackages(
  db: Stores,
  items: readonly ItemOf<'package'>[],
  counters: CounterChanges,
  touched: Touched,
  filled: Set<PackageId> | null,
): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map(idOf);
  // A row to a request is most of what filling an empty store would cost.
  const mayHaveRow = filled === null ? ids : ids.filter((id) => filled.has(id));
  const [rowsBefore, edited, pending] = await Promise.all([
    db.summaries.bulkGet(mayHaveRow),
    readEdited(db, new Set(ids)),
    db.outbox.toArray(),
  ]);
  const before = new Map(mayHaveRow.map((id, at) => [id, rowsBefore[at]]));
  const laneOfPending = new Map(pending.map((row) => [row.packageId, row.lane]));
  const rows: SummaryRow[] = [];
  const bodies: PackageRow[] = [];
  const gone: PackageId[] = [];
  for (const item of items) {
    const id = idOf(item);
    touched.add(id);
    filled?.add(id);
    if (item.body === null) {
      gone.push(id);
      counters.moved(before.get(id), undefined);
      continue;
    }
    const body = { id, text: item.body };
    const row = summaryOf(listedPartOf(body), { edited: edited.has(id), pendingLane: laneOfPending.get(id) ?? null });
    counters.moved(before.get(id), row);
    rows.push(row);
    bodies.push(body);
  }
  await Promise.all([db.summaries.bulkPut(rows), db.packages.bulkPut(bodies)]);
  // Its world has a tombstone of its own: the package may come back without the world coming again.
  if (gone.length > 0) await Promise.all([db.summaries.bulkDelete(gone), db.packages.bulkDelete(gone)]);
}

/** Which of these packages have an edit. Edits are few: their keys in one read cost less than a look for each package. */
async function readEdited(db: Stores, ids: ReadonlySet<PackageId>): Promise<ReadonlySet<PackageId>> {
  const candidates = (await db.edits.toCollection().primaryKeys()).filter((id) => ids.has(id));
  if (candidates.length === 0) return new Set();
  const rows = await db.edits.bulkGet(candidates);
  return new Set(rows.flatMap((row) => (row === undefined || row.edit === null ? [] : [row.packageId])));
}

/** What is known around each package. */
export async function applyWorlds(db: Stores, items: readonly ItemOf<'world'>[], touched: Touched): Promise<void> {
  if (items.length === 0) return;
  for (const item of items) touched.add(idOf(item));
  const gone = items.flatMap((item) => (item.body === null ? [idOf(item)] : []));
  const rows = items.flatMap((item): WorldRow[] =>
    item.body === null ? [] : [{ packageId: idOf(item), text: item.body }],
  );
  await db.worlds.bulkPut(rows);
  if (gone.length > 0) await db.worlds.bulkDelete(gone);
}

/** Edits: main's copy restores what this profile lost; a newer one of this profile stays. Answers with those it took, null where one went. */
export async function applyEdits(
  db: Stores,
  items: readonly ItemOf<'edit'>[],
  touched: Touched,
): Promise<ReadonlyMap<PackageId, DraftEdit | null>> {
  const taken = new Map<PackageId, DraftEdit | null>();
  if (items.length === 0) return taken;
  const ids = items.map(idOf);
  const [own, summaries] = await Promise.all([db.edits.bulkGet(ids), db.summaries.bulkGet(ids)]);
  const rows: EditRow[] = [];
  const gone: PackageId[] = [];
  const marks: SummaryRow[] = [];
  items.forEach((item, at) => {
    const id = idOf(item);
    const row = own[at];
    if (item.body === null) {
      // Not yet journaled: written after what main has dropped.
      if (row === undefined || (row.edit !== null && row.journaled === 0)) return;
      gone.push(id);
    } else {
      const isOlder =
        row !== undefined &&
        (row.updatedAtMs > item.body.updatedAtMs || (row.edit === null && row.updatedAtMs >= item.body.updatedAtMs));
      if (isOlder) return;
      rows.push({ packageId: id, edit: item.body, updatedAtMs: item.body.updatedAtMs, journaled: 1 });
    }
    touched.add(id);
    taken.set(id, item.body);
    const summary = summaries[at];
    const edited = item.body !== null;
    if (summary !== undefined && summary.edited !== edited) marks.push({ ...summary, edited });
  });
  await db.edits.bulkPut(rows);
  await db.edits.bulkDelete(gone);
  await db.summaries.bulkPut(marks);
  return taken;
}

/** Decisions as the ledger keeps them, over what this profile wrote when it made them. Answers with the packages they are about. */
export async function applyDecisions(
  db: Stores,
  items: readonly ItemOf<'decision'>[],
  touched: Touched,
): Promise<readonly PackageId[]> {
  if (items.length === 0) return [];
  const packages: PackageId[] = [];
  const ids = items.map(({ id }) => id as DecisionRow['id']);
  const own = await db.decisions.bulkGet(ids);
  const rows: DecisionRow[] = [];
  const gone: DecisionRow['id'][] = [];
  items.forEach(({ id, body }, at) => {
    const before = own[at];
    if (body === null) {
      gone.push(id as DecisionRow['id']);
      if (before !== undefined) packages.push(before.packageId);
      return;
    }
    const { decision } = body;
    packages.push(decision.packageId);
    rows.push({
      id: decision.id,
      packageId: decision.packageId,
      personId: decision.personId,
      atMs: decision.atMs,
      activeMs: decision.activeMs,
      record: body,
      confirmed: true,
      answer: before?.answer ?? null,
      undo: before?.undo ?? null,
      untold: before?.untold ?? 0,
    });
  });
  await db.decisions.bulkPut(rows);
  await db.decisions.bulkDelete(gone);
  for (const id of packages) touched.add(id);
  return packages;
}

/** Sends with their states; `refreshAwayOf` then says which wait for their person. Answers with the packages they are about. */
export async function applySends(
  db: Stores,
  items: readonly ItemOf<'send'>[],
  counters: CounterChanges,
  touched: Touched,
): Promise<readonly PackageId[]> {
  if (items.length === 0) return [];
  const packages: PackageId[] = [];
  const before = await db.sends.bulkGet(items.map(({ id }) => id as SendRow['id']));
  const rows: SendRow[] = [];
  const gone: SendRow['id'][] = [];
  items.forEach(({ id, body }, at) => {
    const old = before[at];
    if (old !== undefined) packages.push(old.packageId);
    if (body === null) {
      gone.push(id as SendRow['id']);
      if (old?.away === 1) counters.add(awayKey(old.personId), -1);
      return;
    }
    packages.push(body.packageId);
    const { decisionId, packageId, personId, countersignedAtMs } = body;
    if (old?.away === 1 && old.personId !== personId) counters.add(awayKey(old.personId), -1);
    const away = old?.personId === personId ? old.away : 0;
    rows.push({
      id: body.id,
      decisionId,
      packageId,
      personId,
      countersignedAtMs,
      sentAtMs: body.sentAtMs ?? 0,
      away,
      send: body,
    });
  });
  await db.sends.bulkPut(rows);
  await db.sends.bulkDelete(gone);
  for (const id of packages) touched.add(id);
  return packages;
}

/** Which sends of these packages wait for their person now. */
export async function refreshAwayOf(
  db: Stores,
  packageIds: readonly PackageId[],
  counters: CounterChanges,
): Promise<void> {
  if (packageIds.length === 0) return;
  const sends = await db.sends.where('packageId').anyOf(packageIds).toArray();
  if (sends.length === 0) return;
  const decisions = Map.groupBy(
    await db.decisions.where('packageId').anyOf(packageIds).toArray(),
    (row) => row.packageId,
  );
  const changed = sends.flatMap((row): SendRow[] => {
    const away = needsItsPerson(row.send, decisions.get(row.packageId) ?? []) ? 1 : 0;
    if (away === row.away) return [];
    counters.add(awayKey(row.personId), away === 1 ? 1 : -1);
    return [{ ...row, away }];
  });
  await db.sends.bulkPut(changed);
}

/** Escalations, with the count of open ones. */
export async function applyEscalations(
  db: Stores,
  items: readonly ItemOf<'escalation'>[],
  counters: CounterChanges,
): Promise<void> {
  if (items.length === 0) return;
  const before = await db.escalations.bulkGet(items.map(({ id }) => id as EscalationId));
  items.forEach(({ body }, at) => {
    const old = before[at];
    if (old?.state === 'open') counters.add(openEscalationsKey(old.ownerId), -1);
    if (body?.state === 'open') counters.add(openEscalationsKey(body.ownerId), 1);
  });
  await db.escalations.bulkPut(items.flatMap(({ body }) => (body === null ? [] : [body])));
  await db.escalations.bulkDelete(items.flatMap(({ id, body }) => (body === null ? [id as EscalationId] : [])));
}

/** The shapes of bodies that left; those too old to compare with are gone. */
export async function applyRecentBodies(db: Stores, items: readonly ItemOf<'recent-body'>[]): Promise<void> {
  await db.recentBodies.bulkPut(items.flatMap(({ body }) => (body === null ? [] : [body])));
  await db.recentBodies.bulkDelete(items.flatMap(({ id, body }) => (body === null ? [id as SendId] : [])));
}

/** The records there is one of each. */
export async function applySingles(
  db: Stores,
  desk: readonly ItemOf<'desk'>[],
  policy: readonly ItemOf<'policy'>[],
  people: readonly ItemOf<'people'>[],
): Promise<void> {
  for (const { kind, body } of [...desk, ...policy, ...people]) if (body === null) await db.singles.delete(kind);
  for (const { body } of desk) if (body !== null) await db.singles.put({ key: 'desk', body });
  for (const { body } of policy) if (body !== null) await db.singles.put({ key: 'policy', body });
  for (const { body } of people) if (body !== null) await db.singles.put({ key: 'people', body });
}
