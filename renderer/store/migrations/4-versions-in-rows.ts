/** Rows know their versions and priority, so that lists can be narrowed by them. Old rows get none until the feed was read again. Never changed again; a change is a new number. */
import type { Transaction } from 'dexie';

export const VERSIONS_IN_ROWS = {
  version: 4,
  stores: {},
  upgrade: (transaction: Transaction): PromiseLike<unknown> =>
    transaction
      .table('summaries')
      .toCollection()
      .modify((row: Record<string, unknown>) => {
        row.versions ??= [];
        row.priority ??= 0;
      }),
} as const;
