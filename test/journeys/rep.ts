/** A rep at the keyboard: decides what is on screen as the desk proposes it, every now and then otherwise, and never touches the mouse. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { lookAndPress, onScreen, openQueue, type Seen } from './hands.ts';

const MINE = 'No hurry on this.';

export type Act = 'approved' | 'edited' | 'rejected' | 'escalated' | 'snoozed';

export interface Decided extends Seen {
  readonly act: Act;
  readonly keys: readonly string[];
}

/** Where the keyboard is: never on nothing. */
export const focusIsSomewhere = (page: Page) =>
  page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);

/** Decides the package on screen, the `at`th of its run, and waits until it is gone. */
export async function decideByKeys(page: Page, at: number): Promise<Decided> {
  const seen = await onScreen(page);
  const done = await decide(page, at);
  await isGone(page, seen);
  await expect.poll(() => focusIsSomewhere(page), { message: `focus after ${seen.account}` }).toBe(true);
  return { ...seen, ...done };
}

async function decide(page: Page, at: number): Promise<Pick<Decided, 'act' | 'keys'>> {
  const does = await doesOf(page);
  const isClear = does === 'go' || does === 'wait';
  if (at % 8 === 3) return { act: 'rejected', keys: await pick(page, 'r', 'Reject, because', '5') };
  if (at % 16 === 6) return { act: 'escalated', keys: await pick(page, 'f', 'Escalate to a human, because', 'f') };
  if (at % 16 === 14) return { act: 'snoozed', keys: await pick(page, 'h', 'Snooze', '2') };
  if (at % 8 === 5 && isClear) return { act: 'edited', keys: await editAndApprove(page) };
  if (!isClear && does !== 'look') return { act: 'rejected', keys: await pick(page, 'r', 'Reject, because', '2') };
  return { act: 'approved', keys: await sign(page) };
}

/** A, and once more where the first press goes to what has to be looked at. */
async function sign(page: Page): Promise<readonly string[]> {
  const looks = page.getByRole('toolbar', { name: 'Decide' }).locator('[data-does="look"]');
  const needsLook = await looks.isVisible();
  const keys = await pressed(page, 'a');
  if (!needsLook) return keys;
  await page.locator('[data-does="go"], [data-does="wait"]').waitFor();
  await page.keyboard.press('a');
  return [...keys, 'a'];
}

/** Signs what is on screen, looking at whatever it asks to be looked at, and waits until it is gone. */
export async function approveLooking(page: Page): Promise<void> {
  const seen = await onScreen(page);
  await doesOf(page);
  await sign(page);
  await isGone(page, seen);
}

/** Rejects what is on screen for a signal that is stale or weak, and waits until it is gone. */
export async function rejectStale(page: Page): Promise<void> {
  const seen = await onScreen(page);
  await pick(page, 'r', 'Reject, because', '2');
  await isGone(page, seen);
}

const isGone = (page: Page, { packageId }: Seen) =>
  page.locator(`[id="package-${packageId}"][aria-selected="true"]`).waitFor({ state: 'detached' });

/** What A would do, once it is known. */
const doesOf = (page: Page) =>
  page
    .getByRole('toolbar', { name: 'Decide' })
    .locator('[data-does]:not([data-does="unknown"])')
    .getAttribute('data-does', { timeout: 15_000 });

async function pressed(page: Page, key: string): Promise<readonly string[]> {
  await lookAndPress(page, key);
  return [key];
}

async function pick(page: Page, key: string, title: string, then: string): Promise<readonly string[]> {
  await page.keyboard.press(key);
  await page.getByRole('dialog', { name: title }).waitFor();
  expect(await focusIsSomewhere(page)).toBe(true);
  await page.keyboard.press(then);
  return [key, then];
}

/** A sentence of the rep's own, answered for by name, and signed from the editor. */
async function editAndApprove(page: Page): Promise<readonly string[]> {
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Message, editing' }).waitFor();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type(`${MINE} `);
  await page.keyboard.press('ControlOrMeta+Home');
  await page.getByRole('button', { name: /^I answer for this/ }).waitFor();
  await page.keyboard.press('Alt+t');
  await page.locator('[data-does="go"], [data-does="wait"]').waitFor();
  const keys = ['e', 'Ctrl+Home', 'Ctrl+Home', 'Alt+T'];
  // Where a claim is still being checked, a press goes there instead of signing: a rep looks, and presses again.
  const editor = page.getByRole('textbox', { name: 'Message, editing' });
  await expect
    .poll(
      async () => {
        if ((await editor.count()) === 0) return 'signed';
        await lookAndPress(page, 'ControlOrMeta+Enter');
        keys.push('Ctrl+Enter');
        return (await editor.count()) === 0 ? 'signed' : 'editing';
      },
      { timeout: 15_000, interval: 1_000 },
    )
    .toBe('signed');
  return keys;
}

/** Whether all is decided, once the next package or those words are on screen. */
export async function isClear(page: Page): Promise<boolean> {
  const clear = page.getByText('Everything is decided');
  await page.locator('[role="row"][aria-selected="true"][id^="package-"]').or(clear).first().waitFor();
  return clear.isVisible();
}

/** Another person sits down, by the menu's keys; nothing happens where that person sits already. */
export async function changeSeat(page: Page, firstName: string): Promise<void> {
  const seat = page.getByRole('button', { name: new RegExp(`${firstName}.*menu$`) });
  if (await seat.isVisible()) return;
  await page.getByRole('button', { name: /menu$/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  const person = page.getByRole('menuitemcheckbox', { name: new RegExp(firstName) });
  const isAt = () => person.evaluate((item) => item === document.activeElement);
  // The list has an end: a step past the name would never come back to it.
  await expect
    .poll(
      async () => {
        if (await isAt()) return true;
        await page.keyboard.press('Home');
        for (let steps = 0; steps < (await page.getByRole('menuitemcheckbox').count()) && !(await isAt()); steps += 1)
          await page.keyboard.press('ArrowDown');
        return isAt();
      },
      { timeout: 10_000 },
    )
    .toBe(true);
  await page.keyboard.press('Enter');
  await seat.waitFor();
  await openQueue(page, 'Review');
}
