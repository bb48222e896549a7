/**
 * One message over SMTP, with a mark made durable right before the end of the message is written. It must never report a message as not
 * accepted once that mark was made, and never speak in clear text to another machine.
 */
import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import { domainOf, EmailAddress, isReservedDomain } from '../../shared/domain/email-address.ts';
import type { SmtpAccount } from '../../shared/ipc/contract.ts';
import type { Envelope, TransmitOutcome, Transport } from '../ports/transport.ts';
import { asciiAddress } from './mime.ts';
import { refusalOf, shown } from './smtp-reply.ts';

export interface SmtpOptions {
  readonly account: SmtpAccount;
  /** Read at each connection; null where none is kept. */
  readonly password: () => string | null;
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

export function makeSmtpTransport(options: SmtpOptions): Transport {
  const open = new Set<SMTPConnection>();
  const { account } = options;

  const connectionTo = (): SMTPConnection => {
    const connection = new SMTPConnection({
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
      socketTimeout: options.silenceMs ?? SILENCE_MS,
      tls: {
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
        ...(options.trusted === undefined ? {} : { ca: [...options.trusted] }),
      },
    });
    open.add(connection);
    return connection;
  };

  const leave = (connection: SMTPConnection) => {
    open.delete(connection);
    connection.close();
  };

  /** Says goodbye to a server that answered; one that does not answer that is left after a moment. */
  const part = (connection: SMTPConnection) => {
    connection.once('end', () => open.delete(connection));
    connection.quit();
    setTimeout(() => leave(connection), GOODBYE_MS).unref();
  };

  /** Connects, upgrades and signs in; calls back once, with null when the server is ready for a message. */
  const signIn = (connection: SMTPConnection, done: (fault: SMTPError | null) => void): void => {
    connection.connect((connectFault) => {
      if (connectFault !== undefined) done(connectFault);
      else if (account.user === '') done(null);
      else connection.login({ user: account.user, pass: options.password() ?? '' }, (loginFault) => done(loginFault));
    });
  };

  return {
    transmit(envelope, bytes, beforeMark) {
      const unfit = whyUnfit(account, envelope);
      if (unfit !== null) return Promise.resolve(unfit);
      const connection = connectionTo();
      return new Promise<TransmitOutcome>((resolve) => {
        let settled = false;
        let stage: Stage = 'connecting';
        const settle = (outcome: TransmitOutcome) => {
          if (settled) return;
          settled = true;
          if (outcome.kind === 'accepted') part(connection);
          else leave(connection);
          resolve(outcome);
        };
        const fail = (fault: SMTPError) => settle(outcomeOf(fault, stage));
        connection.on('error', fail);
        connection.on('end', () => settle(outcomeOf(new Error('the connection was closed'), stage)));

        signIn(connection, (fault) => {
          if (fault !== null) {
            fail(fault);
            return;
          }
          if (settled) return;
          stage = 'offered';
          const source = markedSource(connection, bytes, {
            mayMark: () => !settled,
            beforeMark,
            marked: () => (stage = 'marked'),
          });
          const to = asciiAddress(envelope.to);
          connection.send(
            { from: asciiAddress(envelope.from), to: [to], size: bytes.length },
            source,
            (sendFault, info) => {
              if (sendFault !== null) fail(sendFault);
              else if (stage !== 'marked')
                settle({ kind: 'not-accepted', reason: 'the server answered before the message was complete' });
              else settle({ kind: 'accepted', reply: shown(info.response), serverAtMs: null });
            },
          );
        });
      });
    },

    test() {
      if (account.tls === 'none' && !isLoopbackHost(account.host)) return Promise.resolve(CLEAR_TEXT);
      const connection = connectionTo();
      return new Promise<string | null>((resolve) => {
        const finish = (words: string | null) => {
          connection.removeAllListeners('end');
          leave(connection);
          resolve(words);
        };
        connection.on('error', (fault: SMTPError) => finish(wordsFor(fault)));
        connection.on('end', () => finish('The server closed the connection.'));
        signIn(connection, (fault) => finish(fault === null ? null : wordsFor(fault)));
      });
    },

    close() {
      // Each message in flight ends by the stage it had reached.
      for (const { _socket: socket } of [...open]) if (socket) socket.destroy(new Error('the desk is closing'));
      return Promise.resolve();
    },
  };
}

type Stage = 'connecting' | 'offered' | 'marked';

const CLEAR_TEXT = 'Without TLS only a server on this computer may be used.';

/** What must hold before a connection is even opened. */
function whyUnfit(account: SmtpAccount, envelope: Envelope): TransmitOutcome | null {
  const refuse = (reply: string): TransmitOutcome => ({
    kind: 'refused-permanently',
    reply,
    code: 550,
    pausesMailbox: false,
  });
  if (!EmailAddress.safeParse(envelope.to).success) return refuse('The recipient is not exactly one address.');
  if (!EmailAddress.safeParse(envelope.from).success) return refuse('The sender is not exactly one address.');
  if (isLoopbackHost(account.host)) return null;
  if (account.tls === 'none') return refuse(CLEAR_TEXT);
  if (isReservedDomain(domainOf(envelope.to)))
    return refuse('Invented addresses (.example, .test) never leave this computer.');
  return null;
}

/**
 * Gives the bytes, and is asked for more only after the server said 354. Before it ends, and with that the final dot is written, the mark is
 * made; it waits until the bytes have left this process, so that a connection already known to be cut stays on the safe side.
 */
function markedSource(
  connection: SMTPConnection,
  bytes: Uint8Array,
  mark: { mayMark(): boolean; beforeMark(): void; marked(): void },
): Readable {
  let at = 0;
  let ending = false;
  const source = new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      if (at < bytes.length) {
        const chunk = bytes.subarray(at, at + CHUNK_BYTES);
        at += chunk.length;
        this.push(chunk);
      } else if (!ending) {
        ending = true;
        endWhenFlushed();
      }
    },
  });
  const endWhenFlushed = (): void => {
    const socket = connection._socket;
    if (source.destroyed) return;
    if (!mark.mayMark() || !socket || socket.destroyed) {
      source.destroy(new Error('the connection was lost before the end of the message'));
    } else if (source.readableLength > 0 || socket.writableLength > 0) {
      setTimeout(endWhenFlushed, FLUSH_POLL_MS);
    } else {
      // One more turn of the loop: a cut that has already arrived is read first.
      setImmediate(() => {
        if (source.destroyed) return;
        if (!mark.mayMark() || socket.destroyed)
          return void source.destroy(new Error('the connection was lost before the end of the message'));
        try {
          mark.beforeMark();
        } catch (cause) {
          source.destroy(cause instanceof Error ? cause : new Error('the mark could not be made', { cause }));
          return;
        }
        mark.marked();
        source.push(null);
      });
    }
  };
  return source;
}

const CHUNK_BYTES = 16_384;
const FLUSH_POLL_MS = 5;

/** What a fault means, by how far the message had come. */
function outcomeOf(fault: SMTPError, stage: Stage): TransmitOutcome {
  const answered =
    typeof fault.responseCode === 'number' ? refusalOf(fault.responseCode, fault.response ?? fault.message) : null;
  switch (stage) {
    case 'marked':
      // Only an answer to the message itself says that it was not taken.
      return answered ?? { kind: 'uncertain', reason: wordsFor(fault) };
    case 'offered':
      return answered ?? { kind: 'not-accepted', reason: wordsFor(fault) };
    case 'connecting':
      // A refused password or greeting is about the account, never about this message.
      if (answered?.kind === 'refused-permanently' && fault.code === 'EAUTH') {
        return { kind: 'refused-temporarily', code: answered.code, reply: wordsFor(fault), pausesMailbox: true };
      }
      return { kind: 'not-accepted', reason: wordsFor(fault), unreachable: true };
    default:
      return stage satisfies never;
  }
}

/** What is wrong, for the person who set the account up. */
function wordsFor(fault: SMTPError): string {
  const cause = fault.originalCode ?? fault.code ?? '';
  const detail = shown(fault.response ?? fault.message);
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
