/**
 * The ledger as the rest of the desk sees it. Every method is synchronous and joins the transaction it is called in, so that a
 * decision, its send, its CRM writes, its feed items and its trace events become durable together or not at all.
 */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Countersignature } from '../../shared/domain/countersignature.ts';
import type { Decision, DecisionRecord } from '../../shared/domain/decision.ts';
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { HandoffPackage, PackageState } from '../../shared/domain/handoff-package.ts';
import type {
  AccountId,
  ContactId,
  DecisionId,
  EscalationId,
  MailboxId,
  PackageId,
  PersonId,
  SendId,
} from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Send, SendState } from '../../shared/domain/send.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { DeskWorld, PackageWorld, Pause, WorldCheck } from '../../shared/domain/world.ts';
import type { FeedPage } from '../../shared/ipc/feed.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { MailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { AgentLedger } from './agent-ledger.ts';
import type { MailboxLedger } from './mailbox-ledger.ts';
import type { Pulled, PulledKind, PushOp, PushResult, SuppressionRemoval, Unreadable } from './connector.ts';
import type { TraceLedger } from './trace-ledger.ts';

export interface Ledger {
  readonly feed: FeedLedger;
  readonly copies: CopyLedger;
  readonly decisions: DecisionLedger;
  readonly sends: SendLedger;
  readonly mailboxes: MailboxLedger;
  readonly suppressions: SuppressionLedger;
  readonly known: KnownLedger;
  readonly writeBacks: WriteBackLedger;
  readonly trace: TraceLedger;
  readonly places: ReadingPlaces;
  readonly agent: AgentLedger;
  /** Everything in `work` becomes durable together; a throw undoes all of it. Calls inside a call join it. */
  transact<T>(work: () => T): T;
  close(): void;
}

export interface FeedLedger {
  readonly epoch: string;
  latestSeq(): number;
  /** Items after `afterSeq` in order. Another epoch than ours is answered from 0. */
  page(epoch: string | null, afterSeq: number, limit: number): FeedPage;
  /** Called after a transaction that added items has been committed. */
  onAdvance(listener: (latestSeq: number) => void): () => void;
}

/** Where reading something outside goes on, by a name of its reader's: a mailbox's Inbox, an opt-out list. */
export interface ReadingPlaces {
  read(name: string): string | null;
  /** In the transaction that keeps what was read, so that nothing is skipped. */
  save(name: string, place: string): void;
}

/** What was pulled from the CRM, with its cursors, and what is known of the world from it. */
export interface CopyLedger {
  cursor(kind: PulledKind | 'suppression' | 'opt-out'): string | null;
  /** Items, cursor and feed items in one transaction. Returns how many items changed anything. */
  applyPulled(kind: PulledKind, items: readonly Pulled[], cursor: string): number;
  /** What this desk saw itself and writes to the CRM: known here at once, until the CRM's own copy of the same id comes. */
  keepOwn(items: readonly Pulled<'touch' | 'engagement'>[]): void;
  keepUnreadable(records: readonly Unreadable[], nowMs: number): void;
  /** What could not be read and has not come readable since, newest first. */
  unreadable(limit: number): readonly (Unreadable & { readonly atMs: number })[];
  /** Known live ids of a kind, for `reconcile`. */
  ids(kind: PulledKind, afterId: string | null, limit: number): readonly string[];
  people(): readonly Person[];
  setPeople(people: readonly Person[]): void;
  policy(): PolicyDocument | null;
  /** Takes effect at once, and stays known by its version for good. */
  setPolicy(policy: PolicyDocument): void;
  /**
   * The policy of this version, as it stood at `atMs` where one version came with several bodies (the newest by default); null where this desk
   * has not seen it.
   */
  policyAt(version: number, atMs?: number): PolicyDocument | null;
  /** The package as its person sees it: the CRM's newest revision under the state this desk gave it. */
  readPackage(id: PackageId): HandoffPackage | null;
  packageWorld(id: PackageId): PackageWorld | null;
  /** Whom a package is about; null where it is unknown or gone. */
  packageParties(id: PackageId): { readonly contactId: ContactId; readonly accountId: AccountId } | null;
  deskWorld(nowMs: number): DeskWorld;
  /** Puts the desk's world into the feed where it changed since the last time. */
  publishDesk(nowMs: number): void;
  recordCheck(check: WorldCheck, atMs: number): void;
  /** The CRM said at `atMs` that this person is who they are. */
  confirmPerson(id: PersonId, atMs: number): void;
  recordServerDate(serverAtMs: number, localAtMs: number): void;
  pauses(): readonly Pause[];
  setPause(pause: Pause): void;
  clearPause(scope: Pause['scope'], value: string): void;
}

export interface DecisionLedger {
  read(id: DecisionId): DecisionRecord | null;
  create(decision: Decision, undoUntilMs: number): void;
  setState(id: DecisionId, state: DecisionRecord['state']): void;
  /** Standing decisions without a send whose undo window is over. */
  dueToSettle(nowMs: number): readonly DecisionRecord[];
  nextSettleAtMs(): number | null;
  /** The state this desk gives a package, over whatever the CRM says; null gives it back to the CRM's. */
  setPackageState(id: PackageId, state: PackageState | null): void;
  /** Snoozed packages whose time has come. */
  snoozedUntil(id: PackageId, untilMs: number | null): void;
  dueSnoozes(nowMs: number): readonly PackageId[];
  createEscalation(escalation: Escalation): void;
  readEscalation(id: EscalationId): Escalation | null;
  updateEscalation(escalation: Escalation): void;
  putEdit(edit: DraftEdit): void;
  discardEdit(packageId: PackageId): void;
  readEdit(packageId: PackageId): DraftEdit | null;
}

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

