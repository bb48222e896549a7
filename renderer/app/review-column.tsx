/** The column's list for Review: search on top, then the packages, or why there are none. */
import { Inbox, ListFilter, SearchX } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PersonId } from '../../shared/domain/ids.ts';
import { slotsOfDay } from '../../shared/policy/known-mailbox.ts';
import type { DaySlots } from '../../shared/policy/queue-order.ts';
import { goNext, goPrevious, select } from '../commands/select.ts';
import { syncNow } from '../commands/sync-now.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { OrCopying } from '../screens/review/or-copying.tsx';
import { useDesk, useReviewList, useSession } from '../store/queries.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { isNarrowed, NO_FILTER } from '../store/review-filter.ts';
import { REVIEW_PAGE } from '../store/review-search.ts';
import { useLookedFor } from '../view-state/looked-for.ts';
import { useReviewNarrowing } from '../view-state/review-narrowing.ts';
import { WORDS } from './app-words.ts';
import { FILTER_WORDS } from './filter-words.ts';
import { QueueList } from './queue-list.tsx';
import { ReviewFilters } from './review-filters.tsx';
import { SearchField } from './search-field.tsx';

export function ReviewColumn({ personId }: { readonly personId: PersonId | null }) {
  const search = useDeskView((view) => view.search);
  const searchFocus = useDeskView((view) => view.searchFocus);
  const selectedId = useDeskView((view) => view.selectedId);
  const screen = useDeskView((view) => view.screen);
  const setView = useDeskView((view) => view.set);
  const [limit, setLimit] = useState(REVIEW_PAGE);
  const filter = useReviewNarrowing((narrowing) => narrowing.filter);
  const found = useReviewNarrowing((narrowing) => narrowing.found);
  const setNarrowing = useReviewNarrowing((narrowing) => narrowing.set);
  const list = useReviewList(personId, search, limit, { filter, found });
  const narrows = isNarrowed(filter);
  const day = useDaySlots();

  const firstId = list?.rows[0]?.id;
  // Enter was pressed before the search had answered: its first hit is taken when it comes.
  const wantsFirst = useRef(false);
  useEffect(() => {
    if (firstId === undefined || (selectedId !== null && !wantsFirst.current)) return;
    wantsFirst.current = false;
    select(firstId);
  }, [selectedId, firstId]);

  const total = list?.total ?? 0;
  const read = list?.rows.length ?? 0;
  const onNearEnd = useCallback(
    () => setLimit((now) => (now <= read && read < total ? now + REVIEW_PAGE : now)),
    [read, total],
  );

  return (
    <>
      <SearchField
        value={search}
        focusRequests={searchFocus}
        onChange={(next) => {
          setLimit(REVIEW_PAGE);
          wantsFirst.current = false;
          setView({ search: next });
        }}
        onLeave={() => {
          if (firstId !== undefined) select(firstId);
          else wantsFirst.current = list === undefined;
        }}
      />
      <ReviewFilters personId={personId} shown={list} />
      {list !== undefined && list.rows.length === 0 && narrows && (
        <EmptyState
          small
          icon={<ListFilter size={24} />}
          title={FILTER_WORDS.none}
          actions={
            <Button size="sm" onClick={() => setNarrowing({ filter: NO_FILTER })}>
              {FILTER_WORDS.clear}
            </Button>
          }
        >
          {FILTER_WORDS.noneWhy}
        </EmptyState>
      )}
      {list !== undefined && list.rows.length === 0 && !narrows && search.trim() !== '' && (
        <EmptyState
          small
          icon={<SearchX size={24} />}
          title={WORDS.searchNone}
          actions={
            <>
              <Button
                size="sm"
                onClick={() => {
                  useLookedFor.setState({ everywhere: search.trim() });
                  setView({ overlay: 'palette' });
                }}
              >
                {WORDS.searchEverywhere}
              </Button>
              <Button size="sm" onClick={() => setView({ search: '' })}>
                {WORDS.clearSearch}
              </Button>
            </>
          }
        >
          {WORDS.searchNothing(search.trim())}
        </EmptyState>
      )}
      {list !== undefined && list.rows.length === 0 && !narrows && search.trim() === '' && (
        <OrCopying small>
          <EmptyState
            small
            icon={<Inbox size={24} />}
            title={WORDS.reviewEmpty}
            actions={
              <>
                <Button size="sm" onClick={() => void syncNow()}>
                  {WORDS.syncNow}
                </Button>
                <Button size="sm" onClick={() => setView({ overlay: 'import' })}>
                  {WORDS.importFile}
                </Button>
              </>
            }
          >
            {WORDS.reviewEmptyWhy}
          </EmptyState>
        </OrCopying>
      )}
      {list !== undefined && list.rows.length > 0 && (
        <QueueList
          rows={list.rows}
          total={list.total}
          // A part of the queue says nothing about what else takes a slot.
          day={narrows || search.trim() !== '' ? null : day}
          selectedId={screen === 'review' ? selectedId : null}
          onSelect={(id) => {
            if (screen !== 'review') setView({ screen: 'review', mode: 'reading' });
            select(id);
          }}
          onNext={goNext}
          onPrevious={goPrevious}
          onNearEnd={onNearEnd}
        />
      )}
    </>
  );
}

/** The slots of the day of one's own mailbox; null while they are not known, and the same object while they are the same. */
function useDaySlots(): DaySlots | null {
  const mailboxId = useSession((session) => session.person?.mailbox.id);
  const { desk, policy } = useDesk();
  const mailbox = desk?.mailboxes.find(({ id }) => id === mailboxId);
  return useMemo(
    () => (mailbox === undefined || policy === null ? null : slotsOfDay(mailbox, policy.limits)),
    [mailbox, policy],
  );
}
