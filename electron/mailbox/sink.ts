/**
 * The embedded mailbox: an SMTP server on this computer's loopback that keeps each mail as an `.eml` file, and an Inbox folder for each
 * address. It takes only invented domains, it never passes anything on, and it answers 250 only once the file is durable.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';
import { domainOf, EmailAddress, isReservedDomain } from '../../shared/domain/email-address.ts';
import type { Authentication } from '../../shared/domain/mailbox-world.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { SentFolderMail } from '../ports/mailbox-ledger.ts';
import type { Random } from '../ports/random.ts';
import type { SentLookup } from '../ports/transport.ts';
import { fixtureAuthentication } from './fixture-dns.ts';
import { readSentBefore } from './sent-before.ts';

/** A mail that was taken, by its head. */
export interface TakenMail {
  readonly messageId: string | null;
  /** The bare address, in lower case. */
  readonly from: string;
  readonly to: string;
  /** It carries List-Unsubscribe: the first touches and follow-ups do, answers in a live thread don't. */
  readonly isCold: boolean;
  /** Its Date; 0 where it has none. */
  readonly atMs: number;
}

export interface Sink extends SentLookup {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The mail as it was taken, or null where there is none. */
  readEml(messageId: string): Promise<string | null>;
  /** Every file with this Message-ID, in the order they came; more than one means a duplicate. */
  filesOf(messageId: string): readonly string[];
  /** How many mails were taken in all. */
  count(): number;
  /** What this mailbox sent since then: the mails that were taken from its address, and what it had sent before the desk began. */
  sentSince(mailbox: Pick<Person['mailbox'], 'id' | 'address'>, sinceMs: number): readonly SentFolderMail[];
  /** Every mail that was taken, those of earlier runs included, in the order they came. */
  taken(): readonly TakenMail[];
  /** Calls back after each mail that was taken; the returned function ends it. */
  onTaken(listener: () => void): () => void;
  /** The folder where mail to this address arrives as `.eml` files; it may not be there yet. */
  inboxOf(address: string): string;
  /** Files a mail into that folder, whole or not at all. False where a file of this name is there already. */
  deliver(address: string, name: string, bytes: Uint8Array): Promise<boolean>;
  /** What the fixture DNS says of the invented domains; simulated, and labelled so. */
  authentication(nowMs: number): Authentication;
  close(): Promise<void>;
}

/** Far above any message the desk can make; an import of attachments is not its job. */
const MAX_BYTES = 25 * 1024 * 1024;
/** A mail on its way in when the desk closes gets this long to end. */
const CLOSE_MS = 500;

