/** Writes a prospect's answer as a mail program would: the bytes of an `.eml`. The people are invented, and so are their addresses. */
import PostalMime from 'postal-mime';
import type { AnswerForm, Answers, Said } from './answers.ts';
import type { ComingAnswer } from './temperaments.ts';

const DAY_MS = 86_400_000;

interface Original {
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly references: string;
}

interface Person {
  readonly name: string;
  readonly address: string;
}

/** The answer to `eml`, dated when it was due. */
export async function composeAnswer(coming: ComingAnswer, eml: string, answers: Answers): Promise<Uint8Array> {
  const original = await readOriginal(eml);
  const { mail, temperament, dueAtMs, draw } = coming;
  if (temperament === 'hard-bounce') return bytesOf(bounceOf(coming, original));
  const me: Person = { name: nameOf(mail.to), address: mail.to };
  const domain = mail.to.slice(mail.to.lastIndexOf('@') + 1);
  const colleague = pick(answers.colleagues, draw('colleague'));
  const other: Person = {
    name: colleague.name,
    address: `${colleague.name.toLowerCase().replace(/[^a-z]+/g, '.')}@${domain}`,
  };
  const said: Said = pick(answers.said[temperament], draw('words'));
  const words = fill(said.text, {
    first: original.fromName.split(' ')[0] ?? original.fromName,
    me: me.name.split(' ')[0] ?? me.name,
    colleague: other.name,
    colleagueFirst: other.name.split(' ')[0] ?? other.name,
    colleagueTitle: colleague.title,
    colleagueEmail: other.address,
    month: new Date(dueAtMs + 75 * DAY_MS).toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' }),
    returnDay: dayWords(returnMs(dueAtMs)),
  });
  const isAway = temperament === 'out-of-office';
  const head = [
    `From: ${mailbox(me)}`,
    `To: ${mailbox({ name: original.fromName, address: mail.from })}`,
    ...(temperament === 'several-people' ? [`Cc: ${mailbox(other)}`] : []),
    `Subject: ${encoded(isAway ? `Automatic reply: ${original.subject}` : `Re: ${original.subject.replace(/^re: /i, '')}`)}`,
    `Date: ${dateHeader(dueAtMs)}`,
    `Message-ID: <answer.${idPart(mail.messageId)}@${domain}>`,
    `In-Reply-To: ${mail.messageId}`,
    `References: ${[original.references, mail.messageId].filter(Boolean).join(' ')}`,
    ...(isAway ? ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'] : []),
    'MIME-Version: 1.0',
  ];
  const body = isAway
    ? { type: 'text/plain; charset=utf-8', text: `${words}\n\n${me.name}\n` }
    : bodyOf(said.form, { words, me, original, mail, footer: pick(answers.phoneFooters, draw('footer')) });
  return bytesOf([...head, `Content-Type: ${body.type}`, 'Content-Transfer-Encoding: 8bit', '', body.text].join('\n'));
}

async function readOriginal(eml: string): Promise<Original> {
  const { from, subject, text, references } = await PostalMime.parse(eml);
  return {
    fromName: from?.name ?? 'there',
    subject: subject ?? '',
    text: (text ?? '').replace(/\r\n?/g, '\n').trimEnd(),
    references: (references ?? '').replace(/\s+/g, ' ').trim(),
  };
}

interface Writing {
  readonly words: string;
  readonly me: Person;
  readonly original: Original;
  readonly mail: ComingAnswer['mail'];
  readonly footer: string;
}

function bodyOf(form: AnswerForm, writing: Writing): { readonly type: string; readonly text: string } {
  const { words, me, original, mail, footer } = writing;
  const signed = `${words}\n\n${me.name.split(' ')[0] ?? me.name}`;
  const quoted = original.text
    .split('\n')
    .map((row) => (row === '' ? '>' : `> ${row}`))
    .join('\n');
  const attribution = `On ${attributionDate(mail.atMs)}, ${original.fromName} <${mail.from}> wrote:`;
  const plain = 'text/plain; charset=utf-8';
  switch (form) {
    case 'plain':
      return { type: plain, text: `${signed}\n\n${attribution}\n${quoted}\n` };
    case 'below-quote':
      return { type: plain, text: `${attribution}\n${quoted}\n\n${signed}\n` };
    case 'phone':
      return { type: plain, text: `${words}\n\n${footer}\n\n${attribution}\n${quoted}\n` };
    case 'flowed':
      return { type: `${plain}; format=flowed`, text: `${flowed(signed)}\n\n${attribution}\n${quoted}\n` };
    case 'header-block':
      return {
        type: plain,
        text: `${words}\n\n${me.name}\n\n________________________________\nFrom: ${original.fromName} <${mail.from}>\nSent: ${attributionDate(mail.atMs)}\nTo: ${me.name} <${me.address}>\nSubject: ${original.subject}\n\n${original.text}\n`,
      };
    case 'html':
      return {
        type: 'text/html; charset=utf-8',
        text: `<div dir="ltr">${htmlOf(signed)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(attribution)}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${htmlOf(original.text)}</blockquote></div>\n`,
      };
    default:
      return form satisfies never;
  }
}

/** A report by RFC 3464, as a mail server at their side sends it. */
function bounceOf({ mail, dueAtMs }: ComingAnswer, { subject }: Original): string {
  const domain = mail.to.slice(mail.to.lastIndexOf('@') + 1);
  const edge = `edge.${idPart(mail.messageId)}`;
  return [
    `From: Mail Delivery System <mailer-daemon@${domain}>`,
    `To: <${mail.from}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${dateHeader(dueAtMs)}`,
    `Message-ID: <bounce.${idPart(mail.messageId)}@${domain}>`,
    'Return-Path: <>',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${edge}"`,
    '',
    `--${edge}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Your message could not be delivered to <${mail.to}>.`,
    `The server said: 550 5.1.1 <${mail.to}>: Recipient address rejected: user unknown`,
    '',
    `--${edge}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; mx.${domain}`,
    '',
    `Final-Recipient: rfc822; ${mail.to}`,
    'Action: failed',
    'Status: 5.1.1',
    `Diagnostic-Code: smtp; 550 5.1.1 <${mail.to}>: Recipient address rejected: user unknown`,
    '',
    `--${edge}`,
    'Content-Type: text/rfc822-headers',
    '',
    `From: <${mail.from}>`,
    `To: <${mail.to}>`,
    `Subject: ${encoded(subject)}`,
    `Message-ID: ${mail.messageId}`,
    '',
    `--${edge}--`,
    '',
  ].join('\n');
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'utf8');

function pick<T>(from: readonly T[] | undefined, share: number): T {
  const one = from?.[Math.floor(share * from.length)];
  if (one === undefined) throw new RangeError('there are no words to choose from');
  return one;
}

const fill = (text: string, slots: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_slot, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new RangeError(`there is no slot ${name}`);
    return value;
  });

