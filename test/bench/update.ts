/** One package changed in the CRM: from its feed page's arrival in the page to the screen, against Dexie's liveQuery alone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { PushOp } from '../../electron/ports/connector.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { bodyOf } from '../feed-bodies.ts';
import { BLANK, openProfile, openStocked, type OpenDesk } from './desk-page.ts';
import { OWNER } from './homes.ts';
import { compared, type Bench } from './figure.ts';
import { took } from './probe.ts';
import { percentile } from './spread.ts';

const PACKAGES = 1_000;
const CHANGES = 40;

/** The next feed page that brings something is noted when its answer has been read. */
function noteFeedPages(): void {
  const original = window.fetch.bind(window);
  const arrivals: number[] = [];
  Object.assign(window, { feedArrivals: arrivals });
  window.fetch = async (...given) => {
    const response = await original(...given);
    if (!response.url.endsWith('/ipc/feed.page')) return response;
    const json = response.json.bind(response);
    response.json = async () => {
      const body = (await json()) as { readonly value?: { readonly items?: readonly unknown[] } };
      if ((body.value?.items?.length ?? 0) > 0) arrivals.push(performance.now());
      return body;
    };
    return response;
  };
}

/** Changes the subject of the package on screen behind the desk's back, and gives the ms from page to screen. */
async function change(page: Page, desk: OpenDesk, pkg: HandoffPackage, number: number): Promise<number> {
  const subject = `Changed for the ${String(number)}th time`;
  await page.evaluate((wanted) => {
    const { feedArrivals } = window as unknown as { readonly feedArrivals: number[] };
    feedArrivals.length = 0;
    const isShown = () =>
      document.querySelector('[aria-label="Message header"]')?.textContent.includes(wanted) === true;
    window.bench.armed = window.bench.until(isShown).then(() => performance.now() - (feedArrivals[0] ?? Number.NaN));
  }, subject);
  const { review, revision: _revision, ...file } = pkg;
  if (file.draft === null) throw new Error('there is no draft to change');
  const op: PushOp = {
    opId: `change-${pkg.id}-${String(number)}`,
    actor: 'sdr',
    personId: OWNER as PushOp['personId'],
    kind: 'package',
    pkg: { ...file, draft: { ...file.draft, subject } },
    ownerId: OWNER as NonNullable<PushOp['personId']>,
    readyAtMs: review.readyAtMs,
    expiresAtMs: review.expiresAtMs,
  };
  const [result] = await desk.connector.push([op]);
  if (result?.kind !== 'ok') throw new Error(`the change was ${result?.kind ?? 'lost'}: ${result?.because ?? ''}`);
  return took(page, async () => desk.desk.handlers['sync.run']({}), 'the change');
}

async function throughTheDesk(page: Page, desk: OpenDesk): Promise<readonly number[]> {
  const row = await page.evaluate(() => window.bench.onScreen()?.row ?? '');
  const id = row.replace(/^package-/u, '');
  const feed = await desk.desk.handlers['feed.page']({ epoch: null, afterSeq: 0, limit: 2_000 });
  let pkg: HandoffPackage | null = null;
  for (let after = 0; pkg === null;) {
    const part =
      after === 0 ? feed : await desk.desk.handlers['feed.page']({ epoch: feed.epoch, afterSeq: after, limit: 2_000 });
    for (const item of part.items) if (item.kind === 'package' && item.id === id) pkg = bodyOf(item.kind, item.body);
    if (!part.more) break;
    after = part.upToSeq;
  }
  if (pkg === null) throw new Error('the package on screen is not in the feed');
  const times: number[] = [];
  for (let number = 0; number < CHANGES; number += 1) {
    times.push(await change(page, desk, pkg, number));
    await wait(60);
  }
  return times;
}

/** A put of one body and the live query that reads it, nothing else: no page, no counters, no screen. */
async function throughDexieAlone(page: Page, desk: OpenDesk): Promise<readonly number[]> {
  await page.goto(`${desk.origin}/${BLANK}`);
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('dexie/dist/dexie.js'), 'utf8'));
  return page.evaluate(async (changes) => {
    interface Row {
      readonly id: string;
      readonly number: number;
      readonly body: string;
    }
    interface SmallDexie {
      version(number: number): { stores(stores: Record<string, string>): void };
      readonly rows: { put(row: Row): Promise<unknown>; get(id: string): Promise<Row | undefined> };
    }
    const { Dexie } = window as unknown as {
      readonly Dexie: {
        new (name: string, options: object): SmallDexie;
        liveQuery(query: () => Promise<Row | undefined>): { subscribe(next: (row: Row | undefined) => void): unknown };
      };
    };
    const db = new Dexie('alone', { chromeTransactionDurability: 'relaxed', cache: 'disabled' });
    db.version(1).stores({ rows: 'id' });
    let seen: (number: number) => void = () => undefined;
    Dexie.liveQuery(() => db.rows.get('one')).subscribe((row) => seen(row?.number ?? -1));
    const times: number[] = [];
    for (let number = 0; number < changes; number += 1) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      const startedAtMs = performance.now();
      const shown = new Promise<void>((resolve) => {
        seen = (at) => {
          if (at === number) resolve();
        };
      });
      await db.rows.put({ id: 'one', number, body: 'x'.repeat(6_000) });
      await shown;
      times.push(performance.now() - startedAtMs);
    }
    return times;
  }, CHANGES);
}

export const update: Bench = {
  name: 'update',
  async run(place) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run <= place.runs('usual'); run += 1) {
      const { desk, profile, close } = await openStocked(place, PACKAGES);
      const other = await openProfile(place);
      try {
        await profile.page.addInitScript(noteFeedPages);
        await profile.page.goto(desk.host.address);
        await profile.page.evaluate(() => window.bench.usableAtMs);
        await wait(2_000);
        const desks = await throughTheDesk(profile.page, desk);
        const dexies = await throughDexieAlone(other.page, desk);
        place.say(
          `to the screen: median ${percentile(desks, 0.5).toFixed(1)}, p95 ${percentile(desks, 0.95).toFixed(1)} ms; liveQuery: median ${percentile(dexies, 0.5).toFixed(1)}, p95 ${percentile(dexies, 0.95).toFixed(1)}`,
        );
        if (run === 0) continue;
        ours.push(percentile(desks, 0.95));
        theirs.push(percentile(dexies, 0.95));
      } finally {
        await other.close();
        await close();
      }
    }
    return [
      compared({
        what: 'update: a changed package to the screen, p95',
        unit: 'ms',
        ours,
        theirs,
        theirName: 'Dexie liveQuery alone, p95',
        budget: '≤ 10 ms',
        holds: (value) => value <= 10,
      }),
    ];
  },
};
