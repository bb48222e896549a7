/** The column's list for Replies and for Hot replies: what is shown on top, then the mails, or why there are none. */
import { Flame, MessageCircleReply, SearchX } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PersonId } from '../../shared/domain/ids.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import { useWaitingActs } from '../commands/put-off.ts';
import { setShownIncoming, stepThroughIncoming } from '../commands/shown-incoming.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Select } from '../components/field.tsx';
import { ReplyList } from '../screens/replies/reply-list.tsx';
import { emptyWords, filterName, LIST_FILTERS, REPLY_WORDS } from '../screens/replies/reply-words.ts';
import { useDesk } from '../store/queries.ts';
import { useReplies, useReplyCounts } from '../store/reply-queries.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useIncomingView, type ListFilter } from '../view-state/incoming-view.ts';
import styles from './replies-column.module.css';
import { SearchField } from './search-field.tsx';
import { useTakesPlace } from './use-takes-place.ts';

/** Rows read at first, and again with each arrival near the end. */
const PAGE = 200;
const MINUTE_MS = 60_000;

interface RepliesColumnProps {
  readonly personId: PersonId | null;
  readonly queue: 'hot' | 'all';
}

export function RepliesColumn({ personId, queue }: RepliesColumnProps) {
  const chosenFilter = useIncomingView((view) => view.filter);
  const typed = useIncomingView((view) => view.search);
  const openId = useIncomingView((view) => view.replyId);
  const set = useIncomingView((view) => view.set);
  const { policy } = useDesk();
  const [limit, setLimit] = useState(PAGE);
  const filter = queue === 'hot' ? 'hot' : chosenFilter;
  const search = queue === 'hot' ? '' : typed;
  const read = useReplies(personId, filter, search, limit);
  const waiting = useWaitingActs(({ ids }) => ids);
  // What was just closed is done with, for whoever looks at what is left to do.
  const rows = useMemo(
    () => (filter === 'hot' || filter === 'open' ? read?.rows.filter(({ id }) => !waiting.has(id)) : read?.rows),
    [read, waiting, filter],
  );
  const ids = useMemo(() => rows?.map(({ id }) => id), [rows]);
  const total = (read?.total ?? 0) - ((read?.rows.length ?? 0) - (rows?.length ?? 0));

  useEffect(() => {
    setShownIncoming({ replyOrder: ids ?? [] });
  }, [ids]);
  useTakesPlace(ids, openId, (next) => set({ replyId: next, showConversation: false }));
  const known = rows?.length ?? 0;
  const onNearEnd = useCallback(
    () => setLimit((now) => (now <= known && known < total ? now + PAGE : now)),
    [known, total],
  );
  const slaMs = (policy?.limits.escalationSlaMinutes ?? LIMITS.escalationSlaMinutes.default) * MINUTE_MS;

  return (
    <>
      {queue === 'all' && (
        <Filters
          personId={personId}
          filter={chosenFilter}
          search={typed}
          onFilter={(next) => {
            setLimit(PAGE);
            set({ filter: next, replyId: null });
          }}
          onSearch={(next) => {
            setLimit(PAGE);
            set({ search: next });
          }}
          onLeave={() => {
            const first = ids?.[0];
            if (first !== undefined) set({ replyId: first });
          }}
        />
      )}
      {rows !== undefined && rows.length === 0 && <NoReplies queue={queue} filter={chosenFilter} search={search} />}
      {rows !== undefined && rows.length > 0 && (
        <ReplyList
          label={queue === 'hot' ? REPLY_WORDS.hotList : REPLY_WORDS.list}
          rows={rows}
          total={total}
          openId={openId}
          showsClass={filter === 'open' || filter === 'all'}
          slaMs={queue === 'hot' ? slaMs : null}
          onOpen={(id) => set({ replyId: id, showConversation: false })}
          onNext={() => stepThroughIncoming(1)}
          onPrevious={() => stepThroughIncoming(-1)}
          onNearEnd={onNearEnd}
        />
      )}
    </>
  );
}

interface FiltersProps {
  readonly personId: PersonId | null;
  readonly filter: ListFilter;
  readonly search: string;
  readonly onFilter: (filter: ListFilter) => void;
  readonly onSearch: (text: string) => void;
  readonly onLeave: () => void;
}

function Filters({ personId, filter, search, onFilter, onSearch, onLeave }: FiltersProps) {
  const searchFocus = useDeskView((view) => view.searchFocus);
  const counts = useReplyCounts(personId, LIST_FILTERS);
  return (
    <>
      <SearchField
        label={REPLY_WORDS.search}
        clearLabel={REPLY_WORDS.clearSearch}
        value={search}
        focusRequests={searchFocus}
        onChange={onSearch}
        onLeave={onLeave}
      />
      <div className={styles.filter}>
        <Select
          aria-label={REPLY_WORDS.filter}
          value={filter}
          onChange={(event) => {
            const next = LIST_FILTERS.find((one) => one === event.target.value);
            if (next !== undefined) onFilter(next);
          }}
        >
          {LIST_FILTERS.map((one) => (
            <option key={one} value={one}>
              {filterName(one)} ({(counts[one] ?? 0).toLocaleString('en-GB')})
            </option>
          ))}
        </Select>
      </div>
    </>
  );
}

interface NoRepliesProps {
  readonly queue: 'hot' | 'all';
  readonly filter: ListFilter;
  readonly search: string;
}

function NoReplies({ queue, filter, search }: NoRepliesProps) {
  const set = useIncomingView((view) => view.set);
  const setView = useDeskView((view) => view.set);
  const words = search.trim();
  if (words !== '') {
    return (
      <EmptyState
        small
        icon={<SearchX size={24} />}
        title={REPLY_WORDS.searchNone}
        actions={
          <Button size="sm" onClick={() => set({ search: '' })}>
            {REPLY_WORDS.clearSearch}
          </Button>
        }
      >
        {REPLY_WORDS.searchNothing(words)}
      </EmptyState>
    );
  }
  const { title, why } = emptyWords(queue === 'hot' ? 'hot' : filter);
  if (queue === 'hot') {
    return (
      <EmptyState
        small
        icon={<Flame size={24} />}
        title={title}
        actions={
          <Button size="sm" onClick={() => setView({ screen: 'replies', mode: 'reading' })}>
            {REPLY_WORDS.allReplies}
          </Button>
        }
      >
        {why}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      small
      icon={<MessageCircleReply size={24} />}
      title={title}
      actions={
        filter !== 'all' && (
          <Button size="sm" onClick={() => set({ filter: 'all', replyId: null })}>
            {REPLY_WORDS.showAll}
          </Button>
        )
      }
    >
      {why}
    </EmptyState>
  );
}
