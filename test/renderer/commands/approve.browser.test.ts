/** What one press of A does, with the real gate behind it. */
import { afterEach, expect, test, vi } from 'vitest';
import { approve } from '../../../renderer/commands/approve.ts';
import { attestCurrent } from '../../../renderer/commands/attest-sentence.ts';
import { reject } from '../../../renderer/commands/reject.ts';
import { saveEdit } from '../../../renderer/commands/save-edit.ts';
import { snooze } from '../../../renderer/commands/snooze.ts';
import { tellOutcomes } from '../../../renderer/commands/tell-outcomes.ts';
import { undoLast } from '../../../renderer/commands/undo-last.ts';
import { useNotices } from '../../../renderer/commands/notify.ts';
import { editKeeper } from '../../../renderer/store/editing.ts';
import { hereAndNow } from '../../../renderer/store/here-and-now.ts';
import { clearStorageFault } from '../../../renderer/store/storage-state.ts';
import { textOnScreen } from '../../../renderer/store/preview.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import { Decision } from '../../../shared/domain/decision.ts';
import { cleanDatabases } from '../store/databases.ts';
import { samplePackage, sampleWorld } from '../store/sample.ts';
import { forgetPackageViews, prefetchPackageViews } from '../../../renderer/store/package-view.ts';
import { openPage, P1, P2, P3, PAGE_NOW_MS, type Page } from './page.ts';

cleanDatabases();
afterEach(() => vi.restoreAllMocks());

const view = () => useDeskView.getState();
const draftOf = (id = 'p1') => textOnScreen(samplePackage({ id }), null);

/** Puts the package on screen anew after the feed has changed it. */
async function reread(page: Page): Promise<void> {
  await page.catchUp();
  forgetPackageViews([P1]);
  await prefetchPackageViews(page.db, [P1]);
}

test('a clear package is signed with one press, and the next one is on screen at once', async () => {
  const page = await openPage([{}, {}, {}]);
  const pressed = approve(P1);
  // Before anything was written.
  expect(view().selectedId).toBe(P2);
  expect(await pressed).toBe('signed');
  await page.handOver();
  const [decision] = [...page.main.acted.values()];
  expect(Decision.parse(decision)).toMatchObject({
    kind: 'approve',
    packageId: 'p1',
    body: draftOf().body,
    editClass: 'unedited',
    message: { to: 'dana.p1@northwind.example', from: 'sam@ourco.example', subject: draftOf().subject },
  });
  expect(decision?.kind === 'approve' && decision.message.text).toContain('Reply “remove me” and we stop.');
});

test('a press within 400 ms of a new package is ignored', async () => {
  const page = await openPage([{}]);
  view().set({ shownAtMs: PAGE_NOW_MS - 399 });
  expect(await approve(P1)).toBe('ignored');
  expect(await page.db.relaxed.outbox.count()).toBe(0);
  view().set({ shownAtMs: PAGE_NOW_MS - 400 });
  expect(await approve(P1)).toBe('signed');
});

test('a refusal never signs and goes there', async () => {
  const page = await openPage([{}, {}]);
  page.main.put('world', 'p1', sampleWorld('p1', { relation: 'competitor' }));
  await reread(page);
  for (let press = 0; press < 3; press += 1) expect(await approve(P1)).toBe('blocked');
  expect(view()).toMatchObject({ selectedId: P1, focusFinding: { code: 'relation', times: 3 } });
  expect(page.said()).toContain('Not signed');
  expect(await page.db.relaxed.outbox.count()).toBe(0);
});

test('an ask is shown by the first press and recorded as seen by the second', async () => {
  const page = await openPage([{ body: 'Hi Dana,\n\nWould it be useful to see it?\n\nBest,\nSam' }, {}]);
  expect(await approve(P1)).toBe('shown');
  expect(view().focusFinding?.code).toBe('length');
  expect(await page.db.relaxed.outbox.count()).toBe(0);
  expect(await approve(P1)).toBe('signed');
  await page.handOver();
  expect([...page.main.acted.values()][0]).toMatchObject({ seen: ['length'] });
});

test('an ask that comes with an edit is shown too, though another was seen', async () => {
  const page = await openPage([{ body: 'Hi Dana,\n\nWould it be useful to see it?\n\nBest,\nSam' }]);
  expect(await approve(P1)).toBe('shown');
  const body =
    'Hi Dana,\n\nWould it be useful to see it?\n\nShall we talk? Could you call me? See bit.ly/x.\n\nBest,\nSam';
  saveEdit(P1, { subject: draftOf().subject, body });
  const outcome = await approve(P1);
  expect(outcome).not.toBe('signed');
  expect(await page.db.relaxed.outbox.count()).toBe(0);
});

