/**
 * One turn of sending, durable in one commit: what ended is written, who is next goes through the gate and gets its slot and its row. It
 * transmits nothing; whoever called does, once this has returned.
 */
import type { Finished, Ready } from './transmit.ts';
import { conclude } from './transmit.ts';
import type { SendPorts } from './send-ports.ts';
import { stepSend } from './step.ts';
import { holdsTheMailbox, type Queued, type WaitingQueue } from './waiting-queue.ts';

export interface TurnWork {
  /** Transmissions that are over. */
  readonly finished: readonly Finished[];
  /** Who is looked at next, given who was let through in this turn; null ends it. */
  readonly next: (started: readonly Ready[]) => Queued | null;
  /** A fresh look at the CRM was tried already, so a stale world now defers. */
  readonly askedCrm: boolean;
}

export interface Turn {
  readonly changed: boolean;
  /** To be transmitted now. */
  readonly started: readonly Ready[];
  /** Only a look at the CRM is missing. */
  readonly stale: readonly Queued[];
}

/** All of it or, where it throws, nothing. */
export function takeTurn(ports: SendPorts, queue: WaitingQueue, { finished, next, askedCrm }: TurnWork): Turn {
  const { ledger, clock } = ports;
  const started: Ready[] = [];
  const stale: Queued[] = [];
  const changed = ledger.transact(() => {
    let isNews = finished.length > 0;
    for (const one of finished) conclude(ports, one);
    for (let row = next(started); row !== null; row = next(started)) {
      const step = stepSend(ports, row.id, askedCrm);
      switch (step.kind) {
        case 'transmit':
          started.push(step.ready);
          isNews = true;
          break;
        case 'needs-fresh-world':
          stale.push(row);
          break;
        case 'deferred':
          if (step.clearsAtMs !== null && holdsTheMailbox(step.codes)) queue.rest(row, step.clearsAtMs);
          isNews ||= step.changed;
          break;
        case 'done':
          isNews ||= step.changed;
          break;
        default:
          step satisfies never;
      }
    }
    if (isNews) ledger.copies.publishDesk(clock.nowMs());
    return isNews;
  });
  return { changed, started, stale };
}
