/**
 * Asks a described HTTP service about one lead: at most so often a minute, each answer kept for days. It tells a fault that passes from one
 * that does not, and never lets a key or an address into a reason.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { Http } from '../../ports/http.ts';
import { readBounded } from '../bounded-fetch.ts';
import { waitFor } from '../wait.ts';

export interface LookupParts {
  readonly http: Http;
  readonly clock: Clock;
  readonly secret: (name: string) => string | null;
  /** Keeps answers between runs. */
  readonly cache: LookupCache;
}

export interface LookupCache {
  read(key: string): string | null;
  save(key: string, value: string): void;
}

export interface LookupRequest {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly keyName: string | null;
  readonly timeoutSeconds: number;
  readonly perMinute: number;
  readonly cacheDays: number;
}

export type Looked =
  | { readonly kind: 'answer'; readonly json: unknown; readonly atMs: number; readonly fromCache: boolean }
  /** The service knows nobody of that name. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly because: string };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MOST_BYTES = 500_000;
/** Longer is not waited for: the lead comes again with the next run. */
const LONGEST_WAIT_MS = 90_000;

export interface Lookup {
  ask(slots: Readonly<Record<string, string | null>>, signal: AbortSignal): Promise<Looked>;
}

export function makeLookup({ http, clock, secret, cache }: LookupParts, request: LookupRequest): Lookup {
  /** When the service was asked in the last minute, oldest first. */
  let asked: number[] = [];

  async function turn(signal: AbortSignal): Promise<boolean> {
    for (;;) {
      if (signal.aborted) return false;
      const nowMs = clock.nowMs();
      asked = asked.filter((atMs) => atMs > nowMs - MINUTE_MS);
      const [oldest] = asked;
      if (asked.length < request.perMinute || oldest === undefined) {
        asked.push(nowMs);
        return true;
      }
      const inMs = oldest + MINUTE_MS - nowMs;
      if (inMs > LONGEST_WAIT_MS) return false;
      await waitFor(clock, inMs, signal);
    }
  }

  return {
    async ask(slots, signal) {
      const missing = [...request.url.matchAll(/\{([a-z]+)\}/gu)].find(([, slot = '']) => (slots[slot] ?? '') === '');
      if (missing !== undefined) return { kind: 'nothing' };
      const url = request.url.replace(/\{([a-z]+)\}/gu, (_whole, slot: string) =>
        encodeURIComponent(slots[slot] ?? ''),
      );
      const key = request.keyName === null ? null : secret(request.keyName);
      if (request.keyName !== null && key === null)
        return { kind: 'failed', retryable: false, because: `${request.name} has no key: give it one` };
      const place = `enrichment.${createHash('sha256').update(url).digest('base64url').slice(0, 32)}`;
      const kept = readKept(cache.read(place));
      if (kept !== null && clock.nowMs() - kept.atMs < request.cacheDays * DAY_MS)
        return { kind: 'answer', json: kept.json, atMs: kept.atMs, fromCache: true };
      if (!(await turn(signal)))
        return {
          kind: 'failed',
          retryable: true,
          because: `${request.name} was not asked: it is at its limit a minute`,
        };
      const fresh = await get(http, request, url, key);
      if (fresh.kind === 'answer') {
        const atMs = clock.nowMs();
        if (request.cacheDays > 0) cache.save(place, JSON.stringify({ atMs, json: fresh.json }));
        return { ...fresh, atMs, fromCache: false };
      }
      return fresh;
    },
  };
}

type Fresh =
  | { readonly kind: 'answer'; readonly json: unknown }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly because: string };

async function get(http: Http, request: LookupRequest, url: string, key: string | null): Promise<Fresh> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value.replaceAll('{key}', key ?? '')]),
  );
  const fail = (retryable: boolean, what: string): Fresh => ({
    kind: 'failed',
    retryable,
    because: `${request.name} ${what}`,
  });
  try {
    const response = await http(url, {
      method: 'GET',
      headers: { Accept: 'application/json', ...headers },
      timeoutMs: request.timeoutSeconds * 1_000,
    });
    const { status } = response;
    if (status === 404 || status === 204) return { kind: 'nothing' };
    if (status === 429) return fail(true, 'asked to slow down (429)');
    if (status >= 500) return fail(true, `answered ${status}`);
    if (status !== 200) return fail(false, `answered ${status}`);
    const bytes = response.body === null ? new Uint8Array() : await readBounded(response.body, MOST_BYTES);
    return { kind: 'answer', json: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
  } catch (cause) {
    if (cause instanceof SyntaxError) return fail(false, 'answered with something that is not JSON');
    const name = cause instanceof Error ? cause.name : 'fault';
    return fail(
      true,
      name === 'TimeoutError' ? `did not answer within ${request.timeoutSeconds} s` : 'could not be reached',
    );
  }
}

function readKept(text: string | null): { readonly atMs: number; readonly json: unknown } | null {
  if (text === null) return null;
  const kept: unknown = JSON.parse(text);
  return typeof kept === 'object' && kept !== null && 'atMs' in kept && 'json' in kept && typeof kept.atMs === 'number'
    ? { atMs: kept.atMs, json: kept.json }
    : null;
}
