/**
 * Who may speak to the local host: our own page at our own address with this run's token. Must never trust a cookie (cookies ignore
 * ports), nor compare a token in a way that takes longer the more of it fits.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TOKEN_HEADER = 'x-countersign-token';

export interface Refusal {
  readonly status: 401 | 403 | 404 | 405 | 413 | 415 | 421 | 400 | 503;
  readonly message: string;
}

/** A page of another origin can reach this port by a name of its own (DNS rebinding), but can't change the Host it then sends. */
export function hostFault(request: IncomingMessage, authority: string): Refusal | null {
  const hosts = rawValues(request, 'host');
  return hosts.length === 1 && hosts[0] === authority
    ? null
    : { status: 421, message: 'This is not the address Countersign answers at.' };
}

/** `required` where the browser always sends an Origin (POST); elsewhere a foreign one is refused and none is fine. */
export function originFault(request: IncomingMessage, authority: string, required: boolean): Refusal | null {
  const origins = rawValues(request, 'origin');
  const sites = rawValues(request, 'sec-fetch-site');
  const originFits = origins.length === 0 ? !required : origins.length === 1 && origins[0] === `http://${authority}`;
  const siteFits = sites.every((site) => site === 'same-origin');
  return originFits && siteFits ? null : { status: 403, message: 'Only Countersign’s own page may call it.' };
}

export function tokenFault(request: IncomingMessage, token: string): Refusal | null {
  const given = rawValues(request, TOKEN_HEADER);
  return given.length === 1 && sameSecret(given[0] ?? '', token)
    ? null
    : {
        status: 401,
        message:
          'This window’s key does not fit, as after a restart of Countersign. Open the address it printed when it started; your text is kept.',
      };
}

/** Digests have one length, and where they first differ says nothing about the secret. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** Node keeps only the first of some repeated headers: here each one counts. */
function rawValues(request: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === name) values.push(request.rawHeaders[at + 1] ?? '');
  }
  return values;
}
