/** Names content by its hash, so that the same content again is known as such whatever the order of its keys. It must never depend on anything else. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';

/** SHA-256 of the canonical JSON (RFC 8785), hex. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
