/** What lies in each store: small rows for lists, bodies apart. Shapes only; nothing here reads or writes. */
import type { MessageKind, PackageState, Queue } from '../../shared/domain/handoff-package.ts';
import type { Tier } from '../../shared/domain/account.ts';
import type { Decision, DecisionRecord } from '../../shared/domain/decision.ts';
import type { DecoyReveal } from '../../shared/domain/decoy.ts';
import { versionsBehind } from '../../shared/domain/draft.ts';
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { DecisionId, PackageId, PersonId, SegmentId, SendId } from '../../shared/domain/ids.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import { isSettled, type Send, type SendState } from '../../shared/domain/send.ts';
import { CONTRACT_FINGERPRINT } from '../../shared/ipc/history.ts';
import { queueRank } from '../../shared/policy/queue-order.ts';
import type { ListedPart } from './texts.ts';

/** A package as its text, which only `texts.ts` reads. */
export interface PackageRow {
  readonly id: PackageId;
  readonly text: string;
}

/** What is known around a package, as its text. */
export interface WorldRow {
  readonly packageId: PackageId;
  readonly text: string;
}

/** One line of a list: about 300 bytes, so that 50,000 of them stay light. */
export interface PackageSummary {
  readonly id: PackageId;
  readonly ownerId: PersonId | null;
  readonly queue: Queue;
  readonly state: PackageState;
  /** Ascending is first. */
  readonly rank: number;
  readonly accountName: string;
  readonly contactName: string;
  readonly contactTitle: string;
  readonly tier: Tier;
  readonly segmentId: SegmentId;
  readonly segmentName: string;
  readonly messageKind: MessageKind;
  readonly stepNumber: number;
  readonly whyNow: string;
  readonly signalAtMs: number | null;
  readonly readyAtMs: number;
  readonly expiresAtMs: number;
  readonly score: number;
  /** Raised or lowered by its producer; 0 is usual. */
  readonly priority: number;
  /** Of its template and of each part of its prompt; none for a step without an email. */
  readonly versions: readonly string[];
  /** Whether the rep has changed or attested anything in the draft. */
  readonly edited: boolean;
}

/** Where a package is listed: an open one in its queue, a snoozed one apart, anything decided nowhere. */
export type Lane = Queue | 'snoozed' | 'closed';

export interface SummaryRow extends PackageSummary {
  /** `ownerId`, or empty for nobody: IndexedDB can't index null. */
  readonly owner: string;
  /** Where it is listed now, a decision that was not yet handed over included. */
  readonly lane: Lane;
  /** Where the feed alone would list it. */
  readonly feedLane: Lane;
}

/** How far a decision has come on its way to the main process. */
export type OutboxStage =
  /** Never handed over: undo is local. */
  | 'waiting'
  /** A call was made, or may have been; its answer is not known. */
  | 'handing'
  /** Accepted; stays until the feed shows it, so that an older feed page can't bring the package back. */
  | 'handed';

export interface OutboxRow {
  readonly decisionId: DecisionId;
  readonly packageId: PackageId;
  readonly personId: PersonId;
  readonly atMs: number;
  readonly stage: OutboxStage;
  /** The person pressed undo after it may have been handed over. */
  readonly wantsUndo: boolean;
  /** Where the package is listed meanwhile. */
  readonly lane: Lane;
}

export interface DecisionRow {
  readonly id: DecisionId;
  readonly packageId: PackageId;
  readonly personId: PersonId;
  readonly atMs: number;
  readonly activeMs: number;
  readonly record: DecisionRecord;
  /** Whether the feed has shown it. */
  readonly confirmed: boolean;
  /** The main process's answer to the hand-over, where this profile made it. */
  readonly answer:
    | { readonly kind: 'accepted'; readonly undoUntilMs: number; readonly sendId: SendId | null }
    | { readonly kind: 'refused'; readonly because: string }
    | { readonly kind: 'attention-check'; readonly reveal: DecoyReveal }
    | null;
  /** The answer to an undo. */
  readonly undo: { readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string } | null;
  /** 1 while a refusal or an answer to undo was not yet told to the person. */
  readonly untold: 0 | 1;
}

