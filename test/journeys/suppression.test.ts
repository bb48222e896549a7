/** The suppression list on screen: what an entry does to a package in the queue, how it is taken back, imported, and taken off. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { notice, onScreen, openQueue, sitDown } from './hands.ts';
import { journey } from './journey.ts';

const SOON = { timeout: 15_000 };
const screenOf = (page: Page) => page.getByRole('main', { name: 'Suppression' });
const checks = (page: Page) => page.getByRole('region', { name: /checks/i }).first();

async function openList(page: Page): Promise<void> {
  await page.getByRole('button', { name: /menu/ }).click();
  await page.getByRole('menuitem', { name: 'Suppression' }).click();
  await screenOf(page).getByRole('heading', { name: 'Suppression' }).waitFor(SOON);
}
async function add(page: Page, address: string, evidence: string): Promise<void> {
  await screenOf(page).getByRole('button', { name: 'Add…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to the list' });
  await dialog.getByLabel('Address', { exact: true }).last().fill(address);
  await dialog.getByLabel('What it rests on').fill(evidence);
  await dialog.getByRole('button', { name: 'Add to the list' }).click();
  await dialog.waitFor({ state: 'detached', ...SOON });
}
async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /menu/ }).click();
  await page.getByRole('menuitemcheckbox', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: new RegExp(`${name}.*menu|menu.*${name}`) }).waitFor(SOON);
}

journey('an added address refuses its package on screen at once, and undo clears it again', async (sit) => {
  const desk = await sit({ undoSeconds: 60 });
  const page = desk.page();
  await sitDown(page);
  const seen = await onScreen(page);
  expect(await checks(page).innerText()).not.toContain('Suppressed');

  await openList(page);
  await add(page, seen.to.toUpperCase(), 'asked on the phone');
  const entry = page.getByRole('article', { name: seen.to.toUpperCase() });
  await entry.getByText('asked on the phone').waitFor(SOON);
  await page.getByLabel('Is this address blocked?').fill(seen.to);
  await screenOf(page).getByText(`${seen.to} is blocked.`).waitFor(SOON);

  await openQueue(page, 'Review');
  await sitDown(page);
  await expect.poll(() => checks(page).innerText(), SOON).toContain('Suppressed');

  await openList(page);
  await page.getByRole('row').filter({ hasText: seen.to.toUpperCase() }).click();
  await entry.getByRole('button', { name: /^Undo \(/ }).click();
  await notice(page, 'Taken back. The CRM never heard of it.').waitFor(SOON);
  await page.getByLabel('Is this address blocked?').fill(seen.to);
  await screenOf(page).getByText(`${seen.to} is not blocked.`).waitFor(SOON);
  await openQueue(page, 'Review');
  await sitDown(page);
  await expect.poll(() => checks(page).innerText(), SOON).not.toContain('Suppressed');
});

journey('a CSV with bad rows is checked, imported and reported row by row', async (sit) => {
  const desk = await sit();
  const page = desk.page();
  await sitDown(page);
  const file = join(desk.home, 'list.csv');
  writeFileSync(
    file,
    'Email;Reason\r\nann@bulk.example;unsubscribed\r\nnot an address;\r\n"zoë@bülk.example";complaint\r\ngmail.com;\r\nbulk-two.example;legal\r\n',
    'latin1',
  );
  await openList(page);
  await screenOf(page).getByRole('button', { name: 'Import CSV…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a suppression list' });
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.getByText('Read as Windows-1252 (Latin-1), with semicolons between the columns.').waitFor(SOON);
  await dialog.getByRole('button', { name: 'Check the file' }).click();
  await dialog.getByText('Nothing was taken yet.').waitFor(SOON);
  const refused = dialog.getByRole('region', { name: 'Refused rows' });
  await refused.getByRole('row').filter({ hasText: 'line 5' }).getByText('public mail provider').waitFor(SOON);
  await dialog.getByRole('button', { name: /^Import \d entr/ }).click();
  await dialog.getByRole('button', { name: 'Done' }).waitFor(SOON);
  await refused.getByRole('row').filter({ hasText: 'line 3' }).waitFor(SOON);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByLabel('Is this address blocked?').fill('anybody@mail.bulk-two.example');
  await screenOf(page).getByText('Everybody at bulk-two.example is on the list').waitFor(SOON);
});

journey('an SDR can’t take an entry off, RevOps can, with what it needs', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  await openList(page);
  await screenOf(page).getByLabel('Search the list').fill('amara.rosen');
  const row = page.getByRole('row').filter({ hasText: 'amara.rosen@tern-tide-forwarding.example' });
  await row.click();
  const entry = page.getByRole('article', { name: 'amara.rosen@tern-tide-forwarding.example' });
  await entry.getByText('Only RevOps can take an entry off the list, with a reason.').waitFor(SOON);
  expect(await entry.getByRole('button', { name: 'Take off the list…' }).isDisabled()).toBe(true);

  await become(page, 'Tomas Herrera');
  await openList(page);
  await screenOf(page).getByLabel('Search the list').fill('amara.rosen');
  await row.click();
  await entry.getByRole('button', { name: 'Take off the list…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take off the list' });
  await dialog.getByLabel('Reason', { exact: true }).fill('she wrote again');
  await dialog.getByRole('button', { name: 'Take off' }).click();
  await dialog.getByText('Without the contact’s own written request this entry stays.').waitFor(SOON);
  await dialog.getByLabel('Where the contact’s written request lies').fill('mail of 3 May, shared inbox');
  await dialog.getByRole('button', { name: 'Take off' }).click();
  await notice(page, 'is off the list, here and in the CRM').waitFor(SOON);
  await screenOf(page).getByText('No entry fits').waitFor(SOON);
});
