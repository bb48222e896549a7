/** Goes to what the search over everything found, where it can be read and acted on. It changes where the reader looks and nothing else. */
import type { Found } from '../../shared/ipc/channels/search.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useIncomingView } from '../view-state/incoming-view.ts';
import { useLookedFor } from '../view-state/looked-for.ts';
import { select } from './select.ts';
import { openReply } from './shown-incoming.ts';

export function openFound(found: Found): void {
  const view = useDeskView.getState();
  const to = { mode: 'reading', overlay: 'none', openSendId: null } as const;
  switch (found.kind) {
    case 'package':
      if (found.send === null) {
        view.set({ ...to, screen: 'review' });
        select(found.id);
      } else view.set({ ...to, screen: 'sent', openSendId: found.send.id });
      return;
    case 'reply':
      view.set(to);
      openReply(found.id);
      return;
    case 'escalation':
      useIncomingView.getState().set({ escalationId: found.id });
      view.set({ ...to, screen: 'escalations' });
      return;
    case 'lead':
      // No longer than the list's search takes.
      useLookedFor.setState({
        lead: { contactId: found.id, name: (found.title.split(' · ')[0] ?? '').slice(0, 120).trim() },
      });
      view.set({ ...to, screen: 'agent' });
      return;
    case 'suppression':
      useLookedFor.setState({ suppression: found.title });
      view.set({ ...to, screen: 'suppression' });
      return;
  }
}