export interface EditRow {
  readonly packageId: PackageId;
  /** Null once discarded; the row stays until the feed shows that main has dropped it too. */
  readonly edit: DraftEdit | null;
  /** When it was last written or discarded. */
  readonly updatedAtMs: number;
  /** 0 while the main process has not got it yet. */
  readonly journaled: 0 | 1;
}

export interface SendRow {
  readonly id: SendId;
  readonly decisionId: DecisionId;
  readonly packageId: PackageId;
  readonly personId: PersonId;
  readonly countersignedAtMs: number;
  /** 0 where it has not been sent. */
  readonly sentAtMs: number;
  /** 1 while it did not go through and its person has not decided anew. */
  readonly away: 0 | 1;
  readonly send: Send;
}

export interface ReviewRow {
  readonly packageId: PackageId;
  readonly openedAtMs: number;
  readonly activeMs: number;
}

export interface CounterRow {
  readonly key: string;
  readonly count: number;
}

export interface MetaRow {
  readonly key: 'feed';
  readonly epoch: string;
  readonly seq: number;
  /** Shape of the copies; another one means: read everything again. */
  readonly fingerprint: string;
}

/** Changes with the contract, and with what a row here keeps of a package. */
export const COPIES_SHAPE = `${CONTRACT_FINGERPRINT} rows 3`;

export type { Escalation, Decision };

/** Where the feed alone would list a package. */
export function laneOf(state: PackageState, queue: Queue): Lane {
  switch (state) {
    case 'ready':
    case 'opened':
      return queue;
    case 'snoozed':
      return 'snoozed';
    case 'approved':
    case 'rejected':
    case 'escalated':
    case 'suppressed':
    case 'released':
    case 'sent':
    case 'refused':
    case 'deferred':
    case 'uncertain':
    case 'expired':
    case 'superseded':
      return 'closed';
  }
}

/** Where a package is listed while its decision is on its way. */
export function laneAfter(kind: Decision['kind']): Lane {
  return kind === 'snooze' ? 'snoozed' : 'closed';
}

/** The list row of a package. `pendingLane` is where an undelivered decision has put it; null where there is none. */
export function summaryOf(
  pkg: ListedPart,
  local: { readonly edited: boolean; readonly pendingLane: Lane | null },
): SummaryRow {
  const { review, account, contact, rationale } = pkg;
  const signal = pkg.signals.find(({ id }) => id === rationale.whyNow.signalId);
  const feedLane = laneOf(review.state, review.queue);
  return {
    id: pkg.id,
    ownerId: review.ownerId,
    owner: review.ownerId ?? '',
    queue: review.queue,
    state: review.state,
    lane: local.pendingLane ?? feedLane,
    feedLane,
    rank: queueRank(pkg),
    accountName: account.name,
    contactName: contact.name,
    contactTitle: contact.title,
    tier: account.tier,
    segmentId: account.segmentId,
    segmentName: account.segmentName,
    messageKind: pkg.messageKind,
    stepNumber: pkg.step.number,
    whyNow: rationale.whyNow.text,
    signalAtMs: signal?.observedAtMs ?? null,
    readyAtMs: review.readyAtMs,
    expiresAtMs: review.expiresAtMs,
    score: pkg.score.overall,
    priority: review.priority,
    versions: pkg.draft === null ? [] : [...new Set(versionsBehind(pkg.draft))],
    edited: local.edited,
  };
}

const WANTS_ITS_PERSON: readonly SendState[] = ['refused', 'expired', 'uncertain', 'failed'];

/** Whether a send needs its person: it did not go through, and nothing newer was decided about its package. */
export function needsItsPerson(send: Send, decisionsOfPackage: readonly DecisionRow[]): boolean {
  if (!WANTS_ITS_PERSON.includes(send.state)) return false;
  // An uncertain send waits for its own answer, whatever else was decided.
  if (!isSettled(send.state)) return true;
  return !decisionsOfPackage.some(
    (row) => row.id !== send.decisionId && row.record.state !== 'undone' && row.atMs >= send.countersignedAtMs,
  );
}
