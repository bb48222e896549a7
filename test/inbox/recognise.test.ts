/** What an arrived mail is, by header rules and explicit words: tables of real shapes, and of mails that only look like one. */
import { describe, expect, it } from 'vitest';
import { parseArrived, type ArrivedMail } from '../../electron/inbox/arrived-mail.ts';
import { isAutoReply } from '../../electron/inbox/auto-replies.ts';
import { classifyBounce } from '../../electron/inbox/bounce-class.ts';
import { readBounce } from '../../electron/inbox/bounces.ts';
import { readComplaint } from '../../electron/inbox/feedback-reports.ts';
import { unflow } from '../../electron/inbox/flowed.ts';
import { newTextOf } from '../../electron/inbox/new-text.ts';
import { readOptOut } from '../../electron/inbox/opt-outs.ts';
import { MORE_BOUNCE_SHAPES } from './more-bounce-shapes.ts';
import { BOUNCE_SHAPES as FIRST_SHAPES, NO_BOUNCES, ORIGINAL_ID, RETURNED_HEAD } from './bounce-shapes.ts';

const BOUNCE_SHAPES = [...FIRST_SHAPES, ...MORE_BOUNCE_SHAPES];

async function parsed(raw: string): Promise<ArrivedMail> {
  const mail = await parseArrived(Buffer.from(raw.replace(/\r?\n/g, '\r\n')), 1_000);
  if (mail === null) throw new Error('not read');
  return mail;
}

describe('a bounce', () => {
  it('comes in at least 80 shapes here', () => {
    expect(BOUNCE_SHAPES.length).toBeGreaterThanOrEqual(80);
    expect(new Set(BOUNCE_SHAPES.map(({ name }) => name)).size).toBe(BOUNCE_SHAPES.length);
  });

  it.each(BOUNCE_SHAPES.map((shape) => [shape.name, shape] as const))('%s', async (_name, shape) => {
    expect(readBounce(await parsed(shape.raw))).toEqual({
      recipient: shape.recipient,
      originalId: shape.originalId,
      status: shape.status,
      class: shape.class,
    });
  });

  it.each(NO_BOUNCES.map(({ name, raw }) => [name, raw] as const))('is not: %s', async (_name, raw) => {
    expect(readBounce(await parsed(raw))).toBeNull();
  });

  it.each(['policy', 'full', 'unknown', 'soft'] as const)(
    'of class %s never reads as hard, cut anywhere',
    async (kind) => {
      for (const { raw } of BOUNCE_SHAPES.filter((shape) => shape.class === kind)) {
        const mail = await parseArrived(
          Buffer.from(raw.slice(0, Math.floor(raw.length * 0.9)).replace(/\n/g, '\r\n')),
          0,
        );
        if (mail !== null) expect(readBounce(mail)?.class).not.toBe('hard');
      }
    },
  );

  it.each([
    ['5.1.1', 'User unknown', 'hard'],
    ['', '550 no such user', 'hard'],
    ['', '450 mailbox busy', 'soft'],
    ['', 'User unknown', 'hard'],
    ['4.1.1', 'User unknown', 'soft'],
    ['5.1.1', 'User unknown. Your domain is on our block list', 'policy'],
    ['5.1.1', 'mailbox is over quota', 'full'],
    ['5.7.1', 'User unknown', 'policy'],
    ['5.2.1', 'receiving mail at a rate that prevents delivery, try again later', 'soft'],
    ['5.9.9', 'something else', 'unknown'],
    ['', '', 'unknown'],
  ] as const)('with status %j and words %j is %s', (status, words, kind) => {
    expect(classifyBounce(status, words)).toBe(kind);
  });
});

const from = (headers: string, text = 'Text.') =>
  `From: Dana Reyes <Dana.Reyes@firm.example>\nTo: sam@ourco.example\nSubject: Re: Your plant in Lyon\n${headers}\n${text}\n`;

describe('an auto-reply (RFC 3834)', () => {
  it.each([
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: auto-generated; owner-email="x@y.example"', true],
    ['Auto-Submitted: auto-notified (by a rule)', true],
    ['Auto-Submitted: NO', false],
    ['Auto-Submitted: no (a person)', false],
    ['Return-Path: <>', true],
    ['Return-Path: <dana.reyes@firm.example>', false],
    ['X-Auto-Response-Suppress: All', false],
    ['X-Loop: none', false],
  ])('%s: %s', async (header, expected) => {
    expect(isAutoReply(await parsed(from(`${header}\n`)))).toBe(expected);
  });
});

