/** How much of a sending domain's ceilings one mailbox may use. Shares never add up to more than the ceiling; what is taken is counted elsewhere. */
import { domainOf } from '../domain/email-address.ts';
import type { MailboxId } from '../domain/ids.ts';
import type { PolicyDocument } from './limits.ts';

export interface DomainShare {
  readonly domain: string;
  readonly percent: number;
  /** Cold messages a day and a week, from Monday. */
  readonly day: number;
  readonly week: number;
  /** Whether RevOps gave it; else the domain's mailboxes on the team share it alike. */
  readonly isGiven: boolean;
}

/** A mailbox that a listed domain does not name has no share. `team` are all mailboxes that are known, whatever their domain. */
export function domainShare(
  policy: Pick<PolicyDocument, 'domainShares' | 'limits'>,
  mailbox: { readonly id: MailboxId; readonly address: string },
  team: readonly { readonly id: MailboxId; readonly address: string }[],
): DomainShare {
  const domain = domainOf(mailbox.address);
  const listed = policy.domainShares.find((each) => each.domain.toLowerCase() === domain);
  const alike = new Set([
    mailbox.id,
    ...team.filter(({ address }) => domainOf(address) === domain).map(({ id }) => id),
  ]);
  const percent =
    listed === undefined
      ? 100 / alike.size
      : (listed.shares.find(({ mailboxId }) => mailboxId === mailbox.id)?.percent ?? 0);
  const { domainPerDay, domainPerWeek } = policy.limits;
  return {
    domain,
    percent,
    day: Math.floor((domainPerDay * percent) / 100),
    week: Math.floor((domainPerWeek * percent) / 100),
    isGiven: listed !== undefined,
  };
}
