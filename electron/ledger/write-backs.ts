/** CRM writes that wait until they were delivered or refused. It keeps their order by subject; it never calls the CRM and drops nothing. */
import type { PushOp, PushResult } from '../ports/connector.ts';
import type { OpenSuppressionWrite, WriteBack, WriteBackLedger } from '../ports/write-back-ledger.ts';
import { giveLeadBack } from './agent/lead-rows.ts';
import type { Connection } from './connection.ts';
import { giveOpportunityBack } from './opportunity-rows.ts';
import type { StaleWorlds } from './world-refresh.ts';

const OPEN = `state IN ('waiting', 'unknown')`;
// A later write about the same thing waits for the earlier one, or `sent` could be overwritten by a delayed `approved`.
const FIRST_OF_ITS_SUBJECT = `NOT EXISTS (
  SELECT 1 FROM write_backs AS earlier WHERE earlier.subject = write_backs.subject AND earlier.seq < write_backs.seq AND earlier.${OPEN})`;

/** What a write is about. */
function subjectOf(write: WriteBack): string {
  switch (write.kind) {
    case 'suppress':
      return aboutEntry(write.entry.id);
    case 'unsuppress':
      return aboutEntry(write.removal.entry.id);
    case 'suppress-list':
      return `suppress-list ${write.opId}`;
    case 'push':
      return `${SAME_SUBJECT[write.op.kind] ?? write.op.kind} ${subjectOfOp(write.op)}`;
  }
}

/** A lead's stage waits for the write that brings its contact, an opportunity's for the one that opens it. */
const SAME_SUBJECT: Readonly<Partial<Record<PushOp['kind'], PushOp['kind']>>> = {
  lead: 'lifecycle',
  'opportunity-stage': 'opportunity',
};

/** Adding and taking off are about the same thing, and keep their order. */
const aboutEntry = (id: string): string => `suppress ${id}`;

function subjectOfOp(op: PushOp): string {
  switch (op.kind) {
    case 'activity':
      return op.packageId ?? op.touch.contactId;
    case 'package-outcome':
      return op.packageId;
    case 'lifecycle':
    case 'source-tag':
    case 'task':
    case 'suggestion':
      return op.contactId;
    case 'package':
      return op.pkg.id;
    case 'lead':
      return op.lead.contactId;
    case 'opportunity':
      return op.opportunity.id;
    case 'opportunity-stage':
      return op.opportunityId;
  }
}

function stateAfter(result: PushResult): 'waiting' | 'unknown' | 'done' | 'refused' {
  switch (result.kind) {
    case 'ok':
    case 'unchanged':
      return 'done';
    case 'forbidden':
    case 'gone':
    case 'invalid':
    case 'conflict':
      return 'refused';
    case 'throttled':
      return 'waiting';
    case 'unknown':
      return 'unknown';
  }
}

/** What a write that came to nothing had said of a lead or an opportunity is taken back here too. */
function giveBack(connection: Connection, stale: StaleWorlds, body: unknown): void {
  const write = JSON.parse(String(body)) as WriteBack;
  if (write.kind !== 'push') return;
  const { op } = write;
  if (op.kind === 'lifecycle') giveLeadBack(connection, stale, op.contactId, 'lifecycle');
  if (op.kind === 'lead') giveLeadBack(connection, stale, op.lead.contactId, 'lead');
  if (op.kind === 'opportunity') giveOpportunityBack(connection, op.opportunity.id, op.kind);
  if (op.kind === 'opportunity-stage') giveOpportunityBack(connection, op.opportunityId, op.kind);
}

export function makeWriteBacks(connection: Connection, stale: StaleWorlds): WriteBackLedger {
  return {
    enqueue(write, notBeforeMs, decisionId) {
      const opId = write.kind === 'push' ? write.op.opId : write.opId;
      connection.transact(() =>
        connection.run(
          `INSERT INTO write_backs (op_id, subject, body, decision_id, due_at_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT (op_id) DO NOTHING`,
          opId,
          subjectOf(write),
          JSON.stringify(write),
          decisionId,
          notBeforeMs,
        ),
      );
    },
    voidFor(decisionId) {
      // An `unknown` one may stand in the CRM already: it is still looked up, not forgotten.
      connection.transact(() => {
        const voided = connection.all(
          `UPDATE write_backs SET state = 'void' WHERE decision_id = ? AND state = 'waiting' RETURNING body`,
          decisionId,
        );
        for (const { body } of voided) giveBack(connection, stale, body);
      });
    },
    voidUntried: (opId) =>
      connection.transact(
        () =>
          connection.run(
            `UPDATE write_backs SET state = 'void' WHERE op_id = ? AND state = 'waiting' AND attempts = 0`,
            opId,
          ) === 1,
      ),
    openForSuppression(id) {
      const row = connection.get(
        `SELECT body, decision_id, due_at_ms, attempts, state FROM write_backs WHERE subject = ? AND ${OPEN} ORDER BY seq DESC LIMIT 1`,
        aboutEntry(id),
      );
      return row === undefined
        ? null
        : {
            write: JSON.parse(String(row.body)) as OpenSuppressionWrite['write'],
            decisionId: row.decision_id === null ? null : String(row.decision_id),
            dueAtMs: Number(row.due_at_ms),
            untried: row.state === 'waiting' && row.attempts === 0,
          };
    },
    endOf(opId) {
      const row = connection.get('SELECT state, last_because FROM write_backs WHERE op_id = ?', opId);
      if (row === undefined || row.state === 'waiting' || row.state === 'unknown') return null;
      return { state: row.state as 'done' | 'refused' | 'void', because: String(row.last_because ?? '') };
    },
    due: (nowMs, limit) =>
      connection
        .all(
          `SELECT body, attempts, state FROM write_backs WHERE ${OPEN} AND due_at_ms <= ? AND ${FIRST_OF_ITS_SUBJECT} ORDER BY seq LIMIT ?`,
          nowMs,
          limit,
        )
        .map((row) => ({
          write: JSON.parse(String(row.body)) as WriteBack,
          attempts: Number(row.attempts),
          needsLookUp: row.state === 'unknown',
        })),
    nextDueAtMs() {
      const atMs = connection.get(
        `SELECT min(due_at_ms) AS at_ms FROM write_backs WHERE ${OPEN} AND ${FIRST_OF_ITS_SUBJECT}`,
      )?.at_ms;
      return typeof atMs === 'number' ? atMs : null;
    },
    settle(opId, result, nowMs, retryAtMs) {
      connection.transact(() => {
        const [changed] = connection.all(
          `UPDATE write_backs SET state = ?, attempts = attempts + 1, due_at_ms = ?, last_kind = ?, last_because = ?, last_at_ms = ?
           WHERE op_id = ? AND ${OPEN} RETURNING state, body`,
          stateAfter(result),
          Math.ceil(retryAtMs),
          result.kind,
          result.because,
          nowMs,
          opId,
        );
        if (changed?.state === 'refused') giveBack(connection, stale, changed.body);
        if (changed === undefined && connection.get('SELECT 1 FROM write_backs WHERE op_id = ?', opId) === undefined) {
          throw new Error(`There is no write ${opId}.`);
        }
      });
    },
    counts() {
      const row = connection.get(
        `SELECT (SELECT count(*) FROM write_backs WHERE ${OPEN}) AS waiting,
                (SELECT count(*) FROM write_backs WHERE state = 'refused') AS refused`,
      );
      return { waiting: Number(row?.waiting), refused: Number(row?.refused) };
    },
  };
}
