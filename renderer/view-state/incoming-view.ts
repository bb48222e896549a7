/** Which reply and which escalation is open, and what the list of replies shows. A reload may lose all of it; never a record. */
import { create } from 'zustand';
import type { EscalationId, ReplyId } from '../../shared/domain/ids.ts';
import type { ReplyFilter } from '../store/reply-list.ts';

/** The filters of the list of replies; hot ones have a queue of their own. */
export type ListFilter = Exclude<ReplyFilter, 'hot'>;

interface IncomingView {
  readonly replyId: ReplyId | null;
  readonly escalationId: EscalationId | null;
  readonly filter: ListFilter;
  readonly search: string;
  /** Everything that was said before, in full. */
  readonly showConversation: boolean;
  readonly set: (change: Partial<Omit<IncomingView, 'set'>>) => void;
}

export const useIncomingView = create<IncomingView>()((set) => ({
  replyId: null,
  escalationId: null,
  filter: 'open',
  search: '',
  showConversation: false,
  set: (change) => set(change),
}));
