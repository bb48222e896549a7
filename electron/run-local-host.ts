/** The local host as a process: opens the desk in its home, serves it, opens a window, and stops in order; never runs beside another in one home. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from './desk.ts';
import { findAppBrowser, openAppWindow, surroundings } from './host/app-window.ts';
import { DEFAULT_PORT, newToken, startLocalHost } from './local-host.ts';
import type { LocalHost } from './local-host.ts';
import { claimHome } from './platform/claim-home.ts';
import { systemClock } from './platform/clock.ts';
import { openLog } from './platform/log.ts';
import { linkOpener } from './platform/open-link.ts';
import { homeFolder, hostPaths, makeHome } from './platform/paths.ts';
import { systemRandom } from './platform/random.ts';
import { sealedFileSecrets } from './platform/secrets-sealed-file.ts';
import type { Desk } from './ports/desk.ts';
import { EXIT_HOME_TAKEN, EXIT_NOT_OPENED } from './ports/exit-codes.ts';
import { quitQuestion } from './windows/quit.ts';

/** Runs the local host until the process is told to stop. `opening` is the line's beginning: why it is not Electron. Returns the exit code. */
export async function runLocalHost({
  root,
  opening,
  say,
}: {
  readonly root: string;
  readonly opening: string;
  readonly say: (line: string) => void;
}): Promise<number> {
  const home = homeFolder({ platform: process.platform, env: process.env, userHome: homedir() });
  makeHome(home);
  const paths = hostPaths(home, join(root, 'resources'));
  const wanted = wantedPort(process.env['COUNTERSIGN_PORT']);
  if (wanted === null) {
    say('COUNTERSIGN_PORT must be a number from 1024 to 65535.');
    return 64;
  }
  const claim = claimHome(paths.claim);
  if (claim === null) {
    say('Countersign is already running on this computer. Use the window or the address it opened, or stop it first.');
    return EXIT_HOME_TAKEN;
  }
  const log = openLog({ folder: paths.logs });
  const clock = systemClock();
  process.on('uncaughtException', (cause) => {
    log.error('uncaught', cause);
    process.exit(1);
  });
  const told = untilTold();
  let desk: Desk | null = null;
  let host: LocalHost;
  try {
    desk = await openDesk({
      clock,
      random: systemRandom(),
      log,
      secrets: sealedFileSecrets(paths.sealedSecrets, log),
      paths,
      host: 'local',
      version: readVersion(root),
      openLink: linkOpener(process.platform),
    });
    const rendererDir = join(root, 'out', 'renderer');
    host = await startLocalHost({ desk, port: wanted, rendererDir, token: newToken(), log });
  } catch (cause) {
    log.error('start-failed', cause);
    await desk?.close();
    say(
      `Countersign could not start (${codeOf(cause)}). What is in ${home} was kept as it is; the log in it says more.`,
    );
    return EXIT_NOT_OPENED;
  }
  if (host.port !== wanted) {
    say(
      `Port ${String(wanted)} is taken; Countersign uses ${String(host.port)} this time. What the page keeps for itself stays with ${String(wanted)}; everything else is here.`,
    );
  }
  const browser = process.env['COUNTERSIGN_OPEN'] === '0' ? null : findAppBrowser(surroundings());
  const opened = browser !== null && (await openAppWindow(browser, host.oneUseAddress(), paths.browserProfile));
  say(
    `${opening} ${opened ? 'Countersign is in a browser window of its own, and at' : 'open Countersign in your browser instead:'} ${host.address}`,
  );

  await told;
  const waits = quitQuestion(desk.waitingSends());
  if (waits !== null) say(`${waits.message} ${waits.detail}`);
  await host.close();
  await desk.close();
  claim.release();
  log.close();
  return 0;
}

/** Resolves at the first Ctrl+C or kill; a second one ends the process at once, which the ledger survives. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    const stop = (): void => {
      if (told) process.exit(130);
      told = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    process.on('SIGHUP', stop);
  });
}

function wantedPort(setting: string | undefined): number | null {
  if (setting === undefined || setting === '') return DEFAULT_PORT;
  const port = Number(setting);
  return Number.isInteger(port) && port >= 1_024 && port <= 65_535 ? port : null;
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}

function readVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
