/**
 * Under which keys an entry of the suppression list can be found by index, and which keys a recipient has. Keys find at least everything
 * that could match; whether it does match is `suppression-match.ts`' to say, never this file's.
 */
import type { Suppression } from '../domain/suppression.ts';
import { asciiDomain } from './ascii-domain.ts';
import { domainNamed, normaliseAddress, type Recipient } from './suppression-match.ts';

/** What a suppression entry is looked up by. */
export function matchKey(entry: Pick<Suppression, 'scope' | 'value'>): string {
  switch (entry.scope) {
    case 'global':
      return normaliseAddress(entry.value);
    case 'domain':
      return domainNamed(entry.value);
    case 'account':
      return entry.value;
    case 'contact':
      return entry.value.includes('@') ? normaliseAddress(entry.value) : entry.value;
  }
}

/** Every key under which an entry for this recipient can stand: a dozen at most, however long the list is. */
export function recipientKeys(recipient: Recipient): readonly string[] {
  const labels = asciiDomain(recipient.email.slice(recipient.email.lastIndexOf('@') + 1).trim()).split('.');
  const hostAndParents = labels.map((_, from) => labels.slice(from).join('.'));
  return [normaliseAddress(recipient.email), ...hostAndParents, recipient.accountId, recipient.contactId];
}
