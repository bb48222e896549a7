/**
 * The only door out: takes held sends whose undo window is over through the gate and over SMTP, one row a step. It decides nothing the
 * gate decides, and it never sends twice.
 */
import type { MailboxId, PersonId, SendId } from '../../shared/domain/ids.ts';
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import type { SendRow } from '../ports/ledger.ts';
import { CONNECTIONS_A_MAILBOX } from '../ports/transport.ts';
import { freshWindow, recoverInterrupted, recoverSends, renewUndoWindows, type Recovered } from './recover.ts';
import type { SendPorts } from './send-ports.ts';
import { stepSend, type Step } from './step.ts';
import { stopSuppressed } from './stop-suppressed.ts';
import { transition } from './transitions.ts';
import { transmitSend, UNCOUNTED } from './transmit.ts';
import { lookForUncertain, nextLookAtMs, resolveUncertain } from './uncertain.ts';

export interface SendEngine {
  /** Call once before the first `tick`: puts right what the last run left half-way. */
  recover(): Recovered;
  /** Does what is due and arms the alarm for what comes next. Transmissions it starts may outlast it: see `whenIdle`. */
  tick(): Promise<void>;
  /** Ends the undo window now. */
  sendNow(id: SendId, personId: PersonId): ResponseOf<'send.now'>;
  resolve(id: SendId, answer: 'arrived' | 'draft-again', personId: PersonId): ResponseOf<'send.resolve'>;
  /** After a sync, a suppression, an ended pause, another mailbox or policy: looks at everything that waits. */
  recheckDeferred(): Promise<void>;
  /** Refuses now whatever waits for a recipient on the suppression list, even while a tick is at work. */
  stopSuppressed(): void;
  /** Looks for uncertain sends by Message-ID now. */
  reconcileUncertain(): Promise<void>;
  /** After sleep: nobody could press undo meanwhile. */
  renewUndoWindows(): void;
  /** Resolves when nothing is being worked on or transmitted. */
  whenIdle(): Promise<void>;
  /** Starts nothing more and waits for what is in flight; after a grace its connections are cut, and the outcome is written. */
  stop(): Promise<void>;
}

/** An alarm this late means that the machine slept: the undo window passed without anybody to press undo. */
const SLEPT_MS = 30_000;
const AFTER_FAULT_MS = 30_000;
const STOP_GRACE_MS = 10_000;
const BATCH = 500;

/** Replies first, then follow-ups that are due, then first touches: who gets the day's last slots. */
const SLOT_ORDER: Readonly<Record<MessageKind, number>> = { reply: 0, 'follow-up': 1, 'first-touch': 2 };

