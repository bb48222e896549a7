/**
 * The first sync of a fresh profile: every package of the feed into IndexedDB, against raw IndexedDB that is handed the same rows, in the same
 * batches, with the same indexes and the same durability, and neither fetches nor parses anything.
 */
import type { Page } from 'playwright-core';
import { summaryOf } from '../../renderer/store/rows.ts';
import { listedPartOf } from '../../renderer/store/texts.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { FeedPage } from '../../shared/ipc/feed.ts';
import { BLANK, openBenchDesk, openProfile, untilSynced, type OpenDesk } from './desk-page.ts';
import { alone, compared, type Bench, type BenchPlace, type Figure } from './figure.ts';

const SIZES = [10_000, 50_000] as const;
/** As many items a page as the desk asks for (renderer/store/feed-loop.ts). */
const PAGE_ITEMS = 200;
const ROWS = '/bench-rows/';

interface SyncTimes {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/** Notes when the first page of the feed was asked for and when the last one was in the store. */
function noteSync(): void {
  const original = window.fetch.bind(window);
  let startedAtMs: number | null = null;
  const isInStore = (seq: number) =>
    new Promise<boolean>((resolve) => {
      const open = indexedDB.open('countersign');
      open.onsuccess = () => {
        const get = open.result.transaction('meta').objectStore('meta').get('feed') as IDBRequest<
          { readonly seq: number } | undefined
        >;
        get.onsuccess = () => {
          open.result.close();
          resolve((get.result?.seq ?? 0) >= seq);
        };
      };
    });
  window.fetch = async (...given) => {
    const [target] = given;
    const address = typeof target === 'string' ? target : target instanceof URL ? target.href : target.url;
    const isFeed = address.endsWith('/ipc/feed.page');
    if (isFeed && startedAtMs === null) {
      startedAtMs = performance.now();
      window.bench.longTasks.length = 0;
    }
    const response = await original(...given);
    if (!isFeed) return response;
    const json = response.json.bind(response);
    response.json = async () => {
      const body = (await json()) as { readonly value?: { readonly more: boolean; readonly upToSeq: number } };
      const { value } = body;
      if (value?.more === false && !('syncTimes' in window)) {
        void (async () => {
          while (!(await isInStore(value.upToSeq))) await new Promise((resolve) => setTimeout(resolve, 20));
          const times: SyncTimes = { startedAtMs: startedAtMs ?? 0, endedAtMs: performance.now() };
          Object.assign(window, { syncTimes: times });
        })();
      }
      return body;
    };
    return response;
  };
}

interface Synced {
  readonly perSecond: number;
  readonly longestTaskMs: number;
  readonly longTasks: number;
}

async function throughTheDesk(place: BenchPlace, packages: number): Promise<Synced> {
  const home = await place.homes.fresh(packages);
  const desk = await openBenchDesk(place, home);
  const profile = await openProfile(place);
  try {
    await profile.page.addInitScript(noteSync);
    await profile.page.goto(desk.host.address);
    await untilSynced(profile.page, desk);
    await profile.page.waitForFunction(() => 'syncTimes' in window, undefined, { timeout: 600_000 });
    const { startedAtMs, endedAtMs, tasks } = await profile.page.evaluate(() => ({
      ...(window as unknown as { readonly syncTimes: SyncTimes }).syncTimes,
      tasks: window.bench.longTasks,
    }));
    return {
      perSecond: (packages * 1_000) / (endedAtMs - startedAtMs),
      longestTaskMs: Math.max(0, ...tasks),
      longTasks: tasks.length,
    };
  } finally {
    await profile.close();
    await desk.close();
    place.homes.drop(home);
  }
}

/** What one page of the feed becomes in the store. */
function rowsOf(page: FeedPage) {
  const texts = (kind: 'package' | 'world') =>
    page.items.flatMap((item) =>
      item.kind === kind && item.body !== null ? [{ id: item.id as PackageId, text: item.body }] : [],
    );
  const packages = texts('package');
  return {
    packages,
    summaries: packages.map((row) => summaryOf(listedPartOf(row), { edited: false, pendingLane: null })),
    worlds: texts('world').map(({ id, text }) => ({ packageId: id, text })),
    next: page.more ? page.upToSeq : null,
  };
}

async function throughRawIndexedDb(place: BenchPlace, packages: number): Promise<number> {
  const home = await place.homes.fresh(packages);
  const desk = await openBenchDesk(place, home);
  const profile = await openProfile(place);
  try {
    await serveRows(profile.page, desk);
    await profile.page.goto(`${desk.origin}/${BLANK}`);
    const tookMs = await profile.page.evaluate(putAll, ROWS);
    return (packages * 1_000) / tookMs;
  } finally {
    await profile.close();
    await desk.close();
    place.homes.drop(home);
  }
}

async function serveRows(page: Page, desk: OpenDesk): Promise<void> {
  const first = await desk.desk.handlers['feed.page']({ epoch: null, afterSeq: 0, limit: 1 });
  await page.route(`**${ROWS}*`, async (route) => {
    const afterSeq = Number(route.request().url().split('/').at(-1));
    const part = await desk.desk.handlers['feed.page']({ epoch: first.epoch, afterSeq, limit: PAGE_ITEMS });
    await route.fulfill({ json: rowsOf(part) });
  });
}

/** In the page: the time spent in transactions only. */
async function putAll(address: string): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const open = indexedDB.open('raw', 1);
    open.onupgradeneeded = () => {
      const made = open.result;
      made.createObjectStore('packages', { keyPath: 'id' });
      made.createObjectStore('worlds', { keyPath: 'packageId' });
      const summaries = made.createObjectStore('summaries', { keyPath: 'id' });
      summaries.createIndex('listed', ['owner', 'lane', 'rank', 'id']);
      summaries.createIndex('state', ['owner', 'state']);
    };
    open.onsuccess = () => resolve(open.result);
  });
  let spentMs = 0;
  for (let after: number | null = 0; after !== null;) {
    const rows = (await (await fetch(`${address}${String(after)}`)).json()) as Record<
      'packages' | 'summaries' | 'worlds',
      readonly object[]
    > & {
      readonly next: number | null;
    };
    const startedAtMs = performance.now();
    await new Promise<void>((resolve, reject) => {
      const names = ['packages', 'summaries', 'worlds'] as const;
      const transaction = db.transaction(names, 'readwrite', { durability: 'relaxed' });
      for (const name of names) {
        const store = transaction.objectStore(name);
        for (const row of rows[name]) store.put(row);
      }
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(new Error('not stored'));
    });
    spentMs += performance.now() - startedAtMs;
    after = rows.next;
  }
  db.close();
  return spentMs;
}

