/** What a start makes of sends that a crash or a quit left half-way. What may have arrived is never sent again by itself. */
import type { SendRow } from '../ports/send-ledger.ts';
import type { SendPorts } from './send-ports.ts';
import { transition } from './transitions.ts';
import { doubtOf } from './uncertain.ts';

export interface Recovered {
  /** Held again for a fresh undo window. */
  readonly held: number;
  /** Certainly not taken by a server: through the gate again. */
  readonly released: number;
  /** Nobody knows; looked for by Message-ID. */
  readonly uncertain: number;
}

/** One transaction, before anything else runs. */
export function recoverSends(ports: SendPorts): Recovered {
  const { ledger, clock } = ports;
  return ledger.transact(() => {
    const nowMs = clock.nowMs();
    let released = 0;
    let uncertain = 0;
    for (const { send } of ledger.sends.inState(['countersigned'])) {
      transition(ports, send, 'held', nowMs, { because: 'restart', releaseAtMs: freshWindow(ports, nowMs) });
    }
    for (const row of ledger.sends.inState(['reserved', 'transmitting'])) {
      if (recoverInterrupted(ports, row, nowMs) === 'released') released += 1;
      else uncertain += 1;
    }
    return { held: renewUndoWindows(ports), released, uncertain };
  });
}

/** A send whose transmission ended without an outcome: the mark alone says whether it is safe to repeat. */
export function recoverInterrupted(ports: SendPorts, row: SendRow, nowMs: number): 'released' | 'uncertain' {
  const { ledger } = ports;
  const { send } = row;
  if (send.state === 'transmitting' && row.markAtMs !== null) {
    const serverReply = 'The desk stopped before the server’s answer came. It is being looked for.';
    transition(ports, send, 'uncertain', nowMs, {
      serverReply,
      doubt: doubtOf(ports, row.markAtMs, nowMs),
      uncertainSinceMs: nowMs,
      because: 'stopped-after-mark',
    });
    return 'uncertain';
  }
  ledger.transact(() => {
    transition(ports, send, 'released', nowMs, { because: 'stopped-before-mark' });
    ledger.sends.giveBack(send.id);
  });
  return 'released';
}

/** After a restart or sleep nobody could press undo: each held send gets its whole window again. */
export function renewUndoWindows(ports: SendPorts): number {
  const { ledger, clock } = ports;
  return ledger.transact(() => {
    const nowMs = clock.nowMs();
    const held = ledger.sends.inState(['held']);
    for (const { send } of held) {
      ledger.sends.amend(send.id, nowMs, { releaseAtMs: freshWindow(ports, nowMs), because: 'fresh-undo-window' });
    }
    return held.length;
  });
}

const DEFAULT_UNDO_SECONDS = 20;

export function freshWindow({ ledger }: SendPorts, nowMs: number): number {
  return nowMs + (ledger.copies.policy()?.limits.undoSeconds ?? DEFAULT_UNDO_SECONDS) * 1_000;
}