describe('a complaint (RFC 5965)', () => {
  const arf = (type: string, fields = '', head = RETURNED_HEAD, kind = 'message/rfc822') => `From: fbl@provider.example
To: abuse@ourco.example
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_f"

--=_f
Content-Type: text/plain

This is an email abuse report.

--=_f
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: Some-FBL/1.0
Version: 1
${fields}
--=_f
Content-Type: ${kind}

${head}
Hello.

--=_f--
`;
  const known = { recipient: 'dana.reyes@firm.example', originalId: ORIGINAL_ID };
  it.each([
    ['names the recipient', arf('abuse', 'Original-Rcpt-To: <dana.reyes@firm.example>\n'), known],
    ['by the message it returns', arf('abuse'), known],
    ['by its headers only', arf('Abuse', '', RETURNED_HEAD, 'text/rfc822-headers'), known],
    [
      'that was redacted',
      arf('abuse', '', RETURNED_HEAD.replace('dana.reyes@firm', 'redacted@firm')),
      { ...known, recipient: null },
    ],
    ['an opt-out report', arf('opt-out', 'Removal-Recipient: dana.reyes@firm.example\n'), known],
    ['not spam', arf('not-spam'), null],
    ['failed authentication', arf('auth-failure'), null],
  ])('%s', async (_name, raw, expected) => {
    const mail = await parsed(raw);
    expect(readComplaint(mail)).toEqual(expected);
    expect(readBounce(mail)).toBeNull();
  });
});

describe('an opt-out', () => {
  const LINE = 'If this is not for you, reply “no thanks” and you will not hear from us again.';
  const ways = { mailto: 'unsubscribe@ourco.example', optOutLine: LINE, answersOurs: true };
  const reply = (text: string, subject = 'Re: Your plant in Lyon') =>
    `From: dana.reyes@firm.example\nTo: sam@ourco.example\nSubject: ${subject}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}\n`;

  it.each([
    'unsubscribe',
    'Unsubscribe.',
    'UNSUBSCRIBE ME',
    'Hi Sam,\n\nplease unsubscribe me from this list.\n\nDana',
    'Please remove me from your list.',
    'take me off your list',
    'Remove my email address, thanks',
    'Stop emailing me',
    'please stop contacting us. We are happy with what we have.',
    "Don't contact me again",
    'Do not email me any more.',
    'No further emails please.',
    'I do not want to receive these.',
    'I would like to opt out.',
    'opt out',
    'Please opt me out',
    'STOP',
    'Thanks, but please delete my details from your database.',
    'I want to unsubscribe',
    'no thanks',
    'No thanks!\n\nSent from my phone',
    'I object to the processing of my data.',
    'Bitte tragen Sie mich aus Ihrem Verteiler aus.',
    'Bitte keine weiteren E-Mails.',
    'Nehmen Sie mich aus der Liste',
    'Je souhaite me désabonner.',
    'Merci de ne plus me contacter, retirez-moi de votre liste',
    'Por favor, quiero darme de baja',
    'Cancellatemi dalla lista',
    'Gelieve mij te verwijderen. Verwijder mij uit uw lijst',
    'un\u00adsub\u200bscribe',
    'Interesting, but remove me.\n\nOn Wed, 25 Nov 2026 at 10:00, Sam Ortiz wrote:\n> Hello Dana',
    '> Hello Dana\n> how are you?\n\nPlease remove me from your list.',
    'On Wed, 25 Nov 2026 at 10:00, Sam Ortiz wrote:\n> Hello Dana\n\nplease unsubscribe',
  ])('is: %j', async (text) => {
    expect(readOptOut(await parsed(reply(text)), ways)).toEqual({ by: 'words' });
  });

  it.each([
    'Not interested, sorry.',
    'How do your customers unsubscribe from their mails?',
    'We offer an unsubscribe page for our own newsletters. Can you integrate with it?',
    'Can you remove the attachment and send it again?',
    'Please stop by our stand at the fair!',
    'I am out of office. Contact my colleague.',
    'Sounds good, let us talk on Tuesday.',
    'Take me through it on Thursday?',
    'Don’t contact Tim, contact Ana instead.',
    'No thanks needed! Happy to meet next week.',
    'We want to stop sending paper invoices; does it do that?',
    'Who opted out of the last trial?',
    'I will be back on Monday.\n\nOn Wed, 25 Nov 2026 at 10:00, Sam Ortiz\n<sam@ourco.example> wrote:\n> reply “unsubscribe” and\n> remove me',
    `Yes please.\n\n${LINE}`,
    `Yes please.\n\nIf this is not for you, reply “no thanks”\nand you will not hear from us again.`,
    'Great.\n\nFrom: Sam Ortiz\nSent: Wednesday\nTo: Dana\nSubject: x\n\nunsubscribe\n',
    'Click here to unsubscribe from our newsletter.',
  ])('is not: %j', async (text) => {
    expect(readOptOut(await parsed(reply(text)), ways)).toBeNull();
  });

  it.each(['unsubscribe', 'Re: Unsubscribe', ' "unsubscribe" '])(
    'is by its subject, whoever it answers: %j',
    async (subject) => {
      expect(readOptOut(await parsed(reply('', subject)), { ...ways, answersOurs: false })).toEqual({ by: 'subject' });
    },
  );

  it('is by a mailbox of its own, whatever it says', async () => {
    const raw = reply('sent by a button').replace('To: sam@', 'To: Unsubscribe@');
    expect(readOptOut(await parsed(raw), { ...ways, answersOurs: false })).toEqual({ by: 'mailbox' });
    const shared = { ...ways, mailto: 'sam@ourco.example', answersOurs: false };
    expect(readOptOut(await parsed(reply('Hello')), shared), 'a mailbox that people also write to').toBeNull();
  });

  it('in words counts only in an answer to one of our messages', async () => {
    expect(readOptOut(await parsed(reply('Stop emailing me')), { ...ways, answersOurs: false })).toBeNull();
  });

  it('in flowed text above a flowed quote is the writer’s, and what is quoted is not', async () => {
    const flowed = (text: string) => reply(text).replace('charset=utf-8', 'charset=utf-8; format=flowed');
    expect(
      readOptOut(await parsed(flowed('> If you want to go on, say \n> so. \nplease remove \nme from your list')), ways),
    ).toEqual({ by: 'words' });
    expect(readOptOut(await parsed(flowed('I like it. \n> please \n> remove me')), ways)).toBeNull();
  });

  it('in an HTML reply is read without the quoted message', async () => {
    const html = (body: string) => reply(body).replace('text/plain', 'text/html');
    expect(
      readOptOut(await parsed(html('<div>Please&nbsp;remove me</div><blockquote>Hello</blockquote>')), ways),
    ).toEqual({ by: 'words' });
    expect(
      readOptOut(await parsed(html('<p>Yes, gladly.</p><div class="gmail_quote">remove me</div>')), ways),
    ).toBeNull();
    expect(
      readOptOut(
        await parsed(html('<style>p{}</style><p>Yes</p><div id="divRplyFwdMsg"></div><p>unsubscribe</p>')),
        ways,
      ),
    ).toBeNull();
  });
});

