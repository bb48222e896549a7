/** What people decided, escalated and edited, as it came in. What follows from a decision is made elsewhere, in the same transaction. */
import type { PackageState } from '../../shared/domain/handoff-package.ts';
import type { DecisionRecord } from '../../shared/domain/decision.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { DecisionLedger } from '../ports/ledger.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';
import type { LatestTime } from './latest-time.ts';
import { setDeskState } from './package-state.ts';
import type { StaleWorlds } from './world-refresh.ts';

interface DecisionParts {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly stale: StaleWorlds;
  readonly latest: LatestTime;
  readonly clock: Clock;
}

// An approval settles with its send; the others when their undo window is over.
const TO_SETTLE = `FROM decisions WHERE state = 'standing' AND NOT EXISTS (SELECT 1 FROM sends WHERE decision_id = decisions.id)`;

export function makeDecisions({ connection, feed, stale, latest, clock }: DecisionParts): DecisionLedger {
  function readOrThrow(id: string): DecisionRecord {
    const record = feed.read('decision', id);
    if (record === null) throw new Error(`There is no decision ${id}.`);
    return record;
  }

  /** The contact's other packages must see it: an open escalation stops their thread. */
  function putEscalation(escalation: Escalation): void {
    const { id, packageId, context, raisedAtMs, state } = escalation;
    feed.put('escalation', id, escalation);
    connection.run(
      `INSERT INTO escalations (id, contact_id, raised_at_ms, state)
       SELECT ?, contact_id, ?, ? FROM (SELECT coalesce((SELECT contact_id FROM packages WHERE id = ?), ?) AS contact_id)
       WHERE contact_id IS NOT NULL
       ON CONFLICT (id) DO UPDATE SET raised_at_ms = excluded.raised_at_ms, state = excluded.state`,
      id,
      raisedAtMs,
      state,
      packageId,
      context?.contactId ?? null,
    );
    const row = connection.get('SELECT contact_id FROM escalations WHERE id = ?', id);
    if (row !== undefined) stale.contact(String(row.contact_id));
    latest.note(clock.nowMs());
  }

  return {
    read: (id) => feed.read('decision', id),
    create(decision, undoUntilMs) {
      connection.transact(() => {
        connection.run(
          `INSERT INTO decisions (id, package_id, kind, state, undo_until_ms) VALUES (?, ?, ?, 'standing', ?)`,
          decision.id,
          decision.packageId,
          decision.kind,
          undoUntilMs,
        );
        feed.put('decision', decision.id, { decision, undoUntilMs, state: 'standing' });
        latest.note(clock.nowMs());
      });
    },
    setState(id, state) {
      connection.transact(() => {
        feed.put('decision', id, { ...readOrThrow(id), state });
        connection.run('UPDATE decisions SET state = ? WHERE id = ?', state, id);
        latest.note(clock.nowMs());
      });
    },
    dueToSettle: (nowMs) =>
      connection
        .all(`SELECT id ${TO_SETTLE} AND undo_until_ms <= ? ORDER BY undo_until_ms, rowid`, nowMs)
        .map((row) => readOrThrow(String(row.id))),
    nextSettleAtMs() {
      const atMs = connection.get(`SELECT min(undo_until_ms) AS at_ms ${TO_SETTLE}`)?.at_ms;
      return typeof atMs === 'number' ? atMs : null;
    },
    setPackageState(id: PackageId, state: PackageState | null) {
      connection.transact(() => setDeskState(connection, feed, id, state));
    },
    snoozedUntil(id, untilMs) {
      connection.transact(() => connection.run('UPDATE packages SET snoozed_until_ms = ? WHERE id = ?', untilMs, id));
    },
    dueSnoozes: (nowMs) =>
      connection
        .all(`SELECT id FROM packages WHERE snoozed_until_ms <= ? AND gone = 0 ORDER BY snoozed_until_ms, id`, nowMs)
        .map((row) => row.id as PackageId),
    createEscalation(escalation) {
      connection.transact(() => {
        if (feed.readText('escalation', escalation.id) !== null)
          throw new Error(`There is an escalation ${escalation.id} already.`);
        putEscalation(escalation);
      });
    },
    readEscalation: (id) => feed.read('escalation', id),
    updateEscalation(escalation) {
      connection.transact(() => {
        if (feed.readText('escalation', escalation.id) === null)
          throw new Error(`There is no escalation ${escalation.id}.`);
        putEscalation(escalation);
      });
    },
    putEdit(edit) {
      feed.put('edit', edit.packageId, edit);
    },
    discardEdit(packageId) {
      feed.bury('edit', packageId);
    },
    readEdit: (packageId) => feed.read('edit', packageId),
  };
}
