/**
 * Reads a mailbox over IMAP: its Sent folder by Message-ID and by time, its Inbox and Junk after a cursor. It never marks, moves or
 * deletes, and what it could not read is never reported as absent.
 */
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { ArrivedPage, MailboxReader, RawMessage, Read, SentMessage } from '../ports/mailbox-reader.ts';
import { openImapConnection, type ImapOptions } from './imap-connection.ts';
import { readCursor, writeCursor } from './imap-cursor.ts';
import { makeImapIdle } from './imap-idle.ts';

export interface ImapReaderOptions extends ImapOptions {
  /** The server's place where none is given. */
  readonly name?: string;
  /** Headers under which a provider keeps the Message-ID it replaced, learnt or well known. */
  readonly originalIdHeaders?: readonly string[];
  /** The longest message that is read whole. */
  readonly mostBytes?: number;
}

/** Google's, seen where mail is sent through its SMTP relay. */
const ORIGINAL_ID_HEADERS = ['X-Google-Original-Message-ID'];
/** A returned message with its report is far smaller; a longer one is cut, and its head says what it is. */
const MOST_BYTES = 262_144;
const INBOX_PAGE = 20;
const SENT_PAGE = 500;
/** IMAP searches by day, in a zone of the server's choice. */
const DAY_MS = 86_400_000;

export function makeImapReader(options: ImapReaderOptions): MailboxReader {
  const connection = openImapConnection(options);
  const idle = makeImapIdle(options);
  /** Folders as they were opened: what a server said of one that is open already may be old. */
  const opened = new WeakSet<object>();
  const originalHeaders = options.originalIdHeaders ?? ORIGINAL_ID_HEADERS;
  const mostBytes = options.mostBytes ?? MOST_BYTES;

  /** In the folder of that use; null where the mailbox has none. */
  const inSpecial = <T>(use: SpecialUse, work: (client: ImapFlow) => Promise<T>): Promise<Read<T | null>> =>
    connection.use(async (client) => {
      const path = await pathOf(client, use);
      return path === null ? null : inFolder(client, path, work);
    });
  const inSent = <T>(work: (client: ImapFlow) => Promise<T>): Promise<Read<T | null>> => inSpecial('\\Sent', work);

  /** A page of the folder that is open, after a cursor into it. */
  async function arrivedIn(client: ImapFlow, cursor: string | null, sinceMs: number): Promise<ArrivedPage> {
    const folder = openFolder(client);
    const { uidValidity, modSeq } = folder;
    const isFresh = !opened.has(folder.box);
    opened.add(folder.box);
    const from = readCursor(cursor);
    const sameNumbers = from?.uidValidity === uidValidity;
    const seenAtMs = from?.seenAtMs ?? 0;
    if (cursor !== null && isFresh && sameNumbers && modSeq !== null && modSeq === from.modSeq)
      return { messages: [], cursor, more: false };
    const uids = sameNumbers
      ? // `n:*` always names the last message, also where its number is below n (RFC 9051, 6.4.8).
        (await search(client, { uid: `${from.uid + 1}:*` })).filter((uid) => uid > from.uid)
      : await search(client, { since: new Date((from === null ? sinceMs : seenAtMs) - DAY_MS) });
    const wanted = uids.slice(0, INBOX_PAGE);
    const messages: RawMessage[] = [];
    for (const uid of wanted) {
      const message = await readWhole(client, uid, mostBytes);
      if (message !== null) messages.push(message);
    }
    const last = wanted.at(-1);
    return {
      messages,
      cursor: writeCursor({
        uidValidity,
        uid: last ?? (sameNumbers ? from.uid : await highestUid(client)),
        seenAtMs: Math.max(from === null ? sinceMs : seenAtMs, ...messages.map(({ atMs }) => atMs)),
        modSeq: uids.length > wanted.length ? null : modSeq,
      }),
      more: uids.length > wanted.length,
    };
  }

  return {
    name: options.name ?? `${options.server.host}:${options.server.port}`,
    sentFolder: () => connection.use((client) => pathOf(client, '\\Sent')),

    where: 'the mailbox’s Sent folder',
    async findByMessageId(messageId) {
      const found = await inSent(async (client) => {
        for (const header of ['Message-ID', ...originalHeaders]) {
          if ((await search(client, { header: { [header]: messageId } })).length > 0) return true;
        }
        return false;
      });
      if (found.kind === 'fault' || found.value === null) return 'unknown';
      return found.value ? 'found' : 'absent';
    },

    sentSince(sinceMs, after) {
      return inSent(async (client) => {
        const { uidValidity } = openFolder(client);
        const from = readCursor(after);
        const afterUid = from?.uidValidity === uidValidity ? from.uid : 0;
        const uids = (await search(client, { since: new Date(sinceMs - DAY_MS) })).filter((uid) => uid > afterUid);
        const wanted = uids.slice(0, SENT_PAGE);
        const fetched = await fetchAll(client, wanted, {
          uid: true,
          internalDate: true,
          headers: ['message-id', ...originalHeaders],
        });
        const messages = fetched.map((one) => sentMessage(one, originalHeaders)).filter(({ atMs }) => atMs >= sinceMs);
        const last = wanted.at(-1);
        const next =
          last === undefined || uids.length <= SENT_PAGE ? null : writeCursor({ uidValidity, uid: last, seenAtMs: 0 });
        return { messages, next };
      });
    },

    inboxSince: (cursor, sinceMs) =>
      connection.use((client) => inFolder(client, 'INBOX', () => arrivedIn(client, cursor, sinceMs))),
    junkSince: (cursor, sinceMs) => inSpecial('\\Junk', (client) => arrivedIn(client, cursor, sinceMs)),

    readByHeader: async (folder, header, value) => {
      const read = async (client: ImapFlow): Promise<RawMessage | null> => {
        const uid = (await search(client, { header: { [header]: value } })).at(-1);
        return uid === undefined ? null : readWhole(client, uid, mostBytes);
      };
      return folder === 'sent' ? inSent(read) : connection.use((client) => inFolder(client, 'INBOX', read));
    },

    async test() {
      const read = await connection.use((client) => inFolder(client, 'INBOX', () => Promise.resolve(true)));
      return read.kind === 'read' ? null : read.words;
    },
    listen: (onNews) => idle.listen(onNews),
    async close() {
      await Promise.all([connection.close(), idle.close()]);
    },
  };
}

