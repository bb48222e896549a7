/** What was pulled from the CRM, with its cursors, and what is known of the world from it. It never asks the CRM and never writes to it. */
import type { AccountId, ContactId } from '../../shared/domain/ids.ts';
import type { Pulled, PulledBody, PulledKind } from '../ports/connector.ts';
import type { Clock } from '../ports/clock.ts';
import type { CopyLedger } from '../ports/ledger.ts';
import type { Connection } from './connection.ts';
import { readCursor, saveCursor } from './cursors.ts';
import { applyLead } from './agent/lead-rows.ts';
import { IDENTITY_CHECK, publishDeskWorld, readDeskWorld, readPauses, SERVER_DATE_KEY } from './desk-world.ts';
import type { Feed } from './feed.ts';
import type { LatestTime } from './latest-time.ts';
import { writeMeta } from './meta.ts';
import { applyOpportunity } from './opportunity-rows.ts';
import { readPackageWorld } from './package-world.ts';
import { keepPolicy, policyAt } from './policies.ts';
import { applyAccount, applyContact, applyEngagement, applyTouch, COPY_TABLES } from './pulled-copies.ts';
import { applyPackage, buryPackage } from './pulled-packages.ts';
import type { ParsedOnce } from './parsed-once.ts';
import type { StaleWorlds } from './world-refresh.ts';

/** Where each kind lies, and which rows the CRM has: what was made here and is still on its way there is not missing from it. */
const LIVE_IN_CRM: Readonly<Record<PulledKind, readonly [table: string, live: string]>> = {
  account: [COPY_TABLES.account, 'body IS NOT NULL'],
  contact: [COPY_TABLES.contact, 'body IS NOT NULL'],
  touch: [COPY_TABLES.touch, 'body IS NOT NULL'],
  engagement: [COPY_TABLES.engagement, 'body IS NOT NULL'],
  lead: ['leads', 'crm IS NOT NULL'],
  opportunity: ['opportunities', 'crm IS NOT NULL'],
  package: ['packages', 'gone = 0 AND local = 0'],
};

/** Time in a stage is shown in hours and days: an hour more or less is no lie. */
const SEEN_WITHIN_MS = 3_600_000;

interface CopyParts {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly stale: StaleWorlds;
  readonly latest: LatestTime;
  readonly clock: Clock;
  readonly known: ParsedOnce;
}

