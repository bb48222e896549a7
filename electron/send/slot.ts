/** What room a cleared send asks the ledger for, and what is said where there is none. It counts nothing itself. */
import type { Finding } from '../../shared/domain/finding.ts';
import type { MailboxWorld } from '../../shared/domain/mailbox-world.ts';
import type { Send } from '../../shared/domain/send.ts';
import { domainShare } from '../../shared/policy/domain-share.ts';
import { RAILS } from '../../shared/policy/gate.ts';
import { sayTime } from '../../shared/policy/local-time.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import { finding, type GateInput } from '../../shared/policy/rail.ts';
import { complaintLevel, complaintSlots } from '../../shared/policy/rates.ts';
import { warmUpAllowance } from '../../shared/policy/warm-up.ts';
import type { FullCap, SlotWish } from '../ports/send-ledger.ts';

export function slotWish({ policy, person, desk }: GateInput, send: Send, nowMs: number): SlotWish {
  const { limits } = policy;
  const { mailbox } = person;
  const today = mailboxDay(nowMs, mailbox.timeZone);
  const share = domainShare(policy, mailbox, desk.mailboxes);
  const known = desk.mailboxes.find(({ id }) => id === send.mailboxId);
  const ramp = known?.ramp ?? null;
  return {
    sendId: send.id,
    mailboxId: send.mailboxId,
    today,
    nowMs,
    mailboxPerDay: limits.mailboxPerDay,
    cold: {
      // Nobody knows yet what the mailbox is used to.
      warmUpPerDay: ramp === null ? 0 : warmUpAllowance(ramp, today.day, limits),
      complaintsPerDay: known === undefined ? 0 : complaintSlots(complaintLevel(known, limits, nowMs).level, limits),
      domainPerDay: share.day,
      domainPerWeek: share.week,
      recipientDomainPerDay: limits.recipientDomainPerDay,
    },
    pace: { minMs: limits.paceMinSeconds * 1_000, maxMs: limits.paceMaxSeconds * 1_000 },
  };
}

/** Another taker was faster than the gate's look: the cap's rail says so in its own words, with the cap as full as it now is. */
export function fullFinding(input: GateInput, wish: SlotWish, full: FullCap): Finding {
  const desk = {
    ...input.desk,
    mailboxes: input.desk.mailboxes.map((each) => (each.id === wish.mailboxId ? filled(each, wish, full) : each)),
  };
  const { recipientDomain } = input.world;
  const world =
    full === 'recipient-domain-day'
      ? { ...input.world, recipientDomain: { ...recipientDomain, takenToday: wish.cold.recipientDomainPerDay } }
      : input.world;
  const code: string = full;
  const said = RAILS.find((rail) => rail.code === code)?.evaluate({ ...input, desk, world })[0];
  return said ?? plainly(wish, input.person.mailbox.timeZone);
}

function filled(mailbox: MailboxWorld, wish: SlotWish, full: FullCap): MailboxWorld {
  const { cold, mailboxPerDay } = wish;
  switch (full) {
    case 'mailbox-day':
      return { ...mailbox, takenToday: Math.max(mailbox.takenToday, mailboxPerDay - (mailbox.elsewhere?.today ?? 0)) };
    case 'mailbox-warmup':
    case 'complaint-rate': {
      const cap = full === 'mailbox-warmup' ? cold.warmUpPerDay : cold.complaintsPerDay;
      return { ...mailbox, takenToday: Math.max(mailbox.takenToday, cap - (mailbox.elsewhere?.today ?? 0)) };
    }
    case 'domain-day':
      return { ...mailbox, coldToday: Math.max(mailbox.coldToday, cold.domainPerDay) };
    case 'domain-week':
      return { ...mailbox, coldThisWeek: Math.max(mailbox.coldThisWeek, cold.domainPerWeek) };
    case 'pace':
      return { ...mailbox, nextSendAtMs: mailbox.nextSendAtMs ?? wish.nowMs + wish.pace.maxMs };
    case 'recipient-domain-day':
      return mailbox;
    default:
      return full satisfies never;
  }
}

function plainly({ today }: SlotWish, timeZone: string): Finding {
  return finding(
    'mailbox-day',
    'hold',
    {
      evidence: 'The mailbox has no room for this message today.',
      clears: `The mailbox’s next day begins ${sayTime(today.endAtMs, timeZone)}.`,
    },
    { clearsAtMs: today.endAtMs },
  );
}
