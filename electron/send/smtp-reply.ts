/** Says what an SMTP server's answer means for a message and its mailbox. It must never read a missing answer as a refusal. */
import type { TransmitOutcome } from '../ports/transport.ts';

/**
 * Enhanced codes by which a provider judges the sender, not the message: going on would harm the mailbox. Gmail 7.26 (no SPF or DKIM),
 * 7.27 (SPF), 7.28 (unusual rate), 7.30 (DKIM), 7.32 (alignment); Outlook 7.515 (authentication level), 7.705 (tenant over its limit), 7.708 (address range).
 */
const SENDER_POLICY_CODES = new Set(['7.26', '7.27', '7.28', '7.30', '7.32', '7.515', '7.705', '7.708']);

/** Whether the answer is about the sender, so that the whole mailbox should wait for a person. */
export function isSenderPolicy(reply: string): boolean {
  const codes = reply.matchAll(/\b[45]\.(\d{1,3}\.\d{1,3})\b/g);
  return [...codes].some(([, code]) => code !== undefined && SENDER_POLICY_CODES.has(code));
}

/** A 4xx or 5xx answer to this message; null where the number is neither. */
export function refusalOf(code: number, reply: string): TransmitOutcome | null {
  const words = shown(reply);
  const pausesMailbox = isSenderPolicy(reply);
  if (code >= 500 && code < 600) return { kind: 'refused-permanently', code, reply: words, pausesMailbox };
  if (code >= 400 && code < 500) return { kind: 'refused-temporarily', code, reply: words, pausesMailbox };
  return null;
}

/** A server's words as they may be shown and kept: one line, bounded. */
export function shown(reply: string): string {
  return reply
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
