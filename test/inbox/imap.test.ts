/** Reading a mailbox over IMAP: what is found, what comes after a cursor, and what a fault is called; never "absent" for "could not look". */
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeImapReader, type ImapReaderOptions } from '../../electron/inbox/imap.ts';
import type { MailLogin } from '../../electron/ports/mail-login.ts';
import type { MailboxReader, Read } from '../../electron/ports/mailbox-reader.ts';
import { makeCertificate } from '../send/smtp-servers.ts';
import { startImap, startScriptedImap } from './imap-servers.ts';

// Real servers on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 25, 12);
const PASSWORD: MailLogin = { kind: 'password', user: 'sam', password: 'open sesame' };

function readerAt(port: number, change: Partial<ImapReaderOptions> = {}): MailboxReader {
  const reader = makeImapReader({
    server: { host: '127.0.0.1', port, tls: 'none' },
    login: () => Promise.resolve(PASSWORD),
    silenceMs: 5_000,
    ...change,
  });
  onTestFinished(() => reader.close());
  return reader;
}

function value<T>(read: Read<T>): T {
  if (read.kind === 'fault') throw new Error(`${read.fault}: ${read.words}`);
  return read.value;
}

const mail = (id: string, headers = '', text = 'Hello.') =>
  `From: sam@ourco.example\nTo: dana@firm.example\nSubject: one\nMessage-ID: ${id}\n${headers}\n${text}\n`;

const subjects = (read: Awaited<ReturnType<MailboxReader['inboxSince']>>) =>
  value(read).messages.map(({ bytes }) => /^Message-ID: <(.*)@/im.exec(Buffer.from(bytes).toString('latin1'))?.[1]);

describe('the Sent folder', () => {
  it('is found by its special use, whatever its name', async () => {
    const { port } = await startImap({ folders: { Elküldve: {}, 'Weird name': { specialUse: '\\Sent' } } });
    expect(value(await readerAt(port).sentFolder())).toBe('Weird name');
  });

  it.each(['Sent', 'Sent Items', 'Gesendet', 'Enviados', 'Posta inviata'])(
    'is found by its usual name: %s',
    async (name) => {
      const { port } = await startImap({ plugins: [], folders: { Drafts: {}, [name]: {} } });
      expect(value(await readerAt(port).sentFolder())).toBe(name);
    },
  );

  it('may not be there: then nothing is known of a message, and none is listed', async () => {
    const { port } = await startImap({ plugins: [], folders: { Notes: {} } });
    const reader = readerAt(port);
    expect(value(await reader.sentFolder())).toBeNull();
    expect(await reader.findByMessageId('<a@ourco.example>')).toBe('unknown');
    expect(value(await reader.sentSince(0, null))).toBeNull();
  });

  it('has a message by its Message-ID, or by the header that keeps the replaced one', async () => {
    const { port } = await startImap({
      folders: {
        Sent: {
          specialUse: '\\Sent',
          messages: [
            { raw: mail('<one@ourco.example>') },
            { raw: mail('<made-by@provider.example>', 'X-Google-Original-Message-ID: <two@ourco.example>\n') },
            { raw: mail('<made-too@provider.example>', 'X-Our-Relay-Id: <three@ourco.example>\n') },
          ],
        },
      },
    });
    const reader = readerAt(port);
    expect(await reader.findByMessageId('<one@ourco.example>')).toBe('found');
    expect(await reader.findByMessageId('<two@ourco.example>')).toBe('found');
    expect(await reader.findByMessageId('<three@ourco.example>')).toBe('absent');
    expect(await reader.findByMessageId('<four@ourco.example>')).toBe('absent');
    const calibrated = readerAt(port, { originalIdHeaders: ['X-Our-Relay-Id'] });
    expect(await calibrated.findByMessageId('<three@ourco.example>')).toBe('found');
  });

  it('is listed since a time by its headers only, page by page', async () => {
    const messages = Array.from({ length: 501 }, (_, at) => ({ raw: mail(`<m${at}@ourco.example>`), atMs: NOW - DAY }));
    const { port, commands } = await startImap({
      folders: {
        Sent: {
          specialUse: '\\Sent',
          messages: [{ raw: mail('<old@ourco.example>'), atMs: NOW - 9 * DAY }, ...messages],
        },
      },
    });
    const reader = readerAt(port);
    const first = value(await reader.sentSince(NOW - 2 * DAY, null));
    expect(first?.messages).toHaveLength(500);
    expect(first?.messages[0]).toEqual({ messageId: '<m0@ourco.example>', originalId: null, atMs: NOW - DAY });
    const second = value(await reader.sentSince(NOW - 2 * DAY, first?.next ?? null));
    expect(second).toMatchObject({ messages: [{ messageId: '<m500@ourco.example>' }], next: null });
    expect(commands.filter((line) => /BODY(?:\.PEEK)?\[\]/.test(line))).toEqual([]);
  });
});

