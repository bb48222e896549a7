/** Finds the address in a mail's From line, such as `Dana Reyes <dana@northwind.example>`. */
import { EmailAddress } from '../../domain/email-address.ts';

/** Null where there is no address that could be written to. */
export function addressIn(from: string): EmailAddress | null {
  const inBrackets = /<([^<>]+)>\s*$/u.exec(from)?.[1];
  const parsed = EmailAddress.safeParse((inBrackets ?? from).trim());
  return parsed.success ? parsed.data : null;
}