async function figures(place: BenchPlace, packages: number): Promise<readonly Figure[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const longest: number[] = [];
  for (let run = 0; run <= place.runs('long'); run += 1) {
    const desk = await throughTheDesk(place, packages);
    const raw = await throughRawIndexedDb(place, packages);
    place.say(
      `${packages.toLocaleString('en-US')}: ${desk.perSecond.toFixed(0)}/s, raw ${raw.toFixed(0)}/s, longest task ${desk.longestTaskMs.toFixed(0)} ms (${String(desk.longTasks)} over 50 ms)`,
    );
    if (run === 0) continue;
    ours.push(desk.perSecond);
    theirs.push(raw);
    longest.push(desk.longestTaskMs);
  }
  const size = packages.toLocaleString('en-US');
  return [
    compared({
      what: `first sync of ${size} packages`,
      unit: '/s',
      ours,
      theirs,
      theirName: 'raw IndexedDB, rows at hand',
      budget: '≥ 0.7 of its rate',
      holds: (value, other) => value >= 0.7 * other,
    }),
    alone(`first sync of ${size}: longest task (0: none of 50 ms)`, 'ms', longest, '< 50 ms', (value) => value < 50),
  ];
}

export const firstSync: Bench = {
  name: 'first-sync',
  async run(place) {
    const all: Figure[] = [];
    for (const packages of SIZES) all.push(...(await figures(place, packages)));
    return all;
  },
};
