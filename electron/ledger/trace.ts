/**
 * The trust log: append-only lines, each with the hash of the one before. Inputs lie in rows that may be erased; the chain holds
 * their salted hash only. It never changes a line.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { TraceEvent } from '../../shared/domain/trace-event.ts';
import type { Random } from '../ports/random.ts';
import type { TraceLedger } from '../ports/ledger.ts';
import type { Connection, Row } from './connection.ts';
import type { LatestTime } from './latest-time.ts';
import { readMeta, writeMeta } from './meta.ts';

/** Stands before the first line. */
const BEFORE_THE_FIRST = '0'.repeat(64);
const HEAD_KEY = 'trace-head';
const SALT_BYTES = 16;
/** Lines checked per query while verifying. */
const VERIFY_AT_ONCE = 1_000;

/** RFC 8785; what has no JSON form (a function, undefined) is a programmer's error here. */
function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON can be hashed.');
  return text;
}

function hashOf(event: Omit<TraceEvent, 'hash'>): string {
  const { previousHash, ...line } = event;
  return createHash('sha256').update(previousHash).update(canonical(line)).digest('hex');
}

function saltedHash(salt: Uint8Array, inputs: string): string {
  return createHash('sha256').update(salt).update(inputs).digest('hex');
}

function toEvent(row: Row): TraceEvent {
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

const LAST_LINE = 'SELECT * FROM trace ORDER BY seq DESC LIMIT 1';

/** Whether the last line is the one that was written last, unaltered: a chain cut at its end would fit otherwise. */
export function headFits(connection: Connection): boolean {
  const row = connection.get(LAST_LINE);
  const head = readMeta(connection, HEAD_KEY);
  if (row === undefined) return head === null;
  const { hash, ...line } = toEvent(row);
  return head === hash && hashOf(line) === hash;
}

export function makeTrace(connection: Connection, latest: LatestTime, random: Random): TraceLedger {
  let newHead: string | null = null;
  connection.join({
    beforeCommit() {
      if (newHead !== null) writeMeta(connection, HEAD_KEY, newHead);
      newHead = null;
    },
    rolledBack() {
      newHead = null;
    },
  });

  /** Whether the kept inputs are the ones the line was made over; erased ones can't be asked any more, and fit. */
  function inputsFit(row: Row): boolean {
    if (!(row.salt instanceof Uint8Array)) return true;
    return row.inputs_hash === saltedHash(row.salt, String(row.inputs));
  }

  return {
    append({ atMs, kind, actor, subject, inputs, policyVersion }) {
      connection.transact(() => {
        const last = connection.get('SELECT seq, hash FROM trace ORDER BY seq DESC LIMIT 1');
        const inputsText = inputs === undefined ? null : canonical(inputs);
        const salt = random.bytes(SALT_BYTES);
        const line = {
          seq: Number(last?.seq ?? 0) + 1,
          atMs,
          kind,
          actor,
          subject,
          inputsHash: inputsText === null ? null : saltedHash(salt, inputsText),
          policyVersion: policyVersion ?? null,
          previousHash: String(last?.hash ?? BEFORE_THE_FIRST),
        };
        const hash = hashOf(line);
        connection.run(
          `INSERT INTO trace (seq, at_ms, kind, actor, subject, inputs_hash, policy_version, previous_hash, hash)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          line.seq,
          atMs,
          kind,
          actor,
          JSON.stringify(subject),
          line.inputsHash,
          line.policyVersion,
          line.previousHash,
          hash,
        );
        if (inputsText !== null)
          connection.run('INSERT INTO trace_inputs (seq, salt, inputs) VALUES (?, ?, ?)', line.seq, salt, inputsText);
        newHead = hash;
        latest.note(atMs);
      });
    },
    page: (afterSeq, limit) =>
      connection.all('SELECT * FROM trace WHERE seq > ? ORDER BY seq LIMIT ?', afterSeq, limit).map(toEvent),
    firstBrokenLine() {
      let previousHash = BEFORE_THE_FIRST;
      let seq = 0;
      for (;;) {
        const rows = connection.all(
          'SELECT trace.*, salt, inputs FROM trace LEFT JOIN trace_inputs USING (seq) WHERE seq > ? ORDER BY seq LIMIT ?',
          seq,
          VERIFY_AT_ONCE,
        );
        for (const row of rows) {
          const { hash, ...line } = toEvent(row);
          // A line that was taken out breaks the chain where it stood.
          if (line.seq !== seq + 1) return seq + 1;
          if (line.previousHash !== previousHash || hashOf(line) !== hash || !inputsFit(row)) return line.seq;
          previousHash = hash;
          seq = line.seq;
        }
        if (rows.length < VERIFY_AT_ONCE) break;
      }
      const head = readMeta(connection, HEAD_KEY);
      return (head ?? BEFORE_THE_FIRST) === previousHash ? null : seq + 1;
    },
  };
}
