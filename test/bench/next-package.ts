/** From key A to the next package painted, with 100 and with 50,000 packages stored, against one blank frame on the same page. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openStocked } from './desk-page.ts';
import { compared, type Bench, type BenchPlace, type Figure } from './figure.ts';
import { took } from './probe.ts';
import { percentile } from './spread.ts';

const FEW = 100;
const MANY = 50_000;
const PRESSES = 20;
/** A press sooner after a new package came is ignored (see renderer/commands/approve.ts). */
const LOOK_MS = 450;
/** So that presses fall anywhere in a frame. */
const PHASES_MS = [0, 3, 7, 11, 14];

/** One press of A; ms from the key's own time to the frame that shows another package in all three places. */
async function press(page: Page): Promise<number> {
  await page.evaluate(() => {
    const { bench } = window;
    const before = bench.onScreen();
    const isNext = () => {
      const now = bench.onScreen();
      return now !== null && now.row !== before?.row && now.account !== before?.account && now.body !== before?.body;
    };
    bench.armed = new Promise<number>((resolve) => {
      const onKey = (event: KeyboardEvent) => {
        void bench
          .until(isNext)
          .then(() => bench.painted())
          .then((atMs) => resolve(atMs - event.timeStamp));
      };
      window.addEventListener('keydown', onKey, { capture: true, once: true });
    });
  });
  return took(page, () => page.keyboard.press('a'), 'the next package');
}

/** A key that changes one word on the page, the same way measured. */
async function blankFrame(page: Page): Promise<number> {
  await page.evaluate(() => {
    const { bench } = window;
    const mark = document.querySelector('#blank-frame') ?? document.body.appendChild(document.createElement('div'));
    mark.id = 'blank-frame';
    mark.setAttribute('style', 'position: fixed');
    bench.armed = new Promise<number>((resolve) => {
      const onKey = (event: KeyboardEvent) => {
        mark.textContent = String(event.timeStamp);
        void bench.painted().then((atMs) => resolve(atMs - event.timeStamp));
      };
      window.addEventListener('keydown', onKey, { capture: true, once: true });
    });
  });
  return took(page, () => page.keyboard.press('F8'), 'the blank frame');
}

interface Measured {
  readonly next: number[];
  readonly blank: number[];
}

async function measure(place: BenchPlace, packages: number, runs: number): Promise<Measured> {
  const p95: Measured = { next: [], blank: [] };
  for (let run = 0; run <= runs; run += 1) {
    const { desk, profile, close } = await openStocked(place, packages);
    try {
      const { page } = profile;
      await page.goto(desk.host.address);
      await page.evaluate(() => window.bench.usableAtMs);
      // The start's own work, a pull of what is new among it, is another bench's.
      await wait(2_000);
      const next: number[] = [];
      const blank: number[] = [];
      for (let at = 0; at < PRESSES; at += 1) {
        const phaseMs = PHASES_MS[at % PHASES_MS.length] ?? 0;
        await wait(LOOK_MS + phaseMs);
        next.push(await press(page));
        await wait(120 + phaseMs);
        blank.push(await blankFrame(page));
      }
      if (run === 0) continue;
      p95.next.push(percentile(next, 0.95));
      p95.blank.push(percentile(blank, 0.95));
      place.say(
        `${packages.toLocaleString('en-US')} stored: p95 ${percentile(next, 0.95).toFixed(1)} ms, median ${percentile(next, 0.5).toFixed(1)}, blank ${percentile(blank, 0.95).toFixed(1)}`,
      );
    } finally {
      await close();
    }
  }
  return p95;
}

export const nextPackage: Bench = {
  name: 'next-package',
  async run(place): Promise<readonly Figure[]> {
    const few = await measure(place, FEW, place.runs('usual'));
    const many = await measure(place, MANY, place.runs('long'));
    const figure = (packages: number, { next, blank }: Measured) =>
      compared({
        what: `next package, ${packages.toLocaleString('en-US')} stored, p95`,
        unit: 'ms',
        ours: next,
        theirs: blank,
        theirName: 'one blank frame, p95',
        budget: '≤ 2 frames',
        holds: (ours, theirs) => ours <= 2 * theirs,
      });
    return [
      figure(FEW, few),
      figure(MANY, many),
      compared({
        what: 'next package, 50,000 beside 100',
        unit: 'ms',
        ours: many.next,
        theirs: few.next,
        theirName: 'with 100',
        budget: 'within 10 %',
        holds: (ours, theirs) => ours <= 1.1 * theirs,
      }),
    ];
  },
};