describe('Junk', () => {
  it('is found by its special use or its name; a mailbox without one has none', async () => {
    const junk = { messages: [{ raw: mail('<j1@x.example>'), atMs: NOW }] };
    for (const folders of [{ 'Weird name': { ...junk, specialUse: '\\Junk' } }, { Spam: junk }]) {
      const { port } = await startImap({ ...('Spam' in folders ? { plugins: [] } : {}), folders });
      const page = value(await readerAt(port).junkSince(null, NOW - DAY));
      expect(page?.messages).toHaveLength(1);
      expect(value(await readerAt(port).junkSince(page?.cursor ?? null, 0))?.messages).toEqual([]);
    }
    const { port } = await startImap({ folders: { Sent: { specialUse: '\\Sent' } } });
    expect(value(await readerAt(port).junkSince(null, 0))).toBeNull();
  });
});

describe('the Inbox', () => {
  it('is read once, then only what is new; a kept connection sees it', async () => {
    const server = await startImap({
      folders: {
        INBOX: {
          messages: [
            { raw: mail('<ancient@x.example>'), atMs: NOW - 90 * DAY },
            { raw: mail('<one@x.example>'), atMs: NOW },
          ],
        },
      },
    });
    const reader = readerAt(server.port);
    const first = await reader.inboxSince(null, NOW - 30 * DAY);
    expect(subjects(first)).toEqual(['one']);
    const again = await reader.inboxSince(value(first).cursor, 0);
    expect(value(again)).toMatchObject({ messages: [], more: false });
    server.file('INBOX', mail('<two@x.example>'), NOW + 1_000);
    const third = await reader.inboxSince(value(again).cursor, 0);
    expect(subjects(third)).toEqual(['two']);
    expect(value(third).messages[0]?.atMs).toBe(NOW + 1_000);
    expect(server.connections()).toBe(1);
    expect(server.commands.join('\n')).not.toMatch(/STORE|EXPUNGE|MOVE|SELECT INBOX/);
  });

  it('comes in pages, in order, none left out', async () => {
    const { port } = await startImap({
      folders: {
        INBOX: { messages: Array.from({ length: 45 }, (_, at) => ({ raw: mail(`<m${at}@x.example>`), atMs: NOW })) },
      },
    });
    const reader = readerAt(port);
    const seen: (string | undefined)[] = [];
    let cursor: string | null = null;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const page: Awaited<ReturnType<MailboxReader['inboxSince']>> = await reader.inboxSince(cursor, NOW - DAY);
      seen.push(...subjects(page));
      ({ cursor, more } = value(page));
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(Array.from({ length: 45 }, (_, at) => `m${at}`));
  });

  it('numbered anew comes again from the last known time on, and is never skipped', async () => {
    const server = await startImap({
      folders: {
        INBOX: {
          uidValidity: 7,
          messages: [
            { raw: mail('<old@x.example>'), atMs: NOW - 40 * DAY },
            { raw: mail('<one@x.example>'), atMs: NOW },
          ],
        },
      },
    });
    const first = await readerAt(server.port).inboxSince(null, NOW - DAY);
    server.file('INBOX', mail('<two@x.example>'), NOW + 60_000);
    server.renumber('INBOX', 8);
    const second = await readerAt(server.port).inboxSince(value(first).cursor, 0);
    expect(subjects(second)).toEqual(['one', 'two']);
  });

  it('is read from the start time where the cursor can’t be read', async () => {
    const { port } = await startImap({
      folders: { INBOX: { messages: [{ raw: mail('<one@x.example>'), atMs: NOW }] } },
    });
    expect(subjects(await readerAt(port).inboxSince('{"uid":"?"', NOW - DAY))).toEqual(['one']);
  });

  it('gives the head of a message that is too long, and says that it was cut', async () => {
    const { port } = await startImap({
      folders: { INBOX: { messages: [{ raw: mail('<one@x.example>', '', 'x'.repeat(5_000)), atMs: NOW }] } },
    });
    const page = value(await readerAt(port, { mostBytes: 1_000 }).inboxSince(null, NOW - DAY));
    expect(page.messages[0]?.cut).toBe(true);
    expect(page.messages[0]?.bytes.length).toBe(1_000);
  });
});

