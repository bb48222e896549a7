/**
 * Keeps attention checks: their nature in a table of their own, what the page shows of them in the feed like any package's. It writes no
 * row of `packages`, so that whatever signs or sends finds no package under a decoy's id.
 */
import { PlantedFault, type Decoy } from '../../shared/domain/decoy.ts';
import type { DecisionId, PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { DecoyLedger } from '../ports/decoy-ledger.ts';
import type { Random } from '../ports/random.ts';
import type { Connection, Row } from './connection.ts';
import type { Feed } from './feed.ts';
import type { LatestTime } from './latest-time.ts';
import { readMeta, writeMeta } from './meta.ts';

interface DecoyParts {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly latest: LatestTime;
  readonly random: Random;
}

const SEED_KEY = 'decoy-seed';

export function makeDecoys({ connection, feed, latest, random }: DecoyParts): DecoyLedger {
  const one = (row: Row | undefined): Decoy | null => (row === undefined ? null : decoyOf(row));

  return {
    seed: () =>
      connection.transact(() => {
        const kept = readMeta(connection, SEED_KEY);
        if (typeof kept === 'string') return kept;
        const made = random.uuid();
        writeMeta(connection, SEED_KEY, made);
        return made;
      }),
    read: (id) => one(connection.get('SELECT * FROM decoys WHERE id = ?', id)),
    readByDecision: (id) => one(connection.get('SELECT * FROM decoys WHERE decision_id = ?', id)),
    open: () => connection.all('SELECT * FROM decoys WHERE verdict IS NULL ORDER BY id').map(decoyOf),
    shown: (id) =>
      connection.get('SELECT 1 FROM decoys WHERE id = ? AND verdict IS NULL', id) === undefined
        ? null
        : feed.read('package', id),
    placesOf: (personId) =>
      connection
        .all(
          `SELECT id FROM packages
           WHERE gone = 0 AND desk_state IS NULL AND crm_state IN ('ready', 'opened') AND snapshot ->> '$.ownerId' = ?
             AND NOT EXISTS (SELECT 1 FROM decoys WHERE source_id = packages.id)
             AND NOT EXISTS (SELECT 1 FROM feed WHERE kind = 'edit' AND feed.id = packages.id AND body IS NOT NULL)`,
          personId,
        )
        .map((row) => row.id as PackageId),
    isTaken: (id) =>
      connection.get('SELECT 1 FROM packages WHERE id = ?', id) !== undefined ||
      connection.get('SELECT 1 FROM decoys WHERE id = ?', id) !== undefined ||
      connection.get(`SELECT 1 FROM feed WHERE kind = 'package' AND id = ?`, id) !== undefined,
    create({ id, mark, personId, sourceId, planted, madeAtMs }, { shown, world }) {
      connection.transact(() => {
        connection.run(
          'INSERT INTO decoys (id, mark, person_id, source_id, planted, made_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
          id,
          mark,
          personId,
          sourceId,
          JSON.stringify(planted),
          madeAtMs,
        );
        feed.put('world', id, world);
        feed.put('package', id, shown);
        latest.note(madeAtMs);
      });
    },
    refresh(id, world) {
      connection.transact(() => feed.put('world', id, world));
    },
    end(id, { verdict, decisionId, atMs }) {
      connection.transact(() => {
        const changed = connection.run(
          'UPDATE decoys SET verdict = ?, decision_id = ?, ended_at_ms = ? WHERE id = ? AND verdict IS NULL',
          verdict,
          decisionId,
          atMs,
          id,
        );
        if (changed !== 1) throw new Error(`There is no open decoy ${id}.`);
        for (const kind of ['package', 'world', 'edit'] as const) feed.bury(kind, id);
        latest.note(atMs);
      });
    },
    catchRate(personId) {
      const row = connection.get(
        `SELECT count(*) FILTER (WHERE verdict = 'caught') AS caught, count(*) FILTER (WHERE verdict = 'missed') AS missed,
                count(*) FILTER (WHERE verdict = 'put-off') AS put_off, min(ended_at_ms) AS since_ms
         FROM decoys WHERE person_id = ? AND verdict IN ('caught', 'missed', 'put-off')`,
        personId,
      );
      const sinceMs = row?.since_ms;
      return {
        caught: Number(row?.caught),
        missed: Number(row?.missed),
        putOff: Number(row?.put_off),
        sinceMs: typeof sinceMs === 'number' ? sinceMs : null,
      };
    },
  };
}

function decoyOf(row: Row): Decoy {
  const verdict = row.verdict as NonNullable<Decoy['end']>['verdict'] | null;
  return {
    id: row.id as PackageId,
    mark: String(row.mark),
    personId: row.person_id as PersonId,
    sourceId: row.source_id as PackageId,
    planted: PlantedFault.parse(JSON.parse(String(row.planted))),
    madeAtMs: Number(row.made_at_ms),
    end:
      verdict === null
        ? null
        : { verdict, decisionId: row.decision_id as DecisionId | null, atMs: Number(row.ended_at_ms) },
  };
}
