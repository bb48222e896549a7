/** What an arrived mail does to the ledger: suppressed at once and everywhere, once for each mail, and never for what is not the recipient's word. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actOnJunk } from '../../electron/inbox/act-on-junk.ts';
import { actOnMail, type OwnMailbox } from '../../electron/inbox/act-on-mail.ts';
import { parseArrived } from '../../electron/inbox/arrived-mail.ts';
import { SignedContent } from '../../shared/domain/countersignature.ts';
import type { Send } from '../../shared/domain/send.ts';
import { person } from '../policy/sample.ts';
import { openParts, packageNumber, turnedClock, UNDO_MS, type Parts } from '../send/desk-parts.ts';
import { report } from './bounce-shapes.ts';

let parts: Parts;
beforeEach(() => {
  parts = openParts({ clock: turnedClock() });
});
afterEach(() => parts.discard());

const BOX: OwnMailbox = {
  id: person.mailbox.id,
  address: person.mailbox.address,
  ownerId: person.id,
  timeZone: person.mailbox.timeZone,
};
let count = 0;

/** A message that left, as the ledger has it. */
function sent(number: number): Send {
  const [pkg] = parts.add(packageNumber(number));
  if (pkg === undefined) throw new Error('no package');
  const { sendId } = parts.approve(pkg);
  const { ledger, clock } = parts;
  const atMs = clock.nowMs() + UNDO_MS;
  const steps = ['held', 'released', 'reserved', 'transmitting', 'sent'] as const;
  steps.forEach((from, at) => {
    const to = steps[at + 1];
    if (to !== undefined) ledger.sends.move(sendId, from, to, atMs, { because: 'test' });
  });
  return parts.send(sendId);
}

async function arrives(raw: string, box: OwnMailbox = BOX, act = actOnMail) {
  const mail = await parseArrived(Buffer.from(raw.replace(/\r?\n/g, '\r\n')), parts.clock.nowMs());
  if (mail === null) throw new Error('not read');
  const { kind, suppressed } = act({ ledger: parts.ledger, clock: parts.clock }, box, mail);
  return { kind, suppressed };
}

const unlike = (raw: string) => raw.replace('report.1@', `report.${(count += 1)}@`);
const bounceOf = (send: Send, status: string, diagnostic: string) =>
  unlike(
    report({
      status,
      diagnostic,
      recipient: send.to,
      returned: `From: ${BOX.address}\nTo: ${send.to}\nMessage-ID: ${send.messageId}\n`,
    }),
  );
const replyTo = (send: Send, text: string, headers = '') =>
  `From: Dana <${send.to}>\nTo: ${BOX.address}\nSubject: Re: hello\nMessage-ID: <reply.${(count += 1)}@firm.example>\nIn-Reply-To: ${send.messageId}\n${headers}\n${text}\n`;

const entries = (email: string) =>
  parts.ledger.suppressions.matching({ email, accountId: 'none', contactId: 'none' }, parts.clock.nowMs());
const events = () => parts.ledger.mailboxes.events(BOX.id, 0);
const writes = () =>
  parts.ledger.writeBacks.due(parts.clock.nowMs(), 50).filter(({ write }) => write.kind === 'suppress');
const lines = () => parts.ledger.trace.page(0, 1_000).filter(({ kind }) => kind === 'suppression');

describe('a hard bounce', () => {
  it('suppresses the address everywhere, tells the CRM without delay, and leaves a line without an address', async () => {
    const send = sent(1);
    expect(await arrives(bounceOf(send, '5.1.1', '550 5.1.1 User unknown'))).toEqual({
      kind: 'bounce',
      suppressed: true,
    });
    expect(entries(send.to)).toMatchObject([
      { scope: 'global', reason: 'hard-bounce', value: send.to, expiresAtMs: null },
    ]);
    expect(events()).toMatchObject([
      { kind: 'bounce', bounceClass: 'hard', statusCode: '5.1.1', sendId: send.id, contactId: 'con-1', source: 'dsn' },
    ]);
    expect(writes()).toHaveLength(1);
    expect(lines()).toMatchObject([{ actor: 'system', subject: { reason: 'hard-bounce', sendId: send.id } }]);
    expect(JSON.stringify([lines(), entries(send.to).map(({ evidence }) => evidence)])).not.toContain('@');
    expect(parts.ledger.copies.packageWorld(send.packageId)?.suppressions).toHaveLength(1);
  });

  it('that is read twice acts once', async () => {
    const send = sent(1);
    const raw = bounceOf(send, '5.1.1', '550 5.1.1 User unknown');
    await arrives(raw);
    parts.ledger.suppressions.remove(entries(send.to).map(({ id }) => id));
    expect(await arrives(raw)).toEqual({ kind: 'known', suppressed: false });
    expect(entries(send.to), 'a person took it back; old news does not bring it again').toEqual([]);
    expect([events().length, writes().length, lines().length]).toEqual([1, 1, 1]);
  });

  it('means the address we wrote to, whatever the report names', async () => {
    const send = sent(1);
    const raw = bounceOf(send, '5.1.1', '550 5.1.1 User unknown').replace(
      `rfc822; ${send.to}`,
      'rfc822; other@elsewhere.example',
    );
    await arrives(raw);
    expect(entries(send.to)).toHaveLength(1);
    expect(entries('other@elsewhere.example')).toEqual([]);
  });

  it('of a message that another tool sent suppresses the address it names, never the mailbox itself', async () => {
    await arrives(unlike(report({ status: '5.1.1', diagnostic: '550 User unknown', recipient: 'gone@firm.example' })));
    expect(entries('gone@firm.example')).toMatchObject([{ reason: 'hard-bounce' }]);
    expect(events()).toMatchObject([{ sendId: null, contactId: null }]);
    await arrives(
      unlike(report({ status: '5.1.1', diagnostic: '550 User unknown', recipient: BOX.address, returned: '' })),
    );
    expect(entries(BOX.address)).toEqual([]);
  });
});

