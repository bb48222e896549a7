/** Keeps the feed's worlds in step: what a transaction touched is read again once, right before it commits. It changes nothing else. */
import type { SQLInputValue } from 'node:sqlite';
import type { Clock } from '../ports/clock.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';
import { readMeta, writeMeta } from './meta.ts';
import { readPackageWorld } from './package-world.ts';
import type { ParsedOnce } from './parsed-once.ts';

/** Raised with each change of what a world says: worlds of an older ledger are then read anew, once. */
const WORLD_FORMAT = 3;
const FORMAT_KEY = 'world-format';

/** Brings the feed's worlds to this version's form; nothing where they are. */
export function refreshOlderWorlds(connection: Connection, stale: StaleWorlds): void {
  if (readMeta(connection, FORMAT_KEY) === WORLD_FORMAT) return;
  connection.transact(() => {
    stale.where('SELECT id FROM packages WHERE gone = 0');
    writeMeta(connection, FORMAT_KEY, WORLD_FORMAT);
  });
}

/** Marks whose world may have changed in the open transaction. */
export interface StaleWorlds {
  package(id: string): void;
  contact(id: string): void;
  /** Every package of the account: its contacts count as new contacts of each other. */
  account(id: string): void;
  /** Every package whose `id` the query answers. */
  where(sql: string, ...values: SQLInputValue[]): void;
}

export function makeWorldRefresh(connection: Connection, feed: Feed, known: ParsedOnce, clock: Clock): StaleWorlds {
  const packages = new Set<string>();
  const contacts = new Set<string>();
  const accounts = new Set<string>();

  function add(sql: string, ...values: SQLInputValue[]): void {
    for (const row of connection.all(sql, ...values)) packages.add(String(row.id));
  }

  function forget(): void {
    packages.clear();
    contacts.clear();
    accounts.clear();
  }

  connection.join({
    beforeCommit() {
      for (const id of contacts) add('SELECT id FROM packages WHERE contact_id = ?', id);
      for (const id of accounts) add('SELECT id FROM packages WHERE account_id = ?', id);
      if (packages.size === 0) return;
      const nowMs = clock.nowMs();
      for (const id of packages) {
        const world = readPackageWorld(connection, known, id, nowMs);
        if (world === null) feed.bury('world', id);
        else feed.put('world', id, world);
      }
      forget();
    },
    rolledBack: forget,
  });

  return {
    package: (id) => void packages.add(id),
    contact: (id) => void contacts.add(id),
    account: (id) => void accounts.add(id),
    where: add,
  };
}
