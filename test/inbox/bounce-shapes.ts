/** Reports of failed deliveries in the shapes that mail systems write them, with invented names; what each must be read as stands beside it. */
import type { BounceClass } from '../../shared/domain/mailbox-event.ts';

export interface BounceShape {
  readonly name: string;
  readonly raw: string;
  readonly recipient: string | null;
  readonly originalId: string | null;
  readonly status: string | null;
  readonly class: BounceClass;
}

export const ORIGINAL_ID = '<2f1c.77@ourco.example>';
export const RETURNED_HEAD = `Return-Path: <sam@ourco.example>
Received: from desk.ourco.example by out.ourco.example; Wed, 25 Nov 2026 10:00:00 +0000
From: Sam Ortiz <sam@ourco.example>
To: dana.reyes@firm.example
Subject: Your plant in Lyon
Message-ID: ${ORIGINAL_ID}
Date: Wed, 25 Nov 2026 10:00:00 +0000
`;

const DANA = 'dana.reyes@firm.example';

interface Report {
  readonly from?: string;
  readonly subject?: string;
  readonly words?: string;
  readonly status: string;
  readonly diagnostic?: string;
  readonly action?: string;
  readonly recipient?: string;
  readonly original?: string;
  readonly returned?: string;
  readonly returnedType?: string;
}

/** RFC 3464. */
export function report(given: Report): string {
  const {
    from = 'MAILER-DAEMON@mx.ourco.example (Mail Delivery System)',
    subject = 'Undelivered Mail Returned to Sender',
  } = given;
  const part = (type: string, body: string) => `--=_b\nContent-Type: ${type}\n\n${body}\n`;
  return `Return-Path: <>
From: ${from}
To: sam@ourco.example
Subject: ${subject}
Message-ID: <report.1@mx.ourco.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

${part('text/plain; charset=utf-8', given.words ?? 'Your message could not be delivered.')}
${part(
  'message/delivery-status',
  `Reporting-MTA: dns; mx.ourco.example\nArrival-Date: Wed, 25 Nov 2026 10:00:00 +0000\n\n${given.original === undefined ? '' : `Original-Recipient: rfc822;${given.original}\n`}Final-Recipient: rfc822; ${given.recipient ?? DANA}\nAction: ${given.action ?? 'failed'}\nStatus: ${given.status}${given.diagnostic === undefined ? '' : `\nDiagnostic-Code: smtp; ${given.diagnostic}`}\n`,
)}
${given.returned === '' ? '' : part(given.returnedType ?? 'message/rfc822', `${given.returned ?? RETURNED_HEAD}\nHello Dana, to unsubscribe reply "unsubscribe".`)}
--=_b--
`;
}

export const plain = (from: string, subject: string, text: string, headers = '') =>
  `Return-Path: <>\nFrom: ${from}\nTo: sam@ourco.example\nSubject: ${subject}\nMessage-ID: <plain.1@mx.firm.example>\n${headers}\n${text}\n`;

const known = { recipient: DANA, originalId: ORIGINAL_ID } as const;
const byReport = (
  name: string,
  status: string,
  diagnostic: string,
  kind: BounceClass,
  more: Partial<Report> = {},
  read: Partial<BounceShape> = {},
): BounceShape => ({
  name,
  raw: report({ status, diagnostic, ...more }),
  ...known,
  status,
  class: kind,
  ...read,
});

