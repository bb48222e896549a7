/** What the workspace's tests do to it: pull all of a kind, push one thing, change a row behind its back. */
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import type { Connector, Pulled, PulledKind, PushOp } from '../../electron/ports/connector.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { SAM } from './parts.ts';

export async function pullAll<K extends PulledKind>(connector: Connector, kind: K, from: string | null, limit = 200) {
  const items: Pulled<K>[] = [];
  let cursor = from;
  for (;;) {
    const page = await connector.pull(kind, cursor, limit);
    items.push(...page.items);
    expect(page.unreadable).toEqual([]);
    cursor = page.cursor;
    if (!page.more) return { items, cursor };
  }
}

/** As another SQL client does it. */
export const byHand = (path: string, sql: string) => {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA foreign_keys = ON');
  database.exec(sql);
  database.close();
};

export async function firstPackage(connector: Connector): Promise<HandoffPackage> {
  const body = (await connector.pull('package', null, 1)).items[0]?.body;
  if (!body) throw new Error('no package');
  return body;
}

let ops = 0;
/** A push of Sam's, each with an id of its own. */
export const opBase = () => {
  ops += 1;
  return { opId: `op-${ops}`, actor: 'sdr' as const, personId: SAM };
};
export const one = async (connector: Connector, op: PushOp) => {
  const [result] = await connector.push([op]);
  return result;
};
