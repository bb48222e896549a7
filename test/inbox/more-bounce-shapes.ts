/** More reports of failed deliveries: what gateways, hosted mail and older servers write, with invented names. */
import { plain, report, RETURNED_HEAD, ORIGINAL_ID, type BounceShape } from './bounce-shapes.ts';
import type { BounceClass } from '../../shared/domain/mailbox-event.ts';

const DANA = 'dana.reyes@firm.example';
const known = { recipient: DANA, originalId: ORIGINAL_ID } as const;

const byReport = (
  name: string,
  status: string,
  diagnostic: string,
  kind: BounceClass,
  read: Partial<BounceShape> = {},
): BounceShape => ({ name, raw: report({ status, diagnostic }), ...known, status, class: kind, ...read });

const sendmail = (fatal: string, session: string): string =>
  plain(
    'Mail Delivery Subsystem <MAILER-DAEMON@out.ourco.example>',
    'Returned mail: see transcript for details',
    `The original message was received at Wed, 25 Nov 2026 10:00:00 GMT
from desk.ourco.example [192.0.2.1]

   ----- The following addresses had permanent fatal errors -----
<${DANA}>
    (reason: ${fatal})

   ----- Transcript of session follows -----
${session}

   ----- Original message follows -----

${RETURNED_HEAD}
Hello.`,
    'Auto-Submitted: auto-generated (failure)\n',
  );

