/**
 * The ledger as the rest of the desk sees it. Every method is synchronous and joins the transaction it is called in, so that a
 * decision, its send, its CRM writes, its feed items and its trace events become durable together or not at all.
 */
import type { Decision, DecisionRecord } from '../../shared/domain/decision.ts';
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { HandoffPackage, PackageState } from '../../shared/domain/handoff-package.ts';
import type { AccountId, ContactId, DecisionId, EscalationId, PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskWorld, PackageWorld, Pause, WorldCheck } from '../../shared/domain/world.ts';
import type { FeedKind, FeedPage } from '../../shared/ipc/feed.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { AgentLedger } from './agent-ledger.ts';
import type { DecoyLedger } from './decoy-ledger.ts';
import type { MailboxLedger } from './mailbox-ledger.ts';
import type { Pulled, PulledKind, Unreadable } from './connector.ts';
import type { OpportunityLedger } from './opportunity-ledger.ts';
import type { TraceLedger } from './trace-ledger.ts';
import type { SendLedger } from './send-ledger.ts';
import type { SuppressionLedger } from './suppression-ledger.ts';
import type { KnownLedger } from './known-ledger.ts';
import type { WriteBackLedger } from './write-back-ledger.ts';

export interface Ledger {
  readonly feed: FeedLedger;
  readonly copies: CopyLedger;
  readonly decisions: DecisionLedger;
  readonly decoys: DecoyLedger;
  readonly sends: SendLedger;
  readonly mailboxes: MailboxLedger;
  readonly suppressions: SuppressionLedger;
  readonly known: KnownLedger;
  readonly writeBacks: WriteBackLedger;
  readonly trace: TraceLedger;
  readonly places: ReadingPlaces;
  readonly agent: AgentLedger;
  readonly opportunities: OpportunityLedger;
  /** Everything in `work` becomes durable together; a throw undoes all of it. Calls inside a call join it. */
  transact<T>(work: () => T): T;
  close(): void;
}

export interface FeedLedger {
  readonly epoch: string;
  latestSeq(): number;
  /** Items after `afterSeq` in order. Another epoch than ours is answered from 0. */
  page(epoch: string | null, afterSeq: number, limit: number): FeedPage;
  /** Items of these kinds after `afterSeq` in order, as they are stored. */
  texts<K extends FeedKind>(kinds: readonly K[], afterSeq: number, limit: number): readonly FeedText<K>[];
  /** One item as it is stored; null where there is none. */
  readText(kind: FeedKind, id: string): string | null;
  countAfter(kinds: readonly FeedKind[], afterSeq: number): number;
  /** Called after a transaction that added items has been committed. */
  onAdvance(listener: (latestSeq: number) => void): () => void;
}

export interface FeedText<K extends FeedKind = FeedKind> {
  readonly kind: K;
  readonly id: string;
  readonly seq: number;
  /** JSON; null is a tombstone. */
  readonly text: string | null;
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
  /** The package as its person sees it: the CRM's newest revision under the state this desk gave it; null for a decoy's id. */
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
