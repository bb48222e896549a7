/** Makes the Message-ID that is fixed at countersigning; it must never be reused for another countersignature. */
import { domainToASCII } from 'node:url';
import { MessageId } from '../../shared/domain/countersignature.ts';
import type { Random } from '../ports/random.ts';

/** `<uuid@domain>`; `domain` is the sender's, and is written in its ASCII form. */
export function newMessageId({ random, domain }: { readonly random: Random; readonly domain: string }): string {
  return MessageId.parse(`<${random.uuid()}@${domainToASCII(domain)}>`);
}