/** Starts on a free port; what earlier runs kept in `dir` is found again. */
export async function startSink({ dir, random }: { readonly dir: string; readonly random: Random }): Promise<Sink> {
  const folder = join(dir, 'sent');
  await mkdir(folder, { recursive: true });
  const index = await readIndex(folder);
  const before = await readSentBefore(dir);
  const listeners = new Set<() => void>();
  const inboxOf = (address: string): string => join(dir, 'inbox', folderNameOf(address));

  async function keep(bytes: Buffer): Promise<void> {
    const name = `${random.uuid()}.eml`;
    await writeDurably(folder, name, bytes);
    note(index, headOf(bytes), name);
    for (const listener of listeners) listener();
  }

  const server = new SMTPServer({
    banner: 'Countersign keeps this mail on this computer',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    closeTimeout: CLOSE_MS,
    onRcptTo(address: SMTPServerAddress, _session, done) {
      done(whyNotTaken(address.address));
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on('error', (cause: Error) => done(cause));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(reply(552, '5.3.4 the message is too large'));
          return;
        }
        keep(Buffer.concat(chunks)).then(
          () => done(null, 'kept'),
          () => done(reply(451, '4.3.0 the mail could not be written to disk')),
        );
      });
    },
  });
  const listening = await listen(server);
  // A client that hangs up is its own affair; the server goes on.
  server.on('error', () => undefined);

  return {
    host: '127.0.0.1',
    port: (listening.address() as AddressInfo).port,
    where: 'the mailbox on this computer',
    findByMessageId: (messageId) => Promise.resolve(index.names.has(messageId) ? 'found' : 'absent'),
    async readEml(messageId) {
      const first = index.names.get(messageId)?.[0];
      return first === undefined ? null : readFile(join(folder, first), 'utf8');
    },
    filesOf: (messageId) => index.names.get(messageId) ?? [],
    count: () => index.mails.length,
    sentSince: (mailbox, sinceMs) =>
      [
        ...before.filter(({ mailboxId }) => mailboxId === mailbox.id),
        ...index.mails.filter(({ from }) => from === mailbox.address.toLowerCase()),
      ]
        .filter(({ atMs }) => atMs >= sinceMs)
        .map(({ messageId, atMs }) => ({ messageId, atMs })),
    taken: () => index.mails,
    onTaken(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    inboxOf,
    async deliver(address, name, bytes) {
      const inbox = inboxOf(address);
      await mkdir(inbox, { recursive: true });
      if ((await readdir(inbox)).includes(name)) return false;
      // A crash may have left the beginning of it.
      await rm(join(inbox, `${name}.part`), { force: true });
      await writeDurably(inbox, name, bytes);
      return true;
    },
    authentication: fixtureAuthentication,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

function listen(server: SMTPServer): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const started = server.listen(0, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve(started);
    });
  });
}

function whyNotTaken(address: string): Error | null {
  if (!EmailAddress.safeParse(address).success) return reply(553, '5.1.3 not exactly one address');
  if (!isReservedDomain(domainOf(address)))
    return reply(550, '5.7.1 only invented domains (.example, .test) are taken here');
  return null;
}

function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

interface Index {
  /** Files by Message-ID. */
  readonly names: Map<string, string[]>;
  readonly mails: TakenMail[];
}

/** An address as a folder's name: what a path could read as something else is no part of it. */
const folderNameOf = (address: string): string => address.toLowerCase().replace(/[^a-z0-9@.+_-]/g, '_');

const bareAddress = (value: string): string => (/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value).trim().toLowerCase();

/** What is known of a mail without reading it again. */
function headOf(bytes: Buffer): TakenMail {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
  const from = /^from:\s*(.*)$/im.exec(head)?.[1] ?? '';
  const atMs = Date.parse(/^date:\s*(.*)$/im.exec(head)?.[1] ?? '');
  return {
    messageId: /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? null,
    from: bareAddress(from),
    to: bareAddress(/^to:\s*(.*)$/im.exec(head)?.[1] ?? ''),
    isCold: /^list-unsubscribe:/im.test(head),
    // A mail without a date is as old as can be: it counts for no day.
    atMs: Number.isNaN(atMs) ? 0 : atMs,
  };
}

function note(index: Index, head: TakenMail, name: string): void {
  index.mails.push(head);
  if (head.messageId === null) return;
  const names = index.names.get(head.messageId);
  if (names === undefined) index.names.set(head.messageId, [name]);
  else names.push(name);
}

async function readIndex(folder: string): Promise<Index> {
  const index: Index = { names: new Map(), mails: [] };
  const found: { readonly name: string; readonly writtenMs: number }[] = [];
  for (const name of await readdir(folder)) {
    // A file that a crash left half written was never answered for.
    if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
    if (name.endsWith('.eml')) found.push({ name, writtenMs: (await stat(join(folder, name))).mtimeMs });
  }
  found.sort((one, other) => one.writtenMs - other.writtenMs || (one.name < other.name ? -1 : 1));
  for (const { name } of found) note(index, headOf(await readFile(join(folder, name))), name);
  return index;
}

async function writeDurably(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const beside = join(folder, `${name}.part`);
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, join(folder, name));
  // A folder can't be opened for syncing on Windows; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
