/** Goes to the next package of the list whose time to decide is nearly over; says so where there is none. It decides nothing. */
import { deskDb } from '../store/db.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { isUrgent, reviewOrder } from '../store/review-order.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { notify } from './notify.ts';
import { select } from './select.ts';

export async function goToNextUrgent(): Promise<void> {
  const order = reviewOrder();
  const { selectedId } = useDeskView.getState();
  const at = selectedId === null ? -1 : order.indexOf(selectedId);
  // Round the list: from the last urgent one to the first.
  const others = [...order.slice(at + 1), ...order.slice(0, Math.max(0, at))];
  const rows = await deskDb().relaxed.summaries.bulkGet(others);
  const nowMs = hereAndNow.nowMs();
  const next = rows.find((row) => row !== undefined && isUrgent(row.expiresAtMs, nowMs));
  if (next === undefined) {
    notify({ id: 'blocked', kind: 'info', text: 'No other package here has less than two hours left.' });
    return;
  }
  if (useDeskView.getState().selectedId === selectedId) select(next.id);
}
