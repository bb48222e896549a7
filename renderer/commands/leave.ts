/** Escape: leaves whatever was opened last, one thing at a time. Text is kept. */
import { editKeeper } from '../store/editing.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useIncomingView } from '../view-state/incoming-view.ts';
import { searchField } from './focus-search.ts';

const isSearching = () => document.activeElement !== null && document.activeElement === searchField();

export function canLeave(): boolean {
  const { overlay, mode, openSendId, screen, showAllChecks, showDiff, showThread, search } = useDeskView.getState();
  const incoming = useIncomingView.getState();
  return (
    overlay !== 'none' ||
    mode !== 'reading' ||
    openSendId !== null ||
    showAllChecks ||
    showDiff ||
    showThread ||
    isSearching() ||
    search !== '' ||
    screen === 'table' ||
    incoming.showConversation ||
    incoming.search !== ''
  );
}

export function leave(): void {
  const { overlay, mode, openSendId, screen, showAllChecks, showDiff, showThread, search, set } =
    useDeskView.getState();
  if (overlay !== 'none') {
    set({ overlay: 'none' });
    return;
  }
  if (isSearching()) {
    searchField()?.blur();
    return;
  }
  if (mode !== 'reading') {
    void editKeeper().flush();
    set({ mode: 'reading' });
    return;
  }
  if (openSendId !== null) {
    set({ openSendId: null });
    return;
  }
  if (showAllChecks || showDiff || showThread) {
    set({ showAllChecks: false, showDiff: false, showThread: false });
    return;
  }
  if (search !== '') set({ search: '' });
  else if (screen === 'table') set({ screen: 'review' });
  const incoming = useIncomingView.getState();
  if (incoming.showConversation) incoming.set({ showConversation: false });
  else if (incoming.search !== '') incoming.set({ search: '' });
}
