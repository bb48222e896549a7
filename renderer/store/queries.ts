/** Everything a screen may ask the store, as React hooks over live queries. They read; they never write. */
import Dexie from 'dexie';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { DecisionRecord } from '../../shared/domain/decision.ts';
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import { useActiveView } from '../view-state/active-view.ts';
import { useEndOfLeaving, useLeaving } from '../view-state/leaving.ts';
import { useSession } from '../view-state/session.ts';
import { awayKey, laneKey, openEscalationsKey, repliesKey } from './counters.ts';
import { deskDb } from './db.ts';
import { readDeskCopy, readRecentBodies, useDeskCopy, type DeskCopy } from './desk-copy.ts';
import { hereAndNow } from './here-and-now.ts';
import { useLive } from './live.ts';
import { onPackageViews, peekPackageView, renewEdit, renewPackageView } from './package-view.ts';
import { useMailboxId } from './reply-queries.ts';
import { setReviewOrder } from './review-order.ts';
import { choicesAmong, isNarrowed, narrowed, NO_FILTER, type FilterChoices } from './review-filter.ts';
import { listChanges, listedRows, onListChange, type ListedRow } from './review-rows.ts';
import {
  firstOfReview,
  NOT_NARROWED,
  reviewPageKey,
  wordsOf,
  type Narrowing,
  type ReviewList,
} from './review-search.ts';
import { reportStorageFault } from './storage-state.ts';
import type { PackageSummary } from './rows.ts';
import { readLastDecision } from './undoable.ts';

export type { PackageSummary } from './rows.ts';

export type QueueCounts = Readonly<
  Record<
    'review' | 'escalations' | 'hot-replies' | 'replies' | 'since-away' | 'calls' | 'snoozed' | 'sent-today',
    number
  >
>;

const NO_COUNTS: QueueCounts = {
  review: 0,
  escalations: 0,
  'hot-replies': 0,
  replies: 0,
  'since-away': 0,
  calls: 0,
  snoozed: 0,
  'sent-today': 0,
};

/** How much waits where, for this person. */
export function useQueueCounts(personId: PersonId | null): QueueCounts {
  const person = useSession((session) => session.people.find(({ id }) => id === personId) ?? session.person);
  const timeZone = person?.mailbox.timeZone ?? 'UTC';
  const mailboxId = useMailboxId(personId);
  return (
    useLive(`counts|${personId ?? ''}|${mailboxId ?? ''}|${timeZone}`, async () => {
      if (personId === null) return NO_COUNTS;
      const { counters, sends } = deskDb().relaxed;
      const keys = [
        laneKey(personId, 'review'),
        openEscalationsKey(personId),
        awayKey(personId),
        laneKey(personId, 'snoozed'),
        laneKey(personId, 'calls'),
        repliesKey(mailboxId ?? '', 'hot'),
        repliesKey(mailboxId ?? '', 'open'),
      ];
      const { startAtMs } = mailboxDay(hereAndNow.nowMs(), timeZone);
      const [rows, sentToday] = await Promise.all([
        counters.bulkGet(keys),
        // At most a mailbox's day of rows.
        sends.where('[personId+sentAtMs]').between([personId, startAtMs], [personId, Dexie.maxKey]).count(),
      ]);
      const [review, escalations, away, snoozed, calls, hot, replies] = rows.map((row) => row?.count ?? 0);
      return {
        review: review ?? 0,
        escalations: escalations ?? 0,
        'hot-replies': hot ?? 0,
        replies: replies ?? 0,
        'since-away': away ?? 0,
        calls: calls ?? 0,
        snoozed: snoozed ?? 0,
        'sent-today': sentToday,
      };
    }) ?? NO_COUNTS
  );
}

/** The first `limit` packages to decide, first first, with how many there are; `search` narrows by account, person, title, segment and why now. */
export function useReviewList(
  personId: PersonId | null,
  search: string,
  limit: number,
  { filter, found }: Pick<Narrowing, 'filter' | 'found'> = NOT_NARROWED,
): ReviewList | undefined {
  const narrows = wordsOf(search).length > 0 || isNarrowed(filter);
  const first = useLive(reviewPageKey(personId, limit, narrows), async (): Promise<ReviewList> =>
    personId === null || narrows ? NO_LIST : firstOfReview(deskDb(), personId, limit),
  );
  const table = useReviewTable(narrows ? personId : null, { search, filter, found });
  const leaving = useLeaving(({ ids }) => ids);
  useEndOfLeaving(narrows ? undefined : first?.rows, idOfSummary);
  const shown = useMemo((): ReviewList | undefined => {
    if (narrows)
      return table === undefined
        ? undefined
        : { rows: table.rows.slice(0, limit).map(({ row }) => row), total: table.rows.length, all: table.all };
    if (first === undefined || leaving.size === 0) return first;
    const rows = first.rows.filter(({ id }) => !leaving.has(id));
    const gone = first.rows.length - rows.length;
    return { rows, total: first.total - gone, all: first.all - gone };
  }, [narrows, table, limit, first, leaving]);
  useEffect(() => {
    if (shown !== undefined) setReviewOrder(shown.rows.map(({ id }) => id));
  }, [shown]);
  return shown;
}

