/** Turns what SQLite throws into a fault the desk can act on. It must never hide the cause. */
import { ConnectorFault } from '../../ports/connector.ts';
import { NewerWorkspace } from './schema.ts';

/** SQLite result codes (sqlite.org/rescode.html) that pass by themselves: busy, locked, out of memory, I/O, full disk, cannot open now. */
const PASSING = new Set([5, 6, 7, 10, 13, 14]);

const codeOf = (cause: unknown): number | null =>
  cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number' ? cause.errcode & 0xff : null;

/** The fault for a thrown value; anything that is not SQLite's own is a programmer's error and comes back as it is. */
export function asFault(cause: unknown): unknown {
  if (cause instanceof ConnectorFault) return cause;
  if (cause instanceof NewerWorkspace) return new ConnectorFault('permanent', cause.message, cause);
  const code = codeOf(cause);
  if (code === null) return cause;
  return PASSING.has(code)
    ? new ConnectorFault('retryable', 'the workspace file is busy or its disk does not answer', cause)
    : new ConnectorFault('permanent', 'the workspace file can’t be read: it is damaged or not a workspace', cause);
}

/** Runs one call on the file and classifies what goes wrong. */
export function answered<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (cause) {
    const fault = asFault(cause);
    return Promise.reject(fault instanceof Error ? fault : new Error('the workspace failed', { cause }));
  }
}