describe('signing in', () => {
  const bearer = (accessToken: string): MailLogin => ({ kind: 'token', user: 'sam', accessToken });

  it('uses a token, and renews it once where the server refused it', async () => {
    const { port } = await startImap({ users: { sam: { accessToken: 'fresh' } } });
    const asked: boolean[] = [];
    const reader = readerAt(port, {
      login: (options) => {
        asked.push(options?.renew === true);
        return Promise.resolve(bearer(options?.renew === true ? 'fresh' : 'stale'));
      },
    });
    expect(await reader.test()).toBeNull();
    expect(asked).toEqual([false, true]);
  });

  it('gives up after one renewal', async () => {
    const { port } = await startImap({ users: { sam: { accessToken: 'fresh' } } });
    let asked = 0;
    const reader = readerAt(port, { login: () => Promise.resolve(((asked += 1), bearer('stale'))) });
    expect(await reader.sentFolder()).toMatchObject({ fault: 'refused', retryable: false });
    expect(asked).toBe(2);
  });

  it('speaks TLS with a certificate it trusts, and with no other', async () => {
    const pair = makeCertificate();
    const { port } = await startImap({ tls: pair });
    const server = { host: 'localhost', port, tls: 'implicit' } as const;
    expect(await readerAt(port, { server, trusted: [pair.cert] }).test()).toBeNull();
    expect(await readerAt(port, { server }).sentFolder()).toMatchObject({ fault: 'insecure', retryable: false });
  });

  it('needs STARTTLS where the account says so, and never signs in without it', async () => {
    const server = await startImap();
    const reader = readerAt(server.port, { server: { host: 'localhost', port: server.port, tls: 'starttls' } });
    expect(await reader.sentFolder()).toMatchObject({ kind: 'fault', fault: 'insecure' });
    expect(server.commands.join('\n')).not.toMatch(/sesame|LOGIN|AUTHENTICATE/);
  });

  it('never speaks in clear text to another machine', async () => {
    const reader = readerAt(143, { server: { host: 'mail.ourco.example', port: 143, tls: 'none' } });
    expect(await reader.test()).toBe('Without TLS only a server on this computer may be used.');
  });
});

describe('a fault has a kind, and words', () => {
  async function silentPort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }

  it('a wrong password', async () => {
    const { port } = await startImap({ users: { sam: { password: 'another' } } });
    const reader = readerAt(port);
    const read = await reader.sentFolder();
    expect(read).toMatchObject({ fault: 'refused', retryable: false });
    expect(JSON.stringify(read)).not.toContain('sesame');
    expect(await reader.findByMessageId('<a@b.example>')).toBe('unknown');
  });

  it('nothing to sign in with, or nobody to renew a token', async () => {
    const { port } = await startImap();
    expect(await readerAt(port, { login: () => Promise.resolve(null) }).sentFolder()).toMatchObject({
      fault: 'no-login',
      retryable: false,
    });
    const rejecting = readerAt(port, { login: () => Promise.reject(new Error('no network')) });
    expect(await rejecting.sentFolder()).toMatchObject({ fault: 'unreachable', retryable: true });
  });

  it('nobody there', async () => {
    const port = await silentPort();
    expect(await readerAt(port).inboxSince(null, 0)).toMatchObject({
      fault: 'unreachable',
      words: 'Nothing answers at this host and port.',
    });
    expect(await readerAt(port).findByMessageId('<a@b.example>')).toBe('unknown');
  });

  it('silence in the middle of a search ends in time and is unknown, never absent', async () => {
    const { port } = await startScriptedImap('* OK ready', (line, tag) => {
      if (/CAPABILITY/i.test(line)) return `* CAPABILITY IMAP4rev1\r\n${tag} OK`;
      if (/ (?:LOGIN|NOOP|NAMESPACE|ID|ENABLE)/i.test(line)) return `${tag} OK`;
      if (/LIST/i.test(line)) return `* LIST (\\Sent) "/" Sent\r\n${tag} OK`;
      if (/LSUB/i.test(line)) return `${tag} OK`;
      if (/EXAMINE/i.test(line))
        return `* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 2]\r\n${tag} OK [READ-ONLY]`;
      return null;
    });
    expect(await readerAt(port, { silenceMs: 300 }).findByMessageId('<a@b.example>')).toBe('unknown');
  });

  it.each([
    ['a refused search', (tag: string) => `${tag} NO not now`, 'protocol'],
    ['a busy server', (tag: string) => `${tag} NO [UNAVAILABLE] later`, 'throttled'],
  ] as const)('%s is not an empty one', async (_name, say, kind) => {
    const { port } = await startScriptedImap('* OK ready', (line, tag) => {
      if (/CAPABILITY/i.test(line)) return `* CAPABILITY IMAP4rev1\r\n${tag} OK`;
      if (/EXAMINE/i.test(line))
        return `* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 2]\r\n${tag} OK [READ-ONLY]`;
      if (/SEARCH/i.test(line)) return say(tag);
      if (/LIST/i.test(line)) return `* LIST () "/" INBOX\r\n${tag} OK`;
      return `${tag} OK`;
    });
    const read = await readerAt(port).inboxSince(null, 0);
    expect(read).toMatchObject({ kind: 'fault' });
    if (kind === 'protocol') expect(read).toMatchObject({ fault: 'protocol' });
  });

  it('a connection that was dropped while nobody used it is opened again without a word', async () => {
    const server = await startImap({
      folders: { Sent: { specialUse: '\\Sent', messages: [{ raw: mail('<one@x.example>') }] } },
    });
    const reader = readerAt(server.port);
    expect(await reader.findByMessageId('<one@x.example>')).toBe('found');
    server.cut();
    expect(await reader.findByMessageId('<one@x.example>')).toBe('found');
    expect(server.connections()).toBe(2);
  });
});

