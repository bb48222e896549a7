/** The desk's world, policy and people as last read from the store, at hand for commands that can't wait. A copy, never a record. */
import { create } from 'zustand';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskWorld } from '../../shared/domain/world.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { DeskDb } from './db.ts';
import { reuse } from './structural-sharing.ts';

export interface DeskCopy {
  readonly desk: DeskWorld | null;
  readonly policy: PolicyDocument | null;
  readonly people: readonly Person[];
}

const EMPTY: DeskCopy = { desk: null, policy: null, people: [] };

export const useDeskCopy = create<DeskCopy>()(() => EMPTY);

/** Reads the single records; unchanged ones stay the same objects. */
export async function readDeskCopy(db: DeskDb): Promise<DeskCopy> {
  const [desk, policy, people] = await db.relaxed.singles.bulkGet(['desk', 'policy', 'people']);
  const next: DeskCopy = {
    desk: desk?.key === 'desk' ? desk.body : null,
    policy: policy?.key === 'policy' ? policy.body : null,
    people: people?.key === 'people' ? people.body : [],
  };
  const before = useDeskCopy.getState();
  const shared = reuse<DeskCopy>(before, next);
  if (shared !== before) useDeskCopy.setState(shared, true);
  return shared;
}
