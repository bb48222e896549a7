/** The desk's world, policy and people as last read from the store, at hand for commands that can't wait. A copy, never a record. */
import { create } from 'zustand';
import type { Person } from '../../shared/domain/person.ts';
import type { RecentBody } from '../../shared/domain/recent-body.ts';
import type { DeskWorld } from '../../shared/domain/world.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { DeskDb } from './db.ts';
import { reuse } from './structural-sharing.ts';

export interface DeskCopy {
  readonly desk: DeskWorld | null;
  readonly policy: PolicyDocument | null;
  readonly people: readonly Person[];
  /** What each mailbox sent lately, newest first, by mailbox id. */
  readonly recent: Readonly<Record<string, readonly RecentBody[]>>;
}

const EMPTY: DeskCopy = { desk: null, policy: null, people: [], recent: {} };

export const useDeskCopy = create<DeskCopy>()(() => EMPTY);

/** Reads the single records; unchanged ones stay the same objects. */
export async function readDeskCopy(db: DeskDb): Promise<Omit<DeskCopy, 'recent'>> {
  const [desk, policy, people] = await db.relaxed.singles.bulkGet(['desk', 'policy', 'people']);
  const before = useDeskCopy.getState();
  const next: DeskCopy = {
    desk: desk?.key === 'desk' ? desk.body : null,
    policy: policy?.key === 'policy' ? policy.body : null,
    people: people?.key === 'people' ? people.body : [],
    recent: before.recent,
  };
  const shared = reuse<DeskCopy>(before, next);
  if (shared !== before) useDeskCopy.setState(shared, true);
  return shared;
}

/** Reads the bodies that left, apart from the records above, which change far more often. An unchanged list stays the same list. */
export async function readRecentBodies(db: DeskDb): Promise<DeskCopy['recent']> {
  const rows = await db.relaxed.recentBodies.orderBy('[mailboxId+sentAtMs]').reverse().toArray();
  const before = useDeskCopy.getState();
  const recent = reuse<DeskCopy['recent']>(before.recent, byMailbox(rows));
  if (recent !== before.recent) useDeskCopy.setState({ recent });
  return recent;
}

function byMailbox(rows: readonly RecentBody[]): DeskCopy['recent'] {
  const found: Record<string, RecentBody[]> = {};
  for (const row of rows) (found[row.mailboxId] ??= []).push(row);
  return found;
}
