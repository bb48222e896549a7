/**
 * Carries out one write and says how it ended. A repeated op id acts once; a refusal is not remembered, so that the op may be
 * tried again when its reason is gone. It must never write half an op: the caller holds the transaction.
 */
import type { DatabaseSync } from 'node:sqlite';
import { Touch } from '../../../shared/domain/touch.ts';
import type { PushOp } from '../../ports/connector.ts';
import { contentHash } from '../content-hash.ts';
import { importLead } from './import-lead.ts';
import { importPackage } from './import-package.ts';
import type { OpAnswer } from './op-answer.ts';
import { moveOpportunity, openOpportunity } from './open-opportunity.ts';
import { addActivity, readTouch } from './rows.ts';
import { prepared } from './prepared.ts';

const OK: OpAnswer = { kind: 'ok', because: '' };
const gone = (what: string, id: string): OpAnswer => ({
  kind: 'gone',
  because: `the ${what} ${id} is not in the CRM any more`,
});

const isThere = (database: DatabaseSync, table: 'contacts' | 'packages', id: string): boolean =>
  prepared(database, `SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;

function applyActivity(database: DatabaseSync, op: Extract<PushOp, { kind: 'activity' }>): OpAnswer {
  const touch = Touch.safeParse(op.touch);
  if (!touch.success) return { kind: 'invalid', because: touch.error.issues[0]?.message ?? 'not a touch' };
  const contact = prepared(database, 'SELECT account_id FROM contacts WHERE id = ?').get(touch.data.contactId);
  if (contact === undefined) return gone('contact', touch.data.contactId);
  if (contact['account_id'] !== touch.data.accountId)
    return { kind: 'invalid', because: 'the contact belongs to another account' };
  if (addActivity(database, touch.data, op.packageId)) return OK;
  const row = prepared(database, 'SELECT * FROM activities WHERE id = ?').get(touch.data.id);
  const there = row === undefined ? null : readTouch(row);
  return there?.kind === 'read' && contentHash(there.value) === contentHash(touch.data)
    ? { kind: 'unchanged', because: 'the same activity is there' }
    : { kind: 'conflict', because: 'another activity has this id' };
}

function applyOutcome(database: DatabaseSync, op: Extract<PushOp, { kind: 'package-outcome' }>): OpAnswer {
  const row = prepared(database, 'SELECT state, state_at_ms FROM packages WHERE id = ?').get(op.packageId);
  if (row === undefined) return gone('package', op.packageId);
  if (row['state'] === op.state) return { kind: 'unchanged', because: `it is ${op.state} already` };
  if (row['state'] === 'sent') return { kind: 'conflict', because: 'it was sent; nothing follows that' };
  if (Number(row['state_at_ms']) > op.atMs)
    return { kind: 'conflict', because: `a newer outcome is there: ${String(row['state'])}` };
  prepared(database, 'UPDATE packages SET state = ?, state_because = ?, state_at_ms = ? WHERE id = ?').run(
    op.state,
    op.because,
    op.atMs,
    op.packageId,
  );
  return OK;
}

function applyToContact(
  database: DatabaseSync,
  op: Extract<PushOp, { kind: 'lifecycle' | 'source-tag' | 'task' | 'suggestion' }>,
  nowMs: number,
): OpAnswer {
  if (!isThere(database, 'contacts', op.contactId)) return gone('contact', op.contactId);
  switch (op.kind) {
    case 'lifecycle':
      prepared(database, 'UPDATE contacts SET lifecycle_stage = ?, lifecycle_because = ? WHERE id = ?').run(
        op.stage,
        op.because,
        op.contactId,
      );
      return OK;
    case 'source-tag':
      prepared(database, 'UPDATE contacts SET source_tag = ? WHERE id = ?').run(op.tag, op.contactId);
      return OK;
    case 'task':
      if (!Number.isSafeInteger(op.dueAtMs) || op.title === '')
        return { kind: 'invalid', because: 'a task needs a title and a date' };
      prepared(
        database,
        'INSERT INTO tasks (id, contact_id, title, due_at_ms, by_actor, by_person_id, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(op.opId, op.contactId, op.title, op.dueAtMs, op.actor, op.personId, nowMs);
      return OK;
    case 'suggestion':
      prepared(
        database,
        'INSERT INTO suggestions (id, contact_id, field, value, because, by_actor, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(op.opId, op.contactId, op.field, op.value, op.because, op.actor, nowMs);
      return OK;
  }
}

function act(database: DatabaseSync, op: PushOp, nowMs: number): OpAnswer {
  switch (op.kind) {
    case 'activity':
      return applyActivity(database, op);
    case 'package-outcome':
      return applyOutcome(database, op);
    case 'package':
      return importPackage(database, op);
    case 'lead':
      return importLead(database, op);
    case 'opportunity':
      return openOpportunity(database, op);
    case 'opportunity-stage':
      return moveOpportunity(database, op);
    case 'lifecycle':
    case 'source-tag':
    case 'task':
    case 'suggestion':
      return applyToContact(database, op, nowMs);
  }
}

/** What is remembered of a write, and who made it. */
interface OpStamp {
  readonly opId: string;
  readonly kind: string;
  readonly content: unknown;
  readonly actor: string;
  readonly personId: string | null;
}

/** Runs `work` unless an op of this id was carried out before; remembers it where it was. */
export function once(database: DatabaseSync, stamp: OpStamp, nowMs: number, work: () => OpAnswer): OpAnswer {
  const hash = contentHash(stamp.content);
  const before = prepared(database, 'SELECT op_hash FROM ops WHERE op_id = ?').get(stamp.opId);
  if (before !== undefined) {
    return before['op_hash'] === hash
      ? { kind: 'unchanged', because: 'this op was carried out before' }
      : { kind: 'invalid', because: 'this op id was used for another write' };
  }
  const answer = work();
  if (answer.kind === 'ok' || answer.kind === 'unchanged') {
    prepared(database, 'INSERT INTO ops (op_id, kind, op_hash, actor, person_id, at_ms) VALUES (?, ?, ?, ?, ?, ?)').run(
      stamp.opId,
      stamp.kind,
      hash,
      stamp.actor,
      stamp.personId,
      nowMs,
    );
  }
  return answer;
}

/** One op, once. The person named must be on the team. */
export function applyOp(database: DatabaseSync, op: PushOp, nowMs: number): OpAnswer {
  if (op.personId !== null && prepared(database, 'SELECT 1 FROM people WHERE id = ?').get(op.personId) === undefined) {
    return { kind: 'forbidden', because: `${op.personId} is not on the team` };
  }
  return once(
    database,
    { opId: op.opId, kind: op.kind, content: op, actor: op.actor, personId: op.personId },
    nowMs,
    () => act(database, op, nowMs),
  );
}
