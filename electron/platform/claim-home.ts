/** One process works in one home, whichever host it is; a process that was killed must never leave the home claimed. */
import { DatabaseSync } from 'node:sqlite';

/**
 * Claims the home until the returned `release` or the end of the process, or null where another process has it. The claim is a lock
 * that the operating system holds on a file (through SQLite), so it needs no process ids and goes stale by itself.
 */
export function claimHome(claimFile: string): { release(): void } | null {
  const file = new DatabaseSync(claimFile, { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    if (isBusy(cause)) return null;
    throw cause;
  }
  return { release: () => file.close() };
}

/** SQLITE_BUSY is 5; its extended codes keep it in the low byte. */
function isBusy(cause: unknown): boolean {
  return (
    cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number' && (cause.errcode & 0xff) === 5
  );
}
