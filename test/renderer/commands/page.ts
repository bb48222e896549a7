/** A page with a played main process: its own database, its feed applied, somebody signed in, the first package on screen. */
import { createBridge, replaceBridge } from '../../../renderer/bridge.ts';
import { select } from '../../../renderer/commands/select.ts';
import { useNotices } from '../../../renderer/commands/notify.ts';
import { applyFeedPage, readReached } from '../../../renderer/store/apply-feed.ts';
import type { DeskDb } from '../../../renderer/store/db.ts';
import { readDeskCopy } from '../../../renderer/store/desk-copy.ts';
import { editKeeper, resetEditing } from '../../../renderer/store/editing.ts';
import { hereAndNow } from '../../../renderer/store/here-and-now.ts';
import { createOutbox } from '../../../renderer/store/outbox.ts';
import { forgetPackageViews, prefetchPackageViews } from '../../../renderer/store/package-view.ts';
import { reviewOrder, setReviewOrder } from '../../../renderer/store/review-order.ts';
import { firstOfReview } from '../../../renderer/store/review-search.ts';
import { noteStanding, resetStanding } from '../../../renderer/store/storage-state.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useLeaving } from '../../../renderer/view-state/leaving.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import type { PackageId, PersonId } from '../../../shared/domain/ids.ts';
import { openPageDb } from '../store/databases.ts';
import { PlayedMain } from '../store/played-main.ts';
import {
  NOW_MS,
  sampleDesk,
  samplePackage,
  samplePerson,
  samplePolicy,
  sampleWorld,
  type PackageChange,
} from '../store/sample.ts';

export interface Page {
  readonly db: DeskDb;
  readonly main: PlayedMain;
  catchUp(): Promise<void>;
  handOver(): Promise<boolean>;
  /** The words of the last notice. */
  said(): string | undefined;
}

/** The clock stands at this time; a press is late enough after its package came. */
export const PAGE_NOW_MS = NOW_MS + 10_000;

export async function openPage(packages: readonly PackageChange[], policy: object = {}): Promise<Page> {
  // What a test before typed is saved where it was typed, not in the next one's store.
  await editKeeper().flush();
  const db = openPageDb();
  const main = new PlayedMain();
  replaceBridge(createBridge(main, null, new Set()));
  resetEditing();
  resetStanding();
  hereAndNow.nowMs = () => PAGE_NOW_MS;
  useNotices.setState({ notices: [], count: 0 });
  useLeaving.setState({ ids: new Set(), moved: new Set() });
  useDeskView.setState({
    screen: 'review',
    selectedId: null,
    mode: 'reading',
    overlay: 'none',
    search: '',
    sentence: null,
    seenAsks: [],
    focusFinding: null,
    showDiff: false,
    showAllChecks: false,
    openSendId: null,
  });
  const person = samplePerson();
  useSession.setState({ person, people: [person] });
  noteStanding({ line: 'live' });
  forgetPackageViews(reviewOrder());

  packages.forEach((change, at) => {
    const id = change.id ?? `p${at + 1}`;
    main.put(
      'package',
      id,
      samplePackage({ ...change, id, expiresAtMs: change.expiresAtMs ?? NOW_MS + (20 + at) * 3_600_000 }),
    );
    main.put('world', id, sampleWorld(id));
  });
  main.put('desk', 'desk', sampleDesk(PAGE_NOW_MS));
  main.put('policy', 'policy', samplePolicy(policy));
  main.put('people', 'people', [person]);
  const catchUp = async () => {
    const asked = await readReached(db.relaxed);
    const applied = await applyFeedPage(db, main.page(asked.epoch, asked.afterSeq, 2_000), asked);
    if (applied.kind === 'applied') forgetPackageViews(applied.changed);
  };
  await catchUp();
  await readDeskCopy(db);
  const { rows } = await firstOfReview(db, person.id, 50);
  const ids = rows.map(({ id }) => id);
  setReviewOrder(ids);
  await prefetchPackageViews(db, ids);
  select(ids[0] ?? null);
  // As if it had been on screen for a while.
  useDeskView.setState({ shownAtMs: PAGE_NOW_MS - 5_000 });
  const { call } = createBridge(main, null, new Set());
  const outbox = createOutbox({
    db,
    call,
    personId: () => 'sam' as PersonId,
    fraction: () => 0.5,
    onFault: (error) => {
      throw error;
    },
  });
  return {
    db,
    main,
    catchUp,
    handOver: () => outbox.runOnce(),
    said: () => useNotices.getState().notices.at(-1)?.text,
  };
}

export const P1 = 'p1' as PackageId;
export const P2 = 'p2' as PackageId;
export const P3 = 'p3' as PackageId;
