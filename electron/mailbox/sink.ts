/**
 * The embedded mailbox: an SMTP server on this computer's loopback that keeps each mail as an `.eml` file. It takes only invented domains,
 * it never passes anything on, and it answers 250 only once the file is durable.
 */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';
import { domainOf, EmailAddress, isReservedDomain } from '../../shared/domain/email-address.ts';
import type { Random } from '../ports/random.ts';
import type { SentLookup } from '../ports/transport.ts';

export interface Sink extends SentLookup {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The mail as it was taken, or null where there is none. */
  readEml(messageId: string): Promise<string | null>;
  /** Every file with this Message-ID, in the order they came; more than one means a duplicate. */
  filesOf(messageId: string): readonly string[];
  /** How many mails were taken in all. */
  count(): number;
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
  let taken = [...index.values()].reduce((sum, names) => sum + names.length, 0);

  async function keep(bytes: Buffer): Promise<void> {
    const name = `${random.uuid()}.eml`;
    await writeDurably(folder, name, bytes);
    note(index, messageIdOf(bytes), name);
    taken += 1;
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
    findByMessageId: (messageId) => Promise.resolve(index.has(messageId) ? 'found' : 'absent'),
    async readEml(messageId) {
      const first = index.get(messageId)?.[0];
      return first === undefined ? null : readFile(join(folder, first), 'utf8');
    },
    filesOf: (messageId) => index.get(messageId) ?? [],
    count: () => taken,
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

/** The header's value, or an empty text where the mail has none. */
function messageIdOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
  return /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '';
}

function note(index: Map<string, string[]>, messageId: string, name: string): void {
  if (messageId === '') return;
  const names = index.get(messageId);
  if (names === undefined) index.set(messageId, [name]);
  else names.push(name);
}

async function readIndex(folder: string): Promise<Map<string, string[]>> {
  const index = new Map<string, string[]>();
  for (const name of (await readdir(folder)).sort()) {
    // A file that a crash left half written was never answered for.
    if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
    if (name.endsWith('.eml')) note(index, messageIdOf(await readFile(join(folder, name))), name);
  }
  return index;
}

async function writeDurably(folder: string, name: string, bytes: Buffer): Promise<void> {
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
