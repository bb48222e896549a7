/** An ICP as the form holds it, and back: lists are one name a line. What is typed is judged by the ICP's schema alone. */
import { Relation } from '../../../shared/domain/account.ts';
import { Seniority } from '../../../shared/domain/contact.ts';
import { Icp, RequiredField } from '../../../shared/domain/icp.ts';
import { faultsOf, linesOf, numberOrNull } from '../../components/schema-words.ts';
import type { ReadText } from './read-text.ts';

export interface IcpText {
  readonly industries: string;
  readonly headcountMin: string;
  readonly headcountMax: string;
  readonly geographies: string;
  readonly has: string;
  readonly hasNot: string;
  readonly relations: Icp['exclusions']['relations'];
  readonly excludedIndustries: string;
  readonly domains: string;
  readonly titleWords: string;
  readonly seniorities: Icp['buyer']['seniorities'];
  readonly requiredFields: Icp['requiredFields'];
}

export const ICP_CHOICES = {
  relations: Relation.options,
  seniorities: Seniority.options,
  requiredFields: RequiredField.options,
} as const;

const text = (value: number | null): string => (value === null ? '' : String(value));

export function icpText(icp: Icp): IcpText {
  return {
    industries: icp.industries.join('\n'),
    headcountMin: text(icp.headcount.min),
    headcountMax: text(icp.headcount.max),
    geographies: icp.geographies.join('\n'),
    has: icp.technographics.has.join('\n'),
    hasNot: icp.technographics.hasNot.join('\n'),
    relations: icp.exclusions.relations,
    excludedIndustries: icp.exclusions.industries.join('\n'),
    domains: icp.exclusions.domains.join('\n'),
    titleWords: icp.buyer.titleWords.join('\n'),
    seniorities: icp.buyer.seniorities,
    requiredFields: icp.requiredFields,
  };
}

export function readIcpText(typed: IcpText): ReadText<Icp> {
  const read = Icp.safeParse({
    industries: linesOf(typed.industries),
    headcount: { min: numberOrNull(typed.headcountMin), max: numberOrNull(typed.headcountMax) },
    geographies: linesOf(typed.geographies),
    technographics: { has: linesOf(typed.has), hasNot: linesOf(typed.hasNot) },
    exclusions: {
      relations: typed.relations,
      industries: linesOf(typed.excludedIndustries),
      domains: linesOf(typed.domains.toLowerCase()),
    },
    buyer: { titleWords: linesOf(typed.titleWords), seniorities: typed.seniorities },
    requiredFields: typed.requiredFields,
  });
  return read.success ? { kind: 'body', body: read.data } : { kind: 'faults', faults: faultsOf(read.error) };
}
