/** The trust log as the rest of the desk sees it: it is added to, read, searched and checked; no line is ever changed or taken out. */
import type { Countersignature } from '../../shared/domain/countersignature.ts';
import type { ContactId, SendId } from '../../shared/domain/ids.ts';
import type { TraceEvent } from '../../shared/domain/trace-event.ts';
import type { TraceFilter } from '../../shared/domain/trace-filter.ts';

/** Whom a line is about, in the names the ledger's copies have for them now. */
export interface TraceAbout {
  readonly packageId: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly accountName: string | null;
}

/** What is left of the inputs behind a line. */
export type KeptInputs =
  | { readonly kind: 'kept'; readonly value: unknown }
  /** There were some; they were erased on a person's request. */
  | { readonly kind: 'erased' }
  | { readonly kind: 'none' };

/** A line with what its hash of the inputs was made over, while that is kept. */
export interface TraceRow {
  readonly event: TraceEvent;
  readonly inputs: { readonly salt: Uint8Array; readonly text: string } | null;
}

/** The newest line of the log. */
export interface TraceHead {
  readonly seq: number;
  readonly hash: string;
}

/** How the last check of the whole log ended. */
export interface TraceCheck {
  readonly atMs: number;
  /** The newest line that was looked at. */
  readonly upToSeq: number;
  readonly faults: number;
  readonly firstFault: { readonly line: number | null; readonly why: string } | null;
}

export interface NewTraceLine {
  readonly atMs: number;
  readonly kind: TraceEvent['kind'];
  readonly actor: string;
  readonly subject: TraceEvent['subject'];
  /** Kept in an erasable row and hashed with a salt into the chain. */
  readonly inputs?: unknown;
  readonly policyVersion?: number;
}

export interface TraceLedger {
  append(event: NewTraceLine): void;
  page(afterSeq: number, limit: number): readonly TraceEvent[];
  /** The first line whose hash does not fit, or null where the chain holds. */
  firstBrokenLine(): number | null;
  /** Lines that the filter lets pass, newest first, from before `beforeSeq` on (null: from the newest). */
  search(filter: TraceFilter, beforeSeq: number | null, limit: number): readonly TraceEvent[];
  /** How many the filter lets pass, counted up to `most`. */
  count(filter: TraceFilter, most: number): number;
  read(seq: number): TraceEvent | null;
  about(event: TraceEvent): TraceAbout;
  inputs(seq: number): KeptInputs;
  /** The last gate evaluation of each send since `sinceMs`, newest first, with what is left of its inputs. */
  lastGates(sinceMs: number): Iterable<{ readonly sendId: SendId; readonly atMs: number; readonly inputs: KeptInputs }>;
  /** Null while the log is empty. The hash is the one that was made durable beside the line. */
  head(): TraceHead | null;
  /** Lines with the inputs that are kept, in order, for a check. */
  rows(afterSeq: number, limit: number): readonly TraceRow[];
  /** The lines between two moments, by their numbers; null where there are none. */
  span(fromMs: number | null, untilMs: number | null): { readonly firstSeq: number; readonly lastSeq: number } | null;
  /** The sends that lines between these two say were countersigned, in the order of the lines. */
  countersignedIn(firstSeq: number, lastSeq: number): readonly SendId[];
  countersignature(sendId: SendId): Countersignature | null;
  /**
   * Deletes the inputs of every line about this contact, past recovery from the file, and adds `line` with their number in its subject
   * as `lines`. Returns that number.
   */
  erase(contactId: ContactId, line: NewTraceLine): number;
  lastCheck(): TraceCheck | null;
  noteCheck(check: TraceCheck): void;
}
