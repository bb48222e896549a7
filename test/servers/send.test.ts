/** What Postfix and Dovecot make of what the desk sends: the signed fields and nothing else, to one recipient, or a report to the sender. */
import { connect } from 'node:net';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Transport } from '../../electron/ports/transport.ts';
import { mimeFault } from '../../electron/send/mime.ts';
import { SignedContent } from '../../shared/domain/countersignature.ts';
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import type { Send } from '../../shared/domain/send.ts';
import { openParts, packageNumber, policy, smtpTo, UNDO_MS, type Parts } from '../send/desk-parts.ts';
import { asSent, headerOf } from './maildir.ts';
import { startMailServers, type MailServers } from './mail-servers.ts';
import { SENDER, submissionTo } from './sender.ts';
import { NO_SERVERS, onServers } from './why-no-servers.ts';

const DANA = { address: 'dana.reyes@firm-1.example', password: 'nobody-signs-in' };
const FOLLOWED = { address: 'dana.reyes@firm-2.example', password: 'nobody-signs-in' };
const OVER_TLS = { address: 'dana.reyes@firm-3.example', password: 'nobody-signs-in' };

describe.skipIf(NO_SERVERS !== null)(onServers('a message that leaves through Postfix'), () => {
  let servers: MailServers;
  const desks: Parts[] = [];
  beforeAll(async () => void (servers = await startMailServers([SENDER, DANA, FOLLOWED, OVER_TLS])));
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.discard();
  });
  afterAll(() => servers.stop());

  /** Approves one package and lets it leave; returns the send, what was signed, and the desk. */
  async function sendOne(
    number: number,
    transport: Transport,
    { kind = 'first-touch', email }: { readonly kind?: MessageKind; readonly email?: string } = {},
  ): Promise<{ readonly desk: Parts; readonly send: Send; readonly signed: SignedContent }> {
    const desk = openParts({ transport });
    desks.push(desk);
    const clean = packageNumber(number, kind);
    const contact = { ...clean.contact, email: email ?? clean.contact.email };
    const [pkg] = desk.add(packageNumber(number, kind, { contact }));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    await servers.whenDelivered();
    const row = desk.ledger.sends.read(sendId);
    return { desk, send: row!.send, signed: SignedContent.parse(JSON.parse(row!.countersignature.signed)) };
  }

  it.each([
    ['in clear text on this machine', 'first-touch', DANA, false],
    ['with the threading headers of a follow-up', 'follow-up', FOLLOWED, false],
    ['over STARTTLS after a password', 'first-touch', OVER_TLS, true],
  ] as const)('%s arrives once with the signed fields and no others', async (_how, kind, { address }, secure) => {
    const number = Number(/\d+/.exec(address)![0]);
    const transport = secure ? submissionTo(servers) : smtpTo(servers.smtpPort);
    const { send, signed } = await sendOne(number, transport, { kind });
    expect(send.state).toBe('sent');

    const mails = servers.maildirOf(address).mails();
    expect(mails.map(({ messageId }) => messageId)).toEqual([send.messageId]);
    const { raw } = mails[0]!;
    expect(headerOf(raw, 'Return-Path')).toBe(`<${SENDER.address}>`);
    expect(headerOf(raw, 'Received')).toBeDefined();
    expect(/with ESMTP(S?A?) id/.exec(raw)?.[1]).toBe(secure ? 'SA' : '');

    const bytes = asSent(raw);
    expect(await mimeFault(bytes, signed)).toBeNull();
    const mail = await PostalMime.parse(bytes);
    expect(mail.headers.map(({ key }) => key).sort()).toEqual(
      [
        ...['content-transfer-encoding', 'content-type', 'date', 'from', 'list-unsubscribe', 'message-id'],
        ...['mime-version', 'subject', 'to'],
        ...(kind === 'follow-up' ? ['in-reply-to', 'references'] : []),
      ].sort(),
    );
    expect(mail.to).toEqual([{ address, name: '' }]);
    expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
    expect(headerOf(raw, 'List-Unsubscribe')).toContain(`<mailto:${policy.unsubscribe.mailto ?? ''}`);
    expect(mail.text?.trimEnd()).toBe(signed.message.text.trimEnd());
    // Filed to Sent, as a provider does: the same message, and it is the only one of its Message-ID there.
    expect(servers.maildirOf(SENDER.address, 'Sent').counts().get(send.messageId)).toBe(1);
  });

  it('would be refused with a line feed of its own, so that what arrives proves the line ends', async () => {
    const answers = await speakSmtp(servers.smtpPort, [
      'EHLO test\r\n',
      `MAIL FROM:<${SENDER.address}>\r\n`,
      `RCPT TO:<${DANA.address}>\r\n`,
      'DATA\r\n',
      'Subject: x\r\n\r\na bare\nfeed\r\n.\r\n',
    ]);
    expect(answers.at(-1)).toMatch(/^550 5\.5\.2/);
  });

  it('to an address that does not exist comes back to the sender as a report that names message and status', async () => {
    const address = 'nobody@firm-1.example';
    const { send } = await sendOne(4, smtpTo(servers.smtpPort), { email: address });
    expect(send.state).toBe('sent');
    expect(servers.maildirOf(address).mails()).toEqual([]);
    await expect
      .poll(
        () =>
          servers
            .maildirOf(SENDER.address)
            .mails()
            .filter(({ raw }) => raw.includes(send.messageId)).length,
      )
      .toBe(1);
    const report = servers
      .maildirOf(SENDER.address)
      .mails()
      .find(({ raw }) => raw.includes(send.messageId));
    expect(headerOf(report!.raw, 'Return-Path')).toBe('<>');
    expect(headerOf(report!.raw, 'Content-Type')).toMatch(/multipart\/report; report-type=delivery-status/);
    expect(report!.raw).toMatch(/^Final-Recipient: rfc822; nobody@firm-1\.example$/m);
    expect(report!.raw).toMatch(/^Status: 5\.1\.1$/m);
  });

  it.each([
    ['for good', 5, 'failed', /^550/],
    ['for now', 6, 'retry', /^450/],
  ] as const)('is refused %s at RCPT, and the ledger keeps the server’s words', async (_how, number, state, reply) => {
    const domain = state === 'failed' ? 'refused-5' : 'busy-6';
    const { desk, send } = await sendOne(number, smtpTo(servers.smtpPort), { email: `dana.reyes@${domain}.example` });
    expect(send.state).toBe(state);
    expect(send.serverReply).toMatch(reply);
    expect(desk.ledger.sends.takenOn(send.mailboxId, '2026-11-11')).toBe(0);
  });

  it('waits while the server does not accept the password, and nothing is delivered', async () => {
    const { desk, send } = await sendOne(7, submissionTo(servers, 'wrong'));
    expect(send.state).toBe('retry');
    expect(desk.ledger.copies.pauses().map(({ scope, value }) => [scope, value])).toEqual([
      ['mailbox', send.mailboxId],
    ]);
    expect(servers.maildirOf(SENDER.address, 'Sent').counts().get(send.messageId)).toBeUndefined();
  });
});

/** Says each line after the answer to the one before; returns the answers, the greeting first. */
function speakSmtp(port: number, lines: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const answers: string[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('close', () => resolve(answers));
    socket.on('data', (chunk: Buffer) => {
      answers.push(chunk.toString());
      const next = lines[answers.length - 1];
      if (next === undefined) socket.end();
      else socket.write(next);
    });
  });
}
