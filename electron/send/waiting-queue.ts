/**
 * Who is looked at next: replies, then follow-ups, then first touches, and among them by expiry and tier. It only orders; whether one may
 * leave is the gate's to say.
 */
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import type { MailboxId, SendId } from '../../shared/domain/ids.ts';
import { queueRank } from '../../shared/policy/queue-order.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { WaitingSend } from '../ports/send-ledger.ts';

/** Replies first, then follow-ups that are due, then first touches: who gets the day's last slots. */
const SLOT_ORDER: Readonly<Record<MessageKind, number>> = { reply: 0, 'follow-up': 1, 'first-touch': 2 };

/**
 * Rails that look at the mailbox or its domain, not at the message: what holds the first of a line holds all behind it as well, so that these
 * need not be asked, and written, again for each that leaves.
 */
const OF_THE_MAILBOX: ReadonlySet<string> = new Set([
  'mailbox-day',
  'mailbox-warmup',
  'domain-day',
  'domain-week',
  'pace',
  'bounce-rate',
  'complaint-rate',
  'authentication',
]);

export function holdsTheMailbox(codes: readonly string[]): boolean {
  return codes.length > 0 && codes.every((code) => OF_THE_MAILBOX.has(code));
}

interface Place {
  readonly slot: number;
  readonly rank: number;
}

export interface Queued extends WaitingSend, Place {
  /** Among equals the older one goes first. */
  readonly at: number;
  /** Looked at even while its mailbox rests: its approval is over. */
  readonly isOver: boolean;
}

export interface WaitingQueue {
  /** Reads anew who waits. `isWanted` says of each whether it is to be looked at now, `isOver` whether its approval is over. */
  fill(
    ask: { readonly isWanted: (send: WaitingSend) => boolean; readonly isOver: (send: WaitingSend) => boolean },
    nowMs: number,
  ): void;
  /** Takes the next one out, of mailboxes that are free. */
  next(isFree: (mailboxId: MailboxId) => boolean): Queued | null;
  /** The next ones in order, left where they are. */
  ahead(count: number): readonly Queued[];
  isEmpty(): boolean;
  /** The mailbox holds `from` and all that wait behind it for the like, until then. */
  rest(from: Queued, untilMs: number): void;
  /** Forgets who rests: what held them may be over. */
  wakeAll(): void;
  /** When the first of those that rest are looked at again. */
  nextWakeAtMs(): number | null;
}

export function makeWaitingQueue({ copies, sends }: Pick<Ledger, 'copies' | 'sends'>): WaitingQueue {
  /** A package's place is read once while its send waits. */
  let places = new Map<SendId, Place>();
  const lines = new Map<MailboxId, Queued[]>();
  const rests = new Map<MailboxId, { readonly slot: number; readonly untilMs: number }>();

  function placeOf(send: WaitingSend): Place {
    const pkg = copies.readPackage(send.packageId);
    if (pkg === null) return { slot: SLOT_ORDER['first-touch'], rank: 0 };
    return { slot: SLOT_ORDER[pkg.messageKind], rank: queueRank(pkg) };
  }

  function rested({ mailboxId, slot, state, codes, isOver }: Queued): boolean {
    const rest = rests.get(mailboxId);
    return rest !== undefined && slot >= rest.slot && state === 'deferred' && holdsTheMailbox(codes) && !isOver;
  }

  return {
    fill({ isWanted, isOver }, nowMs) {
      for (const [mailboxId, { untilMs }] of rests) if (untilMs <= nowMs) rests.delete(mailboxId);
      lines.clear();
      const known = new Map<SendId, Place>();
      for (const [at, send] of sends.waiting().entries()) {
        const place = places.get(send.id) ?? placeOf(send);
        known.set(send.id, place);
        const queued = { ...send, ...place, at, isOver: isOver(send) };
        if (!isWanted(send) || rested(queued)) continue;
        const line = lines.get(send.mailboxId) ?? [];
        line.push(queued);
        lines.set(send.mailboxId, line);
      }
      places = known;
      for (const line of lines.values()) line.sort((a, b) => inOrder(b, a));
    },
    next(isFree) {
      for (const [mailboxId, line] of lines) {
        const first = isFree(mailboxId) ? line.pop() : undefined;
        if (line.length === 0) lines.delete(mailboxId);
        if (first !== undefined) return first;
      }
      return null;
    },
    ahead: (count) =>
      [...lines.values()]
        .flatMap((line) => line.slice(-count))
        .sort(inOrder)
        .slice(0, count),
    isEmpty: () => lines.size === 0,
    rest(from, untilMs) {
      const earlier = rests.get(from.mailboxId);
      const slot = Math.min(from.slot, earlier?.slot ?? from.slot);
      rests.set(from.mailboxId, { slot, untilMs: Math.min(untilMs, earlier?.untilMs ?? untilMs) });
      const line = lines.get(from.mailboxId)?.filter((send) => !rested(send)) ?? [];
      if (line.length > 0) lines.set(from.mailboxId, line);
      else lines.delete(from.mailboxId);
    },
    wakeAll: () => rests.clear(),
    nextWakeAtMs: () => (rests.size === 0 ? null : Math.min(...[...rests.values()].map(({ untilMs }) => untilMs))),
  };
}

function inOrder(a: Queued, b: Queued): number {
  return a.slot - b.slot || a.rank - b.rank || a.countersignedAtMs - b.countersignedAtMs || a.at - b.at;
}
