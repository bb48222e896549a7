/** The policy on screen: an SDR reads it, RevOps changes a limit with a look at what it would have done, and it counts at once. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { approve, notice, openQueue, sendNow, sitDown, untilSent } from './hands.ts';
import { journey } from './journey.ts';

const SOON = { timeout: 15_000 };
const screenOf = (page: Page) => page.getByRole('main', { name: 'Policy' });

async function openPolicy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Policy', exact: true }).first().click();
  await screenOf(page).getByRole('heading', { name: 'Policy', exact: true }).waitFor(SOON);
}
async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /menu/ }).click();
  await page.getByRole('menuitemcheckbox', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: new RegExp(`${name}.*menu|menu.*${name}`) }).waitFor(SOON);
}

journey(
  'a limit that RevOps lowers is tried on the past, saved with its reason, and holds the next message',
  async (sit) => {
    const desk = await sit({ undoSeconds: 60 });
    const page = desk.page();
    await sitDown(page);
    const first = await approve(page);
    await sendNow(page, first);
    await untilSent(page, first);

    await openPolicy(page);
    await screenOf(page).getByText('RevOps changes the policy. You are signed in as Sam Okafor').waitFor(SOON);
    expect(await screenOf(page).getByLabel('Links', { exact: true }).isDisabled()).toBe(true);

    await become(page, 'Tomas Herrera');
    await openPolicy(page);
    const most = screenOf(page).getByLabel('Links', { exact: true });
    await most.fill('99');
    await screenOf(page).getByText('1 field is not right').waitFor(SOON);
    await most.fill('1');
    const perDay = screenOf(page).getByLabel('A mailbox', { exact: true });
    await perDay.fill('1');
    await screenOf(page).getByRole('button', { name: 'Review and save…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a new version of the policy' });
    await dialog.getByText(/would have fared the same|that passed in the last 7 days would not have/).waitFor(SOON);
    await dialog.getByRole('button', { name: 'Save the policy' }).click();
    await dialog.getByText('Say in a few words why.').waitFor(SOON);
    await dialog.getByLabel('Why', { exact: true }).fill('a quiet week');
    await dialog.getByRole('button', { name: 'Save the policy' }).click();
    await notice(page, /Version \d+ is in force/).waitFor(SOON);
    await screenOf(page).getByText('a quiet week').first().waitFor(SOON);

    await become(page, 'Sam Okafor');
    await openQueue(page, 'Review');
    await sitDown(page);
    const second = await approve(page);
    await sendNow(page, second);
    await notice(page, second.account).filter({ hasText: 'waiting for a slot' }).waitFor(SOON);
    await openQueue(page, 'Sent');
    await page.getByRole('main', { name: 'Sent' }).getByText(second.subject).first().click();
    await page.getByText('1 of 1 messages of today are taken.').first().waitFor(SOON);
  },
);
