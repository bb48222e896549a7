/** Undo windows that are over let go of their send; the act itself is the gate's and transmission's. */
import type { PersonId, SendId } from '../../shared/domain/ids.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { freshWindow } from './recover.ts';
import type { SendPorts } from './send-ports.ts';
import { transition } from './transitions.ts';

/** An alarm this late means that the machine slept: the undo window passed without anybody to press undo. */
const SLEPT_MS = 30_000;
const AT_ONCE = 500;

/** `more`: there may be others whose window is over too. */
export function letGo(ports: SendPorts): { readonly count: number; readonly more: boolean } {
  const { ledger, clock } = ports;
  return ledger.transact(() => {
    const nowMs = clock.nowMs();
    const held = ledger.sends.due(nowMs, AT_ONCE, 'held');
    for (const { send } of held) {
      if (nowMs - send.releaseAtMs > SLEPT_MS) {
        ledger.sends.amend(send.id, nowMs, { releaseAtMs: freshWindow(ports, nowMs), because: 'fresh-undo-window' });
      } else transition(ports, send, 'released', nowMs, { because: 'undo-window-over' });
    }
    return { count: held.length, more: held.length === AT_ONCE };
  });
}

/** A person's *send now*. */
export function endUndoWindow({ ledger, clock }: SendPorts, id: SendId, personId: PersonId): ResponseOf<'send.now'> {
  return ledger.transact((): ResponseOf<'send.now'> => {
    const send = ledger.sends.read(id)?.send;
    if (send === undefined) return { kind: 'no', because: 'There is no such message.' };
    if (send.personId !== personId) return { kind: 'no', because: 'Only the person who approved it can send it now.' };
    if (send.state !== 'held') return { kind: 'no', because: `Its undo window is over; it is ${send.state}.` };
    const nowMs = clock.nowMs();
    ledger.sends.amend(id, nowMs, { releaseAtMs: nowMs, because: 'send-now' });
    const subject = { kind: 'send-now', sendId: id, packageId: send.packageId };
    ledger.trace.append({ atMs: nowMs, kind: 'decision', actor: personId, subject });
    return { kind: 'ok' };
  });
}
