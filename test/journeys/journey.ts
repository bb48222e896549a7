/**
 * A journey: one person at the real desk, over the local host or, with `COUNTERSIGN_JOURNEY_HOST=electron`, inside Electron. Whatever it
 * opens it closes, and it fails where the page met a fault that the journey did not name.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { Surroundings } from '../../electron/desk.ts';
import type { HostPaths } from '../../electron/platform/paths.ts';
import { launchBrowser } from './browser.ts';
import { fillWorkspace, newHome, pathsOf, ROOT } from './desk-host.ts';
import { electronSeat } from './electron-seat.ts';
import { localSeat } from './local-seat.ts';
import type { MovableClock } from './movable-clock.ts';

/** Where a person sits: what both hosts can do. */
export interface Seat {
  /** Starts the desk and, the first time, opens its window. */
  start(): Promise<void>;
  /** Stops the desk as quitting does. */
  stop(): Promise<void>;
  /** The window in use. */
  page(): Page;
  /** Opens the window anew in the same profile: what a person does after closing it. */
  reopen(): Promise<void>;
  /** Kills the window's process without a word, as a crash does, and opens it again. */
  crashPage(): Promise<void>;
  /** Another window of the same profile. */
  openWindow(): Promise<Page>;
  /** The address to sign a window in with; null where none is needed. */
  address(): string | null;
  close(): Promise<void>;
}

export interface SitOptions {
  /** 5 to 120; the demo's own 20 where absent. */
  readonly undoSeconds?: number;
  /** The desk's clock, and each new window's from where it stands then. Local host only. */
  readonly clock?: MovableClock;
  /** The person's browser, where the desk opens an address in it. Local host only. */
  readonly openLink?: (url: string) => void;
  /** A CRM or mailbox that fails on command. Local host only. */
  readonly surroundings?: Partial<Surroundings>;
}

export interface Desk extends Omit<Seat, 'close'> {
  readonly home: string;
  readonly paths: HostPaths;
  /** The `.eml` files that the embedded mailbox took, as they are. */
  mails(): readonly string[];
  /** Stop, then start in the same home; the window stays open. */
  restart(): Promise<void>;
  /** Says which browser messages belong to the journey, such as a refused connection while the desk is down. */
  expectFaults(pattern: RegExp): void;
}

interface JourneyOptions {
  /** Why this one can't be made inside Electron; said where it is skipped. */
  readonly localOnly?: string;
}

type Sit = (options?: SitOptions) => Promise<Desk>;

const IN_ELECTRON = process.env['COUNTERSIGN_JOURNEY_HOST'] === 'electron';
const SCREENSHOTS = join(ROOT, 'test', '.results', 'journeys');

let browser: Promise<Browser> | null = null;
afterAll(async () => {
  await (await browser)?.close();
});

/** One test: `walk` gets a desk for each time somebody sits down. */
export function journey(name: string, walk: (sit: Sit) => Promise<void>, { localOnly }: JourneyOptions = {}): void {
  test(name, async (context) => {
    if (IN_ELECTRON && localOnly !== undefined) context.skip(localOnly);
    const faults: string[] = [];
    const expected: RegExp[] = [];
    const seats: Seat[] = [];
    const homes: string[] = [];
    const sit: Sit = async (options = {}) => {
      const home = newHome();
      homes.push(home);
      if (options.undoSeconds !== undefined)
        await fillWorkspace(home, { limits: { undoSeconds: options.undoSeconds } });
      const seat = IN_ELECTRON
        ? electronSeat(home, faults)
        : localSeat(home, options, await (browser ??= launchBrowser()), faults);
      seats.push(seat);
      await seat.start();
      return deskOf(seat, home, expected);
    };
    try {
      await walk(sit);
      expect(faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)))).toEqual([]);
    } catch (cause) {
      await keepScreenshots(name, seats);
      throw cause;
    } finally {
      for (const seat of seats) await seat.close();
      for (const home of homes) rmSync(home, { recursive: true, force: true });
    }
  });
}

function deskOf(seat: Seat, home: string, expected: RegExp[]): Desk {
  const paths = pathsOf(home);
  const sent = join(paths.mail, 'sent');
  return {
    ...seat,
    home,
    paths,
    mails: () =>
      existsSync(sent)
        ? readdirSync(sent)
            .filter((name) => name.endsWith('.eml'))
            .map((name) => readFileSync(join(sent, name), 'utf8'))
        : [],
    async restart() {
      await seat.stop();
      await seat.start();
    },
    expectFaults: (pattern) => void expected.push(pattern),
  };
}

/** What was on screen when it failed. */
async function keepScreenshots(name: string, seats: readonly Seat[]): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const file = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  for (const [at, seat] of seats.entries()) {
    try {
      await seat.page().screenshot({ path: join(SCREENSHOTS, `${file}-${String(at + 1)}.png`) });
    } catch {
      // The window is gone: then there is nothing to see, and the journey's own failure says why.
    }
  }
}
