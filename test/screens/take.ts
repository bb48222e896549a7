/** Takes the pictures of docs/screens.md from the real desk: `npm run screens`. Each is of today, so they are taken again with every change of a screen. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, newPerson } from '../journeys/browser.ts';
import { approve, openQueue, sendNow, sitDown, untilSent } from '../journeys/hands.ts';
import { newHome, ROOT, startDeskHost } from '../journeys/desk-host.ts';
import { movableClock } from '../journeys/movable-clock.ts';

/** A Tuesday morning, the same for every set of pictures. */
const MORNING = Date.UTC(2026, 10, 24, 9, 12);

const FOLDER = join(ROOT, 'docs', 'screens');

/** The screens about rules and records: the button at the foot of the column, the heading, the picture's name. */
const RECORDS = [
  ['Suppression', 'Suppression', 'suppression'],
  ['Policy', 'Policy', 'policy'],
  ['ICP and scoring', 'ICP and scoring', 'scoring'],
  ['Mailboxes', 'Mailboxes and domains', 'mailboxes'],
  ['Trust log', 'Trust log', 'trust-log'],
] as const;

async function takeAll(theme: 'light' | 'dark'): Promise<void> {
  const byMs = MORNING - Date.now();
  const host = await startDeskHost({ home: newHome(), clock: movableClock(byMs) });
  const browser = await launchBrowser();
  try {
    const context = await newPerson(browser, { theme });
    const page = await context.newPage();
    await page.clock.setSystemTime(MORNING);
    await page.goto(host.host.address);
    await sitDown(page);
    const take = (name: string) =>
      page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`), animations: 'disabled' });
    await take('review');
    const seen = await approve(page);
    await sendNow(page, seen);
    await untilSent(page, seen);
    await take('sent-toast');
    await goTo(page, (words) => words.includes('Suppressed'));
    await take('refused');
    await page.keyboard.press('r');
    await page.getByText('Reject, because').waitFor();
    await take('rejecting');
    await page.keyboard.press('Escape');
    await goTo(page, (words) => words.includes('Unsupported claim'));
    await take('claim');
    await page.keyboard.press('e');
    await page.keyboard.press('Home');
    await page.keyboard.type('We saved them 43% last May. ');
    await page
      .getByText(/heavy|light|minor/i)
      .first()
      .waitFor();
    await take('editing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    await page.keyboard.press('Enter');
    await openQueue(page, 'Escalations');
    await page.getByRole('button', { name: /Accept/ }).waitFor();
    await take('escalations');
    await openQueue(page, 'Sent');
    await page
      .getByRole('table')
      .or(page.getByRole('grid', { name: /sent|sends/i }))
      .getByText(seen.subject)
      .first()
      .click();
    await page.getByText(seen.to).first().waitFor();
    await take('sent');
    await page.getByRole('button', { name: /connect a mailbox/i }).click();
    await page.getByRole('heading', { name: 'Connections' }).waitFor();
    await take('connections');
    for (const [button, heading, name] of RECORDS) {
      await page.getByRole('button', { name: button, exact: true }).last().click();
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      await page.waitForTimeout(1_200);
      await take(name);
    }
    // The first person answers within a minute of the mail.
    await openQueue(page, 'Replies');
    await page.getByRole('row').filter({ hasText: seen.account }).first().click({ timeout: 90_000 });
    await page.waitForTimeout(600);
    await take('replies');
    await openQueue(page, 'Hot replies');
    await page.waitForTimeout(600);
    await take('hot-replies');
    await openQueue(page, 'Review');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await take('keys');
  } finally {
    await browser.close();
    await host.close();
  }
}

/** Steps through the queue until the check strip says what is looked for. */
async function goTo(page: Page, isThere: (words: string) => boolean): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    if (
      isThere(
        await page
          .getByRole('region', { name: /checks/i })
          .first()
          .innerText(),
      )
    )
      return;
    await page.keyboard.press('j');
    // As long as a glance: the next package has its checks by then.
    await page.waitForTimeout(350);
  }
  throw new Error('no package in the queue shows that finding');
}

mkdirSync(FOLDER, { recursive: true });
for (const theme of ['light', 'dark'] as const) await takeAll(theme);
