/** Starts the real desk behind the real local host in this process, with a home and a clock of the test's own. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDocuments, composeLibrary } from '../../electron/crm/embedded/demo/compose-library.ts';
import { fillDemo } from '../../electron/crm/embedded/fill-demo.ts';
import { readLibraryDefaults } from '../../electron/crm/library-defaults.ts';
import { readDemoIngredients } from '../../electron/crm/embedded/demo/demo-ingredients.ts';
import { openDesk, type Surroundings } from '../../electron/desk.ts';
import { newToken, startLocalHost, type LocalHost } from '../../electron/local-host.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { openLog } from '../../electron/platform/log.ts';
import { hostPaths, makeHome, type HostPaths } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { sealedFileSecrets } from '../../electron/platform/secrets-sealed-file.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Desk } from '../../electron/ports/desk.ts';
import { TEAM_POLICY_ID } from '../../electron/sync/policy-in-force.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface DeskHost {
  readonly desk: Desk;
  readonly host: LocalHost;
  close(): Promise<void>;
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'countersign-home-'));
}

export function pathsOf(home: string): HostPaths {
  return hostPaths(home, join(ROOT, 'resources'));
}

interface Filling {
  /** In place of the demo's own; where absent, the agent's queue is full for its first package, so that it adds nothing to what is counted. */
  readonly limits?: Partial<PolicyDocument['limits']>;
  /** When the demo begins; now where absent. */
  readonly nowMs?: number;
  /** The team's library too; without it the agent has nothing to write by. */
  readonly library?: boolean;
}

/** Fills the home's workspace before the first start, with the demo's policy but for some limits. */
export async function fillWorkspace(home: string, filling: Filling): Promise<void> {
  const { limits = {}, nowMs = Date.now(), library = false } = filling;
  makeHome(home);
  const { resources, workspace } = pathsOf(home);
  const demo = PolicyDocument.parse(JSON.parse(readFileSync(join(resources, 'policy.demo.json'), 'utf8')));
  const policy = PolicyDocument.parse({ ...demo, limits: { ...demo.limits, agentQueueMost: 1, ...limits } });
  const ingredients = readDemoIngredients(join(resources, 'demo'));
  const defaults = readLibraryDefaults(join(resources, 'library'), nowMs);
  await fillDemo(workspace, {
    nowMs,
    random: systemRandom(),
    ingredients,
    documents: () => [
      { kind: 'policy', id: TEAM_POLICY_ID, version: policy.version, body: policy },
      ...(library ? asDocuments(composeLibrary({ ingredients, defaults, nowMs })) : []),
    ],
    onProgress: () => undefined,
  });
}

export async function startDeskHost(options: {
  readonly home: string;
  readonly clock?: Clock;
  /** 0, or absent, for any free one. */
  readonly port?: number;
  readonly openLink?: (url: string) => void;
  readonly surroundings?: Partial<Surroundings>;
  /** The built page's folder, where it is not the build's own. */
  readonly rendererDir?: string;
}): Promise<DeskHost> {
  makeHome(options.home);
  const paths = pathsOf(options.home);
  const log = openLog({ folder: paths.logs, stderr: { write: () => true } });
  const desk = await openDesk(
    {
      clock: options.clock ?? systemClock(),
      random: systemRandom(),
      log,
      secrets: sealedFileSecrets(paths.sealedSecrets, log),
      paths,
      host: 'local',
      version: '0.0.0-test',
      openLink(url) {
        options.openLink?.(url);
        return Promise.resolve();
      },
    },
    options.surroundings,
  );
  const host = await startLocalHost({
    desk,
    port: options.port ?? 0,
    rendererDir: options.rendererDir ?? join(ROOT, 'out', 'renderer'),
    token: newToken(),
    log,
  });
  return {
    desk,
    host,
    async close() {
      await host.close();
      await desk.close();
      log.close();
    },
  };
}
