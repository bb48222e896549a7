/** The long works on the trust log, one piece a call: checking all of it, writing it out. Each stands still while nobody asks for more. */
import type { PublicKey } from '../../shared/domain/countersignature.ts';
import type { TraceCheck } from '../../shared/ipc/channels/trust-log.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Random } from '../ports/random.ts';
import { makeLogChecker, type LogChecker } from '../verify/check-log.ts';
import { exportLog, type LogExport } from '../verify/export-log.ts';

/** Long enough to get on, short enough that no key press waits for it. */
const LINES_A_CALL = 2_500;
const COUNTERSIGNATURES_A_CALL = 100;
const TEXT_A_CALL = 400_000;

export interface LogSource {
  readonly ledger: Ledger;
  readonly keys: readonly PublicKey[];
}

export interface LogWork {
  check(source: LogSource, checkId: string | null): ResponseOf<'trust-log.check'>;
  beginExport(
    source: LogSource,
    wish: { readonly fromMs: number | null; readonly untilMs: number | null; readonly withCountersignatures: boolean },
  ): ResponseOf<'trust-log.export-begin'>;
  nextOfExport(exportId: string): ResponseOf<'trust-log.export-next'>;
}

interface RunningCheck {
  readonly id: string;
  /** The log as it was when the check began; what is added meanwhile is the next check's. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly checker: LogChecker;
  readonly signed: ReturnType<Ledger['trace']['countersignedIn']>;
  seq: number;
  lines: number;
  checkedSignatures: number;
}

export function makeLogWork({ clock, random }: { readonly clock: Clock; readonly random: Random }): LogWork {
  let running: RunningCheck | null = null;
  let writing: { readonly id: string; readonly made: LogExport; done: number } | null = null;

  function begin({ ledger, keys }: LogSource): RunningCheck {
    const head = ledger.trace.head();
    const checker = makeLogChecker();
    for (const key of keys) checker.key(key);
    const signed = head === null ? [] : ledger.trace.countersignedIn(1, head.seq);
    return { id: random.uuid(), head, checker, signed, seq: 0, lines: 0, checkedSignatures: 0 };
  }

  /** False once every line up to the head was handed over. */
  function checkLines(one: RunningCheck, ledger: Ledger): boolean {
    const upTo = one.head?.seq ?? 0;
    if (one.seq >= upTo) return false;
    const rows = ledger.trace.rows(one.seq, LINES_A_CALL).filter(({ event }) => event.seq <= upTo);
    for (const row of rows) one.checker.line(row);
    one.lines += rows.length;
    one.seq = rows.at(-1)?.event.seq ?? upTo;
    return true;
  }

  function checkSignatures(one: RunningCheck, ledger: Ledger): boolean {
    const batch = one.signed.slice(one.checkedSignatures, one.checkedSignatures + COUNTERSIGNATURES_A_CALL);
    for (const sendId of batch) {
      const countersignature = ledger.trace.countersignature(sendId);
      if (countersignature !== null) one.checker.countersignature(sendId, countersignature);
    }
    one.checkedSignatures += batch.length;
    return batch.length > 0;
  }

  function finish(one: RunningCheck, ledger: Ledger): TraceCheck {
    const log = one.checker.end(one.head, true);
    const check = {
      atMs: clock.nowMs(),
      upToSeq: one.head?.seq ?? 0,
      faults: log.faultCount,
      firstFault: log.faults[0] ?? null,
    };
    ledger.trace.noteCheck(check);
    return check;
  }

  return {
    check(source, checkId) {
      if (checkId !== null && running?.id !== checkId)
        throw new CallFault('not-found', 'This check has ended, or another window began one. Nothing was changed.');
      const one = (running ??= begin(source));
      const { ledger } = source;
      const isBusy = checkLines(one, ledger) || checkSignatures(one, ledger);
      const progress = { checkId: one.id, linesDone: one.lines, linesTotal: one.head?.seq ?? 0 };
      if (isBusy) return { ...progress, result: null };
      running = null;
      return { ...progress, result: finish(one, ledger) };
    },
    beginExport({ ledger, keys }, wish) {
      const made = exportLog(ledger, keys, { ...wish, nowMs: clock.nowMs() });
      writing = { id: random.uuid(), made, done: 0 };
      const day = new Date(clock.nowMs()).toISOString().slice(0, 10);
      return { exportId: writing.id, fileName: `countersign-trust-log-${day}.jsonl`, records: made.records };
    },
    nextOfExport(exportId) {
      const one = writing;
      if (one?.id !== exportId)
        throw new CallFault('not-found', 'This export has ended, or another one was begun. Export again.');
      const pieces: string[] = [];
      let length = 0;
      let isDone = false;
      while (length < TEXT_A_CALL && !isDone) {
        const next = one.made.text.next();
        if (next.done === true) isDone = true;
        else {
          pieces.push(next.value);
          length += next.value.length;
          one.done += 1;
        }
      }
      if (isDone) writing = null;
      return { text: pieces.join(''), recordsDone: one.done, isDone };
    },
  };
}