describe('format=flowed', () => {
  it.each([
    ['one \ntwo', 'one two'],
    ['> one \n> two\nmine', '> one two\nmine'],
    ['> one \nmine', '> one\nmine'.replace('> one', '> one ')],
    ['>> a \n> b', '>> a \n> b'],
    [' >not a quote', '>not a quote'],
    ['-- \nSam', '-- \nSam'],
    ['a\n\nb', 'a\n\nb'],
  ])('%j is %j', (text, expected) => expect(unflow(text, false)).toBe(expected));
  it('with DelSp takes the joining space away', () => expect(unflow('unsub \nscribe', true)).toBe('unsubscribe'));
});

describe('new text', () => {
  it.each([
    ['yes\n\n> no', 'yes'],
    ['> a\nb\n> c\nd', 'b\nd'],
    ['ja\n\nAm 25.11.2026 um 10:00 schrieb Sam Ortiz:\n> x', 'ja'],
    ['oui\n\nLe mer. 25 nov. 2026 à 10:00, Sam <sam@ourco.example> a écrit :\n> x', 'oui'],
    ['ok\n\n-----Original Message-----\nFrom: Sam', 'ok'],
    ['', ''],
  ])('%j is %j', (text, expected) => expect(newTextOf(text)).toBe(expected));
});

describe('a hostile mail', () => {
  it.each([
    ['nothing', ''],
    ['no head', '\r\n\r\n'],
    [
      'a broken report',
      'Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n:::\r\n\r\n--x--',
    ],
    ['bytes of no charset', 'Content-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe\x00'],
  ])('of %s is read as nothing in particular', async (_name, raw) => {
    const mail = await parseArrived(Buffer.from(raw, 'latin1'), 0);
    if (mail === null) return;
    expect([readBounce(mail), readComplaint(mail), isAutoReply(mail)]).toEqual([null, null, false]);
  });

  it.each([
    'On a ',
    'unsubscribe',
    '<',
    '> ',
    ' @a',
    '5.1',
    'the address ',
    '\n \n',
    'From: x\n',
    'a.',
    'bitte löschen ',
  ])('of a megabyte of %j is read within seconds', async (filler) => {
    const started = performance.now();
    const mail = await parsed(from('', filler.repeat(1_000_000 / filler.length)));
    readOptOut(mail, { mailto: null, optOutLine: 'x', answersOurs: true });
    readBounce({ ...mail, from: 'mailer-daemon@x.example', subject: 'Undeliverable' });
    // A pattern that goes back and forth takes minutes here; a machine that is busy, seconds.
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
