/** Opens the page as an app window of an installed browser, with a profile of its own; must never use the person's everyday profile or put the token on a command line. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null where the system has no such thing. */
  readonly userId: number | null;
  canRun(file: string): boolean;
}

export function surroundings(): Surroundings {
  return { platform: process.platform, env: process.env, userId: process.getuid?.() ?? null, canRun };
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a window could be shown at all. Only Linux and its kin run without a display. */
export function hasDisplay({ platform, env }: Pick<Surroundings, 'platform' | 'env'>): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** The first browser there is whose window can be a page alone; null where none is, or where it would not start (Chromium as root). */
export function findAppBrowser(around: Surroundings): string | null {
  if (!hasDisplay(around) || (around.platform !== 'win32' && around.userId === 0)) return null;
  return browserCandidates(around).find((file) => around.canRun(file)) ?? null;
}

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];
const MAC_NAMES = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

function browserCandidates({ platform, env }: Surroundings): string[] {
  switch (platform) {
    case 'darwin': {
      const folders = ['/Applications', ...(env['HOME'] === undefined ? [] : [join(env['HOME'], 'Applications')])];
      return MAC_NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`));
    }
    case 'win32': {
      const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
        (folder) => folder !== undefined,
      );
      return WINDOWS_PATHS.flatMap((path) => folders.map((folder) => `${folder}\\${path}`));
    }
    default: {
      const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
      return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
    }
  }
}

/** True once the browser was started; what becomes of its window is the person's. */
export function openAppWindow(
  browser: string,
  address: string,
  profileFolder: string,
  run: typeof spawn = spawn,
): Promise<boolean> {
  const args = [`--app=${address}`, `--user-data-dir=${profileFolder}`, '--no-first-run', '--no-default-browser-check'];
  return new Promise((resolve) => {
    const started = run(browser, args, { stdio: 'ignore', detached: true, shell: false });
    started.once('error', () => resolve(false));
    started.once('spawn', () => {
      started.unref();
      resolve(true);
    });
  });
}
