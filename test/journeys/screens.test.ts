/** Every screen, light and dark, at 1280 x 800: it looks as its picture in docs/screens does, and axe-core finds nothing wrong with it. */
import { expect, test } from 'vitest';
import { differenceFromKept, THEMES } from '../screens/pictures.ts';
import { openTourDesk } from '../screens/tour-desk.ts';
import { tour } from '../screens/tour.ts';
import { violationsOf } from './axe.ts';
import { launchBrowser } from './browser.ts';

test('every screen looks as its picture does, and axe finds nothing wrong with any, in light and dark', async () => {
  const wrong: string[] = [];
  const browser = await launchBrowser();
  const desk = await openTourDesk(browser, wrong);
  try {
    await tour(desk, async (name) => {
      for (const theme of THEMES) {
        const difference = await differenceFromKept(desk.page, name, theme);
        if (difference !== null) wrong.push(difference);
        wrong.push(...(await violationsOf(desk.page)).map((violation) => `${name}, ${theme}: ${violation}`));
      }
    });
  } finally {
    await desk.close();
    await browser.close();
  }
  expect(wrong).toEqual([]);
}, 600_000);