/** What may change along with a transition. */
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

/** An entry with how it came to this desk: written here, pulled from the CRM's list, or from its opt-outs. */
export interface ListedSuppression {
  readonly entry: Suppression;
  readonly source: 'desk' | 'suppression' | 'opt-out';
}

export interface SuppressionFilter {
  /** Null: all. */
  readonly scope: Suppression['scope'] | null;
  readonly reason: Suppression['reason'] | null;
  readonly source: ListedSuppression['source'] | null;
  /** Part of the value, in any case; empty for all. */
  readonly search: string;
}

/** Where a page of the list ended: the key of its order, and the entry's id. */
export interface SuppressionCursor {
  readonly key: string | number;
  readonly id: string;
}

export interface SuppressionQuery {
  readonly filter: SuppressionFilter;
  readonly order: 'newest' | 'value';
  /** Null: from the start. */
  readonly after: SuppressionCursor | null;
  readonly limit: number;
}

export interface SuppressionStretch {
  readonly entries: readonly ListedSuppression[];
  /** Null: there is nothing after it. */
  readonly next: SuppressionCursor | null;
}

export interface SuppressionCount {
  readonly scope: Suppression['scope'];
  readonly reason: Suppression['reason'];
  readonly source: ListedSuppression['source'];
  readonly entries: number;
}

export interface SuppressionLedger {
  /** Adds or replaces, and refreshes the world of every package it touches. */
  put(entries: readonly Suppression[]): void;
  read(id: string): ListedSuppression | null;
  /** One stretch of the list: at most `query.limit` entries out of at most `most` that are looked at. */
  stretch(query: SuppressionQuery, most: number): SuppressionStretch;
  /** How many entries there are of each kind; kept, never counted anew. */
  counts(): readonly SuppressionCount[];
  /** Whether another entry says the same (scope, address or id, reason) for at least as long. */
  isListed(entry: Suppression): boolean;
  /** Called after a transaction that added, changed or removed entries has been committed. */
  onChange(listener: () => void): () => void;
  remove(ids: readonly string[]): void;
  applyPulled(
    items: readonly { readonly id: string; readonly entry: Suppression | null }[],
    cursor: string,
    source: 'suppression' | 'opt-out',
  ): void;
  matching(
    recipient: { readonly email: string; readonly accountId: string; readonly contactId: string },
    nowMs: number,
  ): readonly Suppression[];
}

export interface KnownContact {
  readonly contactId: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Null where the account has not been pulled. */
  readonly accountName: string | null;
}

export type AccountHead = Pick<Account, 'id' | 'domain' | 'segmentId' | 'segmentName'>;

/** Who the CRM's copies know under an address, a domain or an account. */
export interface KnownLedger {
  /** Contacts whose mailbox the address reaches, whatever its spelling. */
  atAddress(email: string, limit: number): readonly KnownContact[];
  accountName(id: string): string | null;
  contactName(id: string): string | null;
  /** Accounts of this id, domain or name. */
  accountsNamed(text: string, limit: number): readonly { readonly id: string; readonly name: string }[];
  account(id: string): Account | null;
  contact(id: string): Contact | null;
  /** Every company in the order of their ids, with no more than choosing among them needs. */
  accountHeads(afterId: string | null, limit: number): readonly AccountHead[];
  /** How many contacts an entry of this scope would touch. */
  contactsUnder(scope: 'domain' | 'account', value: string): number;
}

/** CRM writes that wait: a push, or a suppression to add or take off. */
export type WriteBack =
  | { readonly kind: 'push'; readonly op: PushOp }
  | { readonly kind: 'suppress'; readonly opId: string; readonly entry: Suppression; readonly personId: PersonId }
  /** Entries of an import by their ids: what is delivered is what the ledger has of them by then. */
  | {
      readonly kind: 'suppress-list';
      readonly opId: string;
      readonly ids: readonly string[];
      readonly personId: PersonId;
    }
  /** Taken off here once the CRM has taken it off: until then it blocks. */
  | { readonly kind: 'unsuppress'; readonly opId: string; readonly removal: SuppressionRemoval };

/** The newest write about one entry that is still open. */
export interface OpenSuppressionWrite {
  readonly write: Extract<WriteBack, { kind: 'suppress' | 'unsuppress' }>;
  /** Null where no decision is behind it. */
  readonly decisionId: string | null;
  readonly dueAtMs: number;
  /** Whether the CRM was ever asked. */
  readonly untried: boolean;
}

export interface WriteBackLedger {
  /** Delivered at or after `notBeforeMs` (the undo window's end). `decisionId` lets an undo void it. */
  enqueue(write: WriteBack, notBeforeMs: number, decisionId: DecisionId | null): void;
  /** Voids what an undone decision would have written. */
  voidFor(decisionId: DecisionId): void;
  /** Voids one write that was never tried; false where it may have reached the CRM. */
  voidUntried(opId: string): boolean;
  openForSuppression(id: string): OpenSuppressionWrite | null;
  /** How a write ended, or null while it is open. */
  endOf(opId: string): { readonly state: 'done' | 'refused' | 'void'; readonly because: string } | null;
  due(
    nowMs: number,
    limit: number,
  ): readonly { readonly write: WriteBack; readonly attempts: number; readonly needsLookUp: boolean }[];
  nextDueAtMs(): number | null;
  /** ok and unchanged end it; forbidden, gone, invalid and conflict end it as refused, kept for RevOps; the rest is tried again at `retryAtMs`. */
  settle(opId: string, result: PushResult, nowMs: number, retryAtMs: number): void;
  counts(): { readonly waiting: number; readonly refused: number };
}