describe('another bounce', () => {
  it.each([
    ['5.7.1', '554 5.7.1 blocked by spam filter', 'policy'],
    ['5.2.2', '552 5.2.2 mailbox full', 'full'],
    ['5.0.0', '554 Transaction failed', 'unknown'],
    ['4.4.1', '450 4.4.1 connection timed out', 'soft'],
  ])('of status %s (%s) is kept as %s and suppresses nobody, however often', async (status, words, kind) => {
    const send = sent(1);
    for (let times = 0; times < 4; times += 1)
      expect(await arrives(bounceOf(send, status, words))).toEqual({ kind: 'bounce', suppressed: false });
    expect(events().map(({ bounceClass }) => bounceClass)).toEqual([kind, kind, kind, kind]);
    expect(entries(send.to)).toEqual([]);
  });

  it('that is soft suppresses with the third message in a row to one recipient', async () => {
    // Three packages of one contact.
    const to = packageNumber(1).contact;
    const three = [1, 2, 3].map((number) => {
      const [pkg] = parts.add(packageNumber(number, 'first-touch', { account: packageNumber(1).account, contact: to }));
      if (pkg === undefined) throw new Error('no package');
      const { sendId } = parts.approve(pkg);
      const steps = ['held', 'released', 'reserved', 'transmitting', 'sent'] as const;
      steps.forEach((from, at) => {
        const next = steps[at + 1];
        if (next !== undefined)
          parts.ledger.sends.move(sendId, from, next, parts.clock.nowMs() + number, { because: 'test' });
      });
      return parts.send(sendId);
    });
    const soft = (send: Send | undefined) => {
      if (send === undefined) throw new Error('no send');
      return arrives(bounceOf(send, '4.4.1', '450 4.4.1 connection timed out'));
    };
    expect(await soft(three[0])).toEqual({ kind: 'bounce', suppressed: false });
    expect(await soft(three[2])).toEqual({ kind: 'bounce', suppressed: false });
    expect(await soft(three[2]), 'the same message again is not a third').toEqual({
      kind: 'bounce',
      suppressed: false,
    });
    expect(entries(to.email)).toEqual([]);
    expect(await soft(three[1])).toEqual({ kind: 'bounce', suppressed: true });
    expect(entries(to.email)).toMatchObject([{ reason: 'hard-bounce', scope: 'global' }]);
  });
});

describe('an opt-out', () => {
  it('in words of a reply suppresses who answered and the address we wrote to', async () => {
    const send = sent(1);
    const raw = replyTo(send, 'Please remove me from your list.').replace(
      `Dana <${send.to}>`,
      'd.reyes@private.example',
    );
    expect(await arrives(raw)).toEqual({ kind: 'unsubscribe', suppressed: true });
    for (const address of [send.to, 'd.reyes@private.example'])
      expect(entries(address)).toMatchObject([{ reason: 'unsubscribe', scope: 'global' }]);
    expect(events()).toMatchObject([{ kind: 'unsubscribe', source: 'reply', sendId: send.id }]);
    expect(writes()).toHaveLength(2);
  });

  it('is known as an answer by its address where the provider replaced the Message-ID', async () => {
    const send = sent(1);
    const raw = replyTo(send, 'Stop emailing me').replace(send.messageId, '<made@provider.example>');
    expect(await arrives(raw)).toEqual({ kind: 'unsubscribe', suppressed: true });
    expect(entries(send.to)).toHaveLength(1);
  });

  it('typed into an unmarked quote of what we wrote is found, and what we wrote is not taken for one', async () => {
    const send = sent(1);
    const signed = parts.ledger.sends.readByMessageId(send.messageId)?.countersignature.signed ?? '';
    const ours = SignedContent.parse(JSON.parse(signed)).message.text;
    const block = (words: string) => `See below.\n\nFrom: Sam\nSent: Wednesday\nTo: Dana\nSubject: hello\n\n${words}`;
    expect(await arrives(replyTo(send, block(ours)))).toEqual({ kind: 'other', suppressed: false });
    const typed = ours.replace('\n\n', '\n\nNo. Please take me off your list.\n\n');
    expect(typed).not.toBe(ours);
    expect(await arrives(replyTo(send, block(typed)))).toEqual({ kind: 'unsubscribe', suppressed: true });
    expect(entries(send.to)).toHaveLength(1);
  });

  it('by the subject our List-Unsubscribe gives needs no reply', async () => {
    const raw = `From: someone@firm.example\nTo: ${BOX.address}\nSubject: unsubscribe\nMessage-ID: <u1@firm.example>\nAuto-Submitted: auto-generated\n\n\n`;
    expect(await arrives(raw)).toEqual({ kind: 'unsubscribe', suppressed: true });
    expect(entries('someone@firm.example')).toHaveLength(1);
    expect(events()).toMatchObject([{ source: 'mailto' }]);
  });

  it('is not an ordinary reply, an out-of-office or mail of our own', async () => {
    const send = sent(1);
    expect(await arrives(replyTo(send, 'Yes, gladly.'))).toEqual({ kind: 'other', suppressed: false });
    expect(
      await arrives(replyTo(send, 'I left the company. Remove me from your list.', 'Auto-Submitted: auto-replied\n')),
    ).toEqual({
      kind: 'auto-reply',
      suppressed: false,
    });
    expect(await arrives(replyTo(send, 'unsubscribe').replace(`Dana <${send.to}>`, BOX.address))).toEqual({
      kind: 'other',
      suppressed: false,
    });
    expect([entries(send.to), events()]).toEqual([[], []]);
  });
});

