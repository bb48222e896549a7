/** The column's list for Calls: the steps to be done by phone, the next on top. J and K step through them while it is shown. */
import { Phone } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PersonId } from '../../shared/domain/ids.ts';
import { goNext, goPrevious, select } from '../commands/select.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { idOfSummary, useCalls } from '../store/queries.ts';
import { setReviewOrder } from '../store/review-order.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useEndOfLeaving, useLeaving } from '../view-state/leaving.ts';
import { WORDS } from './app-words.ts';
import { QueueList } from './queue-list.tsx';
import { useTakesPlace } from './use-takes-place.ts';

const PAGE = 200;

export function CallsColumn({ personId }: { readonly personId: PersonId | null }) {
  const [limit, setLimit] = useState(PAGE);
  const read = useCalls(personId, limit);
  const leaving = useLeaving(({ ids }) => ids);
  useEndOfLeaving(read?.rows, idOfSummary);
  const selectedId = useDeskView((view) => view.selectedId);
  const rows = useMemo(() => read?.rows.filter(({ id }) => !leaving.has(id)), [read, leaving]);
  const ids = useMemo(() => rows?.map(({ id }) => id), [rows]);
  const total = (read?.total ?? 0) - ((read?.rows.length ?? 0) - (rows?.length ?? 0));
  useEffect(() => {
    if (ids !== undefined) setReviewOrder(ids);
  }, [ids]);
  useTakesPlace(ids, selectedId, select);
  // What was on screen here is in no other list: the next screen begins with its own first.
  useEffect(() => {
    select(null);
    return () => select(null);
  }, []);
  const known = rows?.length ?? 0;
  const onNearEnd = useCallback(
    () => setLimit((now) => (now <= known && known < total ? now + PAGE : now)),
    [known, total],
  );
  if (rows === undefined) return null;
  if (rows.length === 0) {
    return (
      <EmptyState small icon={<Phone size={24} />} title={WORDS.callsEmpty}>
        {WORDS.callsEmptyWhy}
      </EmptyState>
    );
  }
  return (
    <QueueList
      label={WORDS.calls}
      rows={rows}
      total={total}
      selectedId={selectedId}
      onSelect={select}
      onNext={goNext}
      onPrevious={goPrevious}
      onNearEnd={onNearEnd}
    />
  );
}
