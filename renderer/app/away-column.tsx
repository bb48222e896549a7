/** The column's list for Since you were away. J and K step through these packages while it is shown. */
import { useEffect } from 'react';
import { select } from '../commands/select.ts';
import { useNow } from '../components/use-now.ts';
import { SinceAwayList } from '../screens/since-away/since-away-list.tsx';
import { setReviewOrder } from '../store/review-order.ts';
import type { Away } from './use-away.ts';

export function AwayColumn({ away }: { readonly away: Away }) {
  const nowMs = useNow(30_000);
  const { rows, chosen } = away;
  useEffect(() => {
    setReviewOrder(rows.map(({ summary }) => summary.id));
    if (chosen !== null) select(chosen.summary.id);
  }, [rows, chosen]);
  // What was on screen here is in no other list: the next screen begins with its own first.
  useEffect(() => () => select(null), []);
  return (
    <SinceAwayList
      sends={rows.map(({ send }) => send)}
      openId={chosen?.send.id ?? null}
      nowMs={nowMs}
      onOpen={(id) => {
        const row = rows.find(({ send }) => send.id === id);
        if (row !== undefined) select(row.summary.id);
      }}
    />
  );
}
