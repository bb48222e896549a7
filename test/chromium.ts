/** The real browser that tests drive: the Chromium inside the npm package on Linux, an installed Chrome elsewhere. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BrowserLaunch {
  readonly executablePath?: string;
  readonly channel?: 'chrome';
  readonly args: string[];
  readonly headless: true;
}

/** Launch options for Playwright. The packaged Chromium unpacks into a folder named for its version, so that an upgrade never runs an old one. */
export async function browserLaunch(): Promise<BrowserLaunch> {
  // Root in a container has no user namespaces to build a sandbox from; nothing but our own pages on loopback is opened.
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome', args, headless: true };
  const { default: chromium } = await import('@sparticuz/chromium');
  const folder = join(tmpdir(), 'countersign-chromium-153');
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return { executablePath: await chromium.executablePath(), args: ['--no-sandbox', ...args], headless: true };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
