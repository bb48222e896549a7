/** Exactly one bare mailbox address, as it goes into an SMTP envelope. */
import { z } from 'zod';

/**
 * One address, `local@domain`, at most 254 characters (RFC 5321). A comma, a line break, angle brackets or a second `@` are
 * refused, because any of them could add a recipient that nobody countersigned; so is a character that mail servers read as
 * another one (full width, `⒈`), because the address on screen must be the one that is reached.
 */
export const EmailAddress = z
  .string()
  .max(254)
  .regex(
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])$/u,
    { error: 'not exactly one e-mail address (no commas, spaces, line breaks or display names)' },
  )
  .refine((address) => address.normalize('NFKC') === address, {
    error: 'the address has characters that a mail server reads as others',
  });
export type EmailAddress = z.infer<typeof EmailAddress>;

/** The part after the `@`, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Domains no real mailbox can have (RFC 2606, RFC 6761): the embedded mailbox takes only these, a real account none of them. */
export function isReservedDomain(domain: string): boolean {
  return /(?:^|\.)(?:example|test|invalid|localhost)$/.test(domain.toLowerCase().replace(/\.$/, ''));
}
