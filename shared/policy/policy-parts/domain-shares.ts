/** The policy's part about sending domains: how much of a domain's ceilings each mailbox may use. Shares can't add up to more than the whole. */
import { z } from 'zod';
import { DomainName } from '../../domain/account.ts';
import { MailboxId } from '../../domain/ids.ts';

export const DomainShares = z
  .object({
    domain: DomainName,
    /** A mailbox of the domain that is not listed has no share. */
    shares: z
      .array(z.object({ mailboxId: MailboxId, percent: z.number().min(0).max(100) }))
      .min(1)
      .max(500),
  })
  .superRefine(({ shares }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['shares'], message });
    if (new Set(shares.map(({ mailboxId }) => mailboxId)).size !== shares.length) complain('a mailbox has two shares');
    const sum = shares.reduce((total, { percent }) => total + percent, 0);
    if (sum > 100) complain(`the shares add up to ${sum} %, more than the domain's ceiling`);
  });
export type DomainShares = z.infer<typeof DomainShares>;
