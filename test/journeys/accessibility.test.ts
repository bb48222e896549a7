/** Every screen, light and dark, at 1280 x 800: axe-core finds nothing wrong with it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violationsOf } from './axe.ts';
import { approve, beginEditing, openQueue, sendNow, sitDown, untilSent } from './hands.ts';
import { journey } from './journey.ts';

const SOON = { timeout: 15_000 };
/** The screens at the foot of the column: the button, the heading. */
const RULE_SCREENS = [
  ['Suppression', 'Suppression'],
  ['Policy', 'Policy'],
  ['ICP and scoring', 'ICP and scoring'],
  ['Mailboxes', 'Mailboxes and domains'],
  ['Trust log', 'Trust log'],
] as const;

for (const theme of ['light', 'dark'] as const) {
  journey(`axe finds nothing wrong with any screen in ${theme}`, async (sit) => {
    const desk = await sit({ undoSeconds: 60 });
    const page = desk.page();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await sitDown(page);
    const found: string[] = [];
    const look = async (where: string): Promise<void> => {
      found.push(...(await violationsOf(page)).map((violation) => `${where}: ${violation}`));
    };
    await look('review');
    await beginEditing(page);
    await look('editing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.getByText('Reject, because').waitFor(SOON);
    await look('rejecting');
    await page.keyboard.press('Escape');
    const seen = await approve(page);
    await look('after a decision');
    await sendNow(page, seen);
    await untilSent(page, seen);
    for (const queue of ['Escalations', 'Since you were away', 'Sent'] as const) {
      await openQueue(page, queue);
      await settled(page);
      await look(queue);
    }
    await page.getByRole('main', { name: 'Sent' }).getByText(seen.subject).first().click();
    await settled(page);
    await look('one send');
    for (const [button, heading] of RULE_SCREENS) {
      await page.getByRole('button', { name: button, exact: true }).last().click();
      await page.getByRole('heading', { name: heading, exact: true }).waitFor(SOON);
      await settled(page);
      await look(heading);
    }
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor(SOON);
    await look('keys');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Import a file' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Import a file' });
    const buffer = Buffer.from('name,email\nAnn Lee,ann@wintergate.example\nNobody,nowhere\n');
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
    await dialog.getByText('Is taken as').waitFor(SOON);
    await look('a file’s columns');
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('button', { name: 'Import 1 lead' }).waitFor(SOON);
    await dialog.getByText('“nowhere”').waitFor(SOON);
    await look('a file that was tried');
    expect(found).toEqual([]);
  });
}

/** Nothing on screen is still being read. */
async function settled(page: Page): Promise<void> {
  await page
    .getByText(/^(?:Reading|Asking|Loading)\b.*…$/)
    .first()
    .waitFor({ state: 'detached', ...SOON });
}
