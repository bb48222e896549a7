/** Is this mail a complaint in the abuse reporting format (RFC 5965): about which message, by whom? */
import { addressesIn, type ArrivedMail } from './arrived-mail.ts';

export interface Complaint {
  /** Null where the provider took the address out of the report. */
  readonly recipient: string | null;
  readonly originalId: string | null;
}

/** Types by which a person, or their provider for them, calls the message unwanted; the others are about fraud of others or no complaint at all. */
const COMPLAINTS = new Set(['abuse', 'opt-out', 'opt-out-list', 'complaint', 'fraud', 'other', 'virus']);

export function readComplaint(mail: ArrivedMail): Complaint | null {
  const { feedback, returned } = mail;
  if (feedback === null) return null;
  const type = (feedback.get('feedback-type') ?? '').toLowerCase().trim();
  if (!COMPLAINTS.has(type)) return null;
  const recipient =
    addressesIn(feedback.get('original-rcpt-to') ?? null)[0] ??
    addressesIn(feedback.get('removal-recipient') ?? null)[0] ??
    returned?.to[0] ??
    null;
  return {
    recipient: recipient === null || /redacted/i.test(recipient) ? null : recipient,
    originalId: returned?.messageId ?? null,
  };
}
