/** Which of the sends that wait are to be looked at now. Time alone decides here; whether one may leave is the gate's to say. */
import type { MailboxId } from '../../shared/domain/ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { WaitingSend } from '../ports/send-ledger.ts';
import { UNCOUNTED } from './transmit.ts';

export interface DueWish {
  /** Also those before their time: something changed that may clear them. */
  readonly all: boolean;
  /** Mailboxes whose server has just taken a message. */
  readonly backAgain: ReadonlySet<MailboxId>;
}

export interface Due {
  isWanted(send: WaitingSend): boolean;
  /** Its approval is over, whatever it waits for. */
  isOver(send: WaitingSend): boolean;
}

/** How long an approval lasts; what waits for a check ends with it at the latest. */
export function approvalWindowMs({ copies }: Pick<Ledger, 'copies'>): number {
  return (copies.policy()?.limits.approvalWindowHours ?? 0) * 3_600_000;
}

/** For one pass over all that wait, in order. */
export function whoIsDue(ledger: Pick<Ledger, 'copies' | 'sends'>, { all, backAgain }: DueWish, nowMs: number): Due {
  const windowMs = approvalWindowMs(ledger);
  const probed = new Set<MailboxId>();
  const isOver = (send: WaitingSend) => nowMs > send.countersignedAtMs + windowMs;

  function isDue(send: WaitingSend): boolean {
    if (send.state === 'released') return true;
    return send.dueAtMs === null ? isOver(send) : send.dueAtMs <= nowMs;
  }

  /**
   * Before its time: what the gate deferred, always. A retry that a server asked for keeps its time; where no server was reached, one
   * message of the mailbox tries whether it is back, and its success brings the others.
   */
  function isWorthATry({ id, state, mailboxId }: WaitingSend): boolean {
    if (state !== 'retry') return true;
    if (!UNCOUNTED.includes(ledger.sends.transitions(id).at(-1)?.because ?? '')) return false;
    if (probed.has(mailboxId) && !backAgain.has(mailboxId)) return false;
    probed.add(mailboxId);
    return true;
  }

  return { isWanted: (send) => isDue(send) || (all && isWorthATry(send)), isOver };
}
