/**
 * Whether Electron's program is here or can be had; must never `require('electron')`, which starts a download with no end of its own,
 * and never wait on a network that has gone silent.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longer than unpacking takes, shorter than a person waits for a screen that does not move. */
const SILENT_MS = 20_000;
const LOOK_EVERY_MS = 250;

export type ElectronFound =
  | { readonly kind: 'found'; readonly program: string }
  | { readonly kind: 'missing'; readonly because: 'not-installed' | 'not-fetched' | 'stalled' };

/** The program's path where it is complete, as Electron's own installer leaves it. */
export function installedElectron(packageFolder: string): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

export interface FetchOptions {
  readonly packageFolder: string;
  /** Called once, before a download starts. */
  readonly onFetch: () => void;
  readonly silentMs?: number;
}

/** Fetches the program where it is missing; gives up as soon as nothing has arrived for `silentMs`. */
export async function findElectron({
  packageFolder,
  onFetch,
  silentMs = SILENT_MS,
}: FetchOptions): Promise<ElectronFound> {
  const installed = installedElectron(packageFolder);
  if (installed !== null) return { kind: 'found', program: installed };
  const installer = join(packageFolder, 'install.js');
  if (!existsSync(installer)) return { kind: 'missing', because: 'not-installed' };
  onFetch();
  const landing = mkdtempSync(join(tmpdir(), 'countersign-electron-'));
  try {
    const ended = await runUntilSilent(installer, landing, packageFolder, silentMs);
    const fetched = ended === 'stalled' ? null : installedElectron(packageFolder);
    if (fetched !== null) return { kind: 'found', program: fetched };
    return { kind: 'missing', because: ended === 'stalled' ? 'stalled' : 'not-fetched' };
  } finally {
    rmSync(landing, { recursive: true, force: true });
  }
}

/** The download lands in the child's temporary folder, then is unpacked beside the installer: while either grows, it goes on. */
function runUntilSilent(
  installer: string,
  landing: string,
  packageFolder: string,
  silentMs: number,
): Promise<'ended' | 'stalled'> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: landing, TEMP: landing, TMP: landing },
    });
    let seenBytes = 0;
    let movedAtMs = Date.now();
    const look = setInterval(() => {
      const bytes = bytesUnder(landing) + bytesUnder(join(packageFolder, 'dist'));
      if (bytes !== seenBytes) movedAtMs = Date.now();
      seenBytes = bytes;
      if (Date.now() - movedAtMs < silentMs) return;
      finish('stalled');
      child.kill('SIGKILL');
    }, LOOK_EVERY_MS);
    const finish = (how: 'ended' | 'stalled'): void => {
      clearInterval(look);
      resolve(how);
    };
    child.once('error', () => finish('ended'));
    child.once('exit', () => finish('ended'));
  });
}

function bytesUnder(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
    }
  } catch {
    // A file that was moved away between listing and measuring is movement as well; the next look sees the rest.
    return bytes + 1;
  }
  return bytes;
}