export const BOUNCE_SHAPES: readonly BounceShape[] = [
  byReport(
    'Postfix: user unknown',
    '5.1.1',
    '550 5.1.1 <dana.reyes@firm.example>: Recipient address rejected: User unknown in virtual mailbox table',
    'hard',
  ),
  byReport('Postfix: only the head is returned', '5.1.1', '550 5.1.1 User unknown', 'hard', {
    returnedType: 'text/rfc822-headers',
  }),
  byReport(
    'Postfix: domain without a host',
    '5.4.4',
    'Host or domain name not found. Name service error for name=firm.example type=A: Host not found',
    'hard',
  ),
  byReport(
    'Postfix: the name server did not answer',
    '4.4.3',
    'Host or domain name not found. Name service error for name=firm.example type=MX: Host not found, try again',
    'soft',
  ),
  byReport(
    'Postfix: given up after days',
    '4.4.1',
    'connect to mx.firm.example[192.0.2.5]:25: Connection timed out',
    'soft',
  ),
  byReport(
    'Google: no such user',
    '5.1.1',
    "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. For more information, go to https://support.example/mail/?p=NoSuchUser a1-20020a05 - gsmtp",
    'hard',
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
      subject: 'Delivery Status Notification (Failure)',
    },
  ),
  byReport(
    'Google: mailbox full',
    '5.2.2',
    "552-5.2.2 The recipient's inbox is out of storage space and inactive. Please direct the recipient to https://support.example/mail/?p=OverQuotaPerm - gsmtp",
    'full',
  ),
  byReport(
    'Google: disabled account',
    '5.2.1',
    '550 5.2.1 The email account that you tried to reach is inactive. gsmtp',
    'hard',
  ),
  byReport(
    'Google: the recipient gets too much mail',
    '4.2.1',
    '450-4.2.1 The user you are trying to contact is receiving email at a rate that prevents additional messages from being delivered.',
    'soft',
  ),
  byReport(
    'Google: sender not authenticated',
    '5.7.26',
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.',
    'policy',
  ),
  byReport(
    'Google: taken for unsolicited mail',
    '5.7.1',
    '550-5.7.1 Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam, this message has been blocked.',
    'policy',
  ),
  byReport(
    'Exchange Online: recipient not found',
    '5.1.10',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'hard',
    {
      from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@firm.example>',
      subject: 'Undeliverable: Your plant in Lyon',
      words: 'Your message to dana.reyes@firm.example couldn’t be delivered. dana.reyes wasn’t found at firm.example.',
    },
  ),
  byReport(
    'Exchange Online: not in the directory, at its edge',
    '5.4.1',
    '550 5.4.1 Recipient address rejected: Access denied. [DB5EUR.prod.example 2026-11-25T10:00:00Z]',
    'hard',
  ),
  byReport(
    'Exchange Online: domain does not exist',
    '5.4.310',
    '550 5.4.310 DNS domain firm.example does not exist [Message=InfoDomainNonexistent]',
    'hard',
  ),
  byReport(
    'Exchange: mailbox full',
    '5.2.2',
    '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
    'full',
  ),
  byReport(
    'Exchange: group takes no outside mail',
    '5.7.133',
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated',
    'policy',
  ),
  byReport('Exchange: expired in the queue', '4.4.7', '550 4.4.7 QUEUE.Expired; message expired', 'soft'),
  byReport(
    'Exchange Online: the address is banned',
    '5.7.708',
    '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.',
    'policy',
  ),
  byReport(
    'Outlook consumer: sender domain not authenticated',
    '5.7.515',
    '550 5.7.515 Access denied, sending domain OURCO.EXAMPLE does not meet the required authentication level.',
    'policy',
  ),
  byReport(
    'a block list',
    '5.7.1',
    '554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.example',
    'policy',
  ),
  byReport(
    'a block list under a code that means "no such user"',
    '5.1.1',
    '550 5.1.1 Message rejected: your IP is on our blacklist',
    'policy',
  ),
  byReport('a general code with clear words', '5.0.0', '550 Unknown user dana.reyes@firm.example', 'hard'),
  byReport(
    'a general code with the real one in the answer',
    '5.0.0',
    '550 5.2.2 Over quota',
    'full',
    {},
    { status: '5.2.2' },
  ),
  byReport('a general code with no words at all', '5.0.0', '554 Transaction failed', 'unknown'),
  byReport('the message was too large', '5.3.4', '552 5.3.4 Message size exceeds fixed limit', 'policy'),
  byReport('a loop', '5.4.6', '554 5.4.6 Too many hops', 'soft'),
  byReport('relaying denied', '5.7.1', '550 5.7.1 <dana.reyes@firm.example>: Relay access denied', 'policy'),
  byReport('grey listing given up', '4.7.1', '450 4.7.1 Greylisted, please try again later', 'policy'),
  byReport('a forward that failed names the address we wrote to', '5.1.1', '550 5.1.1 no such user', 'hard', {
    recipient: 'd.reyes@elsewhere.example',
    original: DANA,
  }),
  byReport(
    'Amazon SES relays the answer',
    '5.1.1',
    '550 5.1.1 <dana.reyes@firm.example>... We could not find that address (No such recipient)',
    'hard',
    {
      from: 'MAILER-DAEMON@eu-west-1.amazonses.example',
      subject: 'Delivery Status Notification (Failure)',
    },
  ),
  {
    ...byReport(
      'Google keeps the Message-ID it replaced in a header of the returned mail',
      '5.1.1',
      '550 5.1.1 No such user',
      'hard',
      {
        returned: RETURNED_HEAD.replace(
          'Message-ID: <2f1c.77@ourco.example>',
          'Message-ID: <CAxx@mail.provider.example>\nX-Google-Original-Message-ID: <2f1c.77@ourco.example>',
        ),
      },
    ),
  },
  {
    ...byReport('nothing is returned, only In-Reply-To names it', '5.1.1', '550 5.1.1 No such user', 'hard'),
    raw: report({ status: '5.1.1', diagnostic: '550 5.1.1 No such user', returned: '' }).replace(
      'MIME-Version',
      `In-Reply-To: ${ORIGINAL_ID}\nMIME-Version`,
    ),
  },
  {
    name: 'qmail: no mailbox by that name',
    raw: plain(
      'MAILER-DAEMON@mx.firm.example',
      'failure notice',
      `Hi. This is the qmail-send program at mx.firm.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<dana.reyes@firm.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

${RETURNED_HEAD}
Hello Dana, this is about spam filters.`,
    ),
    ...known,
    status: '5.1.1',
    class: 'hard',
  },
  {
    name: 'qmail: relays the answer of another server',
    raw: plain(
      'MAILER-DAEMON@mx.ourco.example',
      'failure notice',
      `Hi. This is the qmail-send program at mx.ourco.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<dana.reyes@firm.example>:
192.0.2.44 does not like recipient.
Remote host said: 554 delivery error: dd This user doesn't have a mail.example account (dana.reyes@firm.example) [0]
Giving up on 192.0.2.44.

--- Below this line is a copy of the message.

${RETURNED_HEAD}`,
    ),
    ...known,
    status: null,
    class: 'hard',
  },
  {
    name: 'Exim: rejected after RCPT TO',
    raw: plain(
      'Mail Delivery System <Mailer-Daemon@out.ourco.example>',
      'Mail delivery failed: returning message to sender',
      `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  dana.reyes@firm.example
    host mx.firm.example [192.0.2.5]
    SMTP error from remote mail server after RCPT TO:<dana.reyes@firm.example>:
    550 No such user here

------ This is a copy of the message, including all the headers. ------

${RETURNED_HEAD}`,
      'X-Failed-Recipients: dana.reyes@firm.example\nAuto-Submitted: auto-replied\n',
    ),
    ...known,
    status: null,
    class: 'hard',
  },
  {
    name: 'Exim: mailbox full',
    raw: plain(
      'Mail Delivery System <Mailer-Daemon@out.ourco.example>',
      'Mail delivery failed: returning message to sender',
      `A message that you sent could not be delivered to one or more of its recipients.
The following address(es) failed:

  dana.reyes@firm.example
    mailbox is full (quota exceeded while writing file)

------ This is a copy of the message, including all the headers. ------

${RETURNED_HEAD}`,
      'X-Failed-Recipients: dana.reyes@firm.example\n',
    ),
    ...known,
    status: null,
    class: 'full',
  },
  {
    name: 'Exim: refused as spam',
    raw: plain(
      'Mail Delivery System <Mailer-Daemon@out.ourco.example>',
      'Mail delivery failed: returning message to sender',
      `The following address(es) failed:

  dana.reyes@firm.example
    SMTP error from remote mail server after end of data:
    550 High probability of spam

------ This is a copy of the message's headers. ------

${RETURNED_HEAD}`,
      'X-Failed-Recipients: dana.reyes@firm.example\n',
    ),
    ...known,
    status: null,
    class: 'policy',
  },
  {
    name: 'Gmail: address not found, in words',
    raw: plain(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
      'Delivery Status Notification (Failure)',
      `** Address not found **

Your message wasn't delivered to dana.reyes@firm.example because the address couldn't be found, or is unable to receive mail.

The response from the remote server was:
550 5.1.1 <dana.reyes@firm.example>: Recipient address rejected: User unknown`,
      `X-Failed-Recipients: dana.reyes@firm.example\nIn-Reply-To: ${ORIGINAL_ID}\nReferences: ${ORIGINAL_ID}\n`,
    ),
    ...known,
    status: '5.1.1',
    class: 'hard',
  },
  {
    name: 'Yahoo: in words, with the mail under them',
    raw: plain(
      'MAILER-DAEMON@mail.yahoo.example',
      'Failure Notice',
      `Sorry, we were unable to deliver your message to the following address.

<dana.reyes@firm.example>:
554: delivery error: dd Not a valid recipient - atlas.mail.example

--- Below this line is a copy of the message.

${RETURNED_HEAD}`,
    ),
    ...known,
    status: null,
    class: 'hard',
  },
  {
    name: 'Exchange on premises: a report in words',
    raw: plain(
      'System Administrator <postmaster@firm.example>',
      'Undeliverable: Your plant in Lyon',
      `Your message did not reach some or all of the intended recipients.

      Subject:  Your plant in Lyon
      Sent:     25.11.2026 11:00

The following recipient(s) could not be reached:

      dana.reyes@firm.example on 25.11.2026 11:00
            The e-mail account does not exist at the organization this message was sent to.
            <mx.firm.example #5.1.1>`,
    ),
    recipient: DANA,
    originalId: null,
    status: '5.1.1',
    class: 'hard',
  },
  {
    name: 'German: unknown recipient, in words',
    raw: plain(
      'postmaster@firm.example',
      'Unzustellbar: Ihr Werk in Lyon',
      `Ihre Nachricht konnte nicht zugestellt werden.

dana.reyes@firm.example
Der Empfänger ist unbekannt.`,
      'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n',
    ),
    recipient: DANA,
    originalId: null,
    status: null,
    class: 'hard',
  },
  {
    name: 'words that say nothing',
    raw: plain(
      'MAILER-DAEMON@mx.firm.example',
      'Returned mail: see transcript',
      'Your message to dana.reyes@firm.example was returned.',
    ),
    recipient: DANA,
    originalId: null,
    status: null,
    class: 'unknown',
  },
];

