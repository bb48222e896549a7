/** Says in words what went wrong with a connection, for the person who set the account up. It never repeats a password or a token. */
import type { SMTPError } from 'nodemailer/lib/smtp-connection';
import { shown } from './smtp-reply.ts';

/** Our own fault codes beside nodemailer's: there was nothing to sign in with, or the desk closed the way out. Their message is the words. */
export type OwnFault = 'ELOGIN' | 'ECLOSED';

/** A fault in nodemailer's form whose message is shown as it is. */
export function ownFault(code: OwnFault, words: string): SMTPError {
  return Object.assign(new Error(words), { code });
}

export function wordsFor(fault: SMTPError): string {
  const cause = fault.originalCode ?? fault.code ?? '';
  const detail = shown(fault.response ?? fault.message);
  if (fault.code === 'ELOGIN' || fault.code === 'ECLOSED') return detail;
  if (fault.code === 'EAUTH' && fault.command === 'AUTH XOAUTH2')
    return `The server did not accept the sign-in; sign in again in the mailbox’s settings: ${detail}`;
  if (fault.code === 'EAUTH') return `The server did not accept the user name or the password: ${detail}`;
  if (fault.code === 'ETLS' || cause.startsWith('ERR_TLS') || CERTIFICATE_CODES.has(cause))
    return `No secure connection could be made: ${detail}`;
  if (cause === 'ECONNREFUSED') return 'Nothing answers at this host and port.';
  if (cause === 'ENOTFOUND' || cause === 'EDNS') return 'This host was not found.';
  if (cause === 'ETIMEDOUT') return 'The server did not answer in time.';
  return `The connection failed: ${detail}`;
}

const CERTIFICATE_CODES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
]);
