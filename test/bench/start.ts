/** Reload, and the start of the process, until the first package can be decided, with 1,000 and 50,000 stored; against a blank page on the same host. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ROOT } from '../journeys/desk-host.ts';
import { benchPort, BLANK, openProfile, openStocked, stockOf } from './desk-page.ts';
import { alone, compared, type Bench, type BenchPlace } from './figure.ts';

const FEW = 1_000;
const MANY = 50_000;
const RELOADS = 5;

/** A page that does nothing, served by Node as directly as it can be. */
const BLANK_SERVER = `require('node:http').createServer((_, response) => { response.setHeader('content-type', 'text/html'); response.end('<!doctype html><title>Blank</title><p>Blank') })
  .listen(Number(process.env.COUNTERSIGN_PORT), '127.0.0.1', () => console.log('blank http://127.0.0.1:' + process.env.COUNTERSIGN_PORT + '/'))`;

async function blankMs(page: Page, address: string): Promise<number> {
  await page.goto(address);
  const atMs: number[] = [];
  for (let at = 0; at < RELOADS; at += 1) {
    await page.reload({ waitUntil: 'commit' });
    atMs.push(await page.evaluate(() => window.bench.painted()));
  }
  return Math.min(...atMs);
}

/** The middle one of a few reloads. */
async function reloadMs(page: Page): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < RELOADS; at += 1) {
    await wait(500);
    await page.reload({ waitUntil: 'commit' });
    times.push(await page.evaluate(() => window.bench.usableAtMs));
  }
  return times.sort((a, b) => a - b)[Math.floor(RELOADS / 2)] ?? Number.NaN;
}

async function reload(place: BenchPlace, packages: number, runs: number) {
  const ours: number[] = [];
  const blank: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const { desk, profile, close } = await openStocked(place, packages);
    try {
      await profile.page.goto(desk.host.address);
      await profile.page.evaluate(() => window.bench.usableAtMs);
      await wait(2_000);
      const took = await reloadMs(profile.page);
      const bare = await blankMs(profile.page, `${desk.origin}/${BLANK}`);
      place.say(`reload with ${packages.toLocaleString('en-US')}: ${took.toFixed(0)} ms, blank ${bare.toFixed(0)} ms`);
      if (run === 0) continue;
      ours.push(took);
      blank.push(bare);
    } finally {
      await close();
    }
  }
  return { ours, blank };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Starts `command`, opens the address it prints in `page`, and gives the ms from the start until `seen` says so. */
async function processMs(
  command: readonly string[],
  env: Record<string, string>,
  page: Page,
  seen: (page: Page) => Promise<number>,
): Promise<number> {
  const startedAtMs = performance.timeOrigin + performance.now();
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /https?:\S+/u.exec(line)?.[0];
      if (address === undefined) continue;
      await page.goto(address, { waitUntil: 'commit' });
      const atMs = await seen(page);
      return (await page.evaluate(() => performance.timeOrigin)) + atMs - startedAtMs;
    }
    throw new Error('no address was printed');
  } finally {
    await stop(child);
  }
}

async function processStart(place: BenchPlace, packages: number, runs: number) {
  const ours: number[] = [];
  const blank: number[] = [];
  const port = String(await benchPort(place));
  for (let run = 0; run <= runs; run += 1) {
    const stock = await stockOf(place, packages);
    const profile = await openProfile(place, stock.profile);
    try {
      const env = {
        COUNTERSIGN_HOME: stock.home,
        COUNTERSIGN_HOST: 'local',
        COUNTERSIGN_OPEN: '0',
        COUNTERSIGN_PORT: port,
      };
      const took = await processMs([join(ROOT, 'out', 'main', 'start.js')], env, profile.page, (page) =>
        page.evaluate(() => window.bench.usableAtMs),
      );
      const bare = await processMs(['-e', BLANK_SERVER], env, profile.page, (page) =>
        page.evaluate(() => window.bench.painted()),
      );
      place.say(`start with ${packages.toLocaleString('en-US')}: ${took.toFixed(0)} ms, blank ${bare.toFixed(0)} ms`);
      if (run === 0) continue;
      ours.push(took);
      blank.push(bare);
    } finally {
      await profile.close();
      stock.drop();
    }
  }
  return { ours, blank };
}

export const start: Bench = {
  name: 'start',
  async run(place) {
    const usual = place.runs('usual');
    const long = place.runs('long');
    const few = { reload: await reload(place, FEW, usual), start: await processStart(place, FEW, usual) };
    const many = { reload: await reload(place, MANY, long), start: await processStart(place, MANY, long) };
    return (['reload', 'start'] as const).flatMap((which) => {
      const name = which === 'reload' ? 'reload' : 'process start';
      const budgetMs = which === 'reload' ? 150 : 500;
      const { ours, blank } = many[which];
      return [
        alone(
          `${name} to the first package, 50,000 stored`,
          'ms',
          ours,
          `≤ ${String(budgetMs)} ms`,
          (value) => value <= budgetMs,
        ),
        compared({
          what: `${name} beside a blank page`,
          unit: 'ms',
          ours,
          theirs: blank,
          theirName: 'blank page',
          budget: '≤ 2.5 x',
          holds: (value, other) => value <= 2.5 * other,
        }),
        compared({
          what: `${name}, 50,000 beside 1,000`,
          unit: 'ms',
          ours,
          theirs: few[which].ours,
          theirName: 'with 1,000',
          budget: 'flat (≤ 1.2 x)',
          holds: (value, other) => value <= 1.2 * other,
        }),
      ];
    });
  },
};