export function makeCopies({ connection, feed, stale, latest, clock, known }: CopyParts): CopyLedger {
  /** Now, where the CRM was last asked so shortly before that what it changed since can be said to be of now. */
  function seenAtMs(): number | null {
    const nowMs = clock.nowMs();
    const before = connection.get(`SELECT at_ms FROM checks WHERE name = 'owner'`)?.at_ms;
    return typeof before === 'number' && nowMs - before <= SEEN_WITHIN_MS ? nowMs : null;
  }

  function applyOne({ kind, id, body }: Pulled): boolean {
    switch (kind) {
      case 'account':
        return applyAccount(connection, stale, id, body as PulledBody<'account'> | null);
      case 'contact':
        return applyContact(connection, stale, id, body as PulledBody<'contact'> | null);
      case 'touch':
        return applyTouch(connection, stale, id, body as PulledBody<'touch'> | null);
      case 'engagement':
        return applyEngagement(connection, id, body as PulledBody<'engagement'> | null);
      case 'lead':
        return applyLead(connection, stale, id, body as PulledBody<'lead'> | null, seenAtMs());
      case 'opportunity':
        return applyOpportunity(connection, id, body as PulledBody<'opportunity'> | null);
      case 'package':
        if (body === null) return buryPackage(connection, feed, stale, id);
        return applyPackage(connection, feed, stale, body as PulledBody<'package'>);
    }
  }

  function recordCheck(name: string, atMs: number): void {
    connection.run(
      'INSERT INTO checks (name, at_ms) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at_ms = excluded.at_ms',
      name,
      atMs,
    );
    latest.note(atMs);
  }

  return {
    cursor: (kind) => readCursor(connection, kind),
    applyPulled: (kind, items, cursor) =>
      connection.transact(() => {
        let changed = 0;
        for (const item of items) {
          if (applyOne(item)) changed += 1;
          connection.run('DELETE FROM unreadable WHERE kind = ? AND id = ?', item.kind, item.id);
        }
        saveCursor(connection, kind, cursor);
        return changed;
      }),
    keepOwn: (items) =>
      connection.transact(() => {
        for (const item of items) applyOne(item);
      }),
    keepUnreadable(records, nowMs) {
      connection.transact(() => {
        for (const { kind, id, field, reason } of records) {
          connection.run(
            'INSERT OR REPLACE INTO unreadable (kind, id, field, reason, at_ms) VALUES (?, ?, ?, ?, ?)',
            kind,
            id,
            field,
            reason,
            nowMs,
          );
        }
      });
    },
    unreadable: (limit) =>
      connection
        .all('SELECT kind, id, field, reason, at_ms FROM unreadable ORDER BY at_ms DESC, kind, id LIMIT ?', limit)
        .map((row) => ({
          kind: row.kind as PulledKind,
          id: String(row.id),
          field: String(row.field),
          reason: String(row.reason),
          atMs: Number(row.at_ms),
        })),
    ids(kind, afterId, limit) {
      const [table, live] = LIVE_IN_CRM[kind];
      return connection
        .all(`SELECT id FROM ${table} WHERE id > ? AND ${live} ORDER BY id LIMIT ?`, afterId ?? '', limit)
        .map((row) => String(row.id));
    },
    people: () => known.people(),
    setPeople(people) {
      feed.put('people', 'people', [...people]);
    },
    policy: () => known.policy(),
    policyAt: (version, atMs = Number.MAX_SAFE_INTEGER) => policyAt(connection, version, atMs),
    setPolicy(policy) {
      connection.transact(() => {
        if (feed.put('policy', 'policy', policy)) keepPolicy(connection, policy, clock.nowMs());
      });
    },
    // A decoy lies in the feed like a package and has no row here: whatever signs or sends reads through this and finds nothing.
    readPackage: (id) =>
      connection.get('SELECT 1 FROM packages WHERE id = ?', id) === undefined ? null : feed.read('package', id),
    packageWorld: (id) => readPackageWorld(connection, known, id, clock.nowMs()),
    packageParties(id) {
      const row = connection.get('SELECT contact_id, account_id FROM packages WHERE id = ? AND gone = 0', id);
      return row === undefined
        ? null
        : { contactId: row.contact_id as ContactId, accountId: row.account_id as AccountId };
    },
    deskWorld: (nowMs) => readDeskWorld(connection, known, latest, nowMs),
    publishDesk(nowMs) {
      connection.transact(() => publishDeskWorld(feed, readDeskWorld(connection, known, latest, nowMs)));
    },
    recordCheck(check, atMs) {
      connection.transact(() => recordCheck(check, atMs));
    },
    confirmPerson(id, atMs) {
      connection.transact(() => recordCheck(`${IDENTITY_CHECK}${id}`, atMs));
    },
    recordServerDate(serverAtMs, localAtMs) {
      connection.transact(() => {
        writeMeta(connection, SERVER_DATE_KEY, JSON.stringify({ serverAtMs, localAtMs }));
        latest.note(localAtMs);
      });
    },
    pauses: () => readPauses(connection),
    setPause(pause) {
      connection.transact(() => {
        connection.run(
          'INSERT OR REPLACE INTO pauses (scope, value, body) VALUES (?, ?, ?)',
          pause.scope,
          pause.value,
          JSON.stringify(pause),
        );
        latest.note(pause.atMs);
      });
    },
    clearPause(scope, value) {
      connection.transact(() => connection.run('DELETE FROM pauses WHERE scope = ? AND value = ?', scope, value));
    },
  };
}
