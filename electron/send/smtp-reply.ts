/** Says what an SMTP server's answer means for a message and its mailbox. It must never read a missing answer as a refusal. */
import type { TransmitOutcome } from '../ports/transport.ts';
import { PROVIDER_CODES, type ProviderCode } from './provider-codes.ts';

/** What a provider says about the sender by this answer; null where it is about the message or its recipient. */
export function judgementOf(reply: string): ProviderCode | null {
  const codes = new Set([...reply.matchAll(/\b[45]\.(\d{1,3}\.\d{1,3})\b/g)].map(([, code]) => code));
  return (
    PROVIDER_CODES.find(
      ({ code, words }) => (code === null || codes.has(code)) && (words === undefined || words.test(reply)),
    ) ?? null
  );
}

/** Whether the answer is about the sender, so that the whole mailbox should wait for a person. Too fast for the moment is not. */
export function isSenderPolicy(reply: string): boolean {
  const about = judgementOf(reply)?.about;
  return about === 'sender' || about === 'limit';
}

/** Whether the provider takes no more from this sender for now: a ramp must not rise on it. */
export function isRateRefusal(reply: string): boolean {
  const about = judgementOf(reply)?.about;
  return about === 'limit' || about === 'rate';
}

/** Why a mailbox is paused after this answer, in words for its owner, ready to stand behind “is paused since …: ”. */
export function pauseReason(reply: string): string {
  const judgement = judgementOf(reply);
  const words = shown(reply);
  return (judgement === null ? words : `the provider says that ${judgement.says} (${words})`).slice(0, 300);
}

/** A 4xx or 5xx answer to this message; null where the number is neither. */
export function refusalOf(code: number, reply: string): TransmitOutcome | null {
  if (code < 400 || code > 599) return null;
  return {
    kind: code >= 500 ? 'refused-permanently' : 'refused-temporarily',
    code,
    reply: shown(reply),
    pausesMailbox: isSenderPolicy(reply),
    limitsRate: isRateRefusal(reply),
  };
}

/** A server's words as they may be shown and kept: one line, bounded. */
export function shown(reply: string): string {
  return reply
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
