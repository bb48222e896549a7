/** A seat inside Electron: the built app as a person starts it, driven by Playwright. Its home is the only thing the test chooses. */
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { installedElectron } from '../../electron/host/find-electron.ts';
import { watchForFaults } from './browser.ts';
import { ROOT } from './desk-host.ts';
import type { Seat } from './journey.ts';

export function electronSeat(home: string, faults: string[]): Seat {
  let app: ElectronApplication | null = null;
  let page: Page | null = null;

  const running = (): ElectronApplication => {
    if (app === null) throw new Error('the app is not running');
    return app;
  };
  const inUse = (): Page => {
    if (page === null) throw new Error('no window is open');
    return page;
  };
  const start = async (): Promise<void> => {
    const program = installedElectron(join(ROOT, 'node_modules', 'electron'));
    if (program === null) throw new Error('Electron’s program is not here');
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'));
    app = await _electron.launch({
      executablePath: program,
      args: [ROOT],
      env: { ...(env as Record<string, string>), COUNTERSIGN_HOME: home },
    });
    page = await app.firstWindow();
    watchForFaults(page, faults);
    await page.waitForLoadState();
  };
  const stop = async (): Promise<void> => {
    const closing = app;
    app = null;
    page = null;
    if (closing === null) return;
    const ended = new Promise<void>((resolve) => closing.once('close', () => resolve()));
    await closing.evaluate(({ app: electron, dialog }) => {
      // The question before quitting, about what still waits, is answered as a person does who means it.
      dialog.showMessageBoxSync = () => 0;
      // Not in the call itself: its answer could no longer be given.
      setTimeout(() => electron.quit(), 0);
    });
    await ended;
  };
  const reload = async (): Promise<void> => {
    await inUse().reload();
  };

  return {
    start,
    stop,
    page: inUse,
    // The shell has one window for as long as it runs; loading it anew is what opening it again is.
    reopen: reload,
    async crashPage() {
      const crashed = new Promise<void>((resolve) => inUse().once('crash', () => resolve()));
      await running().evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
      await crashed;
      // The shell loads a page that has gone by itself.
      await inUse().waitForLoadState();
    },
    openWindow: () => Promise.reject(new Error('the shell has one window')),
    address: () => null,
    close: stop,
  };
}
