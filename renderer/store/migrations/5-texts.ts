/** Packages and worlds lie as texts. Copies all: the feed brings them again. Never changed again; a change is a new number. */
import type { Transaction } from 'dexie';

export const TEXTS = {
  version: 5,
  stores: {},
  upgrade: (transaction: Transaction): PromiseLike<unknown> =>
    Promise.all(['packages', 'worlds'].map((store) => transaction.table(store).clear())),
} as const;
