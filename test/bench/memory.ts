/** The renderer's heap with 50,000 packages stored, and what 500 decisions add to it; beside it what the process behind it takes. */
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { openStocked } from './desk-page.ts';
import { alone, compared, type Bench } from './figure.ts';

const PACKAGES = 50_000;
const DECISIONS = 500;
/** A press sooner after a new package came is ignored (see renderer/commands/approve.ts). */
const LOOK_MS = 430;
/** Still there: the press was asked about, or stopped. */
const ASKED_AFTER_MS = 500;
/** Each finding that asks takes one, and the approval one more. */
const PRESSES = 3;
const MB = 2 ** 20;

async function heapMb(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / MB;
}

/** Approves, once more where a finding was put before the reader first; what the checks don't let pass is rejected for its signal. */
async function decide(page: Page, times: number): Promise<void> {
  const refused = page.getByRole('toolbar', { name: 'Decide' }).getByRole('button', { name: /^Refused/u });
  for (let at = 0; at < times; at += 1) {
    const before = await page.evaluate(() => window.bench.onScreen()?.row ?? '');
    const untilNext = (timeout: number) =>
      page
        .waitForFunction((row) => (window.bench.onScreen()?.row ?? row) !== row, before, { timeout })
        .then(() => true)
        .catch(() => false);
    await wait(LOOK_MS);
    let isDecided = false;
    for (let press = 0; press < PRESSES && !isDecided && (await refused.count()) === 0; press += 1) {
      await page.keyboard.press('a');
      isDecided = await untilNext(ASKED_AFTER_MS);
    }
    if (isDecided) continue;
    for (const key of ['r', '2']) await page.keyboard.press(key);
    if (!(await untilNext(10_000))) throw new Error(`nothing was decided about ${before}`);
  }
}

export const memory: Bench = {
  name: 'memory',
  async run(place) {
    const before: number[] = [];
    const after: number[] = [];
    // One pass of 500 decisions takes minutes; a heap after a collection hardly differs from run to run.
    const { desk, profile, close } = await openStocked(place, PACKAGES);
    try {
      const { page } = profile;
      const devtools = await profile.context.newCDPSession(page);
      await page.goto(desk.host.address);
      await page.evaluate(() => window.bench.usableAtMs);
      // Past what a person does first: code is compiled, caches are filled.
      await decide(page, 20);
      await wait(5_000);
      before.push(await heapMb(devtools));
      place.say(`renderer ${(before[0] ?? 0).toFixed(1)} MB; ${String(DECISIONS)} decisions`);
      await decide(page, DECISIONS);
      await wait(25_000);
      after.push(await heapMb(devtools));
    } finally {
      await close();
    }
    return [
      alone('memory: renderer heap with 50,000 stored', 'MB', before, '≤ 150 MB', (value) => value <= 150),
      compared({
        what: `memory: renderer heap after ${String(DECISIONS)} decisions`,
        unit: 'MB',
        ours: after,
        theirs: before,
        theirName: 'before them',
        budget: 'grows < 10 %',
        holds: (value, other) => value < 1.1 * other,
      }),
    ];
  },
};
