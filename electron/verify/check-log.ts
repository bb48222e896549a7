/**
 * Checks a trust log line by line as it is handed over, then its countersignatures: what was changed, taken out, put in or exchanged is
 * found and named by its line. It reads no file, repairs nothing, and goes on after a fault so that all of them are counted.
 */
import { createHash } from 'node:crypto';
import type { Countersignature, PublicKey } from '../../shared/domain/countersignature.ts';
import type { TraceEvent } from '../../shared/domain/trace-event.ts';
import { verifyCountersignature } from '../countersign/countersign.ts';
import { BEFORE_THE_FIRST, hashOf, saltedHash } from '../ledger/trace-chain.ts';
import type { TraceRow } from '../ports/trace-ledger.ts';

export interface LogFault {
  /** The log's own number of the line; null where it is about the file as a whole. */
  readonly line: number | null;
  /** After the words “Line 12” where there is a line; a whole sentence where there is none. */
  readonly why: string;
}

/** The fault as one sentence. */
export function faultWords({ line, why }: LogFault): string {
  return line === null ? `${why}.` : `Line ${line} ${why}.`;
}

/** What was looked at and what was found. */
export interface CheckedLog {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly headHash: string;
  readonly lines: number;
  /** Lines whose inputs are kept and were held against their hash, and lines whose inputs are gone. */
  readonly inputsChecked: number;
  readonly inputsErased: number;
  readonly countersignatures: number;
  /** Made before their key was revoked: they held then, and hold as a record. */
  readonly signedBeforeRevocation: number;
  /** Of versions that did not write the signed bytes' hash into the line yet. */
  readonly linesWithoutSignedHash: number;
  readonly faultCount: number;
  /** The first ones, in the order of their lines. */
  readonly faults: readonly LogFault[];
}

export interface LogChecker {
  line(row: TraceRow): void;
  /** Known from now on; keys come before the countersignatures made with them. */
  key(key: PublicKey): void;
  countersignature(sendId: string, countersignature: Countersignature): void;
  fault(line: number | null, why: string): void;
  /** `head` is what the log says its last line is; `wantsCountersignatures` where each countersigned line must have had its own. */
  end(head: { readonly seq: number; readonly hash: string } | null, wantsCountersignatures: boolean): CheckedLog;
}

/** More would tell nobody anything; the count is whole. */
const MOST_FAULTS = 200;

interface CountersignedLine {
  readonly event: TraceEvent;
  isChecked: boolean;
}

