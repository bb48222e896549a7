/** Whether this machine's reader wants to be told outside the window: off until they ask for it and the system allows it. Kept in localStorage; never a record. */
import { create } from 'zustand';

/** `denied` by the system or the browser, `unsupported` where there is no such thing. */
export type Permission = 'default' | 'granted' | 'denied' | 'unsupported';

interface DesktopNotices {
  readonly wanted: boolean;
  readonly permission: Permission;
  /** Asks the system where it has not been asked; only ever called by a press. */
  readonly turnOn: () => Promise<void>;
  readonly turnOff: () => void;
}

const KEY = 'countersign.desktop-notices';

export const useDesktopNotices = create<DesktopNotices>()((set) => ({
  wanted: wasWanted(),
  permission: readPermission(),
  turnOn: async () => {
    const permission = readPermission() === 'default' ? await Notification.requestPermission() : readPermission();
    set({ permission, wanted: permission === 'granted' });
    keep(permission === 'granted');
  },
  turnOff: () => {
    set({ wanted: false });
    keep(false);
  },
}));

/** Whether a notification may be shown now: the permission may have been taken back since. */
export function mayTellOnDesktop(): boolean {
  return useDesktopNotices.getState().wanted && readPermission() === 'granted';
}

function readPermission(): Permission {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

function keep(wanted: boolean): void {
  try {
    localStorage.setItem(KEY, wanted ? 'on' : 'off');
  } catch {
    // A closed or full storage only forgets the wish at the next start.
  }
}

function wasWanted(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on' && readPermission() === 'granted';
  } catch {
    return false;
  }
}
