/** Dresses a labelled reply as the mail that a mail program would make of it: bytes as they come over IMAP. */
import type { Dress, LabelledReply } from './labelled-reply.ts';

/** What the reply answers; it stands in the quotes, with an opt-out line that must never count as the writer's words. */
export const OUR_TEXT = `Hi Dana,

Three new warehouses usually mean more carrier invoices than anyone can check.

Worth a 15-minute call on Thursday?

Best,
Sam Ortiz

If this is not for you, reply “no thanks” and you will not hear from us again.`;
export const OPT_OUT_LINE = 'If this is not for you, reply “no thanks” and you will not hear from us again.';
export const OUR_ID = '<2f1c.77@ourco.example>';

const QUOTED = OUR_TEXT.split('\n')
  .map((row) => (row === '' ? '>' : `> ${row}`))
  .join('\n');
const WROTE = 'On Wed, 25 Nov 2026 at 10:00, Sam Ortiz <sam@ourco.example> wrote:';
const BLOCK = `From: Sam Ortiz <sam@ourco.example>
Sent: Wednesday, 25 November 2026 10:00
To: Dana Reyes <dana.reyes@firm.example>
Subject: Carrier invoices at Firm

${OUR_TEXT}`;
const SIGNATURE = `-- 
Dana Reyes
Director of Logistics
Firm Group | 12 Dock Road, Lyon
T +33 4 00 00 00 00 | www.firm.example

This e-mail is confidential and intended solely for the addressee. If you have received it in error, please delete it and notify the sender.`;
const OUTLOOK_SIGNATURE = `Mit freundlichen Grüßen / Kind regards

Dana Reyes
Director of Logistics
Firm Group
Mobile: +49 170 0000000
dana.reyes@firm.example`;

type Dressing = (text: string) => { readonly body: string; readonly type?: string };

const html = (text: string): string =>
  `<html><head><style>p{margin:0}</style></head><body>${text
    .split('\n')
    .map((row) => `<div>${row === '' ? '<br>' : row.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</div>`)
    .join(
      '',
    )}<div class="gmail_quote"><div>${WROTE}</div><blockquote>${OUR_TEXT.replace(/\n/g, '<br>')}</blockquote></div></body></html>`;

/** Lines of at most 60 characters that flow on (RFC 3676). */
const flowed = (text: string): string =>
  text
    .split('\n')
    .map((row) => row.replace(/(.{30,60}) (?=\S)/g, '$1 \n'))
    .join('\n');

export const DRESSES: Readonly<Record<Dress, Dressing>> = {
  bare: (text) => ({ body: text }),
  gmail: (text) => ({ body: `${text}\n\n${WROTE}\n\n${QUOTED}\n` }),
  'apple-phone': (text) => ({
    body: `${text}\n\nSent from my iPhone\n\n> On 25 Nov 2026, at 10:00, Sam Ortiz <sam@ourco.example> wrote:\n>\n${QUOTED}\n`,
  }),
  outlook: (text) => ({ body: `${text}\n\n${OUTLOOK_SIGNATURE}\n\n${BLOCK}\n` }),
  'outlook-phone': (text) => ({
    body: `${text}\n\nGet Outlook for Android<https://aka.example/>\n________________________________\n${BLOCK}\n`,
  }),
  flowed: (text) => ({
    body: `${flowed(text)}\n\n${WROTE}\n${QUOTED}\n`,
    type: 'text/plain; charset=utf-8; format=flowed',
  }),
  'below-quote': (text) => ({ body: `${WROTE}\n${QUOTED}\n\n${text}\n` }),
  html: (text) => ({ body: html(text), type: 'text/html; charset=utf-8' }),
  original: (text) => ({ body: `${text}\n\n-----Original Message-----\n${BLOCK}\n` }),
  signed: (text) => ({ body: `${text}\n\n${SIGNATURE}\n\n${WROTE}\n${QUOTED}\n` }),
};

const TURNS: readonly Dress[] = [
  'gmail',
  'outlook',
  'apple-phone',
  'flowed',
  'html',
  'signed',
  'below-quote',
  'original',
];

/** The dress a reply wears: its own, else the one whose turn it is. */
export const dressOf = (reply: LabelledReply, at: number): Dress => reply.dress ?? TURNS[at % TURNS.length] ?? 'gmail';

export function asMail(reply: LabelledReply, dress: Dress): Uint8Array {
  const { body, type = 'text/plain; charset=utf-8' } = DRESSES[dress](reply.text);
  const raw =
    reply.raw ??
    `From: Dana Reyes <dana.reyes@firm.example>
To: Sam Ortiz <sam@ourco.example>
Subject: ${reply.subject ?? 'Re: Carrier invoices at Firm'}
Message-ID: <answer.1@firm.example>
In-Reply-To: ${OUR_ID}
References: ${OUR_ID}
Date: Thu, 26 Nov 2026 09:00:00 +0100
${reply.headers === undefined ? '' : `${reply.headers}\n`}MIME-Version: 1.0
Content-Type: ${type}
Content-Transfer-Encoding: 8bit

${body}`;
  return Buffer.from(raw.replace(/\r?\n/g, '\r\n'), 'utf8');
}
