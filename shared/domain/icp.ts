/** The ideal customer profile of one segment, and what a lead is measured to be against it. */
import { z } from 'zod';
import { DomainName, Relation } from './account.ts';
import { Seniority } from './contact.ts';
import { line } from './text.ts';

export const IcpRating = z.enum(['excellent', 'good', 'fair', 'not-a-fit']);
export type IcpRating = z.infer<typeof IcpRating>;

/** Fields a segment may demand before a lead goes on; a path of the enriched record. */
export const RequiredField = z.enum([
  'account.industry',
  'account.headcount',
  'account.geography',
  'account.technographics',
  'account.footprint',
  'contact.title',
  'contact.remit',
  'contact.email-verified',
  'contact.time-zone',
  'contact.country',
  'signal',
]);
export type RequiredField = z.infer<typeof RequiredField>;

const names = z.array(line(120).min(1)).max(100);

export const Icp = z
  .object({
    /** Any of them fits, compared without case; empty: no matter. */
    industries: names,
    headcount: z.object({ min: z.int().min(0).nullable(), max: z.int().min(0).nullable() }),
    /** Part of the account's geography, such as a country. */
    geographies: names,
    /** One of `has` is enough (empty: no matter); one of `hasNot` is too many. */
    technographics: z.object({ has: names, hasNot: names }),
    exclusions: z.object({
      relations: z.array(Relation).max(4),
      industries: names,
      domains: z.array(DomainName).max(1_000),
    }),
    /** Who buys: words of the title, and how senior. */
    buyer: z.object({ titleWords: names, seniorities: z.array(Seniority).max(6) }),
    requiredFields: z.array(RequiredField).max(RequiredField.options.length),
  })
  .superRefine(({ headcount }, context) => {
    if (headcount.min !== null && headcount.max !== null && headcount.max < headcount.min)
      context.addIssue({ code: 'custom', path: ['headcount', 'max'], message: 'the most is below the least' });
  });
export type Icp = z.infer<typeof Icp>;
