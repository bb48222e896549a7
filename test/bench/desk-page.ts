/** The real desk behind the real local host, with its page in a fresh browser profile on disk. One address for all, because a browser keeps a page's store by it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { openCrm } from '../../electron/desk/open-crm.ts';
import { openMailboxWays } from '../../electron/desk/mailbox-ways.ts';
import type { Connector } from '../../electron/ports/connector.ts';
import { browserLaunch } from '../chromium.ts';
import { ROOT, startDeskHost, type DeskHost } from '../journeys/desk-host.ts';
import type { BenchPlace } from './figure.ts';
import { installProbe } from './probe.ts';

/** Served beside the page, from the same address: what a page costs that does nothing. */
export const BLANK = 'blank.html';
const BLANK_PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Blank</title><body><p>Blank</p></body></html>\n';
/** The store's files settle behind the last write; a copy is taken after that. */
const SETTLE_MS = 3_000;

export interface OpenDesk extends DeskHost {
  /** The embedded CRM, to change things behind the desk's back. */
  readonly connector: Connector;
  readonly origin: string;
  close(): Promise<void>;
}

/** The port of every desk of this run; kept in its folder, beside the profiles that belong to it. */
export async function benchPort(place: BenchPlace): Promise<number> {
  const kept = join(place.folder, 'port');
  if (existsSync(kept)) return Number(readFileSync(kept, 'utf8'));
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const bound = probe.address();
      probe.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0));
    });
  });
  writeFileSync(kept, String(port));
  return port;
}

let page: string | null = null;

/** The built page with the blank one beside it. A copy: another build may run meanwhile. */
function pageFolder(place: BenchPlace): string {
  if (page !== null) return page;
  page = join(place.folder, 'page');
  rmSync(page, { recursive: true, force: true });
  cpSync(join(ROOT, 'out', 'renderer'), page, { recursive: true });
  writeFileSync(join(page, BLANK), BLANK_PAGE);
  return page;
}

export async function openBenchDesk(place: BenchPlace, home: string): Promise<OpenDesk> {
  const seen: { connector?: Connector } = {};
  const port = await benchPort(place);
  const opened = await startDeskHost({
    home,
    port,
    rendererDir: pageFolder(place),
    surroundings: {
      async openCrm(...given) {
        const crm = await openCrm(...given);
        seen.connector = crm.connector;
        return crm;
      },
      openMailbox: openMailboxWays,
    },
  });
  if (opened.host.port !== port) throw new Error(`port ${String(port)} was taken meanwhile`);
  if (seen.connector === undefined) throw new Error('the desk opened no CRM');
  return { ...opened, connector: seen.connector, origin: `http://127.0.0.1:${String(port)}` };
}

export interface Profile {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly folder: string;
  close(): Promise<void>;
}

/** A browser with a profile of its own on disk: empty, or a copy of `template`. */
export async function openProfile(place: BenchPlace, template: string | null = null): Promise<Profile> {
  const folder = mkdtempSync(join(place.folder, 'profile-'));
  if (template !== null) cpSync(template, folder, { recursive: true });
  const context = await chromium.launchPersistentContext(folder, {
    ...(await browserLaunch()),
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript(installProbe);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    folder,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the page has read the feed to its end. */
export async function untilSynced(page: Page, desk: OpenDesk): Promise<void> {
  await page.evaluate(() => window.bench.usableAtMs);
  for (;;) {
    const reached = await reachedSeq(page);
    const { latestSeq } = await desk.desk.handlers['feed.page']({ epoch: null, afterSeq: 0, limit: 1 });
    if (reached >= latestSeq) return;
    await wait(200);
  }
}

/** How far the page's store is, read beside the page. */
function reachedSeq(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const open = indexedDB.open('countersign');
        open.onerror = () => reject(new Error('the store does not open'));
        open.onsuccess = () => {
          const db = open.result;
          const get = db.transaction('meta').objectStore('meta').get('feed') as IDBRequest<{ seq: number } | undefined>;
          get.onsuccess = () => {
            resolve(get.result?.seq ?? 0);
            db.close();
          };
          get.onerror = () => reject(new Error('the store does not answer'));
        };
      }),
  );
}

export interface StockedDesk {
  readonly desk: OpenDesk;
  readonly profile: Profile;
  readonly close: () => Promise<void>;
}

/** A desk with so many packages and a page that has them all, both copies of their own. The page is not yet opened. */
export async function openStocked(place: BenchPlace, packages: number): Promise<StockedDesk> {
  const stock = await stockOf(place, packages);
  const desk = await openBenchDesk(place, stock.home);
  const profile = await openProfile(place, stock.profile);
  return {
    desk,
    profile,
    close: async () => {
      await profile.close();
      await desk.close();
      stock.drop();
    },
  };
}

export interface Stock {
  readonly home: string;
  /** To be copied by whoever opens a browser on it. */
  readonly profile: string;
  drop(): void;
}

let copies = 0;

/** A home, and a browser profile that has read all of it. */
export async function stockOf(place: BenchPlace, packages: number): Promise<Stock> {
  const template = join(place.folder, `stock-${String(packages)}`);
  if (!existsSync(template)) await makeStock(place, packages, template);
  copies += 1;
  const home = join(place.folder, `stocked-home-${String(process.pid)}-${String(copies)}`);
  // A copy is younger than its file, and a ledger would be read whole for that.
  cpSync(join(template, 'home'), home, { recursive: true, preserveTimestamps: true });
  return { home, profile: join(template, 'profile'), drop: () => rmSync(home, { recursive: true, force: true }) };
}

async function makeStock(place: BenchPlace, packages: number, template: string): Promise<void> {
  const startedAtMs = performance.now();
  const home = await place.homes.fresh(packages);
  const desk = await openBenchDesk(place, home);
  const profile = await openProfile(place);
  await profile.page.goto(desk.host.address);
  await untilSynced(profile.page, desk);
  await wait(SETTLE_MS);
  await profile.context.close();
  await desk.close();
  const making = `${template}-making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  renameSync(home, join(making, 'home'));
  renameSync(profile.folder, join(making, 'profile'));
  renameSync(making, template);
  const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(0);
  place.say(`filled a browser profile with ${packages.toLocaleString('en-US')} packages in ${seconds} s`);
}