/** Demo addresses are made of names: `dana.reyes@` is Dana Reyes. */
function nameOf(address: string): string {
  return address
    .slice(0, address.lastIndexOf('@'))
    .split(/[._-]+/)
    .filter((part) => part !== '')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join(' ');
}

/** A header's words, in ASCII (RFC 2047); no line break gets through. */
function encoded(words: string): string {
  const line = words.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  if (/^[\x20-\x7e]*$/.test(line) && !line.includes('=?')) return line;
  const parts: string[] = [];
  for (const part of line.match(/.{1,12}/gsu) ?? [])
    parts.push(`=?utf-8?B?${Buffer.from(part, 'utf8').toString('base64')}?=`);
  return parts.join('\n ');
}

const mailbox = ({ name, address }: Person): string => `${encoded(name.replace(/["\\,;<>@:()]/g, ' '))} <${address}>`;

const idPart = (messageId: string): string =>
  messageId
    .replace(/[<>]/g, '')
    .replace(/[^A-Za-z0-9.-]/g, '.')
    .slice(0, 100);

const dateHeader = (atMs: number): string => new Date(atMs).toUTCString().replace('GMT', '+0000');

const attributionDate = (atMs: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(atMs);

/** Back at work on a weekday, a week or more from now. */
function returnMs(nowMs: number): number {
  let atMs = nowMs + 8 * DAY_MS;
  while ([0, 6].includes(new Date(atMs).getUTCDay())) atMs += DAY_MS;
  return atMs;
}

const dayWords = (atMs: number): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(atMs);

/** Soft line ends (RFC 3676): a space before the break. */
function flowed(text: string): string {
  return text
    .split('\n')
    .map((row) => row.replace(/(.{50,68}?) (?=\S)/g, '$1 \n'))
    .join('\n');
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const htmlOf = (text: string): string => escaped(text).replace(/\n/g, '<br>\n');