describe('new mail', () => {
  it('is heard of while the connection idles, and each beat of it is one call', async () => {
    const server = await startImap({ plugins: ['SPECIAL-USE', 'SASL-IR', 'LITERALPLUS', 'IDLE'] });
    const reader = readerAt(server.port);
    let heard = 0;
    const listening = reader.listen(() => (heard += 1));
    await expect.poll(() => server.commands.filter((line) => / IDLE$/.test(line)).length).toBe(1);
    // Whatever came before it listened.
    expect(heard).toBe(1);
    server.file('INBOX', mail('<n1@firm.example>'));
    await expect.poll(() => heard).toBe(2);
    // Reading goes on beside it, on the other connection.
    expect(subjects(await reader.inboxSince(null, 0))).toEqual(['n1']);
    await reader.close();
    await listening;
  });

  it('is not announced by a server without IDLE, and that is said once', async () => {
    const { port } = await startImap({ plugins: ['SASL-IR'] });
    expect(value(await readerAt(port).listen(() => expect.fail('nothing to hear')))).toBe('not-offered');
  });

  it('a lost connection ends the listening, and nothing hangs', async () => {
    const server = await startImap({ plugins: ['SASL-IR', 'IDLE'] });
    const listening = readerAt(server.port).listen(() => undefined);
    await expect.poll(() => server.commands.some((line) => / IDLE$/.test(line))).toBe(true);
    server.cut();
    const end = await listening;
    expect(end.kind === 'fault' || end.value === 'ended').toBe(true);
  });
});

describe('a folder whose HIGHESTMODSEQ stayed', () => {
  it('is not searched again by a new connection; one that moved is', async () => {
    const server = await startImap({ plugins: ['SASL-IR', 'CONDSTORE'], folders: { INBOX: {} } });
    server.file('INBOX', mail('<n1@firm.example>'));
    const searches = () => server.commands.filter((line) => / SEARCH /i.test(line)).length;
    const first = readerAt(server.port);
    const page = value(await first.inboxSince(null, 0));
    expect(JSON.parse(page.cursor)).toMatchObject({ modSeq: expect.stringMatching(/^[0-9]+$/) as string });
    await first.close();
    const before = searches();
    const second = readerAt(server.port);
    expect(value(await second.inboxSince(page.cursor, 0))).toEqual({ messages: [], cursor: page.cursor, more: false });
    expect(searches()).toBe(before);
    // The same connection asks: what it was told when it opened the folder is old by now.
    server.file('INBOX', mail('<n2@firm.example>'));
    expect(subjects(await second.inboxSince(page.cursor, 0))).toEqual(['n2']);
    await second.close();
    expect(subjects(await readerAt(server.port).inboxSince(page.cursor, 0))).toEqual(['n2']);
  });
});
