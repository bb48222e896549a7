/** Sends in the ledger: their rows, their transitions, the order in which they are due, and the slots they take. */
import type { Countersignature } from '../../shared/domain/countersignature.ts';
import type { DecisionId, MailboxId, PackageId, SendId } from '../../shared/domain/ids.ts';
import type { Send, SendState } from '../../shared/domain/send.ts';
import type { MailboxDay } from '../../shared/policy/mailbox-day.ts';

/** A send with what only the ledger keeps of it. */
export interface SendRow {
  readonly send: Send;
  readonly countersignature: Countersignature;
  /** The exact bytes of the first transmission; identical in every retry. */
  readonly mime: Uint8Array | null;
  /** When the end-of-message mark of the latest attempt was made durable. */
  readonly markAtMs: number | null;
  /** Since when nobody knows whether it arrived; the grace before a person is asked counts from here. */
  readonly uncertainSinceMs: number | null;
}

/** A send that waits to leave, as far as the order among them goes. */
export interface WaitingSend {
  readonly id: SendId;
  readonly packageId: PackageId;
  readonly mailboxId: MailboxId;
  readonly to: string;
  readonly state: 'released' | 'deferred' | 'retry';
  readonly dueAtMs: number | null;
  readonly countersignedAtMs: number;
  /** The rails it waits for. */
  readonly codes: readonly string[];
}

/** What may change along with a transition. */
export type SendChange = Partial<
  Pick<Send, 'releaseAtMs' | 'clearsAtMs' | 'findings' | 'attempts' | 'serverReply' | 'doubt' | 'sentAtMs'>
> & {
  readonly uncertainSinceMs?: number;
  /** Codes for the transition's row: why it was made. */
  readonly because: string;
};

export interface SendTransition {
  readonly from: SendState | null;
  readonly to: SendState;
  readonly atMs: number;
  readonly because: string;
}

/** The room a send asks for. Counts of the day and week are the mailbox's own (`shared/policy/mailbox-day.ts`). */
export interface SlotWish {
  readonly sendId: SendId;
  readonly mailboxId: MailboxId;
  readonly today: MailboxDay;
  readonly nowMs: number;
  /** Messages of the mailbox's day, those that other tools sent included. */
  readonly mailboxPerDay: number;
  /** What cold mail must fit into as well; it is read for first touches and follow-ups only. */
  readonly cold: {
    readonly warmUpPerDay: number;
    /** Of the mailbox's day, what complaints leave to cold mail: all of it, a part, or none. */
    readonly complaintsPerDay: number;
    readonly domainPerDay: number;
    readonly domainPerWeek: number;
    readonly recipientDomainPerDay: number;
  };
  /** The pause after this send, drawn between the two. */
  readonly pace: { readonly minMs: number; readonly maxMs: number };
}

/** Which cap was full, by the code of its rail. */
export type FullCap =
  'mailbox-day' | 'mailbox-warmup' | 'complaint-rate' | 'domain-day' | 'domain-week' | 'recipient-domain-day' | 'pace';

export interface SendLedger {
  /** State `countersigned`, with its first transition row. */
  create(send: Send, countersignature: Countersignature): void;
  read(id: SendId): SendRow | null;
  readByDecision(id: DecisionId): SendRow | null;
  readByMessageId(messageId: string): SendRow | null;
  /** Sends that took a slot to this contact, or to any contact with this address, newest first. */
  touching(contactIdOrAddress: string, limit: number): readonly Send[];
  inState(states: readonly SendState[]): readonly SendRow[];
  countIn(states: readonly SendState[]): number;
  /** Whether any is. */
  isAnyIn(state: SendState): boolean;
  /** The package's newest send. */
  newestOf(packageId: PackageId): Send | null;
  /** Whether the package has a send that is not settled. */
  isOnItsWay(packageId: PackageId): boolean;
  /**
   * Compare-and-swap along `NEXT_SEND_STATES`: writes one transition row, the new state and the feed item. False, and nothing written, where
   * the send is not in `from`. A move the table does not have throws: it is a programmer's error.
   */
  move(id: SendId, from: SendState, to: SendState, atMs: number, change: SendChange): boolean;
  /** Let go, deferred and retrying sends, with no more than choosing among them needs. */
  waiting(): readonly WaitingSend[];
  /** New times or words without a new state, for a fresh undo window after sleep. */
  amend(id: SendId, atMs: number, change: SendChange): void;
  storeMime(id: SendId, bytes: Uint8Array): void;
  /** The durable end-of-message mark; null clears it before another attempt. */
  setMark(id: SendId, atMs: number | null): void;
  transitions(id: SendId): readonly SendTransition[];
  /** Held, deferred and retrying sends whose time has come, oldest first; those in `state` only, where it is given. */
  due(nowMs: number, limit: number, state?: SendState): readonly SendRow[];
  /** The first time at which one of them is due, after `afterMs` where it is given. */
  nextDueAtMs(afterMs?: number): number | null;
  /** When the oldest deferred send that waits for a check, not for a time, was countersigned. */
  oldestWithoutTimeMs(): number | null;
  /** Takes one slot under every cap at once, atomically; a send holds at most one. Otherwise the first cap that is full, and nothing is taken. */
  reserve(slot: SlotWish): 'taken' | FullCap;
  /** Sends in these states whose recipient some entry of the suppression list means. */
  suppressedIn(states: readonly SendState[]): readonly SendRow[];
  /** Frees the slot; the pause it began stays. */
  giveBack(sendId: SendId): void;
  takenOn(mailboxId: MailboxId, day: string): number;
}
