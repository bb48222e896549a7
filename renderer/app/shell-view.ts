/** Which row of the secondary lists is open, and which banners were put away. A reload may lose all of it. */
import { create } from 'zustand';
import type { SendId } from '../../shared/domain/ids.ts';
import type { SentFilter } from '../screens/sent/send-words.ts';

interface ShellView {
  readonly awayId: SendId | null;
  readonly sentFilter: SentFilter;
  readonly demoBannerHidden: boolean;
  readonly followBannerHidden: boolean;
  /** The dialog about a stopped ledger was put aside to look first. */
  readonly ledgerAside: boolean;
  readonly set: (change: Partial<Omit<ShellView, 'set'>>) => void;
}

const HIDDEN_KEY = 'countersign.demo-banner';

export const useShellView = create<ShellView>()((set) => ({
  awayId: null,
  sentFilter: 'all',
  demoBannerHidden: wasHidden(),
  followBannerHidden: false,
  ledgerAside: false,
  set: (change) => {
    set(change);
    if (change.demoBannerHidden === true) {
      try {
        sessionStorage.setItem(HIDDEN_KEY, 'hidden');
      } catch {
        // Then the banner comes back with the next reload; nothing else depends on it.
      }
    }
  },
}));

function wasHidden(): boolean {
  try {
    return sessionStorage.getItem(HIDDEN_KEY) === 'hidden';
  } catch {
    return false;
  }
}
