/**
 * Makes the message exactly as it would leave: addresses, footer, threading and List-* headers. It decides nothing about whether it may
 * leave, and it never lets a model's text into a header.
 */
import type { HandoffPackage } from '../domain/handoff-package.ts';
import { OutgoingMessage } from '../domain/outgoing-message.ts';
import type { Person } from '../domain/person.ts';
import type { PolicyDocument } from './limits.ts';

export interface Composition {
  readonly pkg: HandoffPackage;
  readonly subject: string;
  /** The text without its footer. */
  readonly body: string;
  readonly person: Person;
  readonly policy: PolicyDocument;
}

/** The message, or in words why there can be none. */
export type Composed = { readonly message: OutgoingMessage } | { readonly fault: string };

/** Composes the message of a package for preview and for signing; the same input gives the same bytes. */
export function composeMessage({ pkg, subject, body, person, policy }: Composition): Composed {
  if (pkg.draft === null) return { fault: 'Only an email step has a message; this one is a call or a social task.' };
  if (subject.trim() === '') return { fault: 'The subject is empty.' };
  if (body.trim() === '') return { fault: 'The message is empty.' };
  const uncarried =
    whyNotCarried('subject', subject) ?? whyNotCarried('sender’s name', person.name) ?? whyNotCarried('text', body);
  if (uncarried !== null) return { fault: uncarried };
  const cold = pkg.messageKind !== 'reply';
  const parsed = OutgoingMessage.safeParse({
    mailboxId: person.mailbox.id,
    from: { name: person.name.trim(), address: person.mailbox.address },
    to: pkg.contact.email,
    cc: [],
    bcc: [],
    // Spaces at its ends are lost on the way; what is signed is what arrives.
    subject: subject.trim(),
    text: cold ? body + footerOf(policy) : body,
    headers: { ...threadingHeaders(pkg), ...(cold ? optOutHeaders(policy, pkg) : {}) },
  });
  if (parsed.success) return { message: parsed.data };
  const issue = parsed.error.issues[0];
  const field = FIELD_NAMES[String(issue?.path[0])] ?? 'message';
  return { fault: `The ${field} can't be sent: ${issue?.message ?? 'it does not have the right form'}.` };
}

/** Why mail would not carry these words as they stand, so that the reader would get others than were signed; null where it does. */
function whyNotCarried(field: 'subject' | 'sender’s name' | 'text', words: string): string | null {
  if (/\p{Cs}/u.test(words)) return `The ${field} can't be sent: it holds half a character.`;
  if (words.startsWith('\ufeff')) return `The ${field} can't be sent: it begins with a hidden character.`;
  if (field !== 'text' && words.includes('=?'))
    return `The ${field} can't be sent: mail programs read “=?” as the start of a code.`;
  return null;
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  to: 'recipient',
  from: 'sender',
  subject: 'subject',
  text: 'text',
  headers: 'message header',
};

/** What stands under every cold message: the visible way to opt out, and who writes from where. */
export function footerOf(policy: PolicyDocument): string {
  return `\n\n-- \n${policy.unsubscribe.optOutLine}\n${policy.postalAddress}`;
}

function optOutHeaders(policy: PolicyDocument, pkg: HandoffPackage): OutgoingMessage['headers'] {
  const { mode, mailto, oneClickUrl } = policy.unsubscribe;
  if (mode === null) return {};
  const byMail = mailto === null ? [] : [`<mailto:${encodeMailto(mailto)}?subject=unsubscribe>`];
  if (mode === 'mailto-only') return byMail.length === 0 ? {} : { 'List-Unsubscribe': byMail.join(', ') };
  if (oneClickUrl === null) return {};
  // The post carries no cookie (RFC 8058), so the address itself says who opts out.
  const oneClick = `<${oneClickUrl}${oneClickUrl.includes('?') ? '&' : '?'}c=${encodeURIComponent(pkg.contact.id)}>`;
  return {
    'List-Unsubscribe': [oneClick, ...byMail].join(', '),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

const encodeMailto = (address: string) => encodeURIComponent(address).replaceAll('%40', '@');

/** RFC 5322 asks for lines under 998 characters; mail servers cut long chains in the middle, keeping the root and the newest. */
const MAX_REFERENCES_CHARS = 900;

function threadingHeaders(pkg: HandoffPackage): OutgoingMessage['headers'] {
  if (pkg.messageKind === 'first-touch') return {};
  const ids = [...pkg.thread]
    .sort((left, right) => left.atMs - right.atMs)
    .map((message) => message.messageId?.trim() ?? '')
    .filter((id) => /^<[^<>\s@]+@[^<>\s@]+>$/u.test(id));
  const chain = ids.filter((id, at) => ids.lastIndexOf(id) === at);
  const last = chain.at(-1);
  if (last === undefined) return {};
  const [root = last, ...rest] = chain;
  const kept: string[] = [];
  let room = MAX_REFERENCES_CHARS - root.length;
  for (const id of rest.reverse()) {
    room -= id.length + 1;
    if (room < 0) break;
    kept.unshift(id);
  }
  return { 'In-Reply-To': last, References: [root, ...kept].join(' ') };
}
