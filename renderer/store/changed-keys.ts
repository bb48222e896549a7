/** Which rows of a store a write has changed, as Dexie tells every window: key by key where it knows them. Reads nothing. */
import type { DeskDb, Stores } from './db.ts';

/** Ranges of primary keys as Dexie's observers tell them: a tree of them. */
interface KeyRanges {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly l?: KeyRanges | null;
  readonly r?: KeyRanges | null;
}

/** The single keys in it; null where a whole range changed. */
function keysIn(ranges: KeyRanges | null | undefined, found: Set<string> = new Set()): Set<string> | null {
  if (ranges === null || ranges === undefined) return found;
  const { from, to, l, r } = ranges;
  if (from !== undefined) {
    if (typeof from !== 'string' || from !== to) return null;
    found.add(from);
  }
  return keysIn(l, found) === null ? null : keysIn(r, found);
}

/** `parts`: what `storagemutated` says. Null where the keys are not known one by one, undefined where nothing of this store changed. */
export function changedIn(
  parts: object,
  db: DeskDb,
  store: keyof Stores & ('summaries' | 'packages' | 'worlds' | 'edits'),
): ReadonlySet<string> | null | undefined {
  const prefix = `idb://${db.relaxed.name}/${store}/`;
  if (!Object.keys(parts).some((part) => part.startsWith(prefix))) return undefined;
  const ids = keysIn((parts as Readonly<Record<string, KeyRanges | undefined>>)[prefix]);
  // A write of no rows is told of as well.
  return ids?.size === 0 ? undefined : ids;
}
