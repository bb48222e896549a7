/** A real Chromium, and in it one profile (a person's browser) with its windows. Collects what a person must never meet. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserLaunch } from '../chromium.ts';
import type { MovableClock } from './movable-clock.ts';

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await browserLaunch());
}

export interface PersonOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

export async function newPerson(
  browser: Browser,
  { width = 1280, height = 800, theme = 'light' }: PersonOptions = {},
): Promise<BrowserContext> {
  const profile = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  // What is not there by then will not come; a journey's own limit is far above it.
  profile.setDefaultTimeout(15_000);
  return profile;
}

/** Notes into `faults` every page error, unhandled rejection, console error and refused content (a breach of the page's policy). */
export function watchForFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`console: ${message.text()} (${message.location().url})`);
  });
}

/** Run in a page: this computer's clock as the page sees it is moved, and goes on. */
export function shiftClock(byMs: number): void {
  const Real = Date;
  class Shifted extends Real {
    constructor(...given: readonly unknown[]) {
      if (given.length === 0) super(Real.now() + byMs);
      else super(...(given as [number]));
    }
    static override now(): number {
      return Real.now() + byMs;
    }
  }
  globalThis.Date = Shifted as DateConstructor;
}

/** Puts the desk's clock forward and the page's with it, also after a reload. */
export async function putForward(page: Page, clock: MovableClock, ms: number): Promise<void> {
  clock.skip(ms);
  await page.addInitScript(shiftClock, ms);
  await page.evaluate(shiftClock, ms);
}
