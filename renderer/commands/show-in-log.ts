/** Opens the trust log at everything about one send or one package. It changes where the reader looks and nothing else. */
import { useDeskView } from '../view-state/desk-view.ts';
import { NO_FILTERS, useTrustLogView, type LogOnly } from '../view-state/trust-log-view.ts';

export function showInLog(only: LogOnly): void {
  // The newest line about it is opened as soon as it is there.
  useTrustLogView.getState().set({ ...NO_FILTERS, only, atSeq: null, isOpen: true });
  useDeskView.getState().set({ screen: 'trust-log', mode: 'reading', openSendId: null });
}
