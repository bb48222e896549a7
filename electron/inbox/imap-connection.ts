/**
 * One IMAP connection a mailbox, opened when it is needed and used again. It never speaks in clear text to another machine, never
 * changes a message, and every fault comes back classified.
 */
import { ImapFlow } from 'imapflow';
import type { MailServer } from '../../shared/domain/mail-account.ts';
import type { MailLogin, ReadMailLogin } from '../ports/mail-login.ts';
import type { Read } from '../ports/mailbox-reader.ts';
import { CLEAR_TEXT, NO_LOGIN, noToken, readFaultOf, wasDisconnected } from './imap-fault.ts';

export interface ImapOptions {
  readonly server: MailServer;
  readonly login: ReadMailLogin;
  /** Certificates to trust beside the system's own, PEM. */
  readonly trusted?: readonly string[];
  /** How long nothing may come from the server. */
  readonly silenceMs?: number;
  /** How long one IDLE lasts before it is begun anew. */
  readonly renewIdleMs?: number;
}

export interface ImapConnection {
  /** Runs `work` on a signed-in connection, one at a time; on a fresh one where the kept one turned out to be gone. */
  use<T>(work: (client: ImapFlow) => Promise<T>): Promise<Read<T>>;
  close(): Promise<void>;
}

const CONNECT_MS = 20_000;
const SILENCE_MS = 60_000;
/** Far above any page that is asked for; a server that sends more is cut off. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Hosts that are this machine itself, where clear text is seen by nobody else. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

const CLOSED = Object.assign(new Error('the connection is closed'), { code: 'NoConnection' });

export function openImapConnection(options: ImapOptions): ImapConnection {
  const { server } = options;
  let kept: ImapFlow | null = null;
  const open = new Set<ImapFlow>();
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;
  const isClosed = (): boolean => closed;

  const connect = async (login: MailLogin): Promise<ImapFlow> => {
    const client = new ImapFlow({
      host: server.host.replace(/^\[|\]$/g, ''),
      port: server.port,
      secure: server.tls === 'implicit',
      doSTARTTLS: server.tls === 'starttls',
      auth:
        login.kind === 'password'
          ? { user: login.user, pass: login.password }
          : { user: login.user, accessToken: login.accessToken },
      // What is read and written holds addresses and secrets.
      logger: false,
      disableAutoIdle: true,
      ...(options.renewIdleMs === undefined ? {} : { maxIdleTime: options.renewIdleMs }),
      disableCompression: true,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: options.silenceMs ?? SILENCE_MS,
      maxLiteralSize: MOST_BYTES,
      maxResponseSize: MOST_BYTES + 65_536,
      tls: {
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
        ...(options.trusted === undefined ? {} : { ca: [...options.trusted] }),
      },
    });
    open.add(client);
    const forget = (): void => {
      open.delete(client);
      if (kept === client) kept = null;
    };
    client.on('error', forget);
    client.on('close', forget);
    try {
      await client.connect();
    } catch (cause) {
      client.close();
      open.delete(client);
      throw cause;
    }
    return client;
  };

  /** Signs in; a refused token is renewed once, because it may have been taken back before its time. */
  const signIn = async (): Promise<Read<ImapFlow>> => {
    if (server.tls === 'none' && !isLoopbackHost(server.host)) return CLEAR_TEXT;
    for (const renew of [false, true]) {
      let login: MailLogin | null;
      try {
        login = await options.login({ renew });
      } catch (cause) {
        return noToken(cause);
      }
      if (login === null) return NO_LOGIN;
      try {
        return { kind: 'read', value: await connect(login) };
      } catch (cause) {
        const fault = readFaultOf(cause);
        if (fault.fault !== 'refused' || login.kind !== 'token' || renew) return fault;
      }
    }
    return NO_LOGIN;
  };

  const attempt = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<Read<T>> => {
    for (;;) {
      if (isClosed()) return readFaultOf(CLOSED);
      const reused = kept !== null && kept.usable ? kept : null;
      const opened: Read<ImapFlow> = reused === null ? await signIn() : { kind: 'read', value: reused };
      if (opened.kind === 'fault') return opened;
      const client = opened.value;
      if (isClosed()) {
        client.close();
        return readFaultOf(CLOSED);
      }
      kept = client;
      try {
        return { kind: 'read', value: await work(client) };
      } catch (cause) {
        // After a fault nobody knows what the server will answer next.
        kept = null;
        client.close();
        // Only a kept connection may have been dropped while nobody used it; a new one that drops is a fault.
        if (reused === null || !wasDisconnected(cause)) return readFaultOf(cause);
      }
    }
  };

  return {
    use(work) {
      const turn = queue.then(() => attempt(work));
      queue = turn;
      return turn;
    },
    async close() {
      closed = true;
      for (const client of [...open]) client.close();
      await queue;
    },
  };
}