type SpecialUse = '\\Sent' | '\\Junk';

/** Special use first (RFC 6154), else a folder by one of its usual names in many languages; imapflow knows both. */
async function pathOf(client: ImapFlow, use: SpecialUse): Promise<string | null> {
  const folders = await client.list();
  return folders.find(({ specialUse }) => specialUse === use)?.path ?? null;
}

async function inFolder<T>(client: ImapFlow, path: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const lock = await client.getMailboxLock(path, { readOnly: true });
  try {
    // A kept connection learns of new mail here: it may have the folder open since the last time.
    await client.noop();
    return await work(client);
  } finally {
    lock.release();
  }
}

interface OpenFolder {
  /** imapflow's own record of this opening. */
  readonly box: object;
  readonly uidValidity: string;
  /** As it stands before anything is asked of the folder; null where the server counts none. */
  readonly modSeq: string | null;
}

function openFolder(client: ImapFlow): OpenFolder {
  const box = client.mailbox;
  if (box === false) throw unusable('no folder is open');
  const counts = box.noModseq !== true && box.highestModseq !== undefined;
  return { box, uidValidity: box.uidValidity.toString(), modSeq: counts ? String(box.highestModseq) : null };
}

async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<readonly number[]> {
  const found = await client.search(query, { uid: true });
  // imapflow answers a refused search with false: that is not an empty result.
  if (found === false || found === undefined) throw unusable('the search was refused');
  return [...found].sort((left, right) => left - right);
}

async function fetchAll(
  client: ImapFlow,
  uids: readonly number[],
  query: Parameters<ImapFlow['fetchAll']>[1],
): Promise<readonly FetchMessageObject[]> {
  if (uids.length === 0) return [];
  const fetched = await client.fetchAll(uids.join(','), query, { uid: true });
  return fetched.sort((left, right) => left.uid - right.uid);
}

async function highestUid(client: ImapFlow): Promise<number> {
  return (await search(client, { all: true })).at(-1) ?? 0;
}

const unusable = (words: string): Error => Object.assign(new Error(words), { code: 'InvalidResponse' });

function atMsOf({ internalDate }: FetchMessageObject): number {
  const atMs = internalDate === undefined ? NaN : new Date(internalDate).getTime();
  return Number.isFinite(atMs) && atMs >= 0 ? atMs : 0;
}

/** One by one: a page of long messages never lies in memory twice. Null where it was deleted meanwhile. */
async function readWhole(client: ImapFlow, uid: number, mostBytes: number): Promise<RawMessage | null> {
  const [one] = await fetchAll(client, [uid], {
    uid: true,
    internalDate: true,
    size: true,
    source: { maxLength: mostBytes },
  });
  if (one?.source === undefined) return null;
  return { bytes: one.source, cut: (one.size ?? 0) > mostBytes, atMs: atMsOf(one) };
}

function sentMessage(one: FetchMessageObject, originalHeaders: readonly string[]): SentMessage {
  const head = (one.headers?.toString('latin1') ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const valueOf = (name: string): string | null => {
    for (const row of head.split(/\r?\n/)) {
      const colon = row.indexOf(':');
      if (colon > 0 && row.slice(0, colon).trim().toLowerCase() === name.toLowerCase())
        return /<[^<>\s]+>/.exec(row.slice(colon + 1))?.[0] ?? null;
    }
    return null;
  };
  const originalId = originalHeaders.map(valueOf).find((id) => id !== null) ?? null;
  return { messageId: valueOf('message-id'), originalId, atMs: atMsOf(one) };
}