/** The id of a list's row. */
export const idOfSummary = ({ id }: PackageSummary): PackageId => id;
const idOfListed = ({ row }: ListedRow): PackageId => row.id;

const NO_LIST: ReviewList = { rows: [], total: 0, all: 0 };

/** Every package to decide that passes, as the table shows them: undefined while they are read. */
export function useReviewTable(
  personId: PersonId | null,
  { search, filter, found }: Narrowing,
): { readonly rows: readonly ListedRow[]; readonly all: number } | undefined {
  const every = useListedRows(personId);
  const leaving = useLeaving(({ ids }) => ids);
  useEndOfLeaving(every, idOfListed);
  // What was found matters only where the filter asks for it.
  const looked = filter.findings.length === 0 ? NOT_NARROWED.found : found;
  return useMemo(() => {
    if (every === undefined) return undefined;
    const here = leaving.size === 0 ? every : every.filter(({ row }) => !leaving.has(row.id));
    return { rows: narrowed(here, wordsOf(search), filter, looked), all: here.length };
  }, [every, leaving, search, filter, looked]);
}

const nothing = (): void => undefined;
const onNothing = () => nothing;
const noChanges = (): number => 0;

/** Every package to decide, from memory where it is there; the same array while nothing changed. */
function useListedRows(personId: PersonId | null): readonly ListedRow[] | undefined {
  const db = deskDb();
  // Where nobody asks, a change renders nothing.
  const isWanted = personId !== null;
  const changes = useSyncExternalStore(isWanted ? onListChange : onNothing, isWanted ? listChanges : noChanges);
  const [read, setRead] = useState<{ readonly personId: PersonId; readonly rows: readonly ListedRow[] } | null>(null);
  useEffect(() => {
    if (personId === null) return undefined;
    let isAsked = true;
    listedRows(db, personId).then((rows) => {
      if (isAsked) setRead((before) => (before?.rows === rows ? before : { personId, rows }));
    }, reportStorageFault);
    return () => {
      isAsked = false;
    };
  }, [db, personId, changes]);
  // Rows nobody asks for any more grow old: the next search must not begin with them.
  useEffect(() => () => setRead(null), [personId]);
  return read?.personId === personId ? read.rows : undefined;
}

/** What the filter offers, with how many each choice would leave; null while nobody looks at it. */
export function useFilterChoices(
  personId: PersonId | null,
  { search, filter, found }: Narrowing,
  isWanted: boolean,
): FilterChoices | null {
  const every = useListedRows(isWanted ? personId : null);
  return useMemo(
    () =>
      !isWanted || every === undefined
        ? null
        : choicesAmong(narrowed(every, wordsOf(search), NO_FILTER, found), filter, found),
    [every, search, filter, found, isWanted],
  );
}

export interface PackageOnScreen {
  readonly pkg: HandoffPackage;
  readonly world: PackageWorld | null;
  readonly edit: DraftEdit | null;
  readonly send: Send | null;
  readonly activeMs: number;
}

/** One package with its surroundings: undefined while it is read, null where there is none. One that was read ahead is there at once. */
export function usePackage(id: PackageId | null): PackageOnScreen | undefined | null {
  const live = useLive(`package|${id ?? ''}`, async () => (id === null ? null : renewPackageView(deskDb(), id)));
  useLive(`edit|${id ?? ''}`, async () => (id === null ? null : renewEdit(deskDb(), id)));
  const kept = useSyncExternalStore(onPackageViews, () => (id === null ? undefined : peekPackageView(id)));
  const activeNowMs = useActiveView(({ packageId, activeMs }) => (packageId === id ? activeMs : 0));
  // What is kept is the newest there is: the live query, the edit's own and the feed all write into it.
  const view = id === null ? null : (kept ?? live);
  return useMemo(() => {
    if (view === null || view === undefined) return view;
    const { pkg, world, edit, send, activeMs } = view;
    return { pkg, world, edit, send, activeMs: Math.max(activeMs, activeNowMs) };
  }, [view, activeNowMs]);
}

/** The desk's world, the policy, the people and what left lately, as the feed last had them. */
export function useDesk(): DeskCopy {
  useLive('desk', () => readDeskCopy(deskDb()));
  useLive('recent-bodies', () => readRecentBodies(deskDb()));
  return useDeskCopy();
}

