/** What the trust log shows: its filters and the open line. A reload may lose all of it. */
import { create } from 'zustand';
import type { RailCode, Verdict } from '../../shared/domain/finding.ts';
import type { ContactId, PackageId, SendId } from '../../shared/domain/ids.ts';
import type { TraceKind } from '../../shared/domain/trace-event.ts';

/** Everything about one thing, with its name for the reader. */
export type LogOnly =
  | { readonly what: 'send'; readonly id: SendId; readonly name: string }
  | { readonly what: 'package'; readonly id: PackageId; readonly name: string }
  | { readonly what: 'contact'; readonly id: ContactId; readonly name: string };

export interface LogFilters {
  readonly text: string;
  readonly kind: TraceKind | null;
  readonly rail: RailCode | null;
  readonly answer: Verdict['answer'] | null;
  readonly version: string;
  readonly actor: string | null;
  /** Days as `YYYY-MM-DD` in the reader's own zone, both included; empty for none. */
  readonly fromDay: string;
  readonly untilDay: string;
  readonly only: LogOnly | null;
}

export const NO_FILTERS: LogFilters = {
  text: '',
  kind: null,
  rail: null,
  answer: null,
  version: '',
  actor: null,
  fromDay: '',
  untilDay: '',
  only: null,
};

interface TrustLogView extends LogFilters {
  /** The line the cursor is on. */
  readonly atSeq: number | null;
  readonly isOpen: boolean;
  readonly set: (change: Partial<Omit<TrustLogView, 'set'>>) => void;
}

export const useTrustLogView = create<TrustLogView>()((set) => ({
  ...NO_FILTERS,
  atSeq: null,
  isOpen: false,
  set: (change) => set(change),
}));
