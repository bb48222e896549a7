/** The reply and the escalation on screen, and the order of the list beside them: what the keys are about. Memory only; the screens tell it. */
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { EscalationId, PackageId, ReplyId } from '../../shared/domain/ids.ts';
import type { ReplyOnScreen } from '../store/reply-queries.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useIncomingView } from '../view-state/incoming-view.ts';

export interface ShownEscalation {
  readonly escalation: Escalation;
  /** The drafted answer, where it can be opened here. */
  readonly answerId: PackageId | null;
}

interface Shown {
  readonly reply: ReplyOnScreen | null;
  readonly escalation: ShownEscalation | null;
  /** The reply that the package under review answers. */
  readonly answeredId: ReplyId | null;
  readonly replyOrder: readonly ReplyId[];
  readonly escalationOrder: readonly EscalationId[];
}

let shown: Shown = { reply: null, escalation: null, answeredId: null, replyOrder: [], escalationOrder: [] };

export function setShownIncoming(change: Partial<Shown>): void {
  shown = { ...shown, ...change };
}

const screen = () => useDeskView.getState().screen;

/** The reply that keys act on: the one on the screen of replies, else the one behind the escalation on screen. */
export function replyOnScreen(): ReplyOnScreen | null {
  switch (screen()) {
    case 'replies':
    case 'hot-replies':
    case 'escalations':
      return shown.reply;
    default:
      return null;
  }
}

export function escalationOnScreen(): ShownEscalation | null {
  return screen() === 'escalations' ? shown.escalation : null;
}

export const answeredReplyId = (): ReplyId | null => shown.answeredId;

/** Shows one reply among all of them, wherever the reader was. */
export function openReply(id: ReplyId): void {
  useIncomingView.getState().set({ filter: 'all', search: '', replyId: id, showConversation: false });
  useDeskView.getState().set({ screen: 'replies', mode: 'reading', overlay: 'none' });
}

/** The neighbour of `openId`, staying inside; the first where none is open; null for an empty list. */
function neighbour<Id extends string>(ids: readonly Id[], openId: Id | null, by: 1 | -1): Id | null {
  const at = openId === null ? -1 : ids.indexOf(openId);
  return at === -1 ? (ids[0] ?? null) : (ids[Math.min(ids.length - 1, Math.max(0, at + by))] ?? null);
}

/** One on or back in the list of the screen, without doing anything. */
export function stepThroughIncoming(by: 1 | -1): void {
  const view = useIncomingView.getState();
  if (screen() === 'escalations') {
    view.set({ escalationId: neighbour(shown.escalationOrder, view.escalationId, by), showConversation: false });
  } else {
    view.set({ replyId: neighbour(shown.replyOrder, view.replyId, by), showConversation: false });
  }
}
