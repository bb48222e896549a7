/**
 * One connection to a mail account: connected, encrypted and signed in, ready for messages. It never speaks in clear text to another
 * machine, and it sends no message itself.
 */
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { SmtpAccount } from '../../shared/ipc/contract.ts';
import { TokenFault, type MailLogin, type ReadMailLogin } from '../ports/mail-login.ts';
import { ownFault } from './smtp-words.ts';

export interface LineOptions {
  readonly account: SmtpAccount;
  /** Asked at each connection of an account with a user name. */
  readonly login: ReadMailLogin;
  /** Certificates to trust beside the system's own, PEM. */
  readonly trusted?: readonly string[];
  /** How long nothing may come from the server; the wait after the final dot (RFC 5321 4.5.3.2.6) by default. */
  readonly silenceMs?: number;
}

/** RFC 5321: ten minutes after the final dot; a server that answers later still has the message. */
const SILENCE_MS = 600_000;
const CONNECT_MS = 30_000;
const GOODBYE_MS = 2_000;

/** Hosts that are this machine itself, where clear text is seen by nobody else. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/** A connection with the one who uses it at the moment; whoever that is hears of its end. */
export class Line {
  readonly connection: SMTPConnection;
  /** Why it can't be used any more; null while it can. */
  lost: SMTPError | null = null;
  #onLost: ((fault: SMTPError) => void) | null = null;
  #isParting = false;

  constructor(connection: SMTPConnection) {
    this.connection = connection;
    connection.on('error', (fault: SMTPError) => this.#lose(fault));
    connection.on('end', () => this.#lose(new Error('the connection was closed')));
  }

  /** `onLost` is called once, at the end of the connection or at once where that is past; null for nobody. */
  hold(onLost: ((fault: SMTPError) => void) | null): void {
    this.#onLost = onLost;
    if (this.lost !== null) this.#tell(this.lost);
  }

  #lose(fault: SMTPError): void {
    if (this.lost !== null) return;
    this.lost = fault;
    this.#tell(fault);
  }

  #tell(fault: SMTPError): void {
    const told = this.#onLost;
    this.#onLost = null;
    told?.(fault);
  }

  leave(): void {
    this.connection.close();
  }

  /** Says goodbye to a server that answered; one that does not answer that is left after a moment. */
  part(): void {
    if (this.lost !== null) return;
    this.#isParting = true;
    const { connection } = this;
    connection.quit();
    const timer = setTimeout(() => connection.close(), GOODBYE_MS);
    timer.unref();
    connection.once('end', () => clearTimeout(timer));
  }

  /** What is in flight on it ends by the stage it had reached; nothing is in flight on one that says goodbye. */
  cut(why: string): void {
    if (this.lost !== null || this.#isParting) return;
    const { _socket: socket } = this.connection;
    if (socket) socket.destroy(new Error(why));
    else this.leave();
  }
}

export type OpenedLine =
  { readonly kind: 'ready'; readonly line: Line } | { readonly kind: 'failed'; readonly fault: SMTPError };

/**
 * Opens a line; `opening` hears of each connection before it is used, so that it can be cut. A token that the server refuses is renewed and
 * tried once more, on a connection of its own.
 */
export async function openLine(options: LineOptions, opening: (line: Line) => boolean): Promise<OpenedLine> {
  const first = await attempt(options, opening, false);
  return first.tokenRefused ? attempt(options, opening, true) : first;
}

type Attempt = OpenedLine & { readonly tokenRefused: boolean };

const failed = (fault: SMTPError, tokenRefused = false): Attempt => ({ kind: 'failed', fault, tokenRefused });

async function attempt(options: LineOptions, opening: (line: Line) => boolean, renew: boolean): Promise<Attempt> {
  const login = options.account.user === '' ? 'none-needed' : await readLogin(options.login, renew);
  if (login instanceof Error) return failed(login);
  const line = new Line(connectionTo(options));
  if (!opening(line)) return failed(CLOSED);
  const { connection } = line;
  return new Promise((resolve) => {
    const settle = (result: Attempt) => {
      line.hold(null);
      if (result.kind === 'failed') line.leave();
      resolve(result);
    };
    line.hold((fault) => settle(failed(fault)));
    const signedIn = (fault: SMTPError | null) => {
      if (fault === null) settle({ kind: 'ready', line, tokenRefused: false });
      else settle(failed(fault, !renew && login !== 'none-needed' && login.kind === 'token' && fault.code === 'EAUTH'));
    };
    connection.connect((fault) => {
      if (fault !== undefined) settle(failed(fault));
      else if (login === 'none-needed') signedIn(null);
      else connection.login(credentialsOf(login), signedIn);
    });
  });
}

export const CLOSED = ownFault('ECLOSED', 'The desk is closing this way out.');

async function readLogin(read: ReadMailLogin, renew: boolean): Promise<MailLogin | SMTPError> {
  try {
    return (
      (await read({ renew })) ??
      ownFault('ELOGIN', 'Nothing is kept to sign in to the mailbox with, or it is locked away.')
    );
  } catch (cause) {
    if (cause instanceof TokenFault) return ownFault('ELOGIN', cause.message);
    // The issuer's own words may hold what it was sent; only their kind is shown.
    const kind = cause instanceof Error ? cause.name : 'unknown';
    return ownFault('ELOGIN', `A sign-in for the mailbox could not be had right now (${kind}).`);
  }
}

function credentialsOf(login: MailLogin): Parameters<SMTPConnection['login']>[0] {
  switch (login.kind) {
    case 'password':
      return { user: login.user, pass: login.password };
    case 'token': {
      const { user, accessToken } = login;
      return { user, oauth2: new XOAuth2({ user, accessToken }) };
    }
    default:
      return login satisfies never;
  }
}

function connectionTo({ account, trusted, silenceMs }: LineOptions): SMTPConnection {
  return new SMTPConnection({
    host: account.host.replace(/^\[|\]$/g, ''),
    port: account.port,
    secure: account.tls === 'implicit',
    requireTLS: account.tls === 'starttls',
    ignoreTLS: account.tls === 'none',
    allowInternalNetworkInterfaces: isLoopbackHost(account.host),
    // The machine's own name is nobody's business.
    name: '[127.0.0.1]',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs ?? SILENCE_MS,
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(trusted === undefined ? {} : { ca: [...trusted] }),
    },
  });
}
