/** Looks through the review list for what the gate's preview finds in each package, first first, a few at a time. It signs and changes nothing. */
import { Dexie } from 'dexie';
import type { RailCode } from '../../shared/domain/finding.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import { byStrictness } from '../../shared/policy/gate.ts';
import { changedIn } from './changed-keys.ts';
import { deskDb, type DeskDb } from './db.ts';
import { previewNow } from './preview-now.ts';
import type { FoundIn } from './review-filter.ts';
import { listedRows } from './review-rows.ts';
import { packageOf, worldOf } from './texts.ts';

/** Packages read and checked before the screen has its turn. */
const AT_ONCE = 40;

export interface Look {
  readonly db: DeskDb;
  readonly person: Person;
  /** What was found so far: now and then, and at the end. */
  readonly onFound: (found: FoundIn, done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** What the checks find in each of these packages now, the strictest first; nothing for one that is not here. */
export async function findingsIn(
  db: DeskDb,
  person: Person,
  ids: readonly PackageId[],
): Promise<ReadonlyMap<PackageId, readonly RailCode[]>> {
  const keys = [...ids];
  const [packages, worlds, edits] = await Promise.all([
    db.relaxed.packages.bulkGet(keys),
    db.relaxed.worlds.bulkGet(keys),
    db.relaxed.edits.bulkGet(keys),
  ]);
  const found = new Map<PackageId, readonly RailCode[]>();
  packages.forEach((row, one) => {
    if (row === undefined) return;
    const pkg = packageOf(row);
    const { verdict } = previewNow({ pkg, world: worldOf(worlds[one]), edit: edits[one]?.edit ?? null, person });
    found.set(pkg.id, [...new Set(byStrictness(verdict.findings).map(({ code }) => code))]);
  });
  return found;
}

type ChangeListener = (ids: ReadonlySet<string> | null) => void;
const listeners = new Set<ChangeListener>();

/**
 * Tells the ids of packages of which something changed that the checks read of them, in any window; null where that is not known one by one.
 * What they read of the desk itself is in its copy.
 */
export function onReadForFindings(listener: ChangeListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

Dexie.on('storagemutated', (parts: object) => {
  if (listeners.size === 0) return;
  for (const store of ['packages', 'worlds', 'edits'] as const) {
    const ids = changedIn(parts, deskDb(), store);
    if (ids !== undefined) for (const listener of listeners) listener(ids);
  }
});

/** After whatever else waits for the screen. */
export function nextTurn(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resume();
    port2.postMessage(null);
  });
}

/** Ends when every package of the list was looked at, those that changed meanwhile once more, or the signal says so. */
export async function lookForFindings({ db, person, onFound, signal }: Look): Promise<void> {
  const ids = (await listedRows(db, person.id)).map(({ row }) => row.id);
  const isOver = (): boolean => signal.aborted;
  const found = new Map<PackageId, readonly RailCode[]>();
  const begun = new Set<PackageId>();
  const changed = new Set<PackageId>();
  const endOfChanges = onReadForFindings((told) => {
    for (const id of begun) if (told === null || told.has(id)) changed.add(id);
  });
  // Twice as many each time: what was found is handed over whole, and a long queue must not be copied with every few.
  let tellAt = AT_ONCE;
  try {
    for (let at = 0; at < ids.length && !isOver(); at += AT_ONCE) {
      await lookAt(ids.slice(at, at + AT_ONCE));
      const done = Math.min(at + AT_ONCE, ids.length);
      if (done >= tellAt && done < ids.length && !isOver()) {
        onFound(new Map(found), done, ids.length);
        tellAt = done * 2;
      }
      await nextTurn();
    }
    while (changed.size > 0 && !isOver()) await lookAt([...changed].slice(0, AT_ONCE));
    if (!isOver()) onFound(new Map(found), ids.length, ids.length);
  } finally {
    endOfChanges();
  }

  async function lookAt(some: readonly PackageId[]): Promise<void> {
    // From here on: what changes while it is read is read again.
    for (const id of some) {
      begun.add(id);
      changed.delete(id);
    }
    for (const [id, codes] of await findingsIn(db, person, some)) found.set(id, codes);
  }
}