/** Mails that only look like one. */
export const NO_BOUNCES: readonly { readonly name: string; readonly raw: string }[] = [
  {
    name: 'a delay is no failure yet',
    raw: report({ status: '4.4.1', action: 'delayed', diagnostic: 'connection timed out' }),
  },
  { name: 'delivered', raw: report({ status: '2.1.5', action: 'delivered' }) },
  { name: 'relayed', raw: report({ status: '2.1.9', action: 'relayed' }) },
  {
    name: 'a delay in words (Exim)',
    raw: plain(
      'Mail Delivery System <Mailer-Daemon@out.ourco.example>',
      'Warning: message 1abc delayed 24 hours',
      'The message has not yet been delivered to dana.reyes@firm.example. No action is required; delivery attempts will continue. Undelivered so far: delayed. You do not need to resend.',
    ),
  },
  {
    name: 'a person who writes about an undeliverable parcel',
    raw: 'Return-Path: <dana.reyes@firm.example>\nFrom: dana.reyes@firm.example\nTo: sam@ourco.example\nSubject: Undeliverable parcels\n\nThe address does not exist, said the post office. 5.1.1\n',
  },
  {
    name: 'an out-of-office with an empty return path',
    raw: plain(
      'dana.reyes@firm.example',
      'Out of office: Your plant in Lyon',
      'I am away until Monday.',
      'Auto-Submitted: auto-replied\n',
    ),
  },
];
