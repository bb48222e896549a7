/** CRM writes that wait in the ledger until they are delivered or refused. */
import type { DecisionId, PersonId } from '../../shared/domain/ids.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { PushOp, PushResult, SuppressionRemoval } from './connector.ts';

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
