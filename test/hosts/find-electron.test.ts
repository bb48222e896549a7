/** Whether Electron can be had, and the browser window where it can't: with real child processes that play the installer and the browser. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findAppBrowser, hasDisplay, openAppWindow } from '../../electron/host/app-window.ts';
import type { Surroundings } from '../../electron/host/app-window.ts';
import { findElectron } from '../../electron/host/find-electron.ts';
import { openTickets } from '../../electron/host/open-tickets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-electron-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const installer = (script: string) => writeFileSync(join(folder, 'install.js'), script);
/** What Electron's own installer leaves when it is done. */
const LEAVES_PROGRAM = `
  const fs = require('node:fs'); const path = require('node:path');
  fs.mkdirSync(path.join(__dirname, 'dist'), { recursive: true });
  fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '');
  fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');`;
const find = (silentMs = 20_000) => {
  const onFetch = vi.fn();
  return findElectron({ packageFolder: folder, onFetch, silentMs }).then((found) => ({
    found,
    fetched: onFetch.mock.calls.length,
  }));
};

describe('Electron’s program', () => {
  test('that is there is used and nothing is fetched', async () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    writeFileSync(join(folder, 'path.txt'), 'electron');
    installer('process.exit(1)');
    expect(await find()).toEqual({ found: { kind: 'found', program: join(folder, 'dist', 'electron') }, fetched: 0 });
  });

  test('that is named but not there is fetched', async () => {
    writeFileSync(join(folder, 'path.txt'), 'electron');
    installer(LEAVES_PROGRAM);
    expect(await find()).toEqual({ found: { kind: 'found', program: join(folder, 'dist', 'electron') }, fetched: 1 });
  });

  test('that can not be fetched is missing as soon as its installer says so', async () => {
    installer('process.exit(1)');
    const startedAtMs = Date.now();
    expect((await find()).found).toEqual({ kind: 'missing', because: 'not-fetched' });
    expect(Date.now() - startedAtMs).toBeLessThan(5_000);
  });

  test('whose installer ends well without leaving it is missing', async () => {
    installer('');
    expect((await find()).found).toEqual({ kind: 'missing', because: 'not-fetched' });
  });

  test('on a network that went silent is given up, and the installer does not live on', async () => {
    installer(
      `require('node:fs').writeFileSync(require('node:path').join(__dirname, 'pid'), String(process.pid)); setInterval(() => {}, 1000);`,
    );
    expect((await find(700)).found).toEqual({ kind: 'missing', because: 'stalled' });
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test('that arrives slowly is waited for as long as it arrives', async () => {
    installer(`
      const target = require('node:path').join(require('node:os').tmpdir(), 'electron.zip');
      let rounds = 0;
      const timer = setInterval(() => {
        require('node:fs').appendFileSync(target, 'x'.repeat(1000));
        if (++rounds === 10) { clearInterval(timer); ${LEAVES_PROGRAM} }
      }, 200);`);
    expect((await find(1_200)).found).toMatchObject({ kind: 'found' });
  });

  test('without its package is not looked for on the network', async () => {
    expect(await find()).toEqual({ found: { kind: 'missing', because: 'not-installed' }, fetched: 0 });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the browser window', () => {
  const around = (more: Partial<Surroundings>, there: readonly string[]): Surroundings => ({
    platform: 'linux',
    env: { PATH: '/usr/bin:/opt/bin', DISPLAY: ':0' },
    userId: 1000,
    canRun: (file) => there.includes(file),
    ...more,
  });

  test.each([
    ['Chrome before Chromium', around({}, ['/usr/bin/chromium', '/opt/bin/google-chrome']), '/opt/bin/google-chrome'],
    ['Chromium where it is alone', around({}, ['/usr/bin/chromium']), '/usr/bin/chromium'],
    ['none where none is installed', around({}, []), null],
    ['none without a display', around({ env: { PATH: '/usr/bin' } }, ['/usr/bin/chromium']), null],
    [
      'one on Wayland',
      around({ env: { PATH: '/usr/bin', WAYLAND_DISPLAY: 'wayland-0' } }, ['/usr/bin/chromium']),
      '/usr/bin/chromium',
    ],
    ['none for root, whose browser has no sandbox', around({ userId: 0 }, ['/usr/bin/chromium']), null],
    [
      'Edge on a Mac',
      around({ platform: 'darwin', env: {} }, ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge']),
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'Edge on Windows',
      around({ platform: 'win32', userId: null, env: { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' } }, [
        'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
      ]),
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ])('is of %s', (_what, surroundings, expected) => {
    expect(findAppBrowser(surroundings)).toBe(expected);
  });

  test('needs a display on Linux only', () => {
    expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: ':1' } })).toBe(true);
    expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('is started with a profile of its own at the one-use address', async () => {
    const browser = join(folder, 'browser');
    writeFileSync(
      browser,
      `#!/bin/sh\nfor arg in "$@"; do echo "$arg" >> "${folder}/args.part"; done; mv "${folder}/args.part" "${folder}/args"\n`,
    );
    chmodSync(browser, 0o755);
    expect(await openAppWindow(browser, 'http://127.0.0.1:1/open/aa', join(folder, 'profile'))).toBe(true);
    await expect.poll(() => existsSync(join(folder, 'args'))).toBe(true);
    expect(readFileSync(join(folder, 'args'), 'utf8').trim().split('\n')).toEqual([
      '--app=http://127.0.0.1:1/open/aa',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-first-run',
      '--no-default-browser-check',
    ]);
    expect(await openAppWindow(join(folder, 'gone'), 'http://127.0.0.1:1/', folder)).toBe(false);
  });
});

test('a ticket works once, within a minute, and only where it was issued', () => {
  let nowMs = 0;
  const tickets = openTickets(() => nowMs);
  const [first, second] = [tickets.issue(), tickets.issue()];
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect([tickets.redeem(first), tickets.redeem(first)]).toEqual([true, false]);
  nowMs = 60_001;
  expect(tickets.redeem(second)).toBe(false);
  expect(tickets.redeem('')).toBe(false);
});
