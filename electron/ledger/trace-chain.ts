/** How the trust log is chained: what a line's hash is made over, and what its inputs' is. Reads and writes no file. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { TraceEvent } from '../../shared/domain/trace-event.ts';

/** Stands before the first line. */
export const BEFORE_THE_FIRST = '0'.repeat(64);

/** RFC 8785; what has no JSON form (a function, undefined) is a programmer's error here. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON can be hashed.');
  return text;
}

/** SHA-256 over the hash of the line before and the canonical JSON of this line without both hashes, hex. */
export function hashOf(event: Omit<TraceEvent, 'hash'>): string {
  const { previousHash, ...line } = event;
  return createHash('sha256').update(previousHash).update(canonical(line)).digest('hex');
}

export function saltedHash(salt: Uint8Array, inputs: string): string {
  return createHash('sha256').update(salt).update(inputs).digest('hex');
}
