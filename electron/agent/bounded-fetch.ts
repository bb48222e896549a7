/** Fetches, reads the whole answer up to a limit, and follows no redirect. What is longer ends as a fault, never in memory. */

/** A hundred times the longest answer that is ever asked for. */
const MOST_BYTES = 2_000_000;

export class AnswerTooLong extends Error {}

export async function boundedFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual' });
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(await readBounded(response.body), { status, statusText, headers });
}

/** The bytes of a body; throws past the limit. */
export async function readBounded(
  body: ReadableStream<Uint8Array>,
  most = MOST_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new AnswerTooLong(`more than ${most} bytes`);
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