export const MORE_BOUNCE_SHAPES: readonly BounceShape[] = [
  // Sendmail
  {
    name: 'Sendmail: user unknown, in words',
    raw: sendmail(
      '550 5.1.1 <dana.reyes@firm.example>... User unknown',
      '... while talking to mx.firm.example.:\n>>> RCPT To:<dana.reyes@firm.example>\n<<< 550 5.1.1 <dana.reyes@firm.example>... User unknown\n550 5.1.1 <dana.reyes@firm.example>... User unknown',
    ),
    ...known,
    status: '5.1.1',
    class: 'hard',
  },
  {
    name: 'Sendmail: host unknown, in words',
    raw: sendmail(
      '550 5.1.2 <dana.reyes@firm.example>... Host unknown (Name server: firm.example: host not found)',
      '550 5.1.2 <dana.reyes@firm.example>... Host unknown (Name server: firm.example: host not found)',
    ),
    ...known,
    status: '5.1.2',
    class: 'hard',
  },
  {
    name: 'Sendmail: refused by a block list, in words',
    raw: sendmail(
      '554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using a list',
      '<<< 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using a list\n554 5.0.0 Service unavailable',
    ),
    ...known,
    status: '5.7.1',
    class: 'policy',
  },
  // Postfix
  byReport(
    'Postfix: no reverse name of the client',
    '5.7.25',
    '550 5.7.25 Client host rejected: cannot find your reverse hostname, [192.0.2.9]',
    'policy',
  ),
  byReport(
    'Postfix: refused by a content filter',
    '5.7.1',
    '550 5.7.1 Message rejected due to content restrictions',
    'policy',
  ),
  byReport(
    'Postfix: the domain takes no mail (null MX)',
    '5.1.0',
    'Domain firm.example does not accept mail (nullMX)',
    'hard',
  ),
  byReport(
    'Dovecot behind Postfix: quota exceeded',
    '5.2.2',
    '552 5.2.2 <dana.reyes@firm.example> Quota exceeded (mailbox for user is full)',
    'full',
  ),
  byReport(
    'Postfix: sender domain not found',
    '5.1.8',
    '550 5.1.8 <sam@ourco.example>: Sender address rejected: Domain not found',
    'policy',
  ),
  // Exim
  byReport('Exim: address that leads nowhere', '5.0.0', '550 Unrouteable address', 'hard'),
  byReport('Exim: sender verification failed', '5.0.0', '550 Sender verify failed', 'policy'),
  // Exchange and Exchange Online
  byReport(
    'Exchange: a transport rule refused it',
    '5.7.1',
    '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
    'policy',
  ),
  byReport(
    'Exchange: only senders inside may write',
    '5.7.1',
    '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required',
    'policy',
  ),
  byReport(
    'Exchange: recipient not found in the directory',
    '5.1.1',
    '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found',
    'hard',
  ),
  byReport(
    'Exchange Online: tenant throttled the sender',
    '5.7.232',
    "550 5.7.232 Your message can't be sent because your tenant exceeded its daily limit for sending email to external recipients",
    'policy',
  ),
  byReport(
    'Exchange Online: the host did not answer for days',
    '5.4.300',
    '550 5.4.300 Message expired -> 451 4.4.0 Primary target IP address responded with: "421 4.2.1 Unable to connect"',
    'soft',
  ),
  byReport(
    'Exchange Online: mail flow loops',
    '5.4.14',
    '554 5.4.14 Hop count exceeded - possible mail loop ATTR34',
    'soft',
  ),
  byReport(
    'Exchange Online: the mailbox is disabled',
    '5.2.1',
    '550 5.2.1 Mailbox disabled, not accepting messages',
    'hard',
  ),
  // Google
  byReport(
    'Google: bulk sender without authentication',
    '5.7.27',
    '550-5.7.27 Your email has been blocked because the sender is unauthenticated. Gmail requires SPF to pass.',
    'policy',
  ),
  byReport(
    'Google: very low reputation of the domain',
    '5.7.1',
    '550-5.7.1 Our system has detected that this message is suspicious due to the very low reputation of the sending domain.',
    'policy',
  ),
  byReport(
    'Google Workspace: the account may not take outside mail',
    '5.7.1',
    '550-5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent.',
    'policy',
  ),
  // Yahoo
  byReport(
    'Yahoo: mailbox disabled',
    '5.0.0',
    '554 30 Sorry, your message to dana.reyes@firm.example cannot be delivered. This mailbox is disabled (554.30).',
    'hard',
  ),
  byReport(
    'Yahoo: refused for policy reasons',
    '5.7.9',
    '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.example/error-codes',
    'policy',
  ),
  byReport(
    'Yahoo: deferred for complaints, given up',
    '4.7.0',
    '421 4.7.0 [TSS04] Messages from 192.0.2.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1',
    'policy',
  ),
  // Gateways
  byReport('Proofpoint: blocked', '5.7.0', '550 5.7.0 Local Policy Violation', 'policy'),
  byReport('Proofpoint: user unknown', '5.1.1', '550 5.1.1 User Unknown', 'hard'),
  byReport(
    'Proofpoint: by reputation',
    '5.7.1',
    '554 5.7.1 Service unavailable; blocked by proofpoint dynamic reputation, https://ipcheck.example/?ip=192.0.2.9',
    'policy',
  ),
  byReport(
    'Mimecast: no such recipient',
    '5.0.0',
    '550 Invalid Recipient - https://community.mimecast.example/docs/DOC-1369#550 [abc.uk123]',
    'hard',
  ),
  byReport(
    'Mimecast: envelope blocked',
    '5.0.0',
    '550 Administrative prohibition - envelope blocked - https://community.mimecast.example/docs/DOC-1369#550 [abc.uk123]',
    'policy',
  ),
  byReport(
    'Mimecast: anti-spoofing',
    '5.0.0',
    '550 Rejected by header based Anti-Spoofing policy: sam@ourco.example - https://community.mimecast.example [abc.uk123]',
    'policy',
  ),
  byReport(
    'Barracuda: recipient blocked by policy',
    '5.0.0',
    '550 permanent failure for one or more recipients (dana.reyes@firm.example:blocked)',
    'policy',
  ),
  byReport(
    'Barracuda: no such user',
    '5.1.1',
    '550 5.1.1 <dana.reyes@firm.example>: Recipient address rejected: No such user (dana.reyes@firm.example)',
    'hard',
  ),
  byReport('Barracuda: content', '5.0.0', '554 rejected due to spam content', 'policy'),
  byReport(
    'Cisco IronPort: sender reputation',
    '5.0.0',
    "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
    'policy',
  ),
  byReport('Cisco IronPort: no such address', '5.1.0', '550 #5.1.0 Address rejected.', 'unknown'),
  // Hosted mail and senders
  byReport(
    'Amazon SES: suppressed address',
    '5.1.1',
    'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address',
    'hard',
  ),
  byReport('Amazon SES: mailbox full', '5.2.2', '552 5.2.2 mailbox full', 'full'),
  byReport(
    'Amazon SES: content refused by the receiver',
    '5.3.0',
    '554 5.3.0 Message content rejected, id=12345-01 - SPAM',
    'policy',
  ),
  byReport('Apple: over quota', '5.2.2', '552 5.2.2 <dana.reyes@firm.example>: user is over quota', 'full'),
  byReport('Apple: user unknown', '5.1.1', '550 5.1.1 unknown or illegal alias: dana.reyes@firm.example', 'hard'),
  byReport(
    'Apple: refused by local policy',
    '5.7.1',
    '554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.example/en-us/HT204137',
    'policy',
  ),
  byReport('Zoho: no such user', '5.1.1', '550 5.1.1 User does not exist - <dana.reyes@firm.example>', 'hard'),
  byReport(
    'GMX: unknown mailbox',
    '5.0.0',
    '550 Requested action not taken: mailbox unavailable. For explanation visit https://postmaster.gmx.example/case?c=r0601',
    'unknown',
  ),
  byReport(
    'GMX: refused for the sender',
    '5.0.0',
    '554 Transaction failed. Reject due to policy restrictions. For explanation visit https://postmaster.gmx.example/',
    'policy',
  ),
  byReport(
    'Lotus Domino: no such name in the directory',
    '5.0.0',
    '550 dana.reyes@firm.example... No such user',
    'hard',
  ),
  {
    name: 'Lotus Domino: in words',
    raw: plain(
      'postmaster@firm.example',
      'DELIVERY FAILURE: User dana.reyes (dana.reyes@firm.example) not listed in Domino Directory',
      `Your message

  Subject: Your plant in Lyon

was not delivered to:

  dana.reyes@firm.example

because:

  User dana.reyes (dana.reyes@firm.example) not listed in Domino Directory`,
    ),
    recipient: DANA,
    originalId: null,
    status: null,
    class: 'hard',
  },
  {
    name: 'Mailgun-like relay: in words with a quoted mail',
    raw: plain(
      'Mail Delivery System <mailer-daemon@relay.example>',
      'Undelivered Mail Returned to Sender',
      `I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<dana.reyes@firm.example>: host mx.firm.example[192.0.2.5] said: 550 5.7.1 Message
    rejected as spam by Content Filtering. (in reply to end of DATA command)

${RETURNED_HEAD}`,
    ),
    ...known,
    status: '5.7.1',
    class: 'policy',
  },
  {
    name: 'French: unknown recipient, in words',
    raw: plain(
      'Mail Delivery System <mailer-daemon@firm.example>',
      'Échec de la remise : votre usine à Lyon',
      `Votre message n'a pas pu être remis.

dana.reyes@firm.example
L'adresse n'existe pas.`,
      'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n',
    ),
    recipient: DANA,
    originalId: null,
    status: null,
    class: 'hard',
  },
  {
    name: 'MDaemon: no such user, in words',
    raw: plain(
      'MDaemon at firm.example <MDaemon@firm.example>',
      'Delivery Failure: no such user here',
      `The following addresses had permanent errors:

dana.reyes@firm.example - no such user here.

${RETURNED_HEAD}`,
    ),
    ...known,
    status: null,
    class: 'hard',
  },
];
