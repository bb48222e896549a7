/** A folder of `.eml` files as a mailbox: each file once, none half written, and new ones heard of at once. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeEmlFolderReader } from '../../electron/inbox/eml-folder.ts';
import type { MailboxReader, Read } from '../../electron/ports/mailbox-reader.ts';

const DATED = Date.UTC(2026, 10, 25, 12);
let dir: string;
let reader: MailboxReader;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'countersign-eml-')), 'inbox');
  reader = open();
});
afterEach(async () => {
  await reader.close();
  rmSync(dir, { recursive: true, force: true });
});

const open = () =>
  makeEmlFolderReader({
    dir,
    name: 'here',
    sent: {
      where: 'here',
      findByMessageId: (id) => Promise.resolve(id === '<sent@ourco.example>' ? 'found' : 'absent'),
      since: (sinceMs) => [{ messageId: '<sent@ourco.example>', originalId: null, atMs: sinceMs }],
    },
  });
const put = (name: string, id = name, date = new Date(DATED).toUTCString()) => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, `${name}.part`),
    `Message-ID: <${id}@firm.example>\r\nDate: ${date}\r\nSubject: ${id}\r\n\r\nHello.\r\n`,
  );
  renameSync(join(dir, `${name}.part`), join(dir, `${name}.eml`));
};

function value<T>(read: Read<T>): T {
  if (read.kind === 'fault') throw new Error(read.words);
  return read.value;
}
async function page(cursor: string | null, sinceMs = 0) {
  const read = value(await reader.inboxSince(cursor, sinceMs));
  const ids = read.messages.map(
    ({ bytes }) => /^Message-ID: <(.*)@/im.exec(Buffer.from(bytes).toString('latin1'))?.[1],
  );
  return { ...read, ids };
}

describe('its Inbox', () => {
  it('is empty where the folder is not there yet', async () => {
    expect(await page(null)).toMatchObject({ ids: [], more: false });
  });

  it('is read in the order of its names, each file once, also one whose name comes before those that were read', async () => {
    put('b');
    put('c');
    const first = await page(null);
    expect(first.ids).toEqual(['b', 'c']);
    put('a');
    const second = await page(first.cursor);
    expect(second.ids).toEqual(['a']);
    expect((await page(second.cursor)).ids).toEqual([]);
  });

  it('goes on where it was over a restart and in pages, and does not grow by what was taken away', async () => {
    for (let at = 0; at < 45; at += 1) put(`m${String(at).padStart(3, '0')}`);
    const first = await page(null);
    expect([first.ids.length, first.more]).toEqual([20, true]);
    await reader.close();
    reader = open();
    const second = await page(first.cursor);
    const third = await page(second.cursor);
    expect([second.ids.length, third.ids.length, third.more]).toEqual([20, 5, false]);
    rmSync(dir, { recursive: true });
    expect((await page(third.cursor)).cursor).toBe('{"formatVersion":1,"read":[]}');
  });

  it('has no file that is still being written, and none from before it began', async () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'half.eml.part'), 'Message-ID: <half@firm.example>\r\n');
    put('old', 'old', new Date(DATED - 86_400_000).toUTCString());
    put('new');
    const read = await page(null, DATED - 1_000);
    expect(read.ids).toEqual(['new']);
    expect(read.messages[0]?.atMs).toBe(DATED);
    expect((await page(read.cursor, 0)).ids).toEqual([]);
  });

  it('starts over from a cursor that can’t be read', async () => {
    put('a');
    expect((await page('{"formatVersion":9}')).ids).toEqual(['a']);
    expect((await page('nonsense')).ids).toEqual(['a']);
  });

  it('that can’t be read is told, never taken as empty', async () => {
    mkdirSync(join(dir, '..'), { recursive: true });
    writeFileSync(dir, 'a file where the folder should be');
    expect(await reader.inboxSince(null, 0)).toMatchObject({ kind: 'fault', fault: 'unreachable', retryable: true });
    rmSync(dir);
  });

  it('tells of new files at once, until it is closed', async () => {
    let heard = 0;
    let tell: () => void = () => undefined;
    const listening = reader.listen(() => {
      heard += 1;
      tell();
    });
    await expect.poll(() => heard).toBe(1);
    const next = new Promise<void>((resolve) => (tell = resolve));
    put('a');
    await next;
    await reader.close();
    expect(value(await listening)).toBe('ended');
  });

  it('is searched by a header', async () => {
    put('a');
    expect(value(await reader.readByHeader('inbox', 'Subject', 'a'))?.atMs).toBe(DATED);
    expect(value(await reader.readByHeader('inbox', 'Subject', 'b'))).toBeNull();
  });
});

it('its Sent is what its keeper says', async () => {
  expect(await reader.findByMessageId('<sent@ourco.example>')).toBe('found');
  expect(value(await reader.sentSince(7, null))).toEqual({
    messages: [{ messageId: '<sent@ourco.example>', originalId: null, atMs: 7 }],
    next: null,
  });
});
