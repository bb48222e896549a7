/** A wish for a slot with room everywhere; a test narrows one cap at a time. */
import type { SlotWish } from '../../electron/ports/send-ledger.ts';
import { MailboxId, SendId } from '../../shared/domain/ids.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';

export interface SlotChange extends Partial<Omit<SlotWish, 'sendId' | 'mailboxId' | 'today' | 'cold'>> {
  readonly mailbox?: string;
  /** `YYYY-MM-DD`; asked at noon of it. */
  readonly day?: string;
  readonly zone?: string;
  readonly cold?: Partial<SlotWish['cold']>;
}

export function aSlot(send: string, change: SlotChange = {}): SlotWish {
  const { mailbox = 'mailbox-sam', day = '2026-11-03', zone = 'UTC', cold, ...rest } = change;
  const nowMs = change.nowMs ?? Date.parse(`${day}T12:00:00Z`);
  return {
    nowMs,
    mailboxPerDay: 1_000,
    pace: { minMs: 0, maxMs: 0 },
    ...rest,
    sendId: SendId.parse(send),
    mailboxId: MailboxId.parse(mailbox),
    today: mailboxDay(nowMs, zone),
    cold: {
      warmUpPerDay: 1_000,
      complaintsPerDay: 1_000,
      domainPerDay: 1_000,
      domainPerWeek: 1_000,
      recipientDomainPerDay: 1_000,
      ...cold,
    },
  };
}
