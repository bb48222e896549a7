/** What a fault of an IMAP connection means: which of the few kinds, and its words. It never repeats a password or a message. */
import { TokenFault } from '../ports/mail-login.ts';
import type { ReadFault } from '../ports/mailbox-reader.ts';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEOUT',
  'NoConnection',
  'EConnectionClosed',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
  'StateLogout',
]);
const INSECURE = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'STARTTLS_INJECTION',
]);
/** RFC 5530, and what imapflow makes of a server that asks for patience. */
const THROTTLED = new Set(['ETHROTTLE', 'LIMIT', 'INUSE', 'UNAVAILABLE', 'OVERQUOTA']);

const fault = (kind: ReadFault['fault'], retryable: boolean, words: string): ReadFault => ({
  kind: 'fault',
  fault: kind,
  retryable,
  words,
});

export const NO_LOGIN = fault('no-login', false, 'Nothing is kept to sign in with, or it is locked away.');
export const CLEAR_TEXT = fault('insecure', false, 'Without TLS only a server on this computer may be used.');

/** No token could be had; the mailbox itself was not tried. */
export function noToken(cause: unknown): ReadFault {
  if (!(cause instanceof TokenFault))
    return fault('unreachable', true, 'Nobody could be asked to sign this mailbox in.');
  return fault(cause.kind, cause.kind === 'unreachable', cause.message);
}

export function readFaultOf(cause: unknown): ReadFault {
  const code = textOf(cause, 'code');
  const serverCode = textOf(cause, 'serverResponseCode');
  if (THROTTLED.has(code) || THROTTLED.has(serverCode)) {
    return fault('throttled', true, 'The server asks to be left alone for a while.');
  }
  if (flagOf(cause, 'authenticationFailed')) {
    const said = shown(textOf(cause, 'responseText') || textOf(cause, 'response'));
    return fault('refused', false, `The server did not accept the sign-in${said === '' ? '.' : `: ${said}`}`);
  }
  if (flagOf(cause, 'tlsFailed') || INSECURE.has(code) || code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL')) {
    return fault('insecure', false, 'No secure connection could be made: the certificate or TLS was not accepted.');
  }
  if (code === 'ECONNREFUSED') return fault('unreachable', true, 'Nothing answers at this host and port.');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return fault('unreachable', true, 'This host was not found.');
  if (UNREACHABLE.has(code))
    return fault('unreachable', true, 'The server did not answer, or the connection was lost.');
  const said = shown(textOf(cause, 'responseText'));
  return fault('protocol', true, `The server answered in a way that can’t be used${said === '' ? '.' : `: ${said}`}`);
}

/** Whether the connection itself was gone, so that a new one is worth one more try. */
export function wasDisconnected(cause: unknown): boolean {
  const code = textOf(cause, 'code');
  return ['NoConnection', 'EConnectionClosed', 'ECONNRESET', 'EPIPE', 'StateLogout'].includes(code);
}

function textOf(cause: unknown, name: string): string {
  if (!(cause instanceof Error)) return '';
  const value: unknown = Object.getOwnPropertyDescriptor(cause, name)?.value;
  return typeof value === 'string' ? value : '';
}

function flagOf(cause: unknown, name: string): boolean {
  return cause instanceof Error && Object.getOwnPropertyDescriptor(cause, name)?.value === true;
}

/** A server's words on one short line. */
function shown(words: string): string {
  return words
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
}
