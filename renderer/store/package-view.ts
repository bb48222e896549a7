/** Reads everything one package needs on screen, and keeps the next few in memory so that they paint at once. Copies only, never a record. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import type { DeskDb } from './db.ts';
import { reuse } from './structural-sharing.ts';

export interface PackageView {
  readonly pkg: HandoffPackage;
  readonly world: PackageWorld | null;
  readonly edit: DraftEdit | null;
  /** The newest send of this package. */
  readonly send: Send | null;
  /** Milliseconds a person was active on it, as last saved. */
  readonly activeMs: number;
  /** When it was first put on screen; null where it never was. */
  readonly openedAtMs: number | null;
}

/** Null where there is no such package. */
export async function readPackageView(db: DeskDb, id: PackageId): Promise<PackageView | null> {
  const { packages, worlds, edits, sends, review } = db.relaxed;
  const [pkg, world, edit, sendRows, times] = await Promise.all([
    packages.get(id),
    worlds.get(id),
    edits.get(id),
    sends.where('packageId').equals(id).toArray(),
    review.get(id),
  ]);
  if (pkg === undefined) return null;
  const newest = sendRows.reduce<(typeof sendRows)[number] | null>(
    (best, row) => (best === null || row.countersignedAtMs > best.countersignedAtMs ? row : best),
    null,
  );
  return {
    pkg,
    world: world ?? null,
    edit: edit?.edit ?? null,
    send: newest?.send ?? null,
    activeMs: times?.activeMs ?? pkg.review.activeMs,
    openedAtMs: times?.openedAtMs ?? null,
  };
}

const KEPT = 16;
const views = new Map<PackageId, PackageView>();

/** What was last read of a package, if it is still fresh. */
export function peekPackageView(id: PackageId): PackageView | undefined {
  return views.get(id);
}

/** Keeps what was read, with unchanged parts the same objects as before. */
export function keepPackageView(id: PackageId, view: PackageView): PackageView {
  const shared = reuse(views.get(id), view);
  views.delete(id);
  views.set(id, shared);
  for (const oldest of views.keys()) {
    if (views.size <= KEPT) break;
    views.delete(oldest);
  }
  return shared;
}

/** Drops what the feed has changed. */
export function forgetPackageViews(ids: readonly PackageId[]): void {
  for (const id of ids) views.delete(id);
}

/** Reads these packages ahead. */
export async function prefetchPackageViews(db: DeskDb, ids: readonly PackageId[]): Promise<void> {
  for (const id of ids) {
    if (views.has(id)) continue;
    const view = await readPackageView(db, id);
    if (view !== null) keepPackageView(id, view);
  }
}
