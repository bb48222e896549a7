/** Reads everything one package needs on screen, and keeps the next few in memory so that they paint at once. Copies only, never a record. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import type { FeedItem } from '../../shared/ipc/feed.ts';
import type { FeedNews } from './apply-feed.ts';
import type { DeskDb } from './db.ts';
import { reuse } from './structural-sharing.ts';
import { packageOf, worldOf } from './texts.ts';

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

type Kept = Omit<PackageView, 'edit'>;

/** All but the edit, which changes with every few keystrokes. Null where there is no such package. */
async function readAllButEdit(db: DeskDb, id: PackageId): Promise<Kept | null> {
  const { packages, worlds, sends, review } = db.relaxed;
  const [packageRow, worldRow, sendRows, times] = await Promise.all([
    packages.get(id),
    worlds.get(id),
    sends.where('packageId').equals(id).toArray(),
    review.get(id),
  ]);
  if (packageRow === undefined) return null;
  const pkg = packageOf(packageRow);
  const newest = sendRows.reduce<(typeof sendRows)[number] | null>(
    (best, row) => (best === null || row.countersignedAtMs > best.countersignedAtMs ? row : best),
    null,
  );
  return {
    pkg,
    world: worldOf(worldRow),
    send: newest?.send ?? null,
    activeMs: times?.activeMs ?? pkg.review.activeMs,
    openedAtMs: times?.openedAtMs ?? null,
  };
}

async function readEdit(db: DeskDb, id: PackageId): Promise<DraftEdit | null> {
  return (await db.relaxed.edits.get(id))?.edit ?? null;
}

const KEPT = 16;
const views = new Map<PackageId, PackageView>();
const listeners = new Set<() => void>();

/** What was last read of a package, if it is still fresh. */
export function peekPackageView(id: PackageId): PackageView | undefined {
  return views.get(id);
}

/**
 * Called after the feed has changed something that is kept. What a live query reads is not told of: its own answer says so, and inside it
 * nobody may write.
 */
export function onPackageViews(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (): void => {
  for (const listener of listeners) listener();
};

/** Keeps what was read, with unchanged parts the same objects as before. */
function keep(id: PackageId, view: PackageView): PackageView {
  const shared = reuse(views.get(id), view);
  views.delete(id);
  views.set(id, shared);
  for (const oldest of views.keys()) {
    if (views.size <= KEPT) break;
    views.delete(oldest);
  }
  return shared;
}

/** Reads all but the edit, which is read only where none is kept. */
export async function renewPackageView(db: DeskDb, id: PackageId): Promise<PackageView | null> {
  const read = await readAllButEdit(db, id);
  if (read === null) {
    views.delete(id);
    return null;
  }
  const kept = views.get(id);
  return keep(id, { ...read, edit: kept === undefined ? await readEdit(db, id) : kept.edit });
}

/** Reads the edit alone into what is kept. */
export async function renewEdit(db: DeskDb, id: PackageId): Promise<DraftEdit | null> {
  const edit = await readEdit(db, id);
  const kept = views.get(id);
  // Forgotten meanwhile: without the rest there would be nothing to show it in.
  if (kept === undefined) return (await renewPackageView(db, id))?.edit ?? null;
  return keep(id, { ...kept, edit }).edit;
}

/** Takes over what the feed has brought: packages, worlds and edits as they came, everything else is forgotten and read again. */
export function takeOverFromFeed({ changed, items, edits, anew }: FeedNews): void {
  if (anew) forgetPackageViews([...views.keys()]);
  const touched = new Set<string>(changed.filter((id) => views.has(id)));
  if (touched.size === 0) return;
  const brought = new Map<string, FeedItem[]>();
  for (const item of items) {
    const about = aboutPackage(item);
    if (about !== null && touched.has(about)) brought.set(about, [...(brought.get(about) ?? []), item]);
  }
  for (const id of touched as Set<PackageId>) {
    let view = views.get(id);
    for (const item of brought.get(id) ?? []) view = view === undefined ? undefined : withBrought(view, item, edits);
    if (view === undefined || !brought.has(id)) views.delete(id);
    else keep(id, view);
  }
  tell();
}

/** The view with what came; undefined where it has to be read again. */
function withBrought(view: PackageView, { kind, body }: FeedItem, edits: FeedNews['edits']): PackageView | undefined {
  const id = view.pkg.id;
  if (kind === 'package' && body !== null) return { ...view, pkg: packageOf({ id, text: body }) };
  if (kind === 'world' && body !== null) return { ...view, world: worldOf({ packageId: id, text: body }) };
  // What a person types comes back so: their package must not be away meanwhile.
  if (kind === 'edit') return { ...view, edit: edits.get(id) ?? (edits.has(id) ? null : view.edit) };
  return undefined;
}

function aboutPackage(item: FeedItem): string | null {
  switch (item.kind) {
    case 'package':
    case 'world':
    case 'edit':
      return item.id;
    case 'send':
      return item.body?.packageId ?? null;
    case 'decision':
      return item.body?.decision.packageId ?? null;
    case 'escalation':
    case 'desk':
    case 'policy':
    case 'people':
    case 'recent-body':
    case 'reply':
      return null;
  }
}

/** Drops what has changed. */
export function forgetPackageViews(ids: readonly PackageId[]): void {
  let isNews = false;
  for (const id of ids) isNews = views.delete(id) || isNews;
  if (isNews) tell();
}

/** Reads these packages ahead. */
export async function prefetchPackageViews(db: DeskDb, ids: readonly PackageId[]): Promise<void> {
  for (const id of ids) if (!views.has(id)) await renewPackageView(db, id);
}
