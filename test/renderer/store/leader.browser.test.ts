/** Two windows of one profile: one leads, one package has one editor, and closing hands over. */
import { afterEach, expect, test } from 'vitest';
import { createBridge } from '../../../renderer/bridge.ts';
import { createDeskDb } from '../../../renderer/store/db.ts';
import { recordDecision } from '../../../renderer/store/decide.ts';
import { tryEdit } from '../../../renderer/store/editor-lock.ts';
import { createFeedLoop } from '../../../renderer/store/feed-loop.ts';
import { seekLead } from '../../../renderer/store/leader.ts';
import { createOutbox } from '../../../renderer/store/outbox.ts';
import type { PackageId, PersonId } from '../../../shared/domain/ids.ts';
import { cleanDatabases, openDb } from './databases.ts';
import { PlayedMain } from './played-main.ts';
import { NOW_MS, sampleDecision, samplePackage } from './sample.ts';

cleanDatabases();
afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
});

/** Another window of this profile: a frame with its own lock manager, which closing ends like any window's. */
function otherWindow(): { readonly locks: LockManager; close(): void } {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const locks = frame.contentWindow?.navigator.locks;
  if (locks === undefined) throw new Error('the frame has no locks');
  return { locks, close: () => frame.remove() };
}

test('closing the leading window hands the feed and the outbox over, and nothing is handed over twice', async () => {
  const main = new PlayedMain();
  main.put('package', 'p1', samplePackage({ id: 'p1' }));
  main.put('package', 'p2', samplePackage({ id: 'p2' }));
  const { name } = openDb();
  const led: string[] = [];

  /** What a window does while it leads, over handles of its own. */
  const windowNamed = (windowName: string) => () => {
    led.push(windowName);
    const db = createDeskDb(name);
    const { call } = createBridge(main, null, new Set());
    const onFault = (error: unknown) => expect.fail(String(error));
    const outbox = createOutbox({ db, call, personId: () => 'sam' as PersonId, fraction: () => 0.5, onFault });
    const feed = createFeedLoop({
      db,
      call,
      nowMs: () => performance.now(),
      onProgress: () => undefined,
      onChanged: () => undefined,
      onFault,
      yieldToScreen: () => Promise.resolve(),
    });
    const unsubscribe = main.subscribe((event) => {
      if (event === 'feed.advanced') feed.wake();
    });
    outbox.start();
    feed.wake();
    ends.set(windowName, () => (unsubscribe(), Promise.all([outbox.stop(), feed.stop()]).then(() => db.close())));
    return () => ends.get(windowName)?.() ?? Promise.resolve();
  };
  const ends = new Map<string, () => Promise<void>>();

  const first = otherWindow();
  const lock = `lead-${name}`;
  void seekLead(first.locks, windowNamed('first'), lock);
  await expect.poll(() => led).toEqual(['first']);
  const second = seekLead(navigator.locks, windowNamed('second'), lock);

  const reader = openDb(name);
  await expect.poll(() => reader.relaxed.packages.count()).toBe(2);
  await recordDecision(reader, sampleDecision({ id: 'd1', packageId: 'p1' }), NOW_MS);
  await expect.poll(() => main.acted.size).toBe(1);
  expect(led).toEqual(['first']);

  // A window that is closed stops at once; its work ends with it.
  await ends.get('first')?.();
  first.close();
  await expect.poll(() => led).toEqual(['first', 'second']);
  await recordDecision(reader, sampleDecision({ id: 'd2', packageId: 'p2', atMs: NOW_MS + 1 }), NOW_MS);
  await expect.poll(() => main.acted.size).toBe(2);
  await expect.poll(() => reader.relaxed.outbox.count()).toBe(0);
  expect(main.calledWith('decision.submit')).toHaveLength(2);
  await second.stop();
});

test('a window that stops waiting never leads', async () => {
  const led: string[] = [];
  const lead = (name: string) => () => {
    led.push(name);
    return () => Promise.resolve();
  };
  const first = seekLead(navigator.locks, lead('first'), 'lead-waiting');
  await expect.poll(() => led).toEqual(['first']);
  const second = seekLead(navigator.locks, lead('second'), 'lead-waiting');
  await second.stop();
  await first.stop();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(led).toEqual(['first']);
});

test('one package has one editor; letting go or closing frees it', async () => {
  const other = otherWindow();
  const id = 'p1' as PackageId;
  const held = await tryEdit(id, other.locks);
  expect(held).not.toBe('elsewhere');
  expect(await tryEdit(id)).toBe('elsewhere');
  expect(await tryEdit('p2' as PackageId)).not.toBe('elsewhere');
  other.close();
  await expect.poll(() => tryEdit(id)).not.toBe('elsewhere');
});
