/** A word typed into the search field until the list shows its hits, over 50,000 packages. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openStocked } from './desk-page.ts';
import { alone, type Bench } from './figure.ts';
import { took } from './probe.ts';
import { percentile } from './spread.ts';

const PACKAGES = 50_000;
/** Of accounts, people, titles, segments and reasons: rare ones, common ones, one that nothing has. */
export const WORDS = [
  'penny',
  'lisbon',
  'fintech',
  'settlement',
  'director',
  'lucía',
  'spain',
  'harbor',
  'claims',
  'nowhere-at-all',
];

/** From the field's new word to the frame in which the list stands for it: every row has the word, or none is left. */
async function look(page: Page, word: string): Promise<number> {
  const field = page.locator('input[type="search"]');
  await field.evaluate((input: HTMLInputElement) => {
    const { bench } = window;
    const rows = () => [...document.querySelectorAll('[role="grid"] [role="row"]')].map((row) => row.id).join(' ');
    const before = rows();
    bench.armed = new Promise<number>((resolve) => {
      const onInput = (event: Event) => {
        void bench
          .until(() => rows() !== before)
          .then(() => bench.painted())
          .then((atMs) => resolve(atMs - event.timeStamp));
      };
      input.addEventListener('input', onInput, { capture: true, once: true });
    });
  });
  return took(page, () => field.fill(word), `an answer for ${word}`);
}

export const search: Bench = {
  name: 'search',
  async run(place) {
    const p95: number[] = [];
    const firsts: number[] = [];
    for (let run = 0; run <= place.runs('long'); run += 1) {
      const { desk, profile, close } = await openStocked(place, PACKAGES);
      try {
        const { page } = profile;
        await page.goto(desk.host.address);
        await page.evaluate(() => window.bench.usableAtMs);
        await wait(3_000);
        const times: number[] = [];
        for (const word of WORDS) {
          times.push(await look(page, word));
          await page.locator('input[type="search"]').fill('');
          await wait(300);
        }
        place.say(
          `first ${(times[0] ?? 0).toFixed(0)} ms, median ${percentile(times, 0.5).toFixed(0)}, p95 ${percentile(times, 0.95).toFixed(0)}`,
        );
        if (run === 0) continue;
        p95.push(percentile(times, 0.95));
        firsts.push(times[0] ?? Number.NaN);
      } finally {
        await close();
      }
    }
    return [
      alone('search: a word over 50,000 packages to the list, p95', 'ms', p95, '≤ 50 ms', (value) => value <= 50),
      alone('search: the first word after the start', 'ms', firsts, '', null),
    ];
  },
};
