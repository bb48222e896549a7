/** What comes back from real servers: the Sent folder as Dovecot files it, a test mail to oneself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calibrate } from '../../electron/inbox/calibrate.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { MailboxReader, Read } from '../../electron/ports/mailbox-reader.ts';
import { startMailServers, type MailServers } from './mail-servers.ts';
import { readerOf, SENDER, submissionTo } from './sender.ts';
import { NO_SERVERS, onServers } from './why-no-servers.ts';

const KNOWN = 'dana.reyes@firm-1.example';
const DAY_MS = 86_400_000;

function value<T>(read: Read<T>): T {
  if (read.kind === 'fault') throw new Error(`${read.fault}: ${read.words}`);
  return read.value;
}

describe.skipIf(NO_SERVERS !== null)(onServers('what comes back'), { timeout: 120_000 }, () => {
  let servers: MailServers;
  let reader: MailboxReader;
  beforeAll(async () => {
    servers = await startMailServers([SENDER, { address: KNOWN, password: 'nobody-signs-in' }]);
    reader = readerOf(servers);
  }, 60_000);
  afterAll(async () => {
    await reader.close();
    await servers.stop();
  });

  async function sendTo(address: string, messageId: string): Promise<void> {
    const transport = submissionTo(servers);
    const mail = `From: <${SENDER.address}>\r\nTo: <${address}>\r\nSubject: hello\r\nMessage-ID: ${messageId}\r\nDate: ${new Date().toUTCString().replace('GMT', '+0000')}\r\n\r\nHello.\r\n`;
    const outcome = await transport.transmit({ from: SENDER.address, to: address }, Buffer.from(mail), () => undefined);
    await transport.close();
    expect(outcome.kind).toBe('accepted');
    await servers.whenDelivered();
  }

  it('a message that left is found and listed in Sent, one that did not is absent', async () => {
    await sendTo(KNOWN, '<left.1@ourco.example>');
    await expect.poll(() => reader.findByMessageId('<left.1@ourco.example>'), { timeout: 30_000 }).toBe('found');
    expect(await reader.findByMessageId('<never.1@ourco.example>')).toBe('absent');
    const page = value(await reader.sentSince(Date.now() - DAY_MS, null));
    expect(page?.messages.map(({ messageId }) => messageId)).toContain('<left.1@ourco.example>');
  });

  it('what was filed as junk is read from there, and only what is new', async () => {
    await sendTo(SENDER.address.replace('@', '+Junk@'), '<junk.1@ourco.example>');
    const ids = (messages: readonly { readonly bytes: Uint8Array }[]) =>
      messages.map(({ bytes }) => /^Message-ID: (.*)$/im.exec(Buffer.from(bytes).toString('latin1'))?.[1]?.trim());
    const page = value(await reader.junkSince(null, Date.now() - DAY_MS));
    expect(ids(page?.messages ?? [])).toEqual(['<junk.1@ourco.example>']);
    expect(ids(value(await reader.inboxSince(null, Date.now() - DAY_MS)).messages)).not.toContain(
      '<junk.1@ourco.example>',
    );
    expect(value(await reader.junkSince(page?.cursor ?? null, 0))).toMatchObject({ messages: [], more: false });
  });

  it('new mail is heard of while the connection idles, read beside it, and resumed without a search where nothing came', async () => {
    let heard = 0;
    const listening = reader.listen(() => (heard += 1));
    // The first call says that it listens.
    await expect.poll(() => heard, { timeout: 30_000 }).toBe(1);
    const before = value(await reader.inboxSince(null, Date.now() - DAY_MS));
    await sendTo(SENDER.address, '<news.1@ourco.example>');
    await expect.poll(() => heard, { timeout: 30_000 }).toBeGreaterThan(1);
    const page = value(await reader.inboxSince(before.cursor, 0));
    expect(page.messages.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))).toEqual([
      expect.stringContaining('<news.1@ourco.example>') as string,
    ]);
    const { modSeq, uidValidity } = JSON.parse(page.cursor) as Record<string, string>;
    expect([modSeq, uidValidity]).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)]);
    await reader.close();
    expect(value(await listening)).toBe('ended');

    // A new connection: the folder's HIGHESTMODSEQ says that nothing came, or that something did.
    reader = readerOf(servers);
    const settled = value(await reader.inboxSince(page.cursor, 0));
    expect(settled.messages).toEqual([]);
    await reader.close();
    reader = readerOf(servers);
    expect(value(await reader.inboxSince(settled.cursor, 0))).toEqual({
      messages: [],
      cursor: settled.cursor,
      more: false,
    });
    await sendTo(SENDER.address, '<news.2@ourco.example>');
    await reader.close();
    reader = readerOf(servers);
    expect(value(await reader.inboxSince(settled.cursor, 0)).messages).toHaveLength(1);
  });

  it('a test mail to oneself shows where it is filed and that its id is kept', async () => {
    const transport = submissionTo(servers);
    const answer = await calibrate({ clock: systemClock(), random: systemRandom(), transport, reader }, SENDER.address);
    await transport.close();
    expect(answer).toMatchObject({
      kind: 'ok',
      calibration: { filedInSent: true, sentFolder: 'Sent', messageId: 'kept', signatures: [], results: null },
    });
  });
});
