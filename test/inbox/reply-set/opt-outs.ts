/** Requests not to be written to again, and complaints: polite, angry, curt, misspelt, hidden in a long mail, below the quote. */
import { reply, type LabelledReply } from './labelled-reply.ts';

export const OPT_OUTS: readonly LabelledReply[] = [
  reply('unsubscribe', 'unsubscribe', { dress: 'bare' }),
  reply('unsubscribe', 'UNSUBSCRIBE!!!', { dress: 'gmail' }),
  reply('unsubscribe', 'Please remove me from your list.'),
  reply('unsubscribe', 'remove', { dress: 'apple-phone' }),
  reply('unsubscribe', 'Please un-subscribe me. Thank you.', { dress: 'outlook' }),
  reply('unsubscribe', 'unsubsribe me pls', { dress: 'bare' }),
  reply('unsubscribe', 'Take me off this list.', { dress: 'flowed' }),
  reply('unsubscribe', 'take me off ur list asap', { dress: 'outlook-phone' }),
  reply('unsubscribe', 'Stop emailing me.', { dress: 'html' }),
  reply('unsubscribe', 'stop spamming me', { dress: 'below-quote' }),
  reply('unsubscribe', 'Please stop. This is the fourth one.', { dress: 'original' }),
  reply('unsubscribe', "Don't contact me again."),
  reply('unsubscribe', 'Do not email this address again.', { dress: 'gmail' }),
  reply('unsubscribe', 'No more emails please!', { dress: 'apple-phone' }),
  reply('unsubscribe', 'Please opt me out of all future communications.', { dress: 'signed' }),
  reply('unsubscribe', 'opting out', { dress: 'bare' }),
  reply(
    'unsubscribe',
    'Dear Sam,\n\nThank you for your kind message and for taking the time to look at our company. I read it with interest.\n\nWe have reviewed our processes last year and do not plan to change them.\n\nI would therefore kindly ask you to delete my contact details from your records.\n\nWith kind regards,\nDana Reyes',
    { dress: 'signed' },
  ),
  reply(
    'unsubscribe',
    "I get about sixty of these a day and I am sure yours is the one that works. Still, I have got a yard full of trailers and a phone that does not stop. We tried something like this in 2019, it cost us a fortune, and the man who sold it to us is now selling solar panels. So no hard feelings, but I'd rather not hear from you again. Good luck out there.",
    { dress: 'apple-phone' },
  ),
  reply('unsubscribe', 'Interesting, but please remove my address.', { dress: 'below-quote' }),
  reply('unsubscribe', 'We use Ledgerline. Not interested. Please do not contact us any further.', {
    dress: 'outlook',
  }),
  reply('unsubscribe', 'How did you get my address? Delete it.', { dress: 'gmail' }),
  reply('unsubscribe', 'I do not wish to receive marketing emails.', { dress: 'flowed' }),
  reply('unsubscribe', 'I did not consent to this. Remove my data under the GDPR.', { dress: 'html' }),
  reply('unsubscribe', 'I withdraw any consent and object to direct marketing.', { dress: 'outlook' }),
  reply('unsubscribe', 'no thanks', { dress: 'bare' }),
  reply('unsubscribe', 'No thanks!\n\nDana', { dress: 'apple-phone' }),
  reply('unsubscribe', 'Please take Dana Reyes off your distribution. She does not deal with vendors.', {
    dress: 'signed',
  }),
  reply('unsubscribe', 'I would appreciate not receiving any further messages from you.', { dress: 'gmail' }),
  reply('unsubscribe', 'Pls dont email me anymore', { dress: 'bare' }),
  reply('unsubscribe', 'Go away.', { dress: 'outlook-phone' }),
  reply('unsubscribe', 'f*** off and stop writing to me', { dress: 'apple-phone' }),
  reply('unsubscribe', 'Cease and desist from emailing anyone at this company.', { dress: 'outlook' }),
  reply('unsubscribe', 'Please add me to your do not contact list.', { dress: 'html' }),
  reply('unsubscribe', 'Put us on your suppression list, please.', { dress: 'flowed' }),
  reply('unsubscribe', 'I asked you last week to take me off. Why am I still getting these?', { dress: 'gmail' }),
  reply('unsubscribe', 'Can you please not send me these? Cheers', { dress: 'bare' }),
  reply('unsubscribe', 'There is no need to write again.', { dress: 'signed' }),
  reply('unsubscribe', 'Please quit it with the follow-ups.', { dress: 'original' }),
  reply('unsubscribe', 'Love the enthusiasm Sam, but never email me again :)', { dress: 'apple-phone' }),
  reply('unsubscribe', 'Bitte nehmen Sie mich aus dem Verteiler.', { dress: 'outlook' }),
  reply('unsubscribe', 'Hi,\n\nsee below.\n\nThx', {
    raw: `From: Dana Reyes <dana.reyes@firm.example>
To: sam@ourco.example
Subject: Re: Carrier invoices at Firm
Message-ID: <in-the-block@firm.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hi,

see below.

Thx

From: Sam Ortiz <sam@ourco.example>
Sent: Wednesday, 25 November 2026 10:00
To: Dana Reyes <dana.reyes@firm.example>
Subject: Carrier invoices at Firm

Hi Dana,

Three new warehouses usually mean more carrier invoices than anyone can check.

No, that is handled. Please remove me from your list.

Worth a 15-minute call on Thursday?

Best,
Sam Ortiz
`,
  }),
  reply('unsubscribe', 'Hello,', {
    raw: `From: Dana Reyes <dana.reyes@firm.example>
To: sam@ourco.example
Subject: Re: Carrier invoices at Firm
Message-ID: <below-the-quote@firm.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello,

On Wed, 25 Nov 2026 at 10:00, Sam Ortiz <sam@ourco.example> wrote:
> Hi Dana,
>
> Three new warehouses usually mean more carrier invoices than anyone can check.
> Worth a 15-minute call on Thursday?

please don't send me any more of these

Dana
`,
  }),
  reply('unsubscribe', 'Thanks for the mail.', {
    raw: `From: Dana Reyes <dana.reyes@firm.example>
To: sam@ourco.example
Subject: Re: Carrier invoices at Firm
Message-ID: <below-the-signature@firm.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Thanks for the mail.
-- 
Dana Reyes
Director of Logistics, Firm

PS: please take me off your list.
`,
  }),
  reply('unsubscribe', '', { subject: 'unsubscribe', dress: 'bare' }),
  // complaints
  reply('complaint', 'Reported as spam.', { dress: 'bare' }),
  reply('complaint', 'I have reported you to your email provider.', { dress: 'gmail' }),
  reply('complaint', 'This is spam. I am reporting you.', { dress: 'apple-phone' }),
  reply('complaint', 'Your message is illegal under PECR. I will report this to the regulator unless you stop.', {
    dress: 'outlook',
  }),
  reply('complaint', 'Blocked and reported. Remove me.', { dress: 'flowed' }),
  reply('complaint', 'Our legal department has been informed of your unsolicited mail.', { dress: 'signed' }),
  reply('complaint', 'I am going to lodge a complaint with the data protection authority.', { dress: 'html' }),
  reply('complaint', 'An abuse report.', {
    raw: `From: fbl@provider.example
To: sam@ourco.example
Subject: complaint
Message-ID: <fbl-1@provider.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_f"

--=_f
Content-Type: text/plain

This is an email abuse report.

--=_f
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Some-FBL/1.0
Version: 1
Original-Rcpt-To: <dana.reyes@firm.example>

--=_f
Content-Type: message/rfc822

From: Sam Ortiz <sam@ourco.example>
To: dana.reyes@firm.example
Subject: Carrier invoices at Firm
Message-ID: <2f1c.77@ourco.example>

Hello.

--=_f--
`,
  }),
];
