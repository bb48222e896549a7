/** A mail as it arrived, parsed once: what the recognisers read. It decides nothing about what the mail means. */
import PostalMime, { addressParser, type Email } from 'postal-mime';
import { htmlToLines } from './html-lines.ts';
import { unflow } from './flowed.ts';

export interface ArrivedMail {
  readonly messageId: string | null;
  /** The sender's bare address in lower case; empty where there is none. */
  readonly from: string;
  /** Every address it names as its recipient, lower case. */
  readonly to: readonly string[];
  readonly subject: string;
  /** Message-IDs it answers, nearest first. */
  readonly answers: readonly string[];
  readonly atMs: number;
  /** The first value of a header, unfolded; null where there is none. */
  header(name: string): string | null;
  /** The words a person would read, quoted lines still marked with `>`. */
  readonly text: string;
  /** Machine-readable parts of a report: each group of fields, names in lower case. */
  readonly deliveryStatus: readonly ReportFields[];
  readonly feedback: ReportFields | null;
  /** The message that was returned inside this one. */
  readonly returned: ReturnedMessage | null;
}

export type ReportFields = ReadonlyMap<string, string>;

export interface ReturnedMessage {
  readonly messageId: string | null;
  readonly to: readonly string[];
  readonly header: (name: string) => string | null;
}

/** Far above what a person writes or a report says; what is quoted under it needs no reading. */
const MOST_CHARS = 65_536;

/** postal-mime takes some 50 µs a line however short it is: a mail of nothing but line ends would keep the desk busy for long. */
const MOST_LINES = 10_000;

function firstLines(bytes: Uint8Array): Uint8Array {
  let at = -1;
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    at = bytes.indexOf(10, at + 1);
    if (at < 0) return bytes;
  }
  return bytes.subarray(0, at + 1);
}

/** Null where it can't be read at all, such as a mail nested beyond all measure. */
export async function parseArrived(bytes: Uint8Array, filedAtMs: number): Promise<ArrivedMail | null> {
  const { unmarked, flowed, delSp, hasPlainText } = withoutFlowed(firstLines(bytes));
  let email: Email;
  try {
    email = await PostalMime.parse(unmarked, { attachmentEncoding: 'arraybuffer' });
  } catch {
    return null;
  }
  const header = headerOf(email.headers);
  const plain = email.text ?? '';
  const text =
    !hasPlainText && email.html !== undefined ? htmlToLines(email.html) : flowed ? unflow(plain, delSp) : plain;
  return {
    messageId: idsIn(email.messageId)[0] ?? null,
    from: addressesIn(header('from'))[0] ?? '',
    to: ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => addressesIn(header(name))),
    subject: email.subject ?? '',
    answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).reverse()])],
    atMs: filedAtMs,
    header,
    text: text.slice(0, MOST_CHARS).replace(/\r\n?/g, '\n'),
    deliveryStatus: partsOf(email, 'message/delivery-status').flatMap(fieldGroups),
    feedback: partsOf(email, 'message/feedback-report').flatMap(fieldGroups)[0] ?? null,
    returned: returnedIn(email) ?? returnedInText(text.slice(0, MOST_CHARS)),
  };
}

/** postal-mime joins flowed lines across quote marks, so that an answer becomes part of the quote: it is told nothing of them. */
function withoutFlowed(bytes: Uint8Array) {
  const raw = Buffer.from(bytes).toString('latin1');
  const flowed = /\bformat="?flowed\b/i.test(raw);
  return {
    unmarked: flowed ? Buffer.from(raw.replace(/\b(format="?)flowed\b/gi, '$1fixed'), 'latin1') : bytes,
    flowed,
    delSp: /\bdelsp="?yes\b/i.test(raw),
    hasPlainText: !/^content-type:\s*text\/html/im.test(raw) || /^content-type:\s*text\/plain/im.test(raw),
  };
}

function headerOf(headers: readonly { readonly key: string; readonly value: string }[]) {
  const values = new Map<string, string>();
  for (const { key, value } of headers) if (!values.has(key)) values.set(key, value);
  return (name: string) => values.get(name.toLowerCase()) ?? null;
}

export function idsIn(value: string | null | undefined): string[] {
  return (value ?? '').match(/<[^<>\s]+@?[^<>\s]*>/g) ?? [];
}

export function addressesIn(value: string | null): readonly string[] {
  if (value === null) return [];
  return addressParser(value, { flatten: true }).flatMap(({ address }) =>
    address !== undefined && address.includes('@') ? [address.toLowerCase()] : [],
  );
}

function partsOf(email: Email, type: string): readonly string[] {
  return email.attachments.filter(({ mimeType }) => mimeType === type).map(({ content }) => textOf(content));
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === 'string') return content;
  return Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content)).toString('utf8');
}

/** RFC 3464 and RFC 5965: groups of header-like fields, parted by empty lines. */
function fieldGroups(part: string): ReportFields[] {
  return part
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter((group) => group.size > 0);
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const row of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = row.indexOf(':');
    const name = row.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !/\s/.test(name) && !fields.has(name)) fields.set(name, row.slice(colon + 1).trim());
  }
  return fields;
}

const RETURNED_TYPES = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
];

function returnedIn(email: Email): ReturnedMessage | null {
  const part = email.attachments.find(({ mimeType }) => RETURNED_TYPES.includes(mimeType));
  return part === undefined ? null : returnedFrom(textOf(part.content));
}

/** qmail, Exim and others put the message, or its head, under their own words. */
function returnedInText(text: string): ReturnedMessage | null {
  const unquoted = text.replace(/^> ?/gm, '');
  const at = /^(?:return-path|received|message-id|from|date|x-[a-z-]+|dkim-signature):.*$/im.exec(unquoted)?.index;
  const id = /^message-id:\s*<[^<>\s]+>/im.exec(unquoted);
  if (at === undefined || id === null) return null;
  return returnedFrom(unquoted.slice(Math.min(at, id.index)));
}

function returnedFrom(raw: string): ReturnedMessage {
  const head =
    raw
      .replace(/\r\n?/g, '\n')
      .replace(/^\n+/, '')
      .split(/\n[ \t]*\n/)[0] ?? '';
  const fields = fieldsOf(head);
  const header = (name: string) => fields.get(name.toLowerCase()) ?? null;
  return { messageId: idsIn(header('message-id'))[0] ?? null, to: addressesIn(header('to')), header };
}
