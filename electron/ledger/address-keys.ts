/** Under which keys an address or a host of the copies is found by index. What an entry of the suppression list means is policy's to say. */
import { asciiDomain } from '../../shared/policy/ascii-domain.ts';
import { normaliseAddress } from '../../shared/policy/suppression-match.ts';

export function addressKey(address: string): string {
  return normaliseAddress(address);
}

/** An address' host with its labels from the top down, each followed by a dot: a domain and all below it are one range of keys. */
export function hostKey(address: string): string {
  const host = asciiDomain(address.slice(address.lastIndexOf('@') + 1).trim());
  return `${host.split('.').reverse().join('.')}.`;
}

/** The range of host keys that a domain entry covers, its end excluded. */
export function hostRange(domain: string): readonly [from: string, to: string] {
  const key = hostKey(domain);
  return [key, `${key.slice(0, -1)}/`];
}
