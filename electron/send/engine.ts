/**
 * The only door out: takes held sends whose undo window is over through the gate and over SMTP, one row a step. It decides nothing the
 * gate decides, and it never sends twice.
 */
import type { MailboxId, PersonId, SendId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { CONNECTIONS_A_MAILBOX } from '../ports/transport.ts';
import { makeCrmQuestions } from './crm-questions.ts';
import { makeMarks } from './marks.ts';
import { endUndoWindow, letGo } from './let-go.ts';
import { recoverInterrupted, recoverSends, renewUndoWindows, type Recovered } from './recover.ts';
import type { SendPorts } from './send-ports.ts';
import { stopSuppressed } from './stop-suppressed.ts';
import { conclude, transmitSend, type Finished, type Ready } from './transmit.ts';
import { takeTurn, type Turn } from './turn.ts';
import { lookForUncertain, nextLookAtMs, resolveUncertain } from './uncertain.ts';
import { makeWaitingQueue, type Queued } from './waiting-queue.ts';
import { approvalWindowMs, whoIsDue } from './who-is-due.ts';

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

const AFTER_FAULT_MS = 30_000;
const STOP_GRACE_MS = 10_000;
/** What is due but has to wait for the CRM's or a mailbox's answer is not looked at more often than this. */
const BUSY_LOOK_MS = 1_000;
/** Sends looked at in one transaction; the screen is served between two. */
const AT_ONCE = 50;
/** Recipients the CRM is asked about in one go. */
const ASK_AHEAD = 20;
/** Turns of the event loop, a few microseconds each, that an outcome waits for the others of the mailbox's connections. */
const TURNS_TOGETHER = 6;

async function turnsOfTheLoop(isEnough: () => boolean): Promise<void> {
  for (let turns = 0; turns < TURNS_TOGETHER; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (isEnough()) return;
  }
}

export function makeSendEngine(ports: SendPorts): SendEngine {
  const { ledger, clock, log } = ports;
  const queue = makeWaitingQueue(ledger);
  const questions = makeCrmQuestions(ports);
  const marks = makeMarks(ledger);
  const inFlight = new Map<SendId, { readonly mailboxId: MailboxId; readonly work: Promise<void> }>();
  /** Transmissions that are over and not yet written: the next turn writes them. */
  let finished: Finished[] = [];
  let takingUp: Promise<void> | null = null;
  let draining: Promise<void> | null = null;
  let again = false;
  /** Who waits may have changed since the queue was filled. */
  let isStale = true;
  let recheck = false;
  /** Up to when everything that was due has been seen. */
  let lookedAtMs = -1;
  let stopping = false;
  let cancelAlarm: (() => void) | null = null;
  let lastLookAtMs: number | null = null;
  /** Mailboxes whose server has just taken a message. */
  const backAgain = new Set<MailboxId>();
  /** Sends that could not be looked at because of a fault of ours, and until when the others go before them. */
  const faulty = new Map<SendId, number>();

  function fillQueue(): void {
    const nowMs = clock.nowMs();
    const all = recheck;
    recheck = false;
    isStale = false;
    if (all) queue.wakeAll();
    for (const [id, untilMs] of faulty) if (untilMs <= nowMs) faulty.delete(id);
    const due = whoIsDue(ledger, { all, backAgain }, nowMs);
    queue.fill({ ...due, isWanted: (send) => !faulty.has(send.id) && due.isWanted(send) }, nowMs);
  }

  function isFree(mailboxId: MailboxId, started: readonly Ready[] = []): boolean {
    const isOfMailbox = (one: { readonly mailboxId: MailboxId }) => one.mailboxId === mailboxId;
    const busy =
      [...inFlight.values()].filter(isOfMailbox).length + started.filter(({ send }) => isOfMailbox(send)).length;
    return busy < CONNECTIONS_A_MAILBOX;
  }

  /** Commits a turn and starts what it let through. `rows`: these only; else the queue's. */
  function turn(askedCrm: boolean, rows: readonly Queued[] | null = null): Turn {
    const left = rows === null ? null : [...rows];
    let looks = AT_ONCE;
    let last: Queued | null = null;
    const next = (started: readonly Ready[]): Queued | null => {
      if (stopping || looks === 0) return null;
      looks -= 1;
      const isOpen = (mailboxId: MailboxId) => isFree(mailboxId, started);
      const at = left?.findIndex(({ mailboxId }) => isOpen(mailboxId)) ?? -1;
      const found = left === null ? queue.next(isOpen) : at < 0 ? null : (left.splice(at, 1)[0] ?? null);
      last = found ?? last;
      return found;
    };
    const written = finished;
    finished = [];
    try {
      const made = takeTurn(ports, queue, { finished: written, next, askedCrm });
      for (const { outcome, send } of written) noteServer(send, outcome.kind);
      for (const ready of made.started) start(ready);
      return made;
    } catch (cause) {
      // Nothing of it was kept: each outcome is written for itself, and one that can't be looked at does not stop the others.
      isStale = true;
      for (const one of written) writeAlone(one);
      const failed = last as Queued | null;
      if (failed === null) throw cause;
      log.error('send.step-failed', cause, { sendId: failed.id });
      faulty.set(failed.id, clock.nowMs() + AFTER_FAULT_MS);
      again = true;
      return { changed: written.length > 0, started: [], stale: [] };
    }
  }

  function writeAlone(one: Finished): void {
    try {
      ledger.transact(() => conclude(ports, one));
      noteServer(one.send, one.outcome.kind);
    } catch (cause) {
      interrupted(one.send.id, cause);
    }
  }

  /** Owned here: `whenIdle` and `stop` wait for it, and its end looks for more work. */
  function start(ready: Ready): void {
    const { id, mailboxId } = ready.send;
    const work = transmitSend(ports, ready, marks)
      .then((one) => void finished.push(one))
      .catch((cause: unknown) => interrupted(id, cause))
      .finally(() => {
        inFlight.delete(id);
        takeUp();
      });
    inFlight.set(id, { mailboxId, work });
  }

  /** What ends in the same moments is written in one commit, together with who comes next. */
  function takeUp(): void {
    takingUp ??= turnsOfTheLoop(() => inFlight.size === 0).then(() => {
      takingUp = null;
      // Whoever drains waits for the CRM or a mailbox meanwhile; an outcome does not.
      if (draining !== null || stopping) writeFinished();
      if (!stopping) kick();
    });
  }

  function writeFinished(): void {
    const written = finished;
    finished = [];
    for (const one of written) writeAlone(one);
    if (written.length > 0) afterChange();
  }

  /** A server that takes mail again is worth a try for all that could not reach it. */
  function noteServer({ mailboxId }: Send, outcome: Finished['outcome']['kind']): void {
    if (outcome !== 'accepted') {
      isStale = true;
      if (outcome !== 'uncertain' && outcome !== 'altered') backAgain.delete(mailboxId);
      return;
    }
    if (!ledger.sends.isAnyIn('retry')) return;
    backAgain.add(mailboxId);
    recheck = true;
    isStale = true;
  }

  /** A fault of ours in the middle of a transmission: the mark says what is known, as after a crash. */
  function interrupted(id: SendId, cause: unknown): void {
    log.error('send.interrupted', cause, { sendId: id });
    isStale = true;
    try {
      const row = ledger.sends.read(id);
      if (row !== null && ['reserved', 'transmitting'].includes(row.send.state))
        recoverInterrupted(ports, row, clock.nowMs());
    } catch (second) {
      // The ledger itself fails: the row stays as it is, and the next start recovers it by its mark.
      log.error('send.not-recovered', second, { sendId: id });
    }
  }

  const hasMore = () => again && !stopping;

  async function drain(): Promise<void> {
    do {
      again = false;
      if (isStale) {
        lookedAtMs = clock.nowMs();
        const released = letGo(ports);
        if (released.count > 0) afterChange();
        fillQueue();
        isStale = released.more;
      }
      const unasked = questions.unasked(queue.ahead(ASK_AHEAD).filter(({ mailboxId }) => isFree(mailboxId)));
      if (unasked.length > 0) {
        writeFinished();
        // The CRM may take long to answer; undo windows end meanwhile.
        arm(BUSY_LOOK_MS);
        await questions.ask(unasked);
      }
      const made = turn(false);
      if (made.changed) tellOfChange();
      if (made.stale.length > 0 && !stopping) {
        arm(BUSY_LOOK_MS);
        await questions.freshen();
        if (turn(true, made.stale).changed) tellOfChange();
        isStale = true;
      }
      if (isStale || isWorkable()) again = true;
      const lookAtMs = nextLookAtMs(ports, lastLookAtMs, clock.nowMs());
      if (lookAtMs !== null && lookAtMs <= clock.nowMs() && !stopping) await look();
      else if (again) await new Promise((resolve) => setImmediate(resolve));
    } while (hasMore());
  }

  /** Whether somebody in the queue could be looked at right now. */
  function isWorkable(): boolean {
    return queue.ahead(1).some(({ mailboxId }) => isFree(mailboxId));
  }

  async function look(): Promise<void> {
    lastLookAtMs = clock.nowMs();
    if ((await lookForUncertain(ports)) > 0) afterChange();
  }

  function afterChange(): void {
    try {
      ledger.copies.publishDesk(clock.nowMs());
    } catch (cause) {
      log.error('send.publish-failed', cause);
    }
    tellOfChange();
  }

  function tellOfChange(): void {
    try {
      ports.onChange();
    } catch (cause) {
      log.error('send.change-untold', cause);
    }
  }

  function tick(): Promise<void> {
    isStale = true;
    return goOn();
  }

  function goOn(): Promise<void> {
    if (stopping) return draining ?? Promise.resolve();
    again = true;
    if (draining !== null) letGoWhileBusy();
    draining ??= drain()
      .then(
        () => arm(1),
        (cause: unknown) => {
          log.error('send.tick-failed', cause);
          isStale = true;
          alarmAt(clock.nowMs() + AFTER_FAULT_MS);
        },
      )
      .finally(() => {
        draining = null;
        // Asked again after the loop's last look.
        if (hasMore()) kick();
      });
    return draining;
  }

  function letGoWhileBusy(): void {
    try {
      if (isStale && letGo(ports).count > 0) afterChange();
      arm(BUSY_LOOK_MS);
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

  // Both handle their own faults, so nothing is left to wait for.
  const kick = (): void => void goOn();
  const ring = (): void => void tick();

  /** `leastMs`: until what is due already is looked at again. */
  function arm(leastMs: number): void {
    const nowMs = clock.nowMs();
    const openEndedMs = ledger.sends.oldestWithoutTimeMs();
    const times = [
      nextLookAtMs(ports, lastLookAtMs, nowMs),
      ledger.sends.nextDueAtMs(lookedAtMs),
      queue.nextWakeAtMs(),
      ...faulty.values(),
      openEndedMs === null ? null : openEndedMs + approvalWindowMs(ledger) + 1,
      // What is due but waits for a free connection is looked at when one becomes free, and now and then.
      queue.isEmpty() && !isStale ? null : nowMs + 1_000,
    ];
    const next = Math.min(...times.filter((time) => time !== null));
    if (Number.isFinite(next)) alarmAt(next > nowMs ? next : nowMs + leastMs);
  }

  function alarmAt(atMs: number): void {
    cancelAlarm?.();
    cancelAlarm = stopping ? null : clock.wakeAt(atMs, ring);
  }

  async function whenIdle(): Promise<void> {
    while (draining !== null || takingUp !== null || inFlight.size > 0) {
      await takingUp;
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
      const answer = endUndoWindow(ports, id, personId);
      if (answer.kind === 'ok') ring();
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
      ring();
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
