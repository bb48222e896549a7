/** The page's side of the desk as a whole, against a played main process. */
import { afterEach, expect, test, vi } from 'vitest';
import { createBridge, replaceBridge } from '../../../renderer/bridge.ts';
import { approve } from '../../../renderer/commands/approve.ts';
import { saveEdit } from '../../../renderer/commands/save-edit.ts';
import { select } from '../../../renderer/commands/select.ts';
import { startDesk } from '../../../renderer/store/boot.ts';
import { resetEditing } from '../../../renderer/store/editing.ts';
import { useDeskCopy } from '../../../renderer/store/desk-copy.ts';
import { hereAndNow } from '../../../renderer/store/here-and-now.ts';
import { onPackageViews, peekPackageView } from '../../../renderer/store/package-view.ts';
import { setReviewOrder } from '../../../renderer/store/review-order.ts';
import { resetStanding } from '../../../renderer/store/storage-state.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import { P1, P2, PAGE_NOW_MS } from '../commands/page.ts';
import { cleanDatabases, deleteDb, openPageDb } from './databases.ts';
import { PlayedMain } from './played-main.ts';
import { sampleDesk, samplePackage, samplePerson, samplePolicy, sampleWorld } from './sample.ts';

cleanDatabases();
let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

const session = () => useSession.getState();

function started(main: PlayedMain) {
  const db = openPageDb();
  const lines = new Set<(state: 'live' | 'lost' | 'needs-token') => void>();
  replaceBridge(createBridge(main, null, lines));
  resetEditing();
  resetStanding();
  hereAndNow.nowMs = () => PAGE_NOW_MS;
  useSession.setState({
    person: null,
    people: [],
    status: null,
    leading: false,
    connection: 'starting',
    problem: null,
    progress: null,
  });
  useDeskView.setState({ selectedId: null, mode: 'reading', screen: 'review' });
  stop = startDesk();
  return {
    db,
    line: (state: 'live' | 'lost' | 'needs-token') => {
      for (const tell of lines) tell(state);
    },
  };
}

function fullMain(): PlayedMain {
  const main = new PlayedMain();
  for (const id of ['p1', 'p2']) {
    main.put('package', id, samplePackage({ id }));
    main.put('world', id, sampleWorld(id));
  }
  main.put('desk', 'desk', sampleDesk(PAGE_NOW_MS));
  main.put('policy', 'policy', samplePolicy());
  main.put('people', 'people', [samplePerson()]);
  return main;
}

test('from nothing to a signed package: greeting, lead, feed, decision, and its outcome back', async () => {
  const main = fullMain();
  const { db } = started(main);
  await expect
    .poll(() => session())
    .toMatchObject({ connection: 'live', leading: true, demo: true, person: { id: 'sam' } });
  await expect.poll(() => db.relaxed.summaries.count()).toBe(2);
  setReviewOrder([P1, P2]);
  select(P1);
  useDeskView.setState({ shownAtMs: 0 });
  await expect.poll(() => peekPackageView(P1)?.world?.packageId).toBe('p1');
  await expect.poll(() => useDeskCopy.getState().desk).not.toBeNull();
  expect(await approve(P1)).toBe('signed');
  await expect.poll(() => main.acted.size).toBe(1);
  await expect.poll(() => db.relaxed.outbox.count()).toBe(0);
  expect(await db.relaxed.summaries.get(P1)).toMatchObject({ lane: 'closed', feedLane: 'closed' });
});

test('a newer object in the feed is on this page without being asked for', async () => {
  const main = fullMain();
  const { db } = started(main);
  await expect.poll(() => db.relaxed.summaries.count()).toBe(2);
  main.put('package', 'p3', samplePackage({ id: 'p3' }));
  await expect.poll(() => db.relaxed.summaries.count()).toBe(3);
});

