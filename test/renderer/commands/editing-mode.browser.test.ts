/** The editor's lock follows the mode. */
import { afterEach, expect, test } from 'vitest';
import { watchEditing } from '../../../renderer/commands/editing-mode.ts';
import { saveEdit } from '../../../renderer/commands/save-edit.ts';
import { tryEdit } from '../../../renderer/store/editor-lock.ts';
import { textOnScreen } from '../../../renderer/store/preview.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { cleanDatabases } from '../store/databases.ts';
import { samplePackage } from '../store/sample.ts';
import { openPage, P1, P2 } from './page.ts';

cleanDatabases();
let end: () => void = () => undefined;
afterEach(() => end());

const view = () => useDeskView.getState();

async function isFree(id = P1): Promise<boolean> {
  const held = await tryEdit(id);
  if (held === 'elsewhere') return false;
  held();
  // The lock is free again once the browser has said so.
  await navigator.locks.request(`edit:${id}`, () => undefined);
  return true;
}

test('the package is held while it is edited, and free afterwards', async () => {
  await openPage([{}, {}]);
  end = watchEditing();
  view().set({ mode: 'editing' });
  await expect.poll(() => isFree()).toBe(false);
  expect(await isFree(P2)).toBe(true);
  view().set({ mode: 'reading' });
  await expect.poll(() => isFree()).toBe(true);
});

test('a package that is edited in another window is not edited here', async () => {
  const page = await openPage([{}]);
  end = watchEditing();
  const elsewhere = await tryEdit(P1);
  view().set({ mode: 'editing' });
  await expect.poll(() => view().mode).toBe('reading');
  expect(page.said()).toContain('another window');
  if (elsewhere !== 'elsewhere') elsewhere();
});

// Tried again, since a busy machine may stop this page for a while; a save that always waits is still found.
test('leaving the editor or the window saves at once', { retry: 3 }, async () => {
  const page = await openPage([{}]);
  end = watchEditing();
  view().set({ mode: 'editing' });
  const { body } = textOnScreen(samplePackage(), null);
  const saved = async () => (await page.db.relaxed.edits.get(P1))?.edit?.subject;
  saveEdit(P1, { subject: 'Left', body });
  view().set({ mode: 'reading' });
  await expect.poll(saved, { interval: 5, timeout: 120 }).toBe('Left');
  saveEdit(P1, { subject: 'Hidden', body });
  window.dispatchEvent(new Event('pagehide'));
  await expect.poll(saved, { interval: 5, timeout: 120 }).toBe('Hidden');
});
