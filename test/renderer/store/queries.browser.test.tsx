/** What screens read: live, stable where nothing changed, at once where it was read ahead. */
import { act, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { approve } from '../../../renderer/commands/approve.ts';
import { goNext } from '../../../renderer/commands/select.ts';
import {
  useEscalations,
  useLastUndoable,
  useMedianActiveMs,
  usePackage,
  useQueueCounts,
  useReviewList,
  useSends,
  useSinceAway,
} from '../../../renderer/store/queries.ts';
import { recordDecision, wishUndo } from '../../../renderer/store/decide.ts';
import { keepListedRows } from '../../../renderer/store/review-rows.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import type { DecisionId, PackageId, PersonId } from '../../../shared/domain/ids.ts';
import { openPage, P1, P2, P3, PAGE_NOW_MS } from '../commands/page.ts';
import { cleanDatabases } from './databases.ts';
import { NOW_MS, sampleDecision, sampleEscalation, samplePackage, sampleSend } from './sample.ts';

cleanDatabases();
const SAM = 'sam' as PersonId;
const rendered: { unmount(): void }[] = [];
afterEach(() => {
  for (const one of rendered.splice(0)) one.unmount();
});

/** Renders a hook and keeps every value it gave. */
function watch<T>(hook: () => T): { readonly all: T[]; readonly last: () => T } {
  const all: T[] = [];
  function Probe() {
    all.push(hook());
    return null;
  }
  rendered.push(render(<Probe />));
  return { all, last: () => all[all.length - 1] as T };
}

test('the list is in rank order, within its limit, with the whole count', async () => {
  await openPage([{ tier: 3 }, { tier: 1 }, { tier: 2 }, { ownerId: 'kim' }, { state: 'sent' }]);
  const list = watch(() => useReviewList(SAM, '', 2));
  await expect.poll(() => list.last()?.total).toBe(3);
  const rows = list.last()?.rows ?? [];
  expect(rows).toHaveLength(2);
  expect(rows[0]?.rank ?? NaN).toBeLessThanOrEqual(rows[1]?.rank ?? NaN);
});

test('words narrow the list by account, person, segment and why now, all of them', async () => {
  await openPage([
    { accountName: 'Contoso', contactName: 'Ana Lima' },
    { accountName: 'Contoso', contactName: 'Bo Falk' },
    {},
  ]);
  const list = watch(() => useReviewList(SAM, ' contoso FALK ', 10));
  await expect.poll(() => list.last()).toMatchObject({ total: 1, rows: [{ contactName: 'Bo Falk' }] });
});

test('a narrowed list follows the feed and the person’s decisions, with the words kept in memory and without', async () => {
  const page = await openPage([{ accountName: 'Contoso' }, { accountName: 'Contoso' }, { accountName: 'Fabrikam' }]);
  for (const keep of [false, true]) {
    const end = keep
      ? keepListedRows(
          page.db,
          () => SAM,
          (error) => expect.fail(String(error)),
        )
      : () => undefined;
    const list = watch(() => useReviewList(SAM, 'contoso', 10));
    const names = () =>
      list
        .last()
        ?.rows.map(({ id }) => id)
        .toSorted();
    await expect.poll(names).toEqual(['p1', 'p2']);
    page.main.put(
      'package',
      'p3',
      samplePackage({ id: 'p3', accountName: 'Contoso again', expiresAtMs: NOW_MS + 22 * 3_600_000 }),
    );
    await act(() => page.catchUp());
    await expect.poll(names).toEqual(['p1', 'p2', 'p3']);
    page.main.put(
      'package',
      'p3',
      samplePackage({ id: 'p3', accountName: 'Fabrikam', expiresAtMs: NOW_MS + 22 * 3_600_000 }),
    );
    await act(() => page.catchUp());
    await expect.poll(names).toEqual(['p1', 'p2']);
    await recordDecision(page.db, sampleDecision({ id: `d-${String(keep)}`, packageId: 'p2' }), NOW_MS);
    await expect.poll(() => list.last()).toMatchObject({ total: 1, rows: [{ id: 'p1' }] });
    await wishUndo(page.db, `d-${String(keep)}` as DecisionId);
    await expect.poll(names).toEqual(['p1', 'p2']);
    end();
  }
});

test('a package that was read ahead is there in its first render', async () => {
  await openPage([{}, {}]);
  const shown = watch(() => usePackage(P2));
  expect(shown.all[0]?.pkg.id).toBe('p2');
});

test('an unknown package is null, none is null, one that is being read is undefined', async () => {
  await openPage([{}]);
  const gone = watch(() => usePackage('nobody' as PackageId));
  expect(gone.all[0]).toBeUndefined();
  await expect.poll(() => gone.last()).toBeNull();
  expect(watch(() => usePackage(null)).last()).toBeNull();
});

test('a change that says the same renders nothing again; a real one keeps the rows it did not touch', async () => {
  const page = await openPage([{}, {}]);
  const list = watch(() => useReviewList(SAM, '', 10));
  const shown = watch(() => usePackage(P1));
  await expect.poll(() => list.last()?.rows.length).toBe(2);
  await expect.poll(() => shown.last()?.pkg.id).toBe('p1');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = { list: list.all.length, shown: shown.all.length, rows: list.last()?.rows, pkg: shown.last()?.pkg };
  const same = await page.db.relaxed.packages.toArray();
  await act(async () => {
    await page.db.relaxed.packages.bulkPut(same);
    await page.db.relaxed.summaries.bulkPut(await page.db.relaxed.summaries.toArray());
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  expect(list.all.length).toBe(before.list);
  expect(shown.all.length).toBe(before.shown);
  page.main.put(
    'package',
    'p2',
    samplePackage({ id: 'p2', accountName: 'Renamed', expiresAtMs: NOW_MS + 21 * 3_600_000 }),
  );
  await act(() => page.catchUp());
  await expect.poll(() => list.last()?.rows.some(({ accountName }) => accountName === 'Renamed')).toBe(true);
  expect(list.last()?.rows.find(({ id }) => id === P1)).toBe(before.rows?.find(({ id }) => id === P1));
  expect(shown.last()?.pkg).toBe(before.pkg);
});

test('counts, escalations, sends, what failed while away and the median follow the feed', async () => {
  const page = await openPage([{}, { state: 'snoozed' }, { state: 'refused' }]);
  page.main.put('escalation', 'e1', sampleEscalation('e1'));
  page.main.put('escalation', 'e2', sampleEscalation('e2', 'sam', 'declined'));
  page.main.put('send', 's1', sampleSend({ id: 's1', packageId: 'p3', state: 'refused' }));
  page.main.put(
    'send',
    's2',
    sampleSend({
      id: 's2',
      packageId: 'p2',
      decisionId: 'd2',
      state: 'sent',
      sentAtMs: NOW_MS,
      countersignedAtMs: NOW_MS + 1,
    }),
  );
  page.main.put(
    'send',
    's3',
    sampleSend({
      id: 's3',
      packageId: 'p2',
      decisionId: 'd3',
      state: 'sent',
      sentAtMs: NOW_MS - 3 * 86_400_000,
      countersignedAtMs: NOW_MS - 3 * 86_400_000,
    }),
  );
  for (const [n, activeMs] of [10_000, 40_000, 20_000].entries()) {
    page.main.put('decision', `m${n}`, {
      decision: sampleDecision({ id: `m${n}`, packageId: 'p2', atMs: NOW_MS + n, activeMs }),
      undoUntilMs: NOW_MS,
      state: 'settled',
    });
  }
  await page.catchUp();
  const counts = watch(() => useQueueCounts(SAM));
  await expect
    .poll(() => counts.last())
    .toEqual({
      review: 1,
      escalations: 1,
      'hot-replies': 0,
      replies: 0,
      'since-away': 1,
      calls: 0,
      snoozed: 1,
      'sent-today': 1,
    });
  const escalations = watch(() => useEscalations(SAM));
  await expect.poll(() => escalations.last()?.map(({ id }) => id)).toEqual(['e1', 'e2']);
  const sends = watch(() => useSends(SAM, 2));
  await expect.poll(() => sends.last()?.map(({ id }) => id)).toEqual(['s2', 's1']);
  const away = watch(() => useSinceAway(SAM));
  await expect.poll(() => away.last()?.map(({ summary, send }) => [summary.id, send.id])).toEqual([['p3', 's1']]);
  const median = watch(() => useMedianActiveMs(SAM));
  await expect.poll(() => median.last()).toEqual({ medianMs: 20_000, count: 3 });
  // Deciding anew about that package answers the refusal.
  await recordDecision(page.db, sampleDecision({ id: 'anew', packageId: 'p3', atMs: PAGE_NOW_MS }), PAGE_NOW_MS);
  await expect.poll(() => counts.last()['since-away']).toBe(0);
  await expect.poll(() => away.last()).toEqual([]);
});

test('the last decision is undoable until its window ends', async () => {
  const page = await openPage([{}, {}]);
  const undoable = watch(() => useLastUndoable(SAM));
  await act(() => approve(P1));
  await expect.poll(() => undoable.last()?.decision.packageId).toBe('p1');
  await act(() => page.handOver());
  await expect.poll(async () => (await page.db.relaxed.decisions.toArray())[0]?.answer?.kind).toBe('accepted');
  expect(undoable.last()?.decision.packageId).toBe('p1');
  const [row] = await page.db.relaxed.decisions.toArray();
  if (row === undefined) throw new Error('the decision is gone');
  await page.db.strict.decisions.put({ ...row, record: { ...row.record, undoUntilMs: PAGE_NOW_MS - 1 } });
  await expect.poll(() => undoable.last()).toBeNull();
});

test('a decided package leaves the list, and the next is on screen, before anything was written', async () => {
  await openPage([{}, {}, {}]);
  const list = watch(() => useReviewList(SAM, '', 10));
  const shown = watch(() => usePackage(useDeskView(({ selectedId }) => selectedId)));
  await expect.poll(() => list.last()?.rows.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
  let pressed: Promise<unknown> = Promise.resolve();
  act(() => {
    pressed = approve(P1);
  });
  expect(list.last()).toMatchObject({ total: 2, rows: [{ id: 'p2' }, { id: 'p3' }] });
  expect(shown.last()?.pkg.id).toBe('p2');
  await act(() => pressed);
  await expect.poll(() => list.last()?.total).toBe(2);
  act(goNext);
  expect(shown.last()?.pkg.id).toBe(P3);
});

test('after many changes that concern it nothing, a live query is asked anew, shows the same answer and still follows', async () => {
  const page = await openPage([{}, {}]);
  const list = watch(() => useReviewList(SAM, '', 10));
  await expect.poll(() => list.last()?.total).toBe(2);
  const answer = list.last();
  const drawn = list.all.length;
  for (let at = 0; at < 420; at += 1) await page.db.relaxed.meta.put({ key: 'nothing-to-do-with-it', at } as never);
  await expect.poll(() => list.all.length).toBeGreaterThan(drawn);
  expect(list.all.slice(drawn)).toSatisfy((shown: readonly unknown[]) => shown.every((one) => one === answer));
  page.main.put('package', 'p9', samplePackage({ id: 'p9' }));
  await page.catchUp();
  await expect.poll(() => list.last()?.total).toBe(3);
});
