/** Tells a full or unusable store from a programmer's error. It decides nothing about what happens then. */

export type StorageFault = 'full' | 'unusable';

const UNUSABLE = new Set([
  'OpenFailedError',
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'UnknownError',
  'NotReadableError',
  'AbortError',
  'TimeoutError',
  'SecurityError',
  'VersionError',
]);

/** `full` where the disk or the quota is used up, `unusable` where the store can't be opened or read, null for anything else. */
export function storageFaultOf(error: unknown): StorageFault | null {
  let fault: StorageFault | null = null;
  for (let cause = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 6; depth += 1) {
    const { name, inner, failures } = cause as {
      readonly name?: unknown;
      readonly inner?: unknown;
      readonly failures?: unknown;
    };
    if (name === 'QuotaExceededError') return 'full';
    if (typeof name === 'string' && UNUSABLE.has(name)) fault = 'unusable';
    cause = inner ?? (Array.isArray(failures) ? failures[0] : undefined);
  }
  return fault;
}

/** What the person reads. */
export const STORAGE_WORDS: Readonly<Record<StorageFault, string>> = {
  full: 'This computer’s disk or the browser’s storage is full. Decisions and edits now go straight to the ledger and are kept there; free some space, then reload.',
  unusable:
    'The browser’s storage can’t be used. Decisions and edits now go straight to the ledger and are kept there; reload, and if that does not help, restart the computer.',
};
