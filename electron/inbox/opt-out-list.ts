/**
 * Fetches the list that a one-click opt-out address collects (RFC 8058): JSON lines of who opted out when. A line that can't be read is
 * counted and skipped; it never ends the reading of the others. The key goes to the address it is kept for, over TLS or on this computer.
 */
import { z } from 'zod';
import { ContactId } from '../../shared/domain/ids.ts';
import { EpochMs } from '../../shared/domain/time.ts';
import type { Http } from '../ports/http.ts';

/** `c` is what our one-click address carries: the contact's id. `at` is a time in ISO form or epoch milliseconds. */
const Line = z.object({
  c: ContactId,
  at: z.union([EpochMs, z.iso.datetime({ offset: true }).transform((at) => new Date(at).getTime())]),
});

export interface ListedOptOut {
  readonly contactId: ContactId;
  readonly atMs: number;
}

export type FetchedList =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'list';
      readonly optOuts: readonly ListedOptOut[];
      /** Lines that can't be read. */
      readonly unreadable: number;
      readonly etag: string | null;
    }
  | { readonly kind: 'fault'; readonly retryable: boolean; readonly words: string };

const TIMEOUT_MS = 20_000;
/** Some 200,000 lines; a longer list should answer with what is new since its ETag. */
const MOST_BYTES = 16 * 1024 * 1024;

export async function fetchOptOutList(request: {
  readonly http: Http;
  readonly url: string;
  readonly key: string;
  readonly etag: string | null;
}): Promise<FetchedList> {
  let response: Response;
  try {
    response = await request.http(request.url, {
      method: 'GET',
      headers: {
        accept: 'application/x-ndjson, application/jsonl, text/plain',
        authorization: `Bearer ${request.key}`,
        ...(request.etag === null ? {} : { 'if-none-match': request.etag }),
      },
      timeoutMs: TIMEOUT_MS,
    });
    if (response.status === 304) return { kind: 'unchanged' };
    if (response.status === 401 || response.status === 403)
      return fault(false, 'The opt-out list does not accept the key.');
    if (response.status !== 200) {
      const retryable = response.status >= 500 || response.status === 429 || response.status === 408;
      return fault(retryable, `The opt-out list answered with status ${response.status}.`);
    }
    const text = await boundedText(response);
    if (text === null) return fault(false, 'The opt-out list is longer than 16 MB: it should give what is new only.');
    return { kind: 'list', ...readLines(text), etag: response.headers.get('etag') };
  } catch {
    return fault(true, 'The opt-out list could not be reached, or broke off.');
  }
}

const fault = (retryable: boolean, words: string): FetchedList => ({ kind: 'fault', retryable, words });

async function boundedText(response: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

export function readLines(text: string): { readonly optOuts: readonly ListedOptOut[]; readonly unreadable: number } {
  const optOuts: ListedOptOut[] = [];
  let unreadable = 0;
  for (const row of text.split('\n')) {
    if (row.trim() === '') continue;
    const parsed = Line.safeParse(jsonOf(row));
    if (parsed.success) optOuts.push({ contactId: parsed.data.c, atMs: parsed.data.at });
    else unreadable += 1;
  }
  return { optOuts, unreadable };
}

function jsonOf(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return null;
  }
}
