/** Who is signed in and how the desk stands, as the main process last said. Fed by boot; never a record. */
import { create } from 'zustand';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskStatus, Progress } from '../../shared/ipc/contract.ts';

/** How this page stands with the main process and with its own store. */
export type Connection = 'starting' | 'live' | 'lost' | 'needs-token' | 'storage-full' | 'other-version';

export interface Session {
  /** Null until the first answer of the main process. */
  readonly person: Person | null;
  readonly people: readonly Person[];
  /** Null until the first answer of the main process. */
  readonly status: DeskStatus | null;
  readonly demo: boolean;
  readonly host: 'electron' | 'local' | null;
  readonly version: string;
  /** Whether this window applies the feed and hands decisions over; another one does where false. */
  readonly leading: boolean;
  readonly connection: Connection;
  /** What is wrong and what was kept, in words; null while all is well. */
  readonly problem: string | null;
  /** Long work under way, or the last one that ended. */
  readonly progress: Progress | null;
  readonly set: (change: Partial<Omit<Session, 'set'>>) => void;
}

export const useSession = create<Session>()((set) => ({
  person: null,
  people: [],
  status: null,
  demo: false,
  host: null,
  version: '',
  leading: false,
  connection: 'starting',
  problem: null,
  progress: null,
  set: (change) => set(change),
}));
