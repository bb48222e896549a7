/** A whole desk over real files, with a CRM that fails on command, a mail server that misbehaves on command, and time that runs faster. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from '../../electron/desk.ts';
import { openCrm } from '../../electron/desk/open-crm.ts';
import { openMailboxWays } from '../../electron/desk/mailbox-ways.ts';
import { hostPaths } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import { ConnectorFault, type Connector } from '../../electron/ports/connector.ts';
import type { Desk } from '../../electron/ports/desk.ts';
import type { Log } from '../../electron/ports/log.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** How the CRM answers the next call. `late` carries it out and loses the answer: the caller can't know. */
export type CrmMood = 'well' | 'down' | 'late';

/** Every method of the real connector, failing as `mood` says. */
export function moody(connector: Connector, mood: () => CrmMood): Connector {
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    const now = mood();
    if (now === 'down') throw new ConnectorFault('retryable', 'the CRM does not answer');
    const answer = await work();
    if (now === 'late') throw new ConnectorFault('retryable', 'the CRM’s answer was lost');
    return answer;
  };
  return {
    describe: () => connector.describe(),
    whoAmI: () => call(() => connector.whoAmI()),
    pull: (kind, cursor, limit) => call(() => connector.pull(kind, cursor, limit)),
    reconcile: (kind, ids) => call(() => connector.reconcile(kind, ids)),
    push: (ops) => call(() => connector.push(ops)),
    lookUp: (opIds) => call(() => connector.lookUp(opIds)),
    suppression: {
      pull: (cursor) => call(() => connector.suppression.pull(cursor)),
      check: (contact) => call(() => connector.suppression.check(contact)),
      add: (opId, entry) => call(() => connector.suppression.add(opId, entry)),
      addAll: (opId, entries) => call(() => connector.suppression.addAll(opId, entries)),
      remove: (opId, removal) => call(() => connector.suppression.remove(opId, removal)),
    },
    optOuts: { pull: (cursor) => call(() => connector.optOuts.pull(cursor)) },
    documents: {
      get: (kind, id) => call(() => connector.documents.get(kind, id)),
      list: (kind) => call(() => connector.documents.list(kind)),
      history: (kind, id) => call(() => connector.documents.history(kind, id)),
      put: (kind, id, version, body) => call(() => connector.documents.put(kind, id, version, body)),
    },
    claim: (packageId, personId) => call(() => connector.claim(packageId, personId)),
    close: () => connector.close(),
  };
}

/** Keeps faults that nobody foresaw, so that a test can fail on them. */
export function watchfulLog(): Log & { readonly faults: string[] } {
  const faults: string[] = [];
  return {
    faults,
    info: () => undefined,
    warn: () => undefined,
    error(code, cause) {
      if (!(cause instanceof ConnectorFault))
        faults.push(`${code}: ${cause instanceof Error ? cause.message : String(cause)}`);
    },
  };
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'countersign-faults-'));
}

export async function openFaultyDesk(options: {
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly mood: () => CrmMood;
}): Promise<Desk> {
  return openDesk(
    {
      clock: options.clock,
      random: systemRandom(),
      log: options.log,
      secrets: runOnlySecrets(),
      paths: hostPaths(options.home, join(ROOT, 'resources')),
      host: 'local',
      version: '0.0.0-test',
      openLink: () => Promise.resolve(),
    },
    {
      openCrm: async (ports, onProgress) => {
        const crm = await openCrm(ports, onProgress);
        return { ...crm, connector: moody(crm.connector, options.mood) };
      },
      openMailbox: openMailboxWays,
    },
  );
}
