/**
 * Hands saved decisions to the main process, oldest first, until each was answered. Every step is safe to repeat after a crash: the
 * stage is written before the call it announces, and main acts once per decision id.
 */
import { liveQuery } from 'dexie';
import type { PersonId } from '../../shared/domain/ids.ts';
import type { CallResult, ChannelName, RequestOf } from '../../shared/ipc/contract.ts';
import type { DeskDb } from './db.ts';
import { relist } from './decide.ts';
import { revealDecoy } from './decoy.ts';
import type { DecisionRow, OutboxRow } from './rows.ts';

/** A call over the bridge; it never rejects. */
export type Call = <C extends ChannelName>(channel: C, request: RequestOf<C>) => Promise<CallResult<C>>;

export interface OutboxPorts {
  readonly db: DeskDb;
  readonly call: Call;
  /** Who is signed in: only their decisions are handed over, the others wait for their person. */
  personId(): PersonId | null;
  fraction(): number;
  /** A fault of the store, which the loop can't mend. */
  readonly onFault: (error: unknown) => void;
}

export interface Outbox {
  start(): void;
  /** Ends the loop; resolves once no step is under way. */
  stop(): Promise<void>;
  /** Tries now, whatever the backoff says (the connection came back). */
  kick(): void;
  /** One pass over everything that waits. False where something has to be tried again later. */
  runOnce(): Promise<boolean>;
}

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 30_000;

/** Codes that no repetition can change: the decision goes back to its person with main's words. */
const FINAL = new Set(['bad-request', 'forbidden', 'not-found']);

