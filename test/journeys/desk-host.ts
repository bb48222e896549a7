/** Starts the real desk behind the real local host in this process, with a home and a clock of the test's own. */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from '../../electron/desk.ts';
import { newToken, startLocalHost, type LocalHost } from '../../electron/local-host.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { openLog } from '../../electron/platform/log.ts';
import { hostPaths, makeHome, type HostPaths } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { sealedFileSecrets } from '../../electron/platform/secrets-sealed-file.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Desk } from '../../electron/ports/desk.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface DeskHost {
  readonly desk: Desk;
  readonly host: LocalHost;
  readonly paths: HostPaths;
  /** The `.eml` files the sink took, as text. */
  mails(): readonly string[];
  close(): Promise<void>;
}

/** The machine's clock moved by a fixed time, so that a test can start on a Saturday night. */
export function shiftedClock(byMs: number): Clock {
  const clock = systemClock();
  return { nowMs: () => clock.nowMs() + byMs, wakeAt: (atMs, wake) => clock.wakeAt(atMs - byMs, wake) };
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'countersign-home-'));
}

export async function startDeskHost(options: {
  readonly home: string;
  readonly clock?: Clock;
  readonly port?: number;
}): Promise<DeskHost> {
  makeHome(options.home);
  const paths = hostPaths(options.home, join(ROOT, 'resources'));
  const log = openLog({ folder: paths.logs, stderr: { write: () => true } });
  const desk = await openDesk({
    clock: options.clock ?? systemClock(),
    random: systemRandom(),
    log,
    secrets: sealedFileSecrets(paths.sealedSecrets, log),
    paths,
    host: 'local',
    version: '0.0.0-test',
    openLink: () => Promise.resolve(),
  });
  const host = await startLocalHost({
    desk,
    port: options.port ?? 0,
    rendererDir: join(ROOT, 'out', 'renderer'),
    token: newToken(),
    log,
  });
  const folder = join(paths.mail, 'sent');
  return {
    desk,
    host,
    paths,
    mails: () =>
      existsSync(folder)
        ? readdirSync(folder)
            .filter((name) => name.endsWith('.eml'))
            .map((name) => readFileSync(join(folder, name), 'utf8'))
        : [],
    async close() {
      await host.close();
      await desk.close();
      log.close();
    },
  };
}