describe('a complaint', () => {
  const arf = (send: Send, type = 'abuse') =>
    `From: fbl@provider.example\nTo: ${BOX.address}\nSubject: report\nMessage-ID: <arf.${(count += 1)}@provider.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary="=_f"\n\n--=_f\nContent-Type: message/feedback-report\n\nFeedback-Type: ${type}\nVersion: 1\n\n--=_f\nContent-Type: message/rfc822\n\nFrom: ${BOX.address}\nTo: redacted@firm.example\nMessage-ID: ${send.messageId}\n\nHello.\n\n--=_f--\n`;

  it('suppresses at once, also where the provider took the address out', async () => {
    const send = sent(1);
    expect(await arrives(arf(send))).toEqual({ kind: 'complaint', suppressed: true });
    expect(entries(send.to)).toMatchObject([{ reason: 'complaint' }]);
    expect(events()).toMatchObject([{ kind: 'complaint', source: 'feedback-report', sendId: send.id }]);
  });

  it('is not a report that it was no spam', async () => {
    const send = sent(1);
    expect((await arrives(arf(send, 'not-spam'))).suppressed).toBe(false);
    expect(entries(send.to)).toEqual([]);
  });
});

it('a mail without a Message-ID is known again by what it holds', async () => {
  const raw = `From: someone@firm.example\nTo: ${BOX.address}\nSubject: unsubscribe\nDate: Wed, 25 Nov 2026 10:00:00 +0000\n\n\n`;
  expect(await arrives(raw)).toEqual({ kind: 'unsubscribe', suppressed: true });
  expect(await arrives(raw)).toEqual({ kind: 'known', suppressed: false });
});

describe('in Junk', () => {
  const inJunk = (raw: string) => arrives(raw, BOX, actOnJunk);
  const unanswered = (send: Send, text: string) => replyTo(send, text).replace(/In-Reply-To: .*\n/u, '');

  it('what names a message of ours counts as in the Inbox', async () => {
    const send = sent(1);
    expect(await inJunk(bounceOf(send, '5.1.1', '550 5.1.1 User unknown'))).toEqual({
      kind: 'bounce',
      suppressed: true,
    });
    const other = sent(2);
    expect(await inJunk(replyTo(other, 'Please remove me from your list.'))).toEqual({
      kind: 'unsubscribe',
      suppressed: true,
    });
    const third = sent(3);
    await inJunk(replyTo(third, 'Sounds good, can you send a time for next week?'));
    expect(parts.ledger.agent.replies.inState('new', 10)).toHaveLength(1);
  });

  it('of anybody else we wrote to, only the wish not to be written to counts', async () => {
    const send = sent(1);
    expect(await inJunk(unanswered(send, 'Sounds good, can you send a time?'))).toEqual({
      kind: 'other',
      suppressed: false,
    });
    expect(await inJunk(unanswered(send, 'Unsubscribe'))).toEqual({ kind: 'unsubscribe', suppressed: true });
    expect(entries(send.to)).toMatchObject([{ reason: 'unsubscribe' }]);
  });

  it('a stranger’s words, a report about somebody else’s mail and a machine’s do nothing', async () => {
    const send = sent(1);
    const stranger = { ...send, to: 'stranger@elsewhere.example' };
    for (const raw of [
      unanswered(stranger, 'Unsubscribe'),
      unlike(report({ status: '5.1.1', diagnostic: '550 User unknown', recipient: 'gone@firm.example' })),
      unanswered(send, 'Unsubscribe').replace('Subject:', 'Auto-Submitted: auto-replied\nSubject:'),
    ])
      expect(await inJunk(raw)).toEqual({ kind: 'other', suppressed: false });
    expect([events(), lines()]).toEqual([[], []]);
  });
});
