/** Real IMAP servers for tests: a small whole one whose folders a test fills, and one that misbehaves on purpose. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { onTestFinished } from 'vitest';

export interface Filed {
  readonly raw: string;
  readonly atMs?: number;
}

export interface FolderWish {
  readonly messages?: readonly Filed[];
  readonly specialUse?: string;
  readonly uidValidity?: number;
}

export interface ImapServer {
  readonly port: number;
  /** Files one more message, as a mail server would. */
  file(folder: string, raw: string, atMs?: number): void;
  /** Gives a folder a new UIDVALIDITY and numbers its messages anew. */
  renumber(folder: string, uidValidity: number): void;
  /** Every command line that came in, in order. */
  readonly commands: string[];
  /** Connections that were ever made. */
  connections(): number;
  /** Cuts every open connection. */
  cut(): void;
  stop(): Promise<void>;
}

export interface ImapWish {
  readonly folders?: Readonly<Record<string, FolderWish>>;
  readonly users?: Readonly<Record<string, { readonly password?: string; readonly accessToken?: string }>>;
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly plugins?: readonly string[];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');
/** IMAP's own form of a time. */
function internalDate(atMs: number): string {
  const at = new Date(atMs);
  return `${two(at.getUTCDate())}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

const crlf = (raw: string) => raw.replace(/\r?\n/g, '\r\n');

export async function startImap(wish: ImapWish = {}): Promise<ImapServer> {
  const stored = (folder: FolderWish) => ({
    ...(folder.specialUse === undefined ? {} : { 'special-use': folder.specialUse }),
    ...(folder.uidValidity === undefined ? {} : { uidvalidity: folder.uidValidity }),
    messages: (folder.messages ?? []).map(({ raw, atMs }) => ({
      raw: crlf(raw),
      ...(atMs === undefined ? {} : { internaldate: internalDate(atMs) }),
    })),
  });
  const { INBOX = {}, ...others } = wish.folders ?? { Sent: { specialUse: '\\Sent' } };
  const users = wish.users ?? { sam: { password: 'open sesame' } };
  const server = hoodiecrow({
    plugins: [...(wish.plugins ?? ['SPECIAL-USE', 'SASL-IR', 'XOAUTH2', 'LITERALPLUS'])],
    secureConnection: wish.tls !== undefined,
    ...(wish.tls === undefined ? {} : { credentials: wish.tls }),
    users: Object.fromEntries(
      Object.entries(users).map(([name, { password, accessToken }]) => [
        name,
        { password, ...(accessToken === undefined ? {} : { xoauth2: { accessToken, sessionTimeout: 3_600_000 } }) },
      ]),
    ),
    storage: {
      INBOX: stored(INBOX),
      '': {
        separator: '/',
        folders: Object.fromEntries(Object.entries(others).map(([name, each]) => [name, stored(each)])),
      },
    },
  });
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  let connections = 0;
  server.server.on(wish.tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => commands.push(...chunk.toString('latin1').split('\r\n').filter(Boolean)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  onTestFinished(stop);
  return {
    port: (server.server.address() as AddressInfo).port,
    commands,
    connections: () => connections,
    file(folder, raw, atMs) {
      server.appendMessage(
        server.getMailbox(folder),
        [],
        atMs === undefined ? undefined : internalDate(atMs),
        crlf(raw),
      );
    },
    renumber(folder, uidValidity) {
      const box = server.getMailbox(folder);
      box.uidvalidity = uidValidity;
      box.messages.forEach((message, at) => (message.uid = at + 1));
      box.uidnext = box.messages.length + 1;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    stop,
  };
}

/** Answers each line as `answer` says; null is silence. */
export async function startScriptedImap(
  greeting: string | null,
  answer: (line: string, tag: string) => string | null,
): Promise<{ readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (greeting !== null) socket.write(`${greeting}\r\n`);
    let buffered = '';
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        const said = answer(line, line.split(' ')[0] ?? '');
        if (said !== null) socket.write(`${said}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return { port: (server.address() as AddressInfo).port };
}
