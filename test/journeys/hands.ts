/** What a person does at the desk with eyes and keys. It reads only what is on screen. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A press sooner after a new package came is taken as meant for the one before (see renderer/commands/approve.ts). */
const A_LOOK_MS = 450;
const SOON = { timeout: 15_000 };

export interface Seen {
  readonly packageId: string;
  readonly account: string;
  readonly subject: string;
  readonly to: string;
}

/** The first package is on screen, with its keys. */
export async function sitDown(page: Page): Promise<void> {
  await page.getByRole('toolbar', { name: 'Decide' }).waitFor(SOON);
  await row(page).waitFor(SOON);
}

/** The chosen row of the list. */
function row(page: Page): Locator {
  return page.locator('[role="row"][aria-selected="true"][id^="package-"]');
}

export async function onScreen(page: Page): Promise<Seen> {
  const id = await row(page).getAttribute('id', SOON);
  const header = page.getByLabel('Message header');
  const account = page.getByRole('region', { name: 'Account' }).getByRole('heading');
  return {
    packageId: (id ?? '').replace(/^package-/, ''),
    account: await account.innerText(SOON),
    to: await header.locator('dd').first().locator('[data-copy]').innerText(),
    subject: await header.locator('dd').nth(2).innerText(),
  };
}

/** Reads what is on screen for as long as the desk asks of anybody, then presses. */
export async function lookAndPress(page: Page, key: string): Promise<void> {
  await page.waitForTimeout(A_LOOK_MS);
  await page.keyboard.press(key);
}

/** Waits until another package than `before` is on screen, and returns it. */
export async function nextAfter(page: Page, before: Seen): Promise<Seen> {
  await page
    .locator(`[role="row"][aria-selected="true"][id="package-${before.packageId}"]`)
    .waitFor({ state: 'detached', ...SOON });
  return onScreen(page);
}

/** Approves what is on screen with A, and returns what that was. */
export async function approve(page: Page): Promise<Seen> {
  const seen = await onScreen(page);
  await lookAndPress(page, 'a');
  await nextAfter(page, seen);
  return seen;
}

/** A notice with these words. */
export function notice(page: Page, words: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Notices' }).getByRole('listitem').filter({ hasText: words });
}

/** Ends the undo window with S, once the notice counts it down. */
export async function sendNow(page: Page, seen: Seen): Promise<void> {
  await notice(page, seen.account).filter({ hasText: 'countersigned, leaves in' }).waitFor();
  await page.keyboard.press('s');
}

/** The notice about a send says that it was sent. */
export async function untilSent(page: Page, seen: Seen, withinMs = 15_000): Promise<void> {
  await notice(page, seen.account)
    .filter({ hasText: /sent \d\d:\d\d/ })
    .waitFor({ timeout: withinMs });
}

/** Searches the queue and puts the first hit on screen, a package of that account; the list stays narrowed. */
export async function narrowTo(page: Page, words: string, account = words): Promise<Seen> {
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill(words);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await onScreen(page)).account, SOON).toContain(account);
  return onScreen(page);
}

/** The same, and then the whole list again. */
export async function find(page: Page, words: string): Promise<Seen> {
  await narrowTo(page, words);
  // The whole list again, with the hit still on screen.
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('searchbox').inputValue(), SOON).toBe('');
  return onScreen(page);
}

type Queue = 'Review' | 'Escalations' | 'Hot replies' | 'Replies' | 'Since you were away' | 'Calls' | 'Sent';

/** Opens a queue at the left. */
export async function openQueue(page: Page, name: Queue): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Queues' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
}

/** The count beside a queue. */
export async function countOf(page: Page, name: Queue): Promise<number> {
  const words = await page
    .getByRole('navigation', { name: 'Queues' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .innerText();
  return Number(/\d+$/.exec(words.trim())?.[0] ?? Number.NaN);
}

/** Waits until a queue shows that many. */
export async function untilCount(page: Page, name: Queue, count: number): Promise<void> {
  await expect.poll(() => countOf(page, name), { message: `count of ${name}` }).toBe(count);
}

/** Opens Connections and types an SMTP server on this computer; nothing is used yet. */
export async function typeSmtpServer(page: Page, port: number): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /menu/ }).click();
  await page.getByRole('menuitem', { name: 'Connections' }).click();
  const screen = page.getByRole('main', { name: 'Connections' });
  await screen.getByRole('radio', { name: 'Mail account' }).click();
  await screen.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1');
  await screen.getByLabel('Encryption').selectOption('none');
  await screen.getByLabel('Port', { exact: true }).fill(String(port));
  return screen;
}

/** Sends mail through an SMTP server on this computer from now on, as the Connections screen lets a person choose. */
export async function useSmtpServer(page: Page, port: number): Promise<void> {
  const screen = await typeSmtpServer(page, port);
  await screen.getByRole('button', { name: 'Use this account' }).click();
  await screen.getByText('From now on mail leaves through this account.').waitFor();
  await openQueue(page, 'Review');
  await sitDown(page);
}

/** Gives the window the address that a started desk prints; in a shell there is nothing to give. */
export async function signIn(page: Page, address: string | null): Promise<void> {
  if (address === null) return;
  const dialog = page.getByRole('dialog', { name: 'The desk was started again' });
  await dialog.waitFor(SOON);
  await dialog.getByLabel('Address').fill(address);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.waitFor({ state: 'detached', ...SOON });
}

/** Puts the caret into the message and returns the editor. */
export async function beginEditing(page: Page): Promise<Locator> {
  await page.keyboard.press('e');
  const editor = page.getByRole('textbox', { name: 'Message, editing' });
  await editor.waitFor(SOON);
  await expect.poll(() => editor.evaluate((element) => element === document.activeElement), SOON).toBe(true);
  return editor;
}
