/**
 * A mailbox that is a folder of `.eml` files: the demo's, and a test's. It reads whole files only, which come into the folder by being
 * renamed in place, and it never writes, marks or deletes one.
 */
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MailboxReader, RawMessage, Read, ReadFault, SentMessage } from '../ports/mailbox-reader.ts';
import type { SentLookup } from '../ports/transport.ts';

export interface EmlFolderOptions {
  readonly dir: string;
  /** Tells this folder from another: where reading goes on belongs to it. */
  readonly name: string;
  /** What this mailbox sent, as whoever keeps it knows. */
  readonly sent: Required<SentLookup> & { since(sinceMs: number): readonly SentMessage[] };
  /** The longest message that is read whole. */
  readonly mostBytes?: number;
}

const MOST_BYTES = 262_144;
const PAGE = 20;

/** The names that were read, of those that are still there: a file is read once, whatever its name or date, and none is skipped. */
const Cursor = z.object({ formatVersion: z.literal(1), read: z.array(z.string()) });

export function makeEmlFolderReader({ dir, name, sent, mostBytes = MOST_BYTES }: EmlFolderOptions): MailboxReader {
  /** Ends the listening under way. */
  const endings = new Set<() => void>();
  let closed = false;
  const isClosed = (): boolean => closed;

  /** In the order of their names, which begin with their time where this desk wrote them. */
  const names = async (): Promise<readonly string[]> => {
    await mkdir(dir, { recursive: true });
    return (await readdir(dir)).filter((file) => file.endsWith('.eml') && !file.startsWith('.')).sort();
  };

  const readOne = async (file: string): Promise<RawMessage> => {
    const path = join(dir, file);
    const bytes = await readFile(path);
    const head = headOf(bytes);
    const dateMs = Date.parse(/^date:\s*(.*)$/im.exec(head)?.[1] ?? '');
    return {
      bytes: bytes.subarray(0, mostBytes),
      cut: bytes.length > mostBytes,
      // A file's own time is when it came to this disk, which a copy or a restored folder changes.
      atMs: Number.isNaN(dateMs) ? Math.round((await stat(path)).mtimeMs) : dateMs,
    };
  };

  return {
    name,
    where: sent.where,
    findByMessageId: (messageId) => sent.findByMessageId(messageId),
    sentFolder: () => Promise.resolve({ kind: 'read', value: sent.where }),
    sentSince: (sinceMs) => Promise.resolve({ kind: 'read', value: { messages: sent.since(sinceMs), next: null } }),

    inboxSince: (cursor, sinceMs) =>
      reading(async () => {
        const read = new Set(readNames(cursor));
        const there = await names();
        const unread = there.filter((file) => !read.has(file));
        const page = unread.slice(0, PAGE);
        const messages: RawMessage[] = [];
        for (const file of page) messages.push(await readOne(file));
        const known = new Set([...page, ...there.filter((file) => read.has(file))]);
        return {
          messages: cursor === null ? messages.filter(({ atMs }) => atMs >= sinceMs) : messages,
          cursor: JSON.stringify({ formatVersion: 1, read: [...known].sort() }),
          more: unread.length > page.length,
        };
      }),

    junkSince: () => Promise.resolve({ kind: 'read', value: null }),

    readByHeader: (folder, header, value) =>
      reading(async () => {
        if (folder === 'sent') return null;
        for (const file of await names()) {
          const message = await readOne(file);
          if (valueOf(headOf(message.bytes), header) === value) return message;
        }
        return null;
      }),

    async listen(onNews): Promise<Read<'ended' | 'not-offered'>> {
      const opened = await reading(async () => {
        if (isClosed()) return null;
        await mkdir(dir, { recursive: true });
        return isClosed() ? null : watch(dir, { persistent: false });
      });
      if (opened.kind === 'fault') return opened;
      const watcher = opened.value;
      if (watcher === null) return { kind: 'read', value: 'ended' };
      return new Promise((resolve) => {
        const end = (): void => {
          endings.delete(end);
          watcher.close();
          resolve({ kind: 'read', value: 'ended' });
        };
        endings.add(end);
        watcher.on('error', end);
        watcher.on('change', (_kind, file) => {
          if (String(file).endsWith('.eml')) onNews();
        });
        // What came between the last look and this moment was announced to nobody.
        onNews();
      });
    },

    async test() {
      const read = await reading(names);
      return read.kind === 'read' ? null : read.words;
    },
    close() {
      closed = true;
      for (const end of [...endings]) end();
      return Promise.resolve();
    },
  };
}

/** A folder that can't be read is told, never taken as empty. */
async function reading<T>(work: () => Promise<T>): Promise<Read<T>> {
  try {
    return { kind: 'read', value: await work() };
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause;
    return faultOf(String(cause.code));
  }
}

const faultOf = (code: string): ReadFault => ({
  kind: 'fault',
  fault: 'unreachable',
  retryable: true,
  words: `The mailbox’s folder on this computer can’t be read (${code}); it is tried again by itself.`,
});

function readNames(cursor: string | null): readonly string[] {
  if (cursor === null) return [];
  try {
    return Cursor.safeParse(JSON.parse(cursor)).data?.read ?? [];
  } catch {
    // A cursor that can't be read starts over: what was read comes again and acts once.
    return [];
  }
}

function headOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  return text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ');
}

function valueOf(head: string, header: string): string | null {
  for (const row of head.split(/\r?\n/)) {
    const colon = row.indexOf(':');
    if (colon > 0 && row.slice(0, colon).trim().toLowerCase() === header.toLowerCase())
      return row.slice(colon + 1).trim();
  }
  return null;
}
