/** A walk past every screen of the demo, the same each time. What is done at each stop is the caller's: take its picture, or look at it. */
import type { Page } from 'playwright-core';
import {
  approve,
  beginEditing,
  nextAfter,
  onScreen,
  openQueue,
  sendNow,
  sitDown,
  untilSent,
} from '../journeys/hands.ts';
import type { TourDesk } from './tour-desk.ts';

/** Called with a screen's name once all that it shows has been read. */
export type Look = (name: string) => Promise<void>;

const SOON = { timeout: 60_000 };
/** The demo's first person answers before this. */
const UNTIL_AN_ANSWER_MS = 50_000;

/** The screens about rules and records: the name in the menu, the heading, the picture's name. */
const RECORDS = [
  ['Board', 'Board', 'board'],
  ['Agent', 'Agent', 'agent'],
  ['Suppression', 'Suppression', 'suppression'],
  ['Policy', 'Policy', 'policy'],
  ['ICP and scoring', 'ICP and scoring', 'scoring'],
  ['Mailboxes', 'Mailboxes and domains', 'mailboxes'],
  ['Trust log', 'Trust log', 'trust-log'],
] as const;

export async function tour({ page, skip }: Pick<TourDesk, 'page' | 'skip'>, look: Look): Promise<void> {
  const see = async (name: string): Promise<void> => {
    await settled(page);
    if (name !== 'sent-toast') await dismissNotices(page);
    await look(name);
  };
  await sitDown(page);
  await goTo(page, 'go');
  await see('review');
  await page.keyboard.press('Shift+F');
  await page.getByRole('menuitemcheckbox', { name: /^No findings/ }).waitFor(SOON);
  await see('filters');
  await page.keyboard.press('Escape');
  await page.keyboard.press('v');
  await page.getByRole('grid', { name: 'Queue', exact: true }).getByRole('row').nth(3).waitFor(SOON);
  await see('queue-table');
  await page.keyboard.press('v');
  await goTo(page, 'refused', 'Suppressed');
  await see('refused');
  await page.keyboard.press('r');
  await page.getByText('Reject, because').waitFor(SOON);
  await see('rejecting');
  await page.keyboard.press('Escape');
  await goTo(page, 'attest', 'Unsupported claim');
  await see('claim');
  await beginEditing(page);
  await page.keyboard.press('Home');
  await page.keyboard.type('We saved them 43% last May. ');
  await page
    .getByText(/heavy|light|minor/i)
    .first()
    .waitFor(SOON);
  await see('editing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.getByRole('dialog', { name: 'Escalate to a human, because' }).waitFor(SOON);
  await page.keyboard.press('f');
  await openQueue(page, 'Escalations');
  await page.getByRole('button', { name: /Accept/ }).waitFor(SOON);
  await see('escalations');

  await openQueue(page, 'Review');
  await sitDown(page);
  await goTo(page, 'go');
  const sent = await approve(page);
  await sendNow(page, sent);
  await untilSent(page, sent);
  await see('sent-toast');
  await openQueue(page, 'Sent');
  await page.getByRole('main', { name: 'Sent' }).getByText(sent.subject).first().click();
  await page.getByText(sent.to).first().waitFor(SOON);
  await see('sent');

  await skip(UNTIL_AN_ANSWER_MS);
  await openQueue(page, 'Replies');
  await page.getByRole('row').filter({ hasText: sent.account }).first().click(SOON);
  await see('replies');
  await openQueue(page, 'Hot replies');
  await see('hot-replies');
  await openQueue(page, 'Since you were away');
  await see('since-away');

  for (const [button, heading, name] of RECORDS) {
    await openFromMenu(page, button);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor(SOON);
    await see(name);
  }
  await openFromMenu(page, 'Agent');
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByRole('button', { name: /^Scoring review [1-9]/ }).click();
  await page.getByRole('grid', { name: 'Leads of this queue' }).locator('[id^="lead-"]').first().click();
  await page.getByText('Held against the ICP').first().waitFor(SOON);
  await page.getByRole('button', { name: 'Run now' }).waitFor(SOON);
  await see('agent-lead');
  await openFromMenu(page, 'Prompts and versions');
  await page.getByRole('grid', { name: 'Entries of the library' }).getByRole('row').first().click();
  await page.getByRole('heading', { name: 'Versions', exact: true }).waitFor(SOON);
  await see('versions');
  await page.getByRole('radio', { name: /^Change requests/ }).check();
  await see('change-requests');
  await openFromMenu(page, 'Connections');
  await page.getByRole('heading', { name: 'Connections' }).waitFor(SOON);
  await see('connections');
  await openFromMenu(page, 'Settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor(SOON);
  await see('settings');
  await openQueue(page, 'Review');
  await sitDown(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').waitFor(SOON);
  await see('palette');
  await page.keyboard.type('north');
  await page.getByRole('option', { name: 'Northwind Logistics' }).waitFor(SOON);
  await see('found');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keys' }).waitFor(SOON);
  await see('keys');
  await page.keyboard.press('Escape');
  await importLeads(page, see);
}

const LEADS = 'name,email\nAnn Lee,ann@wintergate.example\nNobody,nowhere\n';

async function importLeads(page: Page, see: Look): Promise<void> {
  await page.getByRole('button', { name: 'Import a file' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Import a file' });
  const file = { name: 'conference.csv', mimeType: 'text/csv', buffer: Buffer.from(LEADS) };
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.getByText('Is taken as').waitFor(SOON);
  await see('import-columns');
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('button', { name: 'Import 1 lead' }).waitFor(SOON);
  await dialog.getByText('“nowhere”').waitFor(SOON);
  await see('import-tried');
  await page.keyboard.press('Escape');
}

async function openFromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /menu$/ }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** What a notice says of the minute before would lie over the screen for as long as it takes to read. */
async function dismissNotices(page: Page): Promise<void> {
  const dismiss = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
}

/** Nothing on screen is still being read. */
async function settled(page: Page): Promise<void> {
  await page
    .getByText(/^(?:Reading|Asking|Loading)\b.*…$/)
    .first()
    .waitFor({ state: 'detached', ...SOON });
}

/** Steps through the queue until what a press of A would do, and what the checks say, is what is looked for. */
async function goTo(page: Page, does: string, saying = ''): Promise<void> {
  const checks = page.getByRole('region', { name: /checks/i }).first();
  for (let steps = 0; steps < 60; steps += 1) {
    const seen = await onScreen(page);
    await page.locator('[data-does]:not([data-does="unknown"])').first().waitFor(SOON);
    const is = await page.locator('[data-does]').first().getAttribute('data-does');
    if (is === does && (await checks.innerText()).includes(saying)) return;
    await page.keyboard.press('j');
    await nextAfter(page, seen);
  }
  throw new Error(`no package in the queue shows ${does} ${saying}`);
}
