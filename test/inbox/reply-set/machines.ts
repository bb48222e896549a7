/** What machines send: out-of-office notes with and without their headers, tickets, and bounces. */
import { BOUNCE_SHAPES } from '../bounce-shapes.ts';
import { reply, type LabelledReply } from './labelled-reply.ts';

const SUBJECT = 'Carrier invoices at Firm';

export const AUTO_REPLIES: readonly LabelledReply[] = [
  reply(
    'auto-reply',
    'I am out of the office until Monday, 7 December. In urgent cases contact mia.chen@firm.example.',
    {
      subject: `Automatic reply: ${SUBJECT}`,
      headers: 'Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All',
      dress: 'bare',
    },
  ),
  reply('auto-reply', 'I am out of the office until 12 January.', {
    subject: `Automatic reply: ${SUBJECT}`,
    dress: 'bare',
  }),
  reply('auto-reply', 'Thanks for your email. I am on vacation with no access to mail, returning December 14.', {
    subject: `Out of Office: ${SUBJECT}`,
    dress: 'bare',
  }),
  reply('auto-reply', 'Hi, I am away until Thursday.\n\nDana', {
    subject: `Re: ${SUBJECT}`,
    headers: 'Auto-Submitted: auto-replied',
    dress: 'bare',
  }),
  reply('auto-reply', 'I am OOO from 30 Nov to 4 Dec with limited access to my emails.', {
    subject: `OOO Re: ${SUBJECT}`,
    dress: 'gmail',
  }),
  reply('auto-reply', 'I will be out of the office starting 11/27/2026 and will not return until 12/02/2026.', {
    dress: 'bare',
  }),
  reply('auto-reply', 'I am on maternity leave. Please contact Mia Chen in my absence.', {
    subject: `Autoreply: ${SUBJECT}`,
    dress: 'bare',
  }),
  reply(
    'auto-reply',
    'Thank you for your email. I am currently on holiday and will be back on Monday 30 November. I will read your message then.',
    {
      dress: 'html',
    },
  ),
  reply('auto-reply', 'Ich bin bis 11. Dezember nicht im Büro. Ihre E-Mail wird nicht weitergeleitet.', {
    subject: `Automatische Antwort: ${SUBJECT}`,
    dress: 'bare',
  }),
  reply('auto-reply', 'Je suis absent du bureau jusqu’au 5 janvier.', {
    subject: `Réponse automatique : ${SUBJECT}`,
    dress: 'bare',
  }),
  reply(
    'auto-reply',
    'Thank you for contacting us. This is an automated response; please do not reply to this email.',
    {
      dress: 'signed',
    },
  ),
  reply('auto-reply', 'We have received your enquiry and will get back to you within 24 hours. Reference 77120.', {
    subject: `Ticket received: ${SUBJECT}`,
    headers: 'Auto-Submitted: auto-replied',
    dress: 'bare',
  }),
  reply('auto-reply', 'Dana Reyes is no longer with the company. Please direct enquiries to office@firm.example.', {
    subject: `Automatic reply: ${SUBJECT}`,
    headers: 'Auto-Submitted: auto-replied',
    dress: 'bare',
  }),
  reply(
    'auto-reply',
    'Please note that I have left Firm. For logistics topics write to Mia Chen, mia.chen@firm.example.',
    {
      subject: `Auto Response: ${SUBJECT}`,
      dress: 'bare',
    },
  ),
  reply('auto-reply', "I'm currently out sick. I'll answer as soon as I am back.", {
    subject: `Out of office ${SUBJECT}`,
    dress: 'apple-phone',
  }),
  reply('auto-reply', 'The office is closed from 24 December to 3 January. We wish you a merry Christmas!', {
    headers: 'Auto-Submitted: auto-replied',
    dress: 'bare',
  }),
  reply(
    'auto-reply',
    'I am currently attending a trade fair and will have only limited access to email until Wednesday.',
    {
      dress: 'outlook',
    },
  ),
  reply(
    'auto-reply',
    'Away on sabbatical, back 1 March 2027. To unsubscribe from our own newsletter, click the link below.',
    {
      headers: 'Auto-Submitted: auto-replied',
      dress: 'signed',
    },
  ),
];

const MACHINE_REPORTS = [
  'Postfix: user unknown',
  'qmail: no mailbox by that name',
  'Exim: mailbox full',
  'Google: taken for unsolicited mail',
];

export const BOUNCES: readonly LabelledReply[] = BOUNCE_SHAPES.filter(({ name }) => MACHINE_REPORTS.includes(name)).map(
  ({ name, raw }) => reply('bounce', name, { raw }),
);
