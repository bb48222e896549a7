/** 200 keystrokes into a draft of 120 words under the live claim check, against the same keys into the same text in a bare textarea. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openBenchDesk, openProfile, BLANK, type OpenDesk } from './desk-page.ts';
import { compared, type Bench, type BenchPlace } from './figure.ts';
import { percentile } from './spread.ts';

const KEYS = 200;
const WORDS = 120;
const PACKAGES = 100;
/** What a fast typist writes, at a fast typist's pace. */
const TYPED =
  ' Teams like yours often tell us that month end takes 6 days and that the last two go into finding one missing file.';
const paceMs = (at: number) => 45 + ((at * 37) % 40);

/** Types the keys and gives the ms from each key to the frame that shows its letter. */
async function type(page: Page, keys: string): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    let pressedAtMs = 0;
    window.addEventListener('keydown', (event) => (pressedAtMs = event.timeStamp), { capture: true });
    window.addEventListener(
      'input',
      () => {
        const atMs = pressedAtMs;
        void window.bench.painted().then((paintedAtMs) => times.push(paintedAtMs - atMs));
      },
      { capture: true },
    );
    Object.assign(window, { keyTimes: times });
  });
  for (const [at, key] of Array.from(keys).entries()) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await wait(paceMs(at));
  }
  await wait(200);
  const times = await page.evaluate(() => (window as unknown as { readonly keyTimes: readonly number[] }).keyTimes);
  if (times.length < keys.length)
    throw new Error(`${String(times.length)} of ${String(keys.length)} letters were seen`);
  return times;
}

const keysOf = (run: number): string =>
  Array.from({ length: KEYS }, (_, at) => TYPED[(at + run * 31) % TYPED.length] ?? ' ').join('');

async function inTheEditor(
  page: Page,
  desk: OpenDesk,
  run: number,
): Promise<{ readonly times: readonly number[]; readonly text: string }> {
  await page.goto(desk.host.address);
  await page.evaluate(() => window.bench.usableAtMs);
  await wait(1_000);
  await page.keyboard.press('e');
  const editor = page.locator('.cm-content[contenteditable="true"]');
  await editor.waitFor();
  // The draft's own words until there are 120 of them, then the caret into the middle.
  const words = (await editor.innerText()).split(/\s+/u).length;
  await page.keyboard.press('Control+End');
  const missing = Math.max(0, WORDS - words);
  if (missing > 0) await page.keyboard.insertText(` ${TYPED.trim().split(' ').slice(0, missing).join(' ')}`);
  for (let up = 0; up < 4; up += 1) await page.keyboard.press('ArrowUp');
  await wait(1_000);
  const text = await editor.innerText();
  return { times: await type(page, keysOf(run)), text };
}

async function inATextarea(page: Page, desk: OpenDesk, text: string, run: number): Promise<readonly number[]> {
  await page.goto(`${desk.origin}/${BLANK}`);
  await page.evaluate((value) => {
    const area = document.createElement('textarea');
    area.style.cssText = 'width: 640px; height: 480px; font: 15px/22px sans-serif';
    area.value = value;
    document.body.append(area);
    area.focus();
    area.setSelectionRange(Math.floor(value.length / 2), Math.floor(value.length / 2));
  }, text);
  await wait(500);
  return type(page, keysOf(run));
}

interface Run {
  readonly p95: number;
  readonly most: number;
}

const summed = (times: readonly number[]): Run => ({ p95: percentile(times, 0.95), most: Math.max(...times) });

async function once(place: BenchPlace, run: number): Promise<{ readonly editor: Run; readonly bare: Run }> {
  const home = await place.homes.fresh(PACKAGES);
  const desk = await openBenchDesk(place, home);
  const profile = await openProfile(place);
  const other = await openProfile(place);
  try {
    const { times, text } = await inTheEditor(profile.page, desk, run);
    await profile.page.goto('about:blank');
    const bare = await inATextarea(other.page, desk, text, run);
    const words = (values: readonly number[]) =>
      `median ${percentile(values, 0.5).toFixed(1)}, p95 ${percentile(values, 0.95).toFixed(1)}, most ${Math.max(...values).toFixed(1)} ms`;
    place.say(`editor ${words(times)}; textarea ${words(bare)}`);
    return { editor: summed(times), bare: summed(bare) };
  } finally {
    await profile.close();
    await other.close();
    await desk.close();
    place.homes.drop(home);
  }
}

export const typing: Bench = {
  name: 'typing',
  async run(place) {
    await once(place, 0);
    const runs = [];
    for (let run = 1; run <= place.runs('usual'); run += 1) runs.push(await once(place, run));
    const frameMs = 1_000 / 60;
    return [
      compared({
        what: `typing: key to painted letter, p95 of ${String(KEYS)}`,
        unit: 'ms',
        ours: runs.map(({ editor }) => editor.p95),
        theirs: runs.map(({ bare }) => bare.p95),
        theirName: 'bare textarea',
        budget: 'adds ≤ 4 ms',
        holds: (ours, theirs) => ours - theirs <= 4,
      }),
      compared({
        what: 'typing: the slowest key',
        unit: 'ms',
        ours: runs.map(({ editor }) => editor.most),
        theirs: runs.map(({ bare }) => bare.most),
        theirName: 'bare textarea',
        budget: 'adds ≤ 1 frame',
        holds: (ours, theirs) => ours - theirs <= frameMs,
      }),
    ];
  },
};
