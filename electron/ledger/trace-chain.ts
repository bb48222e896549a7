/** How the trust log is chained: what a line's hash is made over, and what its inputs' is. Reads and writes no file. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { TraceEvent } from '../../shared/domain/trace-event.ts';

/** Stands before the first line. */
export const BEFORE_THE_FIRST = '0'.repeat(64);

/** SHA-256 over the hash of the line before and the canonical JSON of this line without both hashes, hex. */
export function hashOf(event: Omit<TraceEvent, 'hash'>): string {
  const { previousHash, ...line } = event;
  return createHash('sha256').update(previousHash).update(canonicalJson(line)).digest('hex');
}

export function saltedHash(salt: Uint8Array, inputs: string): string {
  return createHash('sha256').update(salt).update(inputs).digest('hex');
}
