/** How big and how deep a request may be, whichever host it came over; measured before anything looks inside, and never by copying it. */

/** The same for a body over HTTP and for a message over Electron's IPC: room for one piece of an import (512 KB as base64). */
export const MAX_BODY_BYTES = 1_048_576;
const MAX_DEPTH = 40;
/** A number, a flag, a null or a bracket; near enough to what it takes as JSON. */
const SCALAR_BYTES = 8;

/**
 * Null where the request is plain data within the limits, else what is wrong with it. A string counts one byte a character at least,
 * so a body that passed the limit as bytes passes here as well.
 */
export function bodyFault(body: unknown): string | null {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 0 }];
  let bytes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    bytes += typeof value === 'string' ? value.length : SCALAR_BYTES;
    if (bytes > 4 * MAX_BODY_BYTES) return 'it is larger than 4 MB unpacked';
    if (typeof value === 'string' && value.length > MAX_BODY_BYTES) return 'it holds a text longer than 1 MB';
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} levels`;
    if (Array.isArray(value)) {
      if (bytes + value.length * SCALAR_BYTES > 4 * MAX_BODY_BYTES) return 'it is larger than 4 MB unpacked';
      for (const item of value) waiting.push({ value: item, depth: depth + 1 });
      continue;
    }
    // Maps, dates, buffers and the like can't come over HTTP; over IPC they must not get further either.
    const kind: unknown = Object.getPrototypeOf(value);
    if (kind !== Object.prototype && kind !== null) return 'it holds something else than plain data';
    for (const [name, item] of Object.entries(value)) {
      bytes += name.length;
      waiting.push({ value: item, depth: depth + 1 });
    }
  }
  return null;
}
