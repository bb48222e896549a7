/** How an entry of the suppression list is said to a person: whom it means, why it is there, what would clear it. It decides nothing. */
import type { Suppression } from '../domain/suppression.ts';
import { sayDay } from './local-time.ts';
import { domainNamed, normaliseAddress } from './suppression-match.ts';

/** Whom an entry of this scope means. */
export const SCOPE_WORDS: Readonly<Record<Suppression['scope'], string>> = {
  global: 'This address',
  domain: 'Everybody at this domain',
  account: 'Everybody at this account',
  contact: 'This contact',
};

/** Why the entry is there, after a colon. */
export const REASON_WORDS: Readonly<Record<Suppression['reason'], string>> = {
  unsubscribe: 'they unsubscribed',
  complaint: 'they complained about our mail',
  'hard-bounce': 'mail to them bounced for good',
  request: 'they asked not to be contacted',
  legal: 'legal asked for it',
  sensitive: 'the subject is sensitive',
  manual: 'a person put them on the list',
};

/** Whether only the contact's own written request takes the entry off. */
export function needsWrittenRequest(reason: Suppression['reason']): boolean {
  return reason === 'unsubscribe' || reason === 'complaint';
}

/** What would clear the entry. Nothing in it lets anybody send all the same. */
export function clearsWhen(entry: Pick<Suppression, 'reason' | 'expiresAtMs'>, timeZone: string): string {
  if (entry.expiresAtMs !== null)
    return `The entry ends ${sayDay(entry.expiresAtMs, timeZone)}; until then nobody can send this.`;
  return needsWrittenRequest(entry.reason)
    ? 'Only the contact’s own written request; nobody can send this anyway.'
    : 'Only RevOps can take the entry off the list, with a reason; nobody can send this anyway.';
}

/** Who was asked about, with the names that the CRM has. */
export interface Asked {
  readonly email: string;
  readonly contactName: string | null;
  readonly accountName: string | null;
}

/** Why the entry means the address that was asked about, in one sentence. */
export function whyItMatches(entry: Suppression, { email, contactName, accountName }: Asked): string {
  switch (entry.scope) {
    case 'global':
      return normaliseSame(entry.value, email)
        ? 'The address itself is on the list, for every team and sequence.'
        : `The list has ${entry.value}, which reaches the same mailbox; it counts for every team and sequence.`;
    case 'contact':
      return entry.value.includes('@')
        ? `The contact with the address ${entry.value} is on the list.`
        : `The contact ${contactName ?? entry.value} is on the list, whatever address is used.`;
    case 'account':
      return `Everybody at ${accountName ?? entry.value} is on the list.`;
    case 'domain': {
      const domain = domainNamed(entry.value);
      return normaliseAddress(email).endsWith(`@${domain}`)
        ? `Everybody at ${domain} is on the list.`
        : `Everybody at ${domain} is on the list, and this address is at a domain below it.`;
    }
    default:
      return entry.scope satisfies never;
  }
}

function normaliseSame(listed: string, email: string): boolean {
  return listed.trim().toLowerCase() === email.trim().toLowerCase();
}
