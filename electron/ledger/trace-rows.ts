/** A line of the trust log as its table keeps it, and back: what is derived for looking up is left out. */
import type { TraceEvent } from '../../shared/domain/trace-event.ts';
import type { TraceRow } from '../ports/trace-ledger.ts';
import type { Row } from './connection.ts';

/** The stored fields of a line; what is derived from them is for looking up only. */
export const TRACE_COLUMNS =
  'trace.seq, at_ms, kind, actor, subject, inputs_hash, policy_version, previous_hash, hash' as const;

export function toEvent(row: Row): TraceEvent {
  return {
    seq: Number(row.seq),
    atMs: Number(row.at_ms),
    kind: row.kind as TraceEvent['kind'],
    actor: String(row.actor),
    subject: JSON.parse(String(row.subject)) as TraceEvent['subject'],
    inputsHash: row.inputs_hash === null ? null : String(row.inputs_hash),
    policyVersion: row.policy_version === null ? null : Number(row.policy_version),
    previousHash: String(row.previous_hash),
    hash: String(row.hash),
  };
}

/** Of a row with `salt` and `inputs` beside the columns above. */
export function toTraceRow(row: Row): TraceRow {
  const inputs = row.salt instanceof Uint8Array ? { salt: row.salt, text: String(row.inputs) } : null;
  return { event: toEvent(row), inputs };
}
