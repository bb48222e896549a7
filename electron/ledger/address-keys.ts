/**
 * Under which keys an address, a host or a suppression entry is found by index. A key finds at least everything that could match;
 * whether it does match is `policy/suppression-match.ts`' to say, never this file's.
 */
import type { Suppression } from '../../shared/domain/suppression.ts';
import { asciiDomain } from '../../shared/policy/ascii-domain.ts';
import { normaliseAddress, type Recipient } from '../../shared/policy/suppression-match.ts';

export function addressKey(address: string): string {
  return normaliseAddress(address);
}

function hostOf(address: string): string {
  return asciiDomain(address.slice(address.lastIndexOf('@') + 1).trim());
}

/** An address' host with its labels from the top down, each followed by a dot: a domain and all below it are one range of keys. */
export function hostKey(address: string): string {
  return `${hostOf(address).split('.').reverse().join('.')}.`;
}

/** The range of host keys that a domain entry covers, its end excluded. */
export function hostRange(domain: string): readonly [from: string, to: string] {
  const key = hostKey(domain);
  return [key, `${key.slice(0, -1)}/`];
}

/** The domain a `domain` entry names, however it was written: `x@acme.example` and `*.acme.example` mean `acme.example`. */
export function domainNamed(value: string): string {
  return asciiDomain(value.trim().replace(/^(?:.*@)?(?:\*\.)?/u, ''));
}

/** What a suppression entry is looked up by. */
export function matchKey(entry: Suppression): string {
  switch (entry.scope) {
    case 'global':
      return addressKey(entry.value);
    case 'domain':
      return domainNamed(entry.value);
    case 'account':
      return entry.value;
    case 'contact':
      return entry.value.includes('@') ? addressKey(entry.value) : entry.value;
  }
}

/** Every key under which an entry for this recipient can stand: a dozen at most, however long the list is. */
export function recipientKeys(recipient: Recipient): readonly string[] {
  const labels = hostOf(recipient.email).split('.');
  const hostAndParents = labels.map((_, from) => labels.slice(from).join('.'));
  return [addressKey(recipient.email), ...hostAndParents, recipient.accountId, recipient.contactId];
}
