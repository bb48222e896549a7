/** The pictures of docs/screens.md, light and dark: taken of what is on screen, and held against the ones that are kept. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { ROOT } from '../journeys/desk-host.ts';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = join(ROOT, 'docs', 'screens');
const DIFFERENT = join(ROOT, 'test', '.results', 'screens');
/** `npm run screens` keeps the pictures of today instead of holding the screens against them. */
const KEEP = process.env['COUNTERSIGN_PICTURES'] === 'keep';

/** A clock or a countdown on screen may read a few seconds later; a row that moved, a lost colour or another width can't pass. */
const SHARE_THAT_MAY_DIFFER = 0.004;
/** Of 0 to 1: how far apart two colours may be, for edges of letters that another version of the browser draws softer. */
const COLOUR_DISTANCE = 0.15;
/** A busy machine draws late: looks at a screen until it stands still, and at one that differs until it no longer does. */
const LOOKS = 6;

/** Null where the screen looks as its kept picture does; else what differs, with both and the difference in `test/.results/screens`. */
export async function differenceFromKept(page: Page, name: string, theme: Theme): Promise<string | null> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  const file = `${name}-${theme}.png`;
  const path = join(KEPT, file);
  if (KEEP) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(path, await standingStill(page));
    return null;
  }
  if (!existsSync(path)) return `${file}: no picture is kept; npm run screens takes it`;
  const was = PNG.sync.read(readFileSync(path));
  for (let look = 1; ; look += 1) {
    const taken = await picture(page);
    const is = PNG.sync.read(taken);
    if (is.width !== was.width || is.height !== was.height)
      return `${file}: ${String(is.width)} x ${String(is.height)}, kept ${String(was.width)} x ${String(was.height)}`;
    const difference = new PNG({ width: is.width, height: is.height });
    const count = pixelmatch(was.data, is.data, difference.data, is.width, is.height, { threshold: COLOUR_DISTANCE });
    const share = count / (is.width * is.height);
    if (share <= SHARE_THAT_MAY_DIFFER) return null;
    if (look < LOOKS) continue;
    mkdirSync(DIFFERENT, { recursive: true });
    writeFileSync(join(DIFFERENT, file), taken);
    writeFileSync(join(DIFFERENT, `${name}-${theme}-difference.png`), PNG.sync.write(difference));
    return `${file}: ${(share * 100).toFixed(2)} % of it differs`;
  }
}

async function standingStill(page: Page): Promise<Buffer> {
  let last = await picture(page);
  for (let look = 1; look < LOOKS; look += 1) {
    const next = await picture(page);
    if (next.equals(last)) break;
    last = next;
  }
  return last;
}

/** Asked of the browser itself: with motion reduced there is no animation that has to be ended for it. */
async function picture(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // A change of theme fades colours in; one that is cut short is over too.
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png' });
  await devtools.detach();
  return Buffer.from(data, 'base64');
}
