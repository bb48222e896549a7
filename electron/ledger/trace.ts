/**
 * The trust log: append-only lines, each with the hash of the one before. Inputs lie in rows that may be erased; the chain holds
 * their salted hash only. It never changes a line.
 */
import { z } from 'zod';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { Countersignature } from '../../shared/domain/countersignature.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { Random } from '../ports/random.ts';
import type { TraceCheck, TraceLedger, TraceRow } from '../ports/trace-ledger.ts';
import type { Connection } from './connection.ts';
import type { LatestTime } from './latest-time.ts';
import { readMeta, writeMeta } from './meta.ts';
import { BEFORE_THE_FIRST, hashOf, saltedHash } from './trace-chain.ts';
import { eraseInputs, readInputs } from './trace-inputs.ts';
import { aboutOf } from './trace-names.ts';
import { toEvent, toTraceRow, TRACE_COLUMNS } from './trace-rows.ts';
import { makeTraceSearch } from './trace-search.ts';

const HEAD_KEY = 'trace-head';
const CHECK_KEY = 'trace-check';
const SALT_BYTES = 16;
/** Lines checked per query while verifying. */
const VERIFY_AT_ONCE = 1_000;

const KeptCheck = z.object({
  atMs: z.number(),
  upToSeq: z.int(),
  faults: z.int(),
  firstFault: z.object({ line: z.int().nullable(), why: z.string() }).nullable(),
});

const LAST_LINE = `SELECT ${TRACE_COLUMNS} FROM trace ORDER BY seq DESC LIMIT 1`;
const ROWS = `SELECT ${TRACE_COLUMNS}, salt, inputs FROM trace LEFT JOIN trace_inputs USING (seq) WHERE seq > ? ORDER BY seq LIMIT ?`;

/** Whether the last line is the one that was written last, unaltered: a chain cut at its end would fit otherwise. */
export function headFits(connection: Connection): boolean {
  const row = connection.get(LAST_LINE);
  const head = readMeta(connection, HEAD_KEY);
  if (row === undefined) return head === null;
  const { hash, ...line } = toEvent(row);
  return head === hash && hashOf(line) === hash;
}

// The numbers first: the inputs are large and are read one by one.
const LAST_GATES = `SELECT max(seq) AS seq, at_ms, send_id FROM trace
  WHERE kind = 'gate' AND at_ms >= ? AND send_id IS NOT NULL GROUP BY send_id ORDER BY seq DESC`;

/** Whether the kept inputs are the ones the line was made over; erased ones can't be asked any more, and fit. */
function inputsFit({ event, inputs }: TraceRow): boolean {
  return inputs === null || event.inputsHash === saltedHash(inputs.salt, inputs.text);
}

export function makeTrace(connection: Connection, latest: LatestTime, random: Random): TraceLedger {
  const lines = makeTraceSearch(connection);
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

  const append: TraceLedger['append'] = ({ atMs, kind, actor, subject, inputs, policyVersion }) => {
    connection.transact(() => {
      const last = connection.get('SELECT seq, hash FROM trace ORDER BY seq DESC LIMIT 1');
      const inputsText = inputs === undefined ? null : canonicalJson(inputs);
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
  };

  const rows = (afterSeq: number, limit: number) => connection.all(ROWS, afterSeq, limit).map(toTraceRow);

  return {
    append,
    rows,
    page: (afterSeq, limit) =>
      connection
        .all(`SELECT ${TRACE_COLUMNS} FROM trace WHERE seq > ? ORDER BY seq LIMIT ?`, afterSeq, limit)
        .map(toEvent),
    firstBrokenLine() {
      let previousHash = BEFORE_THE_FIRST;
      let seq = 0;
      for (;;) {
        const page = rows(seq, VERIFY_AT_ONCE);
        for (const row of page) {
          const { hash, ...line } = row.event;
          // A line that was taken out breaks the chain where it stood.
          if (line.seq !== seq + 1) return seq + 1;
          if (line.previousHash !== previousHash || hashOf(line) !== hash || !inputsFit(row)) return line.seq;
          previousHash = hash;
          seq = line.seq;
        }
        if (page.length < VERIFY_AT_ONCE) break;
      }
      const head = readMeta(connection, HEAD_KEY);
      return (head ?? BEFORE_THE_FIRST) === previousHash ? null : seq + 1;
    },
    search: (filter, beforeSeq, limit) => lines.find(filter, beforeSeq, limit).map(toEvent),
    count: (filter, most) => lines.count(filter, most),
    read(seq) {
      const row = connection.get(`SELECT ${TRACE_COLUMNS} FROM trace WHERE seq = ?`, seq);
      return row === undefined ? null : toEvent(row);
    },
    about: (event) => aboutOf(connection, event),
    inputs: (seq) => readInputs(connection, seq),
    *lastGates(sinceMs) {
      for (const { seq, at_ms, send_id } of connection.all(LAST_GATES, sinceMs)) {
        yield { sendId: String(send_id) as SendId, atMs: Number(at_ms), inputs: readInputs(connection, Number(seq)) };
      }
    },
    head() {
      const row = connection.get('SELECT seq FROM trace ORDER BY seq DESC LIMIT 1');
      const hash = readMeta(connection, HEAD_KEY);
      return row === undefined || hash === null ? null : { seq: Number(row.seq), hash: String(hash) };
    },
    span: (fromMs, untilMs) => lines.span(fromMs, untilMs),
    countersignedIn: (firstSeq, lastSeq) =>
      connection
        .all(
          `SELECT trace.send_id FROM trace JOIN signed_mail USING (send_id)
           WHERE kind = 'countersigned' AND trace.seq BETWEEN ? AND ? ORDER BY trace.seq`,
          firstSeq,
          lastSeq,
        )
        .map((row) => row.send_id as SendId),
    countersignature(sendId) {
      const kept = connection.get(
        'SELECT countersignature FROM signed_mail WHERE send_id = ?',
        sendId,
      )?.countersignature;
      return typeof kept === 'string' ? (JSON.parse(kept) as Countersignature) : null;
    },
    erase: (contactId, line) =>
      eraseInputs(connection, contactId, (erased) => append({ ...line, subject: { ...line.subject, lines: erased } })),
    lastCheck(): TraceCheck | null {
      const kept = readMeta(connection, CHECK_KEY);
      return kept === null ? null : KeptCheck.parse(JSON.parse(String(kept)));
    },
    noteCheck(check) {
      connection.transact(() => writeMeta(connection, CHECK_KEY, JSON.stringify(check)));
    },
  };
}
