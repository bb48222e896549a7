/** Reports that Postfix itself writes about messages it could not deliver: read over IMAP, understood, and acted on. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actOnMail } from '../../electron/inbox/act-on-mail.ts';
import { parseArrived, type ArrivedMail } from '../../electron/inbox/arrived-mail.ts';
import { readBounce } from '../../electron/inbox/bounces.ts';
import type { MailboxReader } from '../../electron/ports/mailbox-reader.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { person } from '../policy/sample.ts';
import { openParts, packageNumber, smtpTo, UNDO_MS, type Parts } from '../send/desk-parts.ts';
import { startFaultyServer, type TestServer } from '../send/smtp-servers.ts';
import { startMailServers, type MailServers } from './mail-servers.ts';
import { FAR_DOMAIN } from './server-settings.ts';
import { readerOf, SENDER } from './sender.ts';
import { NO_SERVERS, onServers } from './why-no-servers.ts';

const FULL = { address: 'full@firm-2.example', password: 'nobody-signs-in', roomBytes: 10 };
const MAILBOX = { ...person.mailbox, ownerId: person.id };

describe.skipIf(NO_SERVERS !== null)(onServers('a report of a message that was not delivered'), () => {
  let servers: MailServers | undefined;
  let reader: MailboxReader | undefined;
  let far: TestServer | undefined;
  let farAnswer = '';
  const desks: Parts[] = [];
  beforeAll(async () => {
    far = await startFaultyServer(() => ({ afterDot: farAnswer }));
    servers = await startMailServers([SENDER, FULL], far.port);
    reader = readerOf(servers);
  });
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.discard();
  });
  afterAll(async () => {
    await reader?.close();
    await servers?.stop();
    await far?.stop();
  });

  function openDesk(): Parts {
    const desk = openParts({ transport: smtpTo(servers!.smtpPort) });
    desks.push(desk);
    return desk;
  }

  function approve(desk: Parts, number: number, email: string): SendId {
    const clean = packageNumber(number);
    const [pkg] = desk.add(packageNumber(number, 'first-touch', { contact: { ...clean.contact, email } }));
    return desk.approve(pkg!).sendId;
  }

  async function leave(desk: Parts, id: SendId): Promise<Send> {
    await desk.later(UNDO_MS);
    await servers!.whenDelivered();
    return desk.send(id);
  }

  /** The report about this message, as it lies in the sender's Inbox. */
  async function reportOn(send: Send): Promise<ArrivedMail> {
    for (let cursor: string | null = null, more = true; more;) {
      const page = await reader!.inboxSince(cursor, 0);
      if (page.kind === 'fault') throw new Error(page.words);
      for (const { bytes, atMs } of page.value.messages) {
        const mail = await parseArrived(bytes, atMs);
        if (mail?.returned?.messageId === send.messageId) return mail;
      }
      ({ cursor, more } = page.value);
    }
    throw new Error('no report came');
  }

  it.each([
    ['an address that does not exist', 'nobody@firm-1.example', null, '5.1.1', 'hard', true],
    ['a mailbox that is full', FULL.address, null, '5.2.2', 'full', false],
    ['another server’s policy', `dana@${FAR_DOMAIN}`, '554 5.7.1 Message refused by policy', '5.7.1', 'policy', false],
    ['another server’s limit of size', `dana@${FAR_DOMAIN}`, '552 5.3.4 Message too big', '5.3.4', 'policy', false],
    ['another server’s list of people', `dana@${FAR_DOMAIN}`, '550 5.1.10 Recipient not found', '5.1.10', 'hard', true],
  ] as const)('because of %s names message, recipient, status and class', async (_what, email, answer, ...expected) => {
    const [status, kind, suppresses] = expected;
    farAnswer = answer ?? '';
    const desk = openDesk();
    const send = await leave(desk, approve(desk, 1, email));
    expect(send.state).toBe('sent');
    const mail = await reportOn(send);
    expect(readBounce(mail)).toEqual({ recipient: email, originalId: send.messageId, status, class: kind });

    expect(actOnMail(desk, MAILBOX, mail)).toMatchObject({ kind: 'bounce', suppressed: suppresses });
    expect(actOnMail(desk, MAILBOX, mail)).toMatchObject({ kind: 'known', suppressed: false });
    const entries = desk.ledger.suppressions.matching(
      { email, accountId: 'another', contactId: 'another' },
      desk.clock.nowMs(),
    );
    expect(entries.map(({ reason }) => reason)).toEqual(suppresses ? ['hard-bounce'] : []);
  });

  it('of the hard kind stops what waits for the same address: it never reaches the server', async () => {
    const desk = openDesk();
    const email = 'nobody@firm-9.example';
    const first = await leave(desk, approve(desk, 1, email));
    const waiting = approve(desk, 2, email);
    actOnMail(desk, MAILBOX, await reportOn(first));
    const second = await leave(desk, waiting);
    expect(second.state).toBe('refused');
    expect(second.findings.map(({ code }) => code)).toContain('suppressed');
    expect(servers!.maildirOf(SENDER.address, 'Sent').counts().get(second.messageId)).toBeUndefined();
  });
});
