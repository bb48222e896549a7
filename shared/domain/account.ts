/** The company, as the CRM knows it. */
import { z } from 'zod';
import { AccountId, SegmentId } from './ids.ts';
import { line, WebUrl } from './text.ts';

/** How we stand to a company. Customers and competitors never get cold mail (rail `relation`). */
export const Relation = z.enum(['prospect', 'customer', 'competitor', 'partner']);
export type Relation = z.infer<typeof Relation>;

/** 1 best fit and a strong trigger; 2 best fit; 3 maybe fit, nurture first. */
export const Tier = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Tier = z.infer<typeof Tier>;

/** A pin asks for human review of everything, whatever the tier. */
export const Pin = z.enum(['strategic', 'named', 'referral']);

/** A host name in lower case, without scheme or path. */
export const DomainName = z
  .string()
  .max(253)
  .regex(/^(?:[\p{Ll}\p{Lo}\p{N}](?:[\p{Ll}\p{Lo}\p{N}-]{0,61}[\p{Ll}\p{Lo}\p{N}])?\.)+[\p{Ll}\p{Lo}\p{N}-]{2,63}$/u, {
    error: 'not a domain name in lower case, such as northwind.example',
  });

export const Account = z.object({
  id: AccountId,
  name: line(200).min(1),
  domain: DomainName,
  website: WebUrl.nullable(),
  industry: line(120),
  /** Employees, as the source counts them. */
  headcount: z.int().min(0).max(10_000_000).nullable(),
  geography: line(120),
  technographics: z.array(line(80)).max(60),
  tier: Tier,
  segmentId: SegmentId,
  segmentName: line(120),
  relation: Relation,
  pins: z.array(Pin).max(3),
});
export type Account = z.infer<typeof Account>;
