/** The page's own store is a copy: wiped, shared by two windows or full, nothing that was decided or written is lost. */
import { expect } from 'vitest';
import {
  approve,
  beginEditing,
  countOf,
  find,
  nextAfter,
  notice,
  onScreen,
  sendNow,
  sitDown,
  untilCount,
  untilSent,
} from './hands.ts';
import { journey } from './journey.ts';
import { ledgerRows } from './outside.ts';
import type { Page } from 'playwright-core';

const MINE = 'Half a thought, still mine.';

journey('the page’s store is wiped: queue, decisions and edits in progress come back', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  const before = await countOf(page, 'Review');
  const sent = await approve(page);
  await sendNow(page, sent);
  await untilSent(page, sent);
  const edited = await onScreen(page);
  await beginEditing(page);
  await page.keyboard.type(`${MINE} `);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  const rejected = await nextAfter(page, edited);
  await page.keyboard.press('r');
  await page.keyboard.press('3');
  const snoozed = await nextAfter(page, rejected);
  await page.keyboard.press('h');
  await page.keyboard.press('2');
  await nextAfter(page, snoozed);
  await untilCount(page, 'Review', before - 3);
  const inLedger = (kind: string) =>
    ledgerRows(desk.paths.ledger, `SELECT body FROM feed WHERE kind = '${kind}' AND body IS NOT NULL`).length;
  // What the ledger does not have yet, nobody could bring back.
  await expect.poll(() => inLedger('edit')).toBe(1);
  await expect.poll(() => inLedger('decision')).toBe(3);

  // The store's library says so in passing.
  desk.expectFaults(/wants to delete database/);
  const wiped = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.deleteDatabase('countersign');
        request.onsuccess = () => resolve('wiped');
        request.onerror = () => resolve('failed');
      }),
  );
  expect(wiped).toBe('wiped');
  await page.reload();
  await sitDown(page);
  await untilCount(page, 'Review', before - 3);
  await untilCount(page, 'Sent', 1);
  await find(page, edited.account);
  await page.getByRole('textbox', { name: 'Message' }).getByText(MINE).waitFor();
  await page.keyboard.press('j');
  await nextAfter(page, edited);
  const after = await approve(page);
  await sendNow(page, after);
  await untilSent(page, after);
  expect(desk.mails()).toHaveLength(2);
});

const holders = (page: Page) =>
  page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const leading = (locks: readonly LockInfo[]) => locks.filter(({ name }) => name === 'countersign-leader').length;
    return { held: leading(held), pending: leading(pending) };
  });

journey(
  'of two windows one leads and a package has one editor; when the leader closes, the other goes on with feed and outbox',
  async (sit) => {
    const desk = await sit({ undoSeconds: 5 });
    const first = desk.page();
    await sitDown(first);
    const before = await countOf(first, 'Review');
    const second = await desk.openWindow();
    await sitDown(second);
    expect(await holders(second)).toEqual({ held: 1, pending: 1 });

    const shared = await onScreen(first);
    expect(await onScreen(second)).toEqual(shared);
    await first.bringToFront();
    await beginEditing(first);
    await first.keyboard.type('Only here. ');
    await second.bringToFront();
    await second.keyboard.press('e');
    await notice(second, 'This package is being edited in another window.').waitFor();
    await second.getByText('Being edited in another window. Close it there, or decide there.').waitFor();
    expect(await second.getByRole('textbox', { name: 'Message, editing' }).count()).toBe(0);
    await first.bringToFront();
    await first.keyboard.press('Escape');

    // Decided in the second window, handed over by the first, told in both.
    await second.bringToFront();
    await second.keyboard.press('j');
    await nextAfter(second, shared);
    const early = await approve(second);
    await sendNow(second, early);
    await untilSent(second, early);
    await untilCount(first, 'Review', before - 1);
    await untilCount(first, 'Sent', 1);

    await first.close();
    await expect.poll(() => holders(second)).toEqual({ held: 1, pending: 0 });
    const late = await approve(second);
    await sendNow(second, late);
    await untilSent(second, late);
    await untilCount(second, 'Sent', 2);
    expect(desk.mails()).toHaveLength(2);
  },
  { localOnly: 'the shell has one window' },
);

journey('a full disk is said, and what is decided and written still reaches the ledger', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  const first = await onScreen(page);
  // All that is known of the first two has reached this window: what fails from here on is the disk alone.
  const toolbar = page.getByRole('toolbar', { name: 'Decide' });
  await toolbar.getByRole('button', { name: /^Approve, leaves in/ }).waitFor();
  await page.keyboard.press('j');
  await nextAfter(page, first);
  await toolbar.getByRole('button', { name: /^Approve, leaves in/ }).waitFor();
  await page.keyboard.press('k');
  await expect.poll(async () => (await onScreen(page)).packageId).toBe(first.packageId);
  const before = await countOf(page, 'Review');
  await page.evaluate(() => {
    const full = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.put = full;
    IDBObjectStore.prototype.add = full;
  });
  await beginEditing(page);
  await page.keyboard.type(`${MINE} `);
  await page.getByRole('alert').filter({ hasText: 'This computer’s disk is full.' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await nextAfter(page, first);
  const decided = await approve(page);
  await notice(page, 'Kept by the ledger').waitFor();
  await expect.poll(() => desk.mails().length).toBe(1);
  expect(desk.mails()[0]).toContain(`To: ${decided.to}`);
  expect(ledgerRows(desk.paths.ledger, 'SELECT package_id, kind FROM decisions')).toEqual([
    { package_id: decided.packageId, kind: 'approve' },
  ]);

  // There is room again.
  await page.reload();
  await sitDown(page);
  await untilCount(page, 'Review', before - 1);
  await untilCount(page, 'Sent', 1);
  await find(page, first.account);
  await page.getByRole('textbox', { name: 'Message' }).getByText(MINE).waitFor();
});
