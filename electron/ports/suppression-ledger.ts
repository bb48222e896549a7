/** The suppression list in the ledger. */
import type { Suppression } from '../../shared/domain/suppression.ts';

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
