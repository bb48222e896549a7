/** A connection that ends at each point of a conversation with Postfix: sent once where it is safe to repeat, looked for over IMAP where not, never twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MailboxReader } from '../../electron/ports/mailbox-reader.ts';
import { ASKS_PERSON } from '../../electron/send/uncertain.ts';
import { openParts, packageNumber, smtpTo, UNDO_MS, type Parts } from '../send/desk-parts.ts';
import { HOUR, MINUTE } from '../policy/sample.ts';
import { CUTS, startCuttingProxy, type Cut, type CuttingProxy } from './cutting-proxy.ts';
import { startMailServers, type MailServers } from './mail-servers.ts';
import { readerOf, SENDER } from './sender.ts';
import { NO_SERVERS, onServers } from './why-no-servers.ts';

const SILENCE_MS = 700;
const addressOf = (number: number) => `dana.reyes@firm-${number}.example`;
const numberOf = (cut: Cut) => CUTS.indexOf(cut) + 1;

describe.skipIf(NO_SERVERS !== null)(onServers('a connection that ends early'), () => {
  let servers: MailServers;
  let reader: MailboxReader;
  let proxy: CuttingProxy | null = null;
  let desk: Parts | null = null;
  beforeAll(async () => {
    const recipients = CUTS.map((cut) => ({ address: addressOf(numberOf(cut)), password: 'nobody-signs-in' }));
    servers = await startMailServers([SENDER, ...recipients]);
    reader = readerOf(servers);
  });
  afterEach(async () => {
    await desk?.discard();
    await proxy?.stop();
    desk = proxy = null;
  });
  afterAll(async () => {
    await reader.close();
    await servers.stop();
  });

  /** Sends one message whose first try is cut so; later ones are left alone. */
  async function cutOnce(cut: Cut) {
    let tries = 0;
    proxy = await startCuttingProxy(servers.smtpPort, () => ((tries += 1) === 1 ? cut : null));
    desk = openParts({
      transport: smtpTo(proxy.port, SILENCE_MS),
      lookup: reader,
    });
    const parts = desk;
    const [pkg] = parts.add(packageNumber(numberOf(cut)));
    const { sendId } = parts.approve(pkg!);
    await parts.later(UNDO_MS);
    await servers.whenDelivered();
    expect(proxy.made.get(cut)).toBe(1);
    return {
      desk: parts,
      tries: () => tries,
      state: () => parts.send(sendId).state,
      reply: () => parts.send(sendId).serverReply,
      path: () => parts.ledger.sends.transitions(sendId).map(({ to }) => to),
      copies: () =>
        servers
          .maildirOf(addressOf(numberOf(cut)))
          .counts()
          .get(parts.send(sendId).messageId) ?? 0,
    };
  }

  it.each(['cut-at-first-word', 'hung-at-first-word', 'cut-at-rcpt', 'hung-at-rcpt'] as const)(
    '%s was not offered the message: it is tried again, and arrives once',
    async (cut) => {
      const one = await cutOnce(cut);
      expect([one.state(), one.copies()]).toEqual(['retry', 0]);
      await one.desk.later(31 * MINUTE);
      await servers.whenDelivered();
      expect([one.state(), one.copies(), one.tries()]).toEqual(['sent', 1, 2]);
    },
  );

  it.each(['lost-dot', 'hung-dot'] as const)(
    '%s: the server never got the end, the desk can’t know; a person is asked, and it is never sent again',
    async (cut) => {
      const one = await cutOnce(cut);
      expect([one.state(), one.copies()]).toEqual(['uncertain', 0]);
      await one.desk.later(20 * MINUTE);
      expect([one.state(), one.reply()]).toEqual(['uncertain', ASKS_PERSON]);
      await one.desk.later(10 * HOUR);
      await servers.whenDelivered();
      expect([one.state(), one.copies(), one.tries()]).toEqual(['uncertain', 0, 1]);
    },
  );

  it.each(['cut-after-dot', 'hung-after-dot', 'cut-in-answer'] as const)(
    '%s: the server took it and its answer was lost; it is found in Sent by its Message-ID',
    async (cut) => {
      const one = await cutOnce(cut);
      // The first look may come before the server has filed it.
      await one.desk.later(20 * MINUTE);
      await servers.whenDelivered();
      expect([one.state(), one.copies(), one.tries()]).toEqual(['sent', 1, 1]);
      expect(one.path().slice(-2)).toEqual(['uncertain', 'sent']);
    },
  );

  it('cut-in-data is on the safe side or uncertain, as the mark says, and never sent twice', async () => {
    const one = await cutOnce('cut-in-data');
    expect(['retry', 'uncertain']).toContain(one.state());
    const isSafe = one.state() === 'retry';
    expect(one.copies()).toBe(0);
    await one.desk.later(31 * MINUTE);
    await servers.whenDelivered();
    expect([one.state(), one.copies(), one.tries()]).toEqual(isSafe ? ['sent', 1, 2] : ['uncertain', 0, 1]);
  });
});