/** A person's sends, newest first. */
export function useSends(personId: PersonId | null, limit: number): readonly Send[] | undefined {
  return useLive(`sends|${personId ?? ''}|${limit}`, async () => {
    if (personId === null) return [];
    const range = deskDb()
      .relaxed.sends.where('[personId+countersignedAtMs]')
      .between([personId, Dexie.minKey], [personId, Dexie.maxKey]);
    return (await range.reverse().limit(limit).toArray()).map(({ send }) => send);
  });
}

const ANSWERED_SHOWN = 100;

/** A person's escalations: open ones first, by when they are due, then the answered ones, newest first. */
export function useEscalations(personId: PersonId | null): readonly Escalation[] | undefined {
  return useLive(`escalations|${personId ?? ''}`, async () => {
    if (personId === null) return [];
    const { escalations } = deskDb().relaxed;
    const [open, latest] = await Promise.all([
      escalations
        .where('[ownerId+state+dueAtMs]')
        .between([personId, 'open', Dexie.minKey], [personId, 'open', Dexie.maxKey])
        .toArray(),
      escalations
        .where('[ownerId+raisedAtMs]')
        .between([personId, Dexie.minKey], [personId, Dexie.maxKey])
        .reverse()
        .limit(ANSWERED_SHOWN)
        .toArray(),
    ]);
    return [...open, ...latest.filter(({ state }) => state !== 'open')];
  });
}

/** The first `limit` packages whose step is a call, first first, with how many there are. */
export function useCalls(
  personId: PersonId | null,
  limit: number,
): { readonly rows: readonly PackageSummary[]; readonly total: number } | undefined {
  return useLive(`calls|${personId ?? ''}|${limit}`, async () => {
    if (personId === null) return { rows: [], total: 0 };
    const { summaries, counters } = deskDb().relaxed;
    const [rows, counter] = await Promise.all([
      summaries
        .where('[owner+lane+rank+id]')
        .between([personId, 'calls', Dexie.minKey], [personId, 'calls', Dexie.maxKey])
        .limit(limit)
        .toArray(),
      counters.get(laneKey(personId, 'calls')),
    ]);
    return { rows, total: counter?.count ?? rows.length };
  });
}

/** Approvals that did not go through and wait for their person, newest first. */
export function useSinceAway(
  personId: PersonId | null,
): readonly { readonly summary: PackageSummary; readonly send: Send }[] | undefined {
  return useLive(`away|${personId ?? ''}`, async () => {
    if (personId === null) return [];
    const { sends, summaries } = deskDb().relaxed;
    const rows = await sends
      .where('[personId+away+countersignedAtMs]')
      .between([personId, 1, Dexie.minKey], [personId, 1, Dexie.maxKey])
      .reverse()
      .toArray();
    const listed = await summaries.bulkGet(rows.map(({ packageId }) => packageId));
    return rows.flatMap(({ send }, at) => {
      const summary = listed[at];
      return summary === undefined ? [] : [{ summary, send }];
    });
  });
}

/** Decisions the median is taken over: enough to be steady, few enough to follow the day. */
const MEDIAN_OVER = 100;

/** The median active time of this person's latest decisions. */
export function useMedianActiveMs(personId: PersonId | null): {
  readonly medianMs: number | null;
  readonly count: number;
} {
  const median = useLive(`median|${personId ?? ''}`, async () => {
    if (personId === null) return { medianMs: null, count: 0 };
    const range = deskDb()
      .relaxed.decisions.where('[personId+atMs]')
      .between([personId, Dexie.minKey], [personId, Dexie.maxKey]);
    const rows = await range.reverse().limit(MEDIAN_OVER).toArray();
    const times = rows.filter(({ record }) => record.state !== 'undone').map(({ activeMs }) => activeMs);
    return { medianMs: medianOf(times), count: times.length };
  });
  return median ?? NO_MEDIAN;
}

const NO_MEDIAN = { medianMs: null, count: 0 };

/** Null for none. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** The last decision while Z would take it back; null once its window is over. */
export function useLastUndoable(personId: PersonId | null): DecisionRecord | null {
  const last = useLive(`undoable|${personId ?? ''}`, async () =>
    personId === null ? null : readLastDecision(deskDb(), personId),
  );
  const [nowMs, setNowMs] = useState(() => hereAndNow.nowMs());
  const endsAtMs = last === null || last === undefined || last.isWaiting ? null : last.record.undoUntilMs;
  useEffect(() => {
    if (endsAtMs === null) return;
    const timer = setTimeout(() => setNowMs(hereAndNow.nowMs()), Math.max(0, endsAtMs - hereAndNow.nowMs()) + 1);
    return () => clearTimeout(timer);
  }, [endsAtMs]);
  if (last === null || last === undefined || last.record.state !== 'standing') return null;
  return last.isWaiting || last.record.undoUntilMs > nowMs ? last.record : null;
}

export { useSession } from '../view-state/session.ts';