export function makeSendEngine(ports: SendPorts): SendEngine {
  const { ledger, clock, log } = ports;
  const inFlight = new Map<SendId, { readonly mailboxId: MailboxId; readonly work: Promise<void> }>();
  let draining: Promise<void> | null = null;
  let again = false;
  let recheck = false;
  let stopping = false;
  let cancelAlarm: (() => void) | null = null;
  let lastLookAtMs: number | null = null;
  /** Mailboxes whose server has just taken a message. */
  const backAgain = new Set<MailboxId>();
  let freshening: Promise<boolean> | null = null;

  /** Undo windows that are over let go of their send; the act itself is the gate's and transmission's. */
  function letGo(): boolean {
    const nowMs = clock.nowMs();
    const held = ledger.sends.due(nowMs, BATCH).filter(({ send }) => send.state === 'held');
    for (const { send } of held) {
      if (nowMs - send.releaseAtMs > SLEPT_MS) {
        ledger.sends.amend(send.id, nowMs, { releaseAtMs: freshWindow(ports, nowMs), because: 'fresh-undo-window' });
      } else transition(ports, send, 'released', nowMs, { because: 'undo-window-over' });
    }
    return held.length > 0;
  }

  function candidates(): readonly SendRow[] {
    const nowMs = clock.nowMs();
    const waiting = ledger.sends
      .inState(['released', 'deferred', 'retry'])
      .filter((row) => recheck || isDue(row, nowMs));
    recheck = false;
    const rank = ({ send }: SendRow) =>
      SLOT_ORDER[ledger.copies.readPackage(send.packageId)?.messageKind ?? 'first-touch'];
    const probed = new Set<MailboxId>();
    return waiting
      .filter((row) => !inFlight.has(row.send.id) && (isDue(row, nowMs) || isWorthATry(row, probed)))
      .map((row) => ({ row, rank: rank(row) }))
      .sort((a, b) => a.rank - b.rank || a.row.send.countersignedAtMs - b.row.send.countersignedAtMs)
      .map(({ row }) => row);
  }

  /**
   * Before its time: what the gate deferred, always. A retry that a server asked for keeps its time; where no server was reached, one
   * message of the mailbox tries whether it is back, and its success brings the others.
   */
  function isWorthATry({ send }: SendRow, probed: Set<MailboxId>): boolean {
    if (send.state !== 'retry') return true;
    if (!UNCOUNTED.includes(ledger.sends.transitions(send.id).at(-1)?.because ?? '')) return false;
    if (probed.has(send.mailboxId) && !backAgain.has(send.mailboxId)) return false;
    probed.add(send.mailboxId);
    return true;
  }

  function isDue({ send }: SendRow, nowMs: number): boolean {
    if (send.state === 'released') return true;
    return send.clearsAtMs === null ? nowMs > approvalEndMs(send.countersignedAtMs) : send.clearsAtMs <= nowMs;
  }

  /** What waits for a check ends with its approval at the latest. */
  function approvalEndMs(countersignedAtMs: number): number {
    return countersignedAtMs + (ledger.copies.policy()?.limits.approvalWindowHours ?? 0) * 3_600_000;
  }

  function stepAll(
    rows: readonly SendRow[],
    askedCrm: boolean,
  ): { readonly changed: boolean; readonly stale: readonly SendRow[] } {
    let changed = false;
    const stale: SendRow[] = [];
    for (const row of rows) {
      if (stopping || countInFlight(row.send.mailboxId) >= CONNECTIONS_A_MAILBOX) continue;
      if (note(stepSend(ports, row.send.id, askedCrm), row, stale)) changed = true;
    }
    return { changed, stale };
  }

  function note(step: Step, row: SendRow, stale: SendRow[]): boolean {
    switch (step.kind) {
      case 'done':
        return step.changed;
      case 'needs-fresh-world':
        stale.push(row);
        return false;
      case 'transmit':
        start(step);
        return true;
      default:
        return step satisfies never;
    }
  }

  function countInFlight(mailboxId: MailboxId): number {
    return [...inFlight.values()].filter((one) => one.mailboxId === mailboxId).length;
  }

  /** Owned here: `whenIdle` and `stop` wait for it, and its end looks for more work. */
  function start({ row, clearance }: Extract<Step, { kind: 'transmit' }>): void {
    const { id, mailboxId } = row.send;
    const work = transmitSend(ports, row, clearance)
      .then(() => noteServer(id))
      .catch((cause: unknown) => interrupted(id, cause))
      .finally(() => {
        inFlight.delete(id);
        afterChange();
        if (!stopping) kick();
      });
    inFlight.set(id, { mailboxId, work });
  }

  /** A server that takes mail again is worth a try for all that could not reach it. */
  function noteServer(id: SendId): void {
    const send = ledger.sends.read(id)?.send;
    if (send?.state === 'retry') backAgain.delete(send.mailboxId);
    if (send?.state !== 'sent' || ledger.sends.inState(['retry']).length === 0) return;
    backAgain.add(send.mailboxId);
    recheck = true;
  }

  /** A fault of ours in the middle of a transmission: the mark says what is known, as after a crash. */
  function interrupted(id: SendId, cause: unknown): void {
    log.error('send.interrupted', cause, { sendId: id });
    try {
      const row = ledger.sends.read(id);
      if (row !== null && ['reserved', 'transmitting'].includes(row.send.state))
        recoverInterrupted(ports, row, clock.nowMs());
    } catch (second) {
      // The ledger itself fails: the row stays as it is, and the next start recovers it by its mark.
      log.error('send.not-recovered', second, { sendId: id });
    }
  }

  /** One look at the CRM for all that wait for it. False where it could not be asked. */
  function freshen(): Promise<boolean> {
    freshening ??= (ports.refreshWorld?.() ?? Promise.resolve())
      .then(
        () => true,
        (cause: unknown) => {
          log.error('send.refresh-failed', cause);
          return false;
        },
      )
      .finally(() => (freshening = null));
    return freshening;
  }

  const hasMore = () => again && !stopping;

  async function drain(): Promise<void> {
    do {
      again = false;
      const letOut = letGo();
      const rows = candidates();
      if (rows.length > 0 && ports.askSuppressions !== undefined) {
        // The CRM may take long to answer; undo windows end meanwhile.
        arm();
        await ports.askSuppressions(rows.map(({ send }) => send));
      }
      const first = stepAll(rows, false);
      if (first.stale.length > 0 && !stopping) {
        arm();
        await freshen();
        if (stepAll(first.stale, true).changed) afterChange();
      }
      if (letOut || first.changed) afterChange();
      const lookAtMs = nextLookAtMs(ports, lastLookAtMs, clock.nowMs());
      if (lookAtMs !== null && lookAtMs <= clock.nowMs() && !stopping) await look();
    } while (hasMore());
  }

  async function look(): Promise<void> {
    lastLookAtMs = clock.nowMs();
    if ((await lookForUncertain(ports)) > 0) afterChange();
  }

  function afterChange(): void {
    try {
      ledger.copies.publishDesk(clock.nowMs());
      ports.onChange();
    } catch (cause) {
      log.error('send.publish-failed', cause);
    }
  }

  function tick(): Promise<void> {
    if (stopping) return draining ?? Promise.resolve();
    again = true;
    if (draining !== null) letGoWhileBusy();
    draining ??= drain()
      .then(arm, (cause: unknown) => {
        log.error('send.tick-failed', cause);
        alarmAt(clock.nowMs() + AFTER_FAULT_MS);
      })
      .finally(() => {
        draining = null;
        // Asked again after the loop's last look.
        if (hasMore()) kick();
      });
    return draining;
  }

  function letGoWhileBusy(): void {
    try {
      if (letGo()) afterChange();
      arm();
    } catch (cause) {
      log.error('send.tick-failed', cause);
    }
  }

  function refuseSuppressed(): void {
    if (stopping) return;
    try {
      if (stopSuppressed(ports) > 0) afterChange();
    } catch (cause) {
      // Nothing was written; each of them still meets the gate before it leaves.
      log.error('send.suppressed-not-stopped', cause);
    }
  }

  /** `tick` handles its own faults, so nothing is left to wait for. */
  function kick(): void {
    void tick();
  }

  function arm(): void {
    const nowMs = clock.nowMs();
    const times = [nextLookAtMs(ports, lastLookAtMs, nowMs), ledger.sends.nextDueAtMs()];
    for (const { send } of ledger.sends.inState(['deferred'])) {
      if (send.clearsAtMs === null) times.push(approvalEndMs(send.countersignedAtMs) + 1);
    }
    const next = Math.min(...times.filter((time) => time !== null));
    // What is due but waits for a free connection is looked at when one becomes free.
    if (Number.isFinite(next)) alarmAt(next > nowMs ? next : nowMs + 1_000);
  }

  function alarmAt(atMs: number): void {
    cancelAlarm?.();
    cancelAlarm = stopping ? null : clock.wakeAt(atMs, kick);
  }

  async function whenIdle(): Promise<void> {
    while (draining !== null || inFlight.size > 0) {
      await draining;
      await Promise.all([...inFlight.values()].map(({ work }) => work));
    }
  }

  return {
    recover() {
      const recovered = recoverSends(ports);
      log.info('send.recovered', { ...recovered });
      return recovered;
    },
    tick,
    sendNow(id, personId) {
      const answer = ledger.transact((): ResponseOf<'send.now'> => {
        const send = ledger.sends.read(id)?.send;
        if (send === undefined) return { kind: 'no', because: 'There is no such message.' };
        if (send.personId !== personId)
          return { kind: 'no', because: 'Only the person who approved it can send it now.' };
        if (send.state !== 'held') return { kind: 'no', because: `Its undo window is over; it is ${send.state}.` };
        const nowMs = clock.nowMs();
        ledger.sends.amend(id, nowMs, { releaseAtMs: nowMs, because: 'send-now' });
        return { kind: 'ok' };
      });
      if (answer.kind === 'ok') kick();
      return answer;
    },
    resolve(id, answer, personId) {
      const result = resolveUncertain(ports, id, answer, personId);
      if (result.kind === 'ok') afterChange();
      return result;
    },
    recheckDeferred() {
      refuseSuppressed();
      recheck = true;
      return tick();
    },
    stopSuppressed: refuseSuppressed,
    reconcileUncertain: look,
    renewUndoWindows() {
      try {
        if (renewUndoWindows(ports) > 0) afterChange();
      } catch (cause) {
        // A full disk as the machine wakes: the tick sees for itself that the alarm came late.
        log.error('send.renew-failed', cause);
      }
      kick();
    },
    whenIdle,
    async stop() {
      stopping = true;
      cancelAlarm?.();
      cancelAlarm = null;
      const mailboxes = new Set([...inFlight.values()].map(({ mailboxId }) => mailboxId));
      const cut = clock.wakeAt(clock.nowMs() + STOP_GRACE_MS, () => {
        for (const mailboxId of mailboxes) void ports.transportFor(mailboxId)?.close();
      });
      await whenIdle();
      cut();
    },
  };
}
