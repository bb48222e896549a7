/** Reads one JSON body within its limit; must never hold more of it in memory than the limit allows. */
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './request-check.ts';

/** How much of a body that is too large is still read and thrown away, so that its sender gets the answer instead of a cut connection. */
const MAX_DRAINED_BYTES = 32 * 1_048_576;

export type BodyRead =
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'gone' };

export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<BodyRead> {
  const type = request.headers['content-type'] ?? '';
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes <= maxBytes) parts.push(part);
      else parts.length = 0;
      if (bytes > MAX_DRAINED_BYTES) break;
    }
  } catch {
    // The page closed or reloaded: there is nobody left to answer.
    return { kind: 'gone' };
  }
  if (bytes > maxBytes)
    return refused(
      413,
      `The request was larger than ${Math.floor(maxBytes / 1_048_576)} MB and was not taken. Nothing was changed.`,
    );
  if (!/^application\/json\s*(;|$)/i.test(type))
    return refused(415, 'The request was not marked as JSON and was not taken. Nothing was changed.');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    return { kind: 'body', value: JSON.parse(text) as unknown };
  } catch {
    return refused(400, 'The request was not readable as JSON and was not taken. Nothing was changed.');
  }
}

function refused(status: Refusal['status'], message: string): BodyRead {
  return { kind: 'refused', refusal: { status, message } };
}