test('a changed sentence is signed only after its person answered for it', async () => {
  const page = await openPage([{}, {}]);
  const { subject, body } = draftOf();
  saveEdit(P1, { subject, body: body.replace('It takes an afternoon', 'It takes a morning') });
  expect(await approve(P1)).toBe('blocked');
  expect(view().focusFinding?.code).toBe('claims');
  // The first T goes to the sentence, the second answers for it.
  view().set({ sentence: null });
  await attestCurrent(P1);
  expect(editKeeper().current(P1)?.edit?.attested).toEqual([]);
  await attestCurrent(P1);
  expect(editKeeper().current(P1)?.edit?.attested).toMatchObject([{ personId: 'sam' }]);
  expect(await approve(P1)).toBe('signed');
  await page.handOver();
  const [decision] = [...page.main.acted.values()];
  expect(decision).toMatchObject({ kind: 'approve', editClass: 'minor', attested: [{ personId: 'sam' }] });
  expect(decision?.kind === 'approve' && decision.body).toContain('It takes a morning');
});

test('a hold signs and says when it leaves', async () => {
  const page = await openPage([{}], { sendWindow: { startMinute: 60, endMinute: 120, days: [1, 2, 3, 4, 5] } });
  expect(await approve(P1)).toBe('signed');
  expect(page.said()).toMatch(/Leaves \w{3} \d\d:\d\d/);
});

test('text typed a moment ago is what is signed, and what is saved', async () => {
  const page = await openPage([{}]);
  const { body } = draftOf();
  saveEdit(P1, { subject: 'Another subject line', body });
  expect(await approve(P1)).toBe('signed');
  await page.handOver();
  expect([...page.main.acted.values()][0]).toMatchObject({ message: { subject: 'Another subject line' } });
  expect((await page.db.relaxed.edits.get(P1))?.edit?.subject).toBe('Another subject line');
});

test('text that equals the draft again is no edit', async () => {
  const page = await openPage([{}]);
  saveEdit(P1, { subject: 'Another subject line', body: draftOf().body });
  saveEdit(P1, draftOf());
  await editKeeper().flush();
  expect((await page.db.relaxed.edits.get(P1))?.edit).toBeNull();
});

test('what belongs to somebody else, or is decided, can’t be decided here', async () => {
  const page = await openPage([{}]);
  page.main.put('package', 'p1', samplePackage({ id: 'p1', ownerId: 'kim' }));
  await reread(page);
  expect(await approve(P1)).toBe('blocked');
  page.main.put('package', 'p1', samplePackage({ id: 'p1', state: 'sent' }));
  await reread(page);
  await reject(P1, 'tone');
  expect(page.said()).toContain('it is sent');
  expect(await page.db.relaxed.outbox.count()).toBe(0);
});

test('after each decision the one that takes its place is on screen; after the last, the one before', async () => {
  await openPage([{}, {}, {}]);
  await reject(P1, 'tone', 'two\nlines');
  expect(view().selectedId).toBe(P2);
  view().set({ selectedId: P3 });
  await snooze(P3, { kind: 'fresh-signal' });
  expect(view().selectedId).toBe(P2);
});

test('undo before the hand-over brings the package back on screen', async () => {
  const page = await openPage([{}, {}]);
  await approve(P1);
  await undoLast();
  expect(page.said()).toContain('Undone');
  expect(view().selectedId).toBe(P1);
  await page.handOver();
  expect(page.main.acted.size).toBe(0);
  expect((await page.db.relaxed.summaries.get(P1))?.lane).toBe('review');
});

test('a refusal by main is told, once', async () => {
  const page = await openPage([{}, {}]);
  const ends = [tellOutcomes(), tellOutcomes()];
  page.main.next.set('decision.submit', [{ refused: 'the contact was suppressed a moment ago' }]);
  await approve(P1);
  await page.handOver();
  await expect.poll(() => page.said()).toContain('the contact was suppressed a moment ago');
  const { count } = useNotices.getState();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(useNotices.getState().count).toBe(count);
  for (const end of ends) end();
});

test.each(['add', 'put'] as const)(
  'with a full disk (%s fails) a decision goes straight to main, the desk says so, and undo still works',
  async (method) => {
    const page = await openPage([{}, {}]);
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    });
    await approve(P1);
    expect([...page.main.acted.values()].map(({ packageId }) => packageId)).toEqual(['p1']);
    expect(useSession.getState()).toMatchObject({ connection: 'storage-full' });
    expect(useSession.getState().problem).toContain('full');
    expect(view().selectedId).toBe(P2);
    await approve(P2);
    view().set({ shownAtMs: 0 });
    await undoLast();
    expect(page.main.undone.size).toBe(1);
    expect(page.said()).toContain('Undone');
  },
);

test('once the store works again, undo is about the newest decision, whichever way it went', async () => {
  const page = await openPage([{}, {}]);
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  await approve(P1);
  full.mockRestore();
  clearStorageFault();
  hereAndNow.nowMs = () => PAGE_NOW_MS + 1_000;
  await approve(P2);
  await undoLast();
  expect(view().selectedId).toBe(P2);
  expect(page.main.undone.size).toBe(0);
  await undoLast();
  expect([...page.main.undone]).toEqual([...page.main.acted.keys()]);
});
