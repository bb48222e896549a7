/** A seat at the local host: the desk in this process, its page in a window of a real Chromium profile. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newPerson, shiftClock, watchForFaults } from './browser.ts';
import { startDeskHost, type DeskHost } from './desk-host.ts';
import type { Seat, SitOptions } from './journey.ts';

export function localSeat(home: string, options: SitOptions, browser: Browser, faults: string[]): Seat {
  const { clock, openLink, surroundings } = options;
  let host: DeskHost | null = null;
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  // A browser keeps a page's store by its port: the first start's is kept for all.
  let port = 0;

  const inUse = (): Page => {
    if (page === null) throw new Error('no window is open');
    return page;
  };
  const address = (): string => {
    if (host === null) throw new Error('the desk is not running');
    return host.host.address;
  };
  const openWindow = async (): Promise<Page> => {
    const profile = (context ??= await newPerson(browser));
    const opened = await profile.newPage();
    watchForFaults(opened, faults);
    if (clock !== undefined) await opened.addInitScript(shiftClock, clock.shiftMs());
    await opened.goto(address());
    return opened;
  };

  return {
    async start() {
      host = await startDeskHost({
        home,
        port,
        ...(clock === undefined ? {} : { clock }),
        ...(openLink === undefined ? {} : { openLink }),
        ...(surroundings === undefined ? {} : { surroundings }),
      });
      if (port !== 0 && host.host.port !== port) throw new Error(`port ${String(port)} was taken meanwhile`);
      port = host.host.port;
      page ??= await openWindow();
    },
    async stop() {
      const closing = host;
      host = null;
      await closing?.close();
    },
    page: inUse,
    async reopen() {
      await page?.close();
      page = await openWindow();
    },
    async crashPage() {
      const crashed = inUse();
      const ended = new Promise<void>((resolve) => crashed.once('crash', () => resolve()));
      const devtools = await crashed.context().newCDPSession(crashed);
      // It never answers: the process that would is gone.
      devtools.send('Page.crash').catch(() => undefined);
      await ended;
      await crashed.close();
      page = await openWindow();
    },
    openWindow,
    address,
    async close() {
      await context?.close();
      await host?.close();
    },
  };
}
