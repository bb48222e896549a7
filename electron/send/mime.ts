/**
 * Turns a countersigned message into the exact bytes that leave, and reads bytes back to prove that they say nothing else. It must
 * never let a header or a body through that was not signed.
 */
import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { type Address, type Email } from 'postal-mime';
import type { SignedContent } from '../../shared/domain/countersignature.ts';
import { domainOf } from '../../shared/domain/email-address.ts';

/** RFC 5322 bytes with CRLF line ends. `dateMs` becomes the Date header; it is fixed with the bytes at the first transmission. */
export async function buildMime(signed: SignedContent, dateMs: number): Promise<Uint8Array> {
  const { message } = signed;
  const composer = new MailComposer({
    from: { name: message.from.name, address: asciiAddress(message.from.address) },
    to: { name: '', address: asciiAddress(message.to) },
    subject: message.subject,
    messageId: signed.messageId,
    date: new Date(dateMs),
    text: message.text,
    // Quoted-printable keeps every line end and trailing space as signed, and no server rewraps it.
    encoding: 'quoted-printable',
    newline: 'win',
    inReplyTo: message.headers['In-Reply-To'],
    references: message.headers.References,
    headers: Object.fromEntries(
      LIST_HEADERS.flatMap((name) => {
        const value = message.headers[name];
        return value === undefined ? [] : [[name, { prepared: true, value: folded(name, value) }]];
      }),
    ),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** What the bytes say differently from what was countersigned, or null where they agree in every field. */
export async function mimeFault(bytes: Uint8Array, signed: SignedContent): Promise<string | null> {
  const { message } = signed;
  if (hasBareLineEnd(bytes)) return 'a line does not end with CRLF';
  const mail = await PostalMime.parse(bytes);
  const expected = new Map<string, string>(
    Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const names = new Set<string>();
  for (const { key, value } of mail.headers) {
    if (names.has(key)) return `the header ${key} stands there twice`;
    names.add(key);
    const wanted = expected.get(key);
    if (wanted === undefined) {
      if (!MIME_HEADERS.has(key)) return `the header ${key} was not countersigned`;
    } else if (unfolded(value) !== wanted) return `the header ${key} differs`;
  }
  for (const name of [...REQUIRED_HEADERS, ...expected.keys()])
    if (!names.has(name)) return `the header ${name} is missing`;
  if (mail.messageId !== signed.messageId) return 'the Message-ID differs';
  if (!isOnly(mail.from, message.from.address, message.from.name)) return 'the sender differs';
  if (mail.to?.length !== 1 || !isOnly(mail.to[0], message.to, '')) return 'the recipient differs';
  if ((mail.subject ?? '') !== message.subject) return 'the subject differs';
  if (bodyOf(mail) !== bodyOf({ text: message.text })) return 'the text differs';
  if (mail.html !== undefined || mail.attachments.length > 0) return 'there is a part that was not countersigned';
  return null;
}

const LIST_HEADERS = ['List-Unsubscribe', 'List-Unsubscribe-Post'] as const;
const REQUIRED_HEADERS = ['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'];
/** The recommended longest line of a header (RFC 5322). */
const MAX_LINE = 78;
const MIME_HEADERS = new Set([...REQUIRED_HEADERS, 'content-transfer-encoding']);

/** The address as it goes into headers and envelope: its domain in ASCII. */
export function asciiAddress(address: string): string {
  const domain = domainToASCII(domainOf(address));
  return `${address.slice(0, address.lastIndexOf('@'))}@${domain}`;
}

function isOnly(address: Address | undefined, wanted: string, name: string): boolean {
  return address?.group === undefined && address?.address === asciiAddress(wanted) && address.name === name;
}

/** A parser ends the text with one line feed or none; nothing else may differ. */
function bodyOf(mail: Pick<Email, 'text'>): string {
  return (mail.text ?? '').replace(/\n$/, '');
}

/** Long header values are folded only at single spaces, so that unfolding gives the same value back (RFC 5322). */
function folded(name: string, value: string): string {
  const words = value.split(' ');
  if (words.includes('')) return value;
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    const room = MAX_LINE - (lines.length === 0 ? name.length + 2 : 1);
    if (current !== '' && current.length + 1 + word.length > room) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\r\n ');
}

function unfolded(value: string): string {
  return value.replace(/\r?\n(?=[ \t])/g, '').trim();
}

function hasBareLineEnd(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 10 && bytes[at - 1] !== 13) return true;
    if (bytes[at] === 13 && bytes[at + 1] !== 10) return true;
  }
  return false;
}
