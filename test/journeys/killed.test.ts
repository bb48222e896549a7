/** The window is killed without a word: in the middle of the first sync, and at any moment of a decision. Nothing is lost, nothing is done twice. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { countOf, lookAndPress, onScreen, sitDown, untilCount } from './hands.ts';
import { journey } from './journey.ts';
import { ledgerRows } from './outside.ts';

/** From the press on: before the page has done anything, while it stores, while it hands over, after. */
const KILLED_AFTER_MS = [0, 5, 15, 40, 120];

const known = (page: Page) =>
  page.locator('[data-does]:not([data-does="unknown"])').first().waitFor({ timeout: 15_000 });

journey('killed in the middle of the first sync, the window has every package when it is back', async (sit) => {
  const desk = await sit({ undoSeconds: 60 });
  desk.expectFaults(/the page crashed/);
  // As soon as the first of them is there, and again.
  await desk.page().getByRole('row').first().waitFor();
  await desk.crashPage();
  await desk.page().getByRole('row').first().waitFor();
  await desk.crashPage();
  const page = desk.page();
  await sitDown(page);
  const waiting = ledgerRows(
    desk.paths.ledger,
    "SELECT count(*) AS n FROM packages WHERE owner_id = 'person-sam' AND state IN ('ready', 'opened')",
  );
  const shown = async () => (await countOf(page, 'Review')) + (await countOf(page, 'Calls'));
  await expect.poll(shown).toBe(Number(waiting[0]?.['n']));
});

journey(
  'killed at any moment of an approval, the package is either signed once or still to be decided',
  async (sit) => {
    const desk = await sit({ undoSeconds: 60 });
    desk.expectFaults(/the page crashed/);
    await sitDown(desk.page());
    const before = await countOf(desk.page(), 'Review');
    const approved: string[] = [];
    for (const afterMs of KILLED_AFTER_MS) {
      const page = desk.page();
      await known(page);
      const seen = await onScreen(page);
      await lookAndPress(page, 'a');
      await page.waitForTimeout(afterMs);
      await desk.crashPage();
      const again = desk.page();
      await sitDown(again);
      await known(again);
      const isStillThere = (await again.locator(`[id="package-${seen.packageId}"]`).count()) > 0;
      if (!isStillThere) approved.push(seen.packageId);
      await expect
        .poll(() => ledgerRows(desk.paths.ledger, 'SELECT package_id FROM decisions ORDER BY rowid'))
        .toEqual(approved.map((id) => ({ package_id: id })));
      await untilCount(again, 'Review', before - approved.length);
    }
    expect(approved.length).toBeGreaterThan(0);
  },
);
