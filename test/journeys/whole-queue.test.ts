/** A queue worked through with the keyboard alone, and the four people of the demo with what each finds on the desk. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { countOf, lookAndPress, nextAfter, onScreen, sitDown, untilCount, type Seen } from './hands.ts';
import { journey } from './journey.ts';
import { ledgerRows } from './outside.ts';

const DECISIONS = 10;

/** Where the keyboard is: never on nothing. */
const focusIsSomewhere = (page: Page) =>
  page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);

/** Decides what is on screen as the desk proposes it, with keys only; returns which keys a person needed. */
async function decideByKeys(page: Page, at: number): Promise<string> {
  const button = page.getByRole('toolbar', { name: 'Decide' }).locator('[data-does]');
  const does = await button.getAttribute('data-does');
  if (at === 3) return pickByKeys(page, 'r', 'Reject, because', '5');
  if (at === 5) return pickByKeys(page, 'f', 'Escalate to a human, because', 'f');
  if (at === 7) return pickByKeys(page, 'h', 'Snooze', '2');
  switch (does) {
    case 'go':
    case 'wait':
      await lookAndPress(page, 'a');
      return 'a';
    case 'look':
      await lookAndPress(page, 'a');
      await page.locator('[data-does="go"], [data-does="wait"]').waitFor();
      await page.keyboard.press('a');
      return 'a a';
    default:
      return pickByKeys(page, 'r', 'Reject, because', '2');
  }
}

async function pickByKeys(page: Page, key: string, title: string, then: string): Promise<string> {
  await page.keyboard.press(key);
  await page.getByRole('dialog', { name: title }).waitFor();
  expect(await focusIsSomewhere(page)).toBe(true);
  await page.keyboard.press(then);
  return `${key} ${then}`;
}

journey('a newcomer clears ten packages with the keyboard alone, and the keyboard is never nowhere', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  const before = await countOf(page, 'Review');
  const decided: Seen[] = [];
  for (let at = 0; at < DECISIONS; at += 1) {
    const seen = await onScreen(page);
    const keys = await decideByKeys(page, at);
    await nextAfter(page, seen);
    expect([seen.account, keys, await focusIsSomewhere(page)]).toEqual([seen.account, keys, true]);
    decided.push(seen);
  }
  expect(new Set(decided.map(({ packageId }) => packageId)).size).toBe(DECISIONS);
  await untilCount(page, 'Review', before - DECISIONS);
  const approvals = () => ledgerRows(desk.paths.ledger, "SELECT id FROM decisions WHERE kind = 'approve'").length;
  await expect.poll(() => ledgerRows(desk.paths.ledger, 'SELECT id FROM decisions').length).toBe(DECISIONS);
  await expect.poll(() => desk.mails().length, { timeout: 20_000 }).toBe(approvals());
  await untilCount(page, 'Sent', approvals());

  // Search and help give the keyboard back as well.
  await page.keyboard.press('/');
  await page.keyboard.type('zzzz');
  await page.getByText('No package found').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
  await expect.poll(() => focusIsSomewhere(page)).toBe(true);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => focusIsSomewhere(page)).toBe(true);
  await page.keyboard.press('j');
  expect((await onScreen(page)).packageId).not.toBe('');
});

async function sitAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /menu$/ }).click();
  await page.getByRole('menuitemcheckbox', { name }).click();
  await page.getByRole('button', { name: new RegExp(`${name}.*menu$`) }).waitFor();
}

journey(
  'each of the demo’s people sits down at their own desk: two SDRs with their queues, lead and RevOps with a queue that is empty and says so',
  async (sit) => {
    const desk = await sit();
    const page = desk.page();
    await sitDown(page);
    const ofSam = await onScreen(page);
    const samHas = await countOf(page, 'Review');

    await sitAs(page, 'Mira Lindqvist');
    await sitDown(page);
    await expect.poll(async () => (await onScreen(page)).packageId).not.toBe(ofSam.packageId);
    const miraHas = await countOf(page, 'Review');
    expect(miraHas).toBeGreaterThan(10);
    expect(miraHas).not.toBe(samHas);
    await page.getByLabel('Message header').getByText('mira@tallyhook.example').waitFor();

    for (const name of ['Priya Raman', 'Tomas Herrera']) {
      await sitAs(page, name);
      await untilCount(page, 'Review', 0);
      await page
        .getByRole('heading', { name: 'The queue is clear' })
        .or(page.getByText('The queue is clear'))
        .first()
        .waitFor();
      await page.getByText('Everything is decided').waitFor();
    }
    await sitAs(page, 'Sam Okafor');
    await untilCount(page, 'Review', samHas);
    await sitDown(page);
    // Who sits down is remembered.
    await sitAs(page, 'Mira Lindqvist');
    await page.reload();
    await page.getByRole('button', { name: /Mira Lindqvist.*menu$/ }).waitFor();
  },
);
