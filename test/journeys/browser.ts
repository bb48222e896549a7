/** One real Chromium a test file, one context (a person's browser profile) a test. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserLaunch } from '../chromium.ts';

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
  return browser.newContext({ viewport: { width, height }, colorScheme: theme });
}

/** Opens the desk's page and collects what a person must never meet: page errors and refused content. */
export async function openPage(
  context: BrowserContext,
  address: string,
): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await page.goto(address);
  return { page, faults };
}
