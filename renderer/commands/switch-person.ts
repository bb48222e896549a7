/** Signs another person of the demo in. What the one before wrote is saved first; their undelivered decisions wait for them. */
import type { PersonId } from '../../shared/domain/ids.ts';
import { call } from '../bridge.ts';
import { editKeeper } from '../store/editing.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useIncomingView } from '../view-state/incoming-view.ts';
import { NO_FILTER } from '../store/review-filter.ts';
import { useReviewNarrowing } from '../view-state/review-narrowing.ts';
import { useSession } from '../view-state/session.ts';
import { notify } from './notify.ts';
import { carryOutAll } from './put-off.ts';

export async function switchPerson(personId: PersonId): Promise<void> {
  await Promise.all([editKeeper().flush(), carryOutAll()]);
  const result = await call('person.switch', { personId });
  if (!result.ok) {
    notify({ id: 'person', kind: 'problem', text: `Not switched: ${result.error.message}` });
    return;
  }
  useSession.getState().set({ person: result.value.person });
  useDeskView
    .getState()
    .set({ selectedId: null, mode: 'reading', search: '', sentence: null, seenAsks: [], focusFinding: null });
  useReviewNarrowing.getState().set({ filter: NO_FILTER, found: new Map(), looked: null });
  useIncomingView.getState().set({ replyId: null, escalationId: null, search: '', showConversation: false });
  notify({ id: 'person', kind: 'info', text: `Signed in as ${result.value.person.name}.` });
}