export function createOutbox(ports: OutboxPorts): Outbox {
  const { db, call } = ports;
  const stores = db.strict;
  const { summaries, counters, decisions, outbox, sends } = stores;
  const inTransaction = <T>(work: () => Promise<T>) =>
    stores.transaction('rw', [summaries, counters, decisions, outbox, sends], work);

  async function markHanding(row: OutboxRow): Promise<boolean> {
    return inTransaction(async () => {
      const now = await outbox.get(row.decisionId);
      if (now?.stage !== 'waiting') return now !== undefined;
      await outbox.put({ ...now, stage: 'handing' });
      return true;
    });
  }

  /** Certainly not taken: as if it had never been handed over. A rebuild that fell into the call could not know that and gave it back. */
  async function takeBack(row: OutboxRow, saved: DecisionRow): Promise<void> {
    await inTransaction(async () => {
      const now = await outbox.get(row.decisionId);
      if (now !== undefined) {
        if (!now.wantsUndo) await outbox.put({ ...now, stage: 'waiting' });
        return;
      }
      if ((await outbox.where('packageId').equals(row.packageId).first()) !== undefined) return;
      await outbox.put(row);
      await decisions.put(saved);
      await relist(stores, row.packageId, row.lane);
    });
  }

  async function giveBack(row: OutboxRow, because: string): Promise<void> {
    await inTransaction(async () => {
      await outbox.delete(row.decisionId);
      const decision = await decisions.get(row.decisionId);
      if (decision !== undefined) {
        await decisions.put({
          ...decision,
          record: { ...decision.record, state: 'undone' },
          answer: { kind: 'refused', because },
          untold: 1,
        });
      }
      await relist(stores, row.packageId, null);
    });
  }

  /** True where the decision needs nothing more for now. */
  async function handOver(row: OutboxRow): Promise<boolean> {
    if (!(await markHanding(row))) return true;
    const saved = await decisions.get(row.decisionId);
    if (saved === undefined) {
      await giveBack(row, 'The decision’s record was lost from this browser’s storage.');
      return true;
    }
    const result = await call('decision.submit', { decision: saved.record.decision });
    if (!result.ok) {
      // Said before anything was done: it was certainly not taken, unless an earlier call was.
      if (result.error.code === 'ledger-stopped' && row.stage === 'waiting') await takeBack(row, saved);
      if (!FINAL.has(result.error.code)) return false;
      await giveBack(row, result.error.message);
      return true;
    }
    const answer = result.value;
    switch (answer.kind) {
      case 'refused':
        await giveBack(row, answer.because);
        return true;
      case 'attention-check':
        await revealDecoy(db, row, answer.reveal);
        return true;
      case 'accepted':
        await inTransaction(async () => {
          const now = await outbox.get(row.decisionId);
          const decision = await decisions.get(row.decisionId);
          if (now !== undefined) await outbox.put({ ...now, stage: 'handed' });
          if (decision === undefined) return;
          const { undoUntilMs, sendId } = answer;
          // The feed may have shown it before the answer came.
          const record = decision.confirmed ? decision.record : { ...decision.record, undoUntilMs };
          await decisions.put({ ...decision, record, answer: { kind: 'accepted', undoUntilMs, sendId } });
        });
        return true;
    }
  }

  async function undo(row: OutboxRow): Promise<boolean> {
    const result = await call('decision.undo', { decisionId: row.decisionId });
    if (!result.ok && !FINAL.has(result.error.code)) return false;
    const because = result.ok ? (result.value.kind === 'no' ? result.value.because : null) : result.error.message;
    await inTransaction(async () => {
      const decision = await decisions.get(row.decisionId);
      if (because === null) {
        await outbox.delete(row.decisionId);
        if (decision !== undefined)
          await decisions.put({
            ...decision,
            record: { ...decision.record, state: 'undone' },
            undo: { kind: 'ok' },
            untold: 1,
          });
        await relist(stores, row.packageId, null);
        return;
      }
      // Once the feed has shown the decision nothing has to be held here any more.
      if (decision?.confirmed === true) {
        await outbox.delete(row.decisionId);
        await relist(stores, row.packageId, null);
      } else {
        await outbox.put({ ...row, wantsUndo: false });
      }
      if (decision !== undefined) await decisions.put({ ...decision, undo: { kind: 'no', because }, untold: 1 });
    });
    return true;
  }

  async function advance(row: OutboxRow): Promise<boolean> {
    if (row.stage !== 'handed' && !(await handOver(row))) return false;
    const now = await outbox.get(row.decisionId);
    return now?.stage === 'handed' && now.wantsUndo ? undo(now) : true;
  }

  async function runOnce(): Promise<boolean> {
    const person = ports.personId();
    if (person === null) return false;
    const rows = await outbox.toArray();
    const waiting = rows
      .filter((row) => row.personId === person && (row.stage !== 'handed' || row.wantsUndo))
      .sort((a, b) => a.atMs - b.atMs);
    for (const row of waiting) {
      if (stopped) return true;
      // One that can't go now stops the rest: they would meet the same closed door, and order is kept.
      if (!(await advance(row))) return false;
    }
    return true;
  }

  let stopped = false;
  let wanted = false;
  let running: Promise<void> | null = null;
  let retryAfterMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let watching: { unsubscribe(): void } | null = null;

  async function run(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      try {
        if (await runOnce()) {
          retryAfterMs = FIRST_RETRY_MS;
          continue;
        }
      } catch (error) {
        ports.onFault(error);
      }
      tryLater();
    }
  }

  function tryLater(): void {
    if (timer !== null || stopped) return;
    const waitMs = retryAfterMs * (0.75 + ports.fraction() / 2);
    retryAfterMs = Math.min(retryAfterMs * 2, LONGEST_RETRY_MS);
    timer = setTimeout(() => {
      timer = null;
      want();
    }, waitMs);
  }

  function want(): void {
    wanted = true;
    if (stopped) return;
    running ??= run().finally(() => {
      running = null;
      if (wanted && !stopped) want();
    });
  }

  return {
    runOnce,
    kick() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      retryAfterMs = FIRST_RETRY_MS;
      want();
    },
    start() {
      stopped = false;
      watching = liveQuery(() => outbox.toArray()).subscribe({
        // While a retry is set, a new decision waits for it: order is kept, and a dead line is not called for each key press.
        next: () => {
          if (timer === null) want();
        },
        error: ports.onFault,
      });
    },
    async stop() {
      stopped = true;
      watching?.unsubscribe();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
    },
  };
}