test('A pressed in the very moment in which one’s own edit comes back by the feed signs that edit', async () => {
  const main = fullMain();
  const { db } = started(main);
  await expect.poll(() => db.relaxed.summaries.count()).toBe(2);
  setReviewOrder([P1, P2]);
  select(P1);
  useDeskView.setState({ shownAtMs: 0 });
  await expect.poll(() => peekPackageView(P1)?.world?.packageId).toBe('p1');
  await expect.poll(() => useDeskCopy.getState().desk).not.toBeNull();
  const { subject, body } = samplePackage().draft!;
  // What the page shows is told of when the feed has changed it: the earliest moment in which a key could find it changed.
  const pressed: Promise<string>[] = [];
  const end = onPackageViews(() => {
    if (main.journal.size === 1 && pressed.length === 0) pressed.push(approve(P1));
  });
  saveEdit(P1, { subject: `${subject} again`, body });
  await expect.poll(() => pressed).toHaveLength(1);
  end();
  expect(await pressed[0]).toBe('signed');
  await expect.poll(() => main.acted.size).toBe(1);
  expect([...main.acted.values()][0]).toMatchObject({ kind: 'approve', message: { subject: `${subject} again` } });
});

test('a store that is deleted under a running page fills again, edits included', async () => {
  const main = fullMain();
  const { db } = started(main);
  await expect.poll(() => db.relaxed.summaries.count()).toBe(2);
  select(P1);
  await expect.poll(() => peekPackageView(P1)?.pkg.id).toBe('p1');
  saveEdit(P1, { subject: 'Changed here', body: 'Hi Dana,\n\nChanged.' });
  await expect.poll(() => main.journal.size).toBe(1);
  await deleteDb(db.name);
  await expect.poll(() => db.relaxed.summaries.count()).toBe(2);
  await expect.poll(async () => (await db.relaxed.edits.get(P1))?.edit?.subject).toBe('Changed here');
  expect(session().connection).toBe('live');
});

test('a lost line is said, and after it everything that waited is handed over', async () => {
  const main = fullMain();
  const { db, line } = started(main);
  await expect.poll(() => db.relaxed.summaries.count()).toBe(2);
  setReviewOrder([P1, P2]);
  select(P1);
  useDeskView.setState({ shownAtMs: 0 });
  await expect.poll(() => peekPackageView(P1)?.world?.packageId).toBe('p1');
  await expect.poll(() => useDeskCopy.getState().desk).not.toBeNull();
  main.isDown = true;
  line('lost');
  expect(session()).toMatchObject({ connection: 'lost' });
  expect(await approve(P1)).toBe('signed');
  await expect.poll(() => main.calledWith('decision.submit').length).toBeGreaterThan(0);
  expect(main.acted.size).toBe(0);
  line('needs-token');
  expect(session()).toMatchObject({ connection: 'needs-token' });
  expect(session().problem).toContain('paste the address');
  main.isDown = false;
  line('live');
  await expect.poll(() => session().connection).toBe('live');
  await expect.poll(() => main.acted.size).toBe(1);
});

test('a main process of another version asks for a reload', async () => {
  const main = fullMain();
  const answer = main.call.bind(main);
  main.call = (channel, request) =>
    channel === 'desk.hello'
      ? Promise.resolve({ ok: true, value: { kind: 'reload', because: 'The desk was updated.' } })
      : answer(channel, request);
  started(main);
  await expect.poll(() => session()).toMatchObject({ connection: 'other-version', problem: 'The desk was updated.' });
});

test('events change the status and the progress; one that does not parse changes nothing', async () => {
  const main = fullMain();
  started(main);
  await expect.poll(() => session().connection).toBe('live');
  const progress = {
    task: 'import',
    label: 'Importing',
    done: 3,
    total: 10,
    perSecond: 2,
    state: 'running',
    problem: null,
  };
  main.tell('progress', progress);
  expect(session().progress).toEqual(progress);
  main.tell('progress', { ...progress, done: -1 });
  main.tell('nonsense', null);
  expect(session().progress).toEqual(progress);
});

test('a store that does not open is said in words, and the page still speaks to main', async () => {
  const main = fullMain();
  const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store.', 'UnknownError');
  });
  started(main);
  await expect.poll(() => session().person?.id).toBe('sam');
  await expect.poll(() => session().connection).toBe('storage-full');
  expect(session().problem).toContain('can’t be used');
  open.mockRestore();
});
