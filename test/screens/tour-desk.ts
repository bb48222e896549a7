/** The desk of the tour: the demo on the same Tuesday morning each time, on a clock that can be put forward past a wait. */
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { newPerson, putForward, shiftClock, watchForFaults } from '../journeys/browser.ts';
import { fillWorkspace, newHome, startDeskHost } from '../journeys/desk-host.ts';
import { movableClock } from '../journeys/movable-clock.ts';

const MORNING = Date.UTC(2026, 10, 24, 9, 12);
/** Long enough that nothing leaves by itself while screens are looked at. */
const UNDO_SECONDS = 60;

export interface TourDesk {
  readonly page: Page;
  /** Puts the desk's clock and the page's forward. */
  skip(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** `faults` gets what the page complains about. */
export async function openTourDesk(browser: Browser, faults: string[]): Promise<TourDesk> {
  const home = newHome();
  const clock = movableClock(MORNING - Date.now());
  await fillWorkspace(home, { limits: { undoSeconds: UNDO_SECONDS }, nowMs: MORNING, library: true });
  const host = await startDeskHost({ home, clock });
  const context = await newPerson(browser);
  const page = await context.newPage();
  watchForFaults(page, faults);
  context.setDefaultTimeout(60_000);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.addInitScript(shiftClock, MORNING - Date.now());
  await page.goto(host.host.address);
  return {
    page,
    skip: (ms) => putForward(page, clock, ms),
    async close() {
      await context.close();
      await host.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
