/** How this page stands: its line to the main process, its store, its version, put together into the one word and sentence the screen shows. */
import { useSession, type Connection } from '../view-state/session.ts';
import { deskDb, type DeskDb } from './db.ts';
import { storageFaultOf, STORAGE_WORDS, type StorageFault } from './storage-fault.ts';

interface Standing {
  readonly line: 'unknown' | 'live' | 'lost' | 'needs-token';
  readonly storage: StorageFault | null;
  /** Why the page has to be reloaded, in main's words. */
  readonly otherVersion: string | null;
}

const AT_START: Standing = { line: 'unknown', storage: null, otherVersion: null };

let standing = AT_START;

const WORDS: Readonly<Record<'lost' | 'needs-token', string>> = {
  lost: 'The desk does not answer. What you decide and write is kept here and handed over as soon as it is back.',
  'needs-token':
    'This window is not signed in to the desk any more. Nothing is lost: paste the address that the desk printed.',
};

/** The gravest first: what a person has to do something about. */
function said({ line, storage, otherVersion }: Standing): {
  readonly connection: Connection;
  readonly problem: string | null;
} {
  if (otherVersion !== null) return { connection: 'other-version', problem: otherVersion };
  if (line === 'needs-token') return { connection: 'needs-token', problem: WORDS[line] };
  if (storage !== null) return { connection: 'storage-full', problem: STORAGE_WORDS[storage] };
  if (line === 'lost') return { connection: 'lost', problem: WORDS[line] };
  return { connection: line === 'live' ? 'live' : 'starting', problem: null };
}

/** Notes a change and shows it. */
export function noteStanding(change: Partial<Standing>): void {
  standing = { ...standing, ...change };
  const next = said(standing);
  const { connection, problem, set } = useSession.getState();
  if (next.connection !== connection || next.problem !== problem) set(next);
}

/** Says on screen that the store fails. Rethrows what is no storage fault: that is a programmer's error. */
export function reportStorageFault(error: unknown): void {
  const fault = storageFaultOf(error);
  if (fault === null) throw error;
  noteStanding({ storage: fault });
}

/** `reportStorageFault` for work that may outlive its database: one that is not this page's any more fails by being closed, which says nothing. */
export function faultsOf(db: DeskDb): (error: unknown) => void {
  return (error) => {
    if (deskDb() === db) reportStorageFault(error);
  };
}

/** A large write went through again. */
export function clearStorageFault(): void {
  if (standing.storage !== null) noteStanding({ storage: null });
}

/** Whether decisions and edits go around the store. */
export function storageFails(): boolean {
  return standing.storage !== null;
}

/** As at the start of a page, for tests. */
export function resetStanding(): void {
  standing = AT_START;
}
