/**
 * Applies one page of the main process's feed to IndexedDB: one transaction with the number it has reached, so that any page may
 * come again and any crash may fall between two pages. It never overwrites what only this profile knows: a newer edit, an
 * undelivered decision.
 */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import type { FeedItem, FeedKind, FeedPage } from '../../shared/ipc/feed.ts';
import { CounterChanges } from './counters.ts';
import type { DeskDb, Stores } from './db.ts';
import {
  applyDecisions,
  applyEdits,
  applyEscalations,
  applyPackages,
  applyRecentBodies,
  applySends,
  applySingles,
  applyWorlds,
  refreshAwayOf,
} from './apply-items.ts';
import { applyReplies } from './apply-replies.ts';
import { keepOnlyOwn } from './rebuild.ts';
import { COPIES_SHAPE, type MetaRow } from './rows.ts';

/** What the page was asked with. */
export interface Asked {
  readonly epoch: string | null;
  readonly afterSeq: number;
}

/** What a page has brought. */
export interface FeedNews {
  /** Packages that it is about. */
  readonly changed: readonly PackageId[];
  /** What of it was new. */
  readonly items: readonly FeedItem[];
  /** Edits that were taken from it, null where one went; one of this profile that is newer stays. */
  readonly edits: ReadonlyMap<PackageId, DraftEdit | null>;
  /** The copies were begun anew with it. */
  readonly anew: boolean;
  /** Where the reading that goes on began with empty stores: every package that can have a row. Null where any can. */
  readonly filled: Set<PackageId> | null;
}

export type Applied =
  | ({ readonly kind: 'applied' } & FeedNews)
  /** Everything in the page was here already. */
  | { readonly kind: 'already' }
  /** The stores were emptied since the page was asked for: ask again from where they stand. */
  | { readonly kind: 'behind' };

/** Where the stores stand. Copies of another shape count as none. */
export async function readReached(db: Stores): Promise<Asked> {
  return reachedOf(await db.meta.get('feed'));
}

function reachedOf(meta: MetaRow | undefined): Asked {
  return meta?.fingerprint === COPIES_SHAPE ? { epoch: meta.epoch, afterSeq: meta.seq } : { epoch: null, afterSeq: 0 };
}

type ItemOf<K extends FeedKind> = Extract<FeedItem, { kind: K }>;

/** The newest item of each object. */
function byKind(items: readonly FeedItem[]): <K extends FeedKind>(kind: K) => readonly ItemOf<K>[] {
  const newest = new Map<string, FeedItem>();
  for (const item of items) {
    const key = `${item.kind}/${item.id}`;
    const other = newest.get(key);
    if (other === undefined || other.seq < item.seq) newest.set(key, item);
  }
  const all = [...newest.values()];
  return <K extends FeedKind>(kind: K) => all.filter((item): item is ItemOf<K> => item.kind === kind);
}

/** Applies `page`, which was the answer to `asked`; `filledBefore` is what the page before it answered. A storage failure rejects, and nothing of the page is kept then. */
export async function applyFeedPage(
  db: DeskDb,
  page: FeedPage,
  asked: Asked,
  filledBefore: FeedNews['filled'] = null,
): Promise<Applied> {
  const stores = db.relaxed;
  // Another epoch than the reader's is answered from 0.
  const from = asked.epoch === page.epoch ? asked.afterSeq : 0;
  return stores.transaction('rw', stores.tables, async (): Promise<Applied> => {
    const meta = await stores.meta.get('feed');
    const at = reachedOf(meta);
    const sameEpoch = at.epoch === page.epoch;
    const reached = sameEpoch ? at.afterSeq : 0;
    if (reached < from) return { kind: 'behind' };
    if (sameEpoch && page.upToSeq < reached) return { kind: 'already' };
    if (!sameEpoch) await keepOnlyOwn(stores, meta !== undefined && meta.epoch !== page.epoch);

    const fresh = page.items.filter(({ seq }) => seq > reached);
    const items = byKind(fresh);
    const counters = new CounterChanges();
    const touched = new Set<PackageId>();
    const filled = sameEpoch ? filledBefore : new Set<PackageId>();
    await applySingles(stores, items('desk'), items('policy'), items('people'));
    await applyRecentBodies(stores, items('recent-body'));
    const edits = await applyEdits(stores, items('edit'), touched);
    const decidedAnew = await applyDecisions(stores, items('decision'), touched);
    await Promise.all([
      applyPackages(stores, items('package'), counters, touched, filled),
      applyWorlds(stores, items('world'), touched),
    ]);
    const sentAnew = await applySends(stores, items('send'), counters, touched);
    await refreshAwayOf(stores, [...new Set([...decidedAnew, ...sentAnew])], counters);
    await applyEscalations(stores, items('escalation'), counters);
    await applyReplies(stores, items('reply'), items('escalation'), counters);
    if (!page.more) await releaseShownDecisions(stores, counters, touched);
    await counters.write(stores);
    await stores.meta.put({
      key: 'feed',
      epoch: page.epoch,
      seq: Math.max(reached, page.upToSeq),
      fingerprint: COPIES_SHAPE,
    });
    return { kind: 'applied', changed: [...touched], items: fresh, edits, anew: !sameEpoch, filled };
  });
}

/**
 * Drops outbox rows whose decision the feed has shown. Only once the feed is read to its end: a decision and its package's new
 * state may lie in two pages, and in between the package would come back.
 */
async function releaseShownDecisions(db: Stores, counters: CounterChanges, touched: Set<PackageId>): Promise<void> {
  const rows = await db.outbox.toArray();
  const handed = rows.filter((row) => row.stage === 'handed' && !row.wantsUndo);
  if (handed.length === 0) return;
  const decisions = await db.decisions.bulkGet(handed.map(({ decisionId }) => decisionId));
  const shown = handed.filter((_, at) => decisions[at]?.confirmed === true);
  await db.outbox.bulkDelete(shown.map(({ decisionId }) => decisionId));
  const summaries = await db.summaries.bulkGet(shown.map(({ packageId }) => packageId));
  for (const before of summaries) {
    if (before === undefined || before.lane === before.feedLane) continue;
    const after = { ...before, lane: before.feedLane };
    await db.summaries.put(after);
    counters.moved(before, after);
    touched.add(before.id);
  }
}
