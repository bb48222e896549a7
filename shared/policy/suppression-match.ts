/** Whether an entry of the suppression list means a recipient. Where two spellings reach one mailbox it says yes: too strict, never too lax. */
import type { Suppression } from '../domain/suppression.ts';
import { asciiDomain } from './ascii-domain.ts';

/** Who would be written to. */
export interface Recipient {
  readonly email: string;
  readonly accountId: string;
  readonly contactId: string;
}

/** Providers that ignore dots in the local part, with the one name their several domains stand for. */
const DOTS_IGNORED: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' };

/**
 * Lower case, the domain in ASCII, and without a plus-part unless `foldPlus` is off: the spelling in which two addresses of one mailbox
 * are equal.
 */
export function normaliseAddress(email: string, foldPlus = true): string {
  const trimmed = email.trim().toLowerCase();
  const at = trimmed.lastIndexOf('@');
  if (at < 0) return trimmed;
  const domain = asciiDomain(trimmed.slice(at + 1));
  const local = trimmed.slice(0, at).normalize('NFKC');
  const plus = foldPlus ? local.indexOf('+') : -1;
  const bare = plus > 0 ? local.slice(0, plus) : local;
  const provider = DOTS_IGNORED[domain];
  return provider === undefined ? `${bare}@${domain}` : `${bare.replaceAll('.', '')}@${provider}`;
}

/**
 * Whether the entry holds now and means this recipient, by any scope; a domain entry means its sub-domains too. `foldPlus` is the team
 * policy's `suppression.foldPlusAddresses`; who does not know it leaves it on.
 */
export function matchesRecipient(entry: Suppression, recipient: Recipient, nowMs: number, foldPlus = true): boolean {
  if (entry.expiresAtMs !== null && entry.expiresAtMs <= nowMs) return false;
  switch (entry.scope) {
    case 'global':
      return normaliseAddress(entry.value, foldPlus) === normaliseAddress(recipient.email, foldPlus);
    case 'contact':
      return (
        entry.value === recipient.contactId ||
        (entry.value.includes('@') &&
          normaliseAddress(entry.value, foldPlus) === normaliseAddress(recipient.email, foldPlus))
      );
    case 'account':
      return entry.value === recipient.accountId;
    case 'domain': {
      const suppressed = domainNamed(entry.value);
      const domain = asciiDomain(recipient.email.slice(recipient.email.lastIndexOf('@') + 1).trim());
      return suppressed !== '' && (domain === suppressed || domain.endsWith(`.${suppressed}`));
    }
    default:
      return entry.scope satisfies never;
  }
}

/** The domain a `domain` entry names, however it was written: `x@acme.example` and `*.acme.example` mean `acme.example`. */
export function domainNamed(value: string): string {
  return asciiDomain(value.trim().replace(/^(?:.*@)?(?:\*\.)?/u, ''));
}

const PUBLIC_MAIL_DOMAINS = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com mac.com ' +
    'proton.me protonmail.com gmx.com gmx.de gmx.net web.de t-online.de mail.com mail.ru yandex.com yandex.ru qq.com 163.com ' +
    '126.com zoho.com fastmail.com hey.com orange.fr wanadoo.fr free.fr laposte.net libero.it comcast.net verizon.net att.net'
  ).split(' '),
);

/** Public mail domains can't be suppressed as a domain: the entry would silence strangers. */
export function isPublicMailDomain(domain: string): boolean {
  return PUBLIC_MAIL_DOMAINS.has(asciiDomain(domain));
}