/** `start` where the first line is not the log's first: its number, and the hash it says is before it. */
export function makeLogChecker(start: { readonly firstSeq: number } = { firstSeq: 1 }): LogChecker {
  const faults: LogFault[] = [];
  const keys = new Map<string, PublicKey>();
  const countersigned = new Map<string, CountersignedLine>();
  let faultCount = 0;
  let previousHash: string | null = start.firstSeq === 1 ? BEFORE_THE_FIRST : null;
  let seq = start.firstSeq - 1;
  let [lines, inputsChecked, inputsErased, signatures, beforeRevocation, withoutHash] = [0, 0, 0, 0, 0, 0];

  const fault = (line: number | null, why: string): void => {
    faultCount += 1;
    if (faults.length < MOST_FAULTS) faults.push({ line, why });
  };

  /** Where the line stands; a line that stands wrong is not the one to blame where others are missing before it. */
  function checkPlace(event: TraceEvent): void {
    const expected = seq + 1;
    if (event.seq === expected) return;
    if (event.seq > expected) {
      const missing = event.seq - expected;
      fault(expected, missing === 1 ? 'is missing' : `and the ${missing - 1} after it are missing`);
    } else fault(event.seq, `stands out of its order, after line ${seq}`);
  }

  function checkChain(event: TraceEvent): void {
    const { hash, ...line } = event;
    if (hashOf(line) !== hash) fault(event.seq, 'was changed: its content does not give its hash');
    else if (previousHash !== null && event.previousHash !== previousHash && event.seq === seq + 1)
      fault(event.seq, `does not follow line ${seq}: one of the two was exchanged`);
  }

  function checkInputs({ event, inputs }: TraceRow): void {
    if (event.inputsHash === null) {
      if (inputs !== null) fault(event.seq, 'has inputs that it was made without');
    } else if (inputs === null) inputsErased += 1;
    else {
      inputsChecked += 1;
      if (saltedHash(inputs.salt, inputs.text) !== event.inputsHash)
        fault(event.seq, 'was made over other inputs than the ones kept with it');
    }
  }

  function noteCountersigned(event: TraceEvent): void {
    const { sendId, signedHash } = event.subject;
    if (event.kind !== 'countersigned' || typeof sendId !== 'string') return;
    if (typeof signedHash !== 'string') withoutHash += 1;
    if (countersigned.has(sendId)) fault(event.seq, `countersigns ${sendId} a second time`);
    else countersigned.set(sendId, { event, isChecked: false });
  }

  /** Why the countersignature is not the one its line speaks of, or null. */
  function countersignatureFault({ event }: CountersignedLine, given: Countersignature): string | null {
    const { signedHash, keyId, decisionId, packageId } = event.subject;
    const bytesHash = createHash('sha256').update(given.signed).digest('hex');
    if (typeof signedHash === 'string' && signedHash !== bytesHash)
      return 'names other signed bytes than its countersignature has';
    if (keyId !== given.keyId) return 'names another key than its countersignature does';
    const key = keys.get(given.keyId) ?? null;
    const { signed, fault: unfit } = verifyCountersignature(given, key === null ? null : { ...key, revokedAtMs: null });
    if (unfit !== null) return `has a countersignature that does not hold: ${unfit}`;
    if (signed?.personId !== event.actor || signed.decisionId !== decisionId || signed.packageId !== packageId)
      return 'is about another decision, package or person than its countersignature';
    const revokedAtMs = key?.revokedAtMs ?? null;
    if (revokedAtMs === null) return null;
    if (event.atMs >= revokedAtMs) return 'was countersigned with a key that had been revoked';
    beforeRevocation += 1;
    return null;
  }

  return {
    fault,
    line(row) {
      const { event } = row;
      checkPlace(event);
      checkChain(event);
      checkInputs(row);
      noteCountersigned(event);
      lines += 1;
      seq = event.seq;
      previousHash = event.hash;
    },
    key(key) {
      keys.set(key.keyId, key);
    },
    countersignature(sendId, given) {
      signatures += 1;
      const line = countersigned.get(sendId);
      if (line === undefined) {
        fault(null, `No line of the log says that ${sendId} was countersigned, but there is a countersignature`);
        return;
      }
      if (line.isChecked) fault(line.event.seq, 'has a second countersignature');
      line.isChecked = true;
      const why = countersignatureFault(line, given);
      if (why !== null) fault(line.event.seq, why);
    },
    end(head, wantsCountersignatures) {
      if (wantsCountersignatures) {
        for (const { event, isChecked } of countersigned.values())
          if (!isChecked)
            fault(event.seq, 'says that a message was countersigned, but the countersignature is missing');
      }
      const lastHash = previousHash ?? BEFORE_THE_FIRST;
      if (head === null) {
        if (lines > 0) fault(start.firstSeq, 'is there, but the log says that it is empty');
      } else if (seq < head.seq) {
        fault(seq + 1, seq + 1 === head.seq ? 'is missing at the end' : `to ${head.seq} are missing at the end`);
      } else if (seq > head.seq) fault(head.seq + 1, 'was added after what the log says is its last line');
      else if (lastHash !== head.hash) fault(seq, 'is not the line that was written last');
      return {
        firstSeq: start.firstSeq,
        lastSeq: seq,
        headHash: lastHash,
        lines,
        inputsChecked,
        inputsErased,
        countersignatures: signatures,
        signedBeforeRevocation: beforeRevocation,
        linesWithoutSignedHash: withoutHash,
        faultCount,
        faults: faults.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity)),
      };
    },
  };
}
