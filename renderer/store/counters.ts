/** How many packages, escalations, sends and replies stand where: kept by adding and taking away in the transaction that moves them, never by counting. */
import type { ReplyFilter } from './reply-list.ts';
import type { ReplyRow } from './reply-rows.ts';
import type { CounterRow, Lane, SummaryRow } from './rows.ts';
import type { Stores } from './db.ts';

/** Counter of a person's packages in a lane. */
export const laneKey = (owner: string, lane: Lane): string => `${owner}|${lane}`;
/** Counter of a person's open escalations. */
export const openEscalationsKey = (owner: string): string => `${owner}|open-escalations`;
/** Counter of a person's sends that did not go through and wait for them. */
export const awayKey = (owner: string): string => `${owner}|away`;
/** Counter of a mailbox's replies under a filter. */
export const repliesKey = (mailboxId: string, filter: ReplyFilter): string => `${mailboxId}|replies|${filter}`;

/** Changes of counters, collected over one transaction. */
export class CounterChanges {
  readonly #changes = new Map<string, number>();

  add(key: string, by: number): void {
    this.#changes.set(key, (this.#changes.get(key) ?? 0) + by);
  }

  /** A package's row was written over another, or for the first time, or taken away. */
  moved(before: SummaryRow | undefined, after: SummaryRow | undefined): void {
    if (before !== undefined) this.add(laneKey(before.owner, before.lane), -1);
    if (after !== undefined) this.add(laneKey(after.owner, after.lane), 1);
  }

  /** A reply's row came (1) or went (-1) under every filter it stands in. */
  countReply(row: ReplyRow | undefined, by: 1 | -1): void {
    if (row === undefined) return;
    this.add(repliesKey(row.mailboxId, 'all'), by);
    this.add(repliesKey(row.mailboxId, row.class), by);
    if (row.open === 1) this.add(repliesKey(row.mailboxId, 'open'), by);
    if (row.hot === 1) this.add(repliesKey(row.mailboxId, 'hot'), by);
  }

  /** Writes the sums; call it inside the transaction. */
  async write(db: Stores): Promise<void> {
    const changes = [...this.#changes].filter(([, by]) => by !== 0);
    if (changes.length === 0) return;
    const before = await db.counters.bulkGet(changes.map(([key]) => key));
    const after = changes.map(([key, by], at): CounterRow => ({ key, count: (before[at]?.count ?? 0) + by }));
    await db.counters.bulkPut(after);
  }
}
