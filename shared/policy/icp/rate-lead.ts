/** How well a lead fits its segment's ICP, criterion by criterion, in words. It never looks at timing: a signal is the score's business. */
import type { Account } from '../../domain/account.ts';
import type { Contact } from '../../domain/contact.ts';
import { domainOf } from '../../domain/email-address.ts';
import type { Icp, IcpRating } from '../../domain/icp.ts';
import type { Lead } from '../../domain/lead.ts';
import { asciiDomain } from '../ascii-domain.ts';
import { findPhrase, foldText } from '../fold-text.ts';
import { RELATION_WORDS, SENIORITY_WORDS } from './icp-words.ts';

/** What an ICP is held against. */
export interface IcpFile {
  readonly lead: Lead;
  readonly account: Account;
  readonly contact: Contact;
}

export interface IcpCriterion {
  /** `Industry`: the same for every lead, so that leads can be counted by it. */
  readonly name: string;
  readonly holds: boolean;
  /** `Headcount 240 is within 140–3,200`. */
  readonly says: string;
}

export interface Rated {
  readonly rating: IcpRating;
  readonly matched: readonly string[];
  readonly failed: readonly string[];
  /** Why nothing else matters; null where no exclusion holds. */
  readonly excludedBy: string | null;
}

/** The rule, once: which share of the criteria an ICP asks for must hold. What is not known does not hold. */
const LEAST_SHARE: readonly (readonly [IcpRating, number])[] = [
  ['excellent', 1],
  ['good', 0.75],
  ['fair', 0.5],
  ['not-a-fit', 0],
];

export function rateLead({ icp, ...file }: IcpFile & { readonly icp: Icp }): Rated {
  const criteria = icpCriteria(icp, file);
  const excludedBy = excludedFrom(icp, file);
  return {
    rating: excludedBy === null ? ratingOf(criteria) : 'not-a-fit',
    matched: criteria.filter(({ holds }) => holds).map(({ says }) => says),
    failed: criteria.filter(({ holds }) => !holds).map(({ says }) => says),
    excludedBy,
  };
}

/** An ICP that asks for nothing says nothing for a lead either: fair. */
function ratingOf(criteria: readonly IcpCriterion[]): IcpRating {
  if (criteria.length === 0) return 'fair';
  const share = criteria.filter(({ holds }) => holds).length / criteria.length;
  return LEAST_SHARE.find(([, least]) => share >= least)?.[0] ?? 'not-a-fit';
}

/** Every criterion the ICP asks for; a list that is empty asks for nothing. */
export function icpCriteria(icp: Icp, { account, contact }: IcpFile): readonly IcpCriterion[] {
  const { industries, headcount, geographies, technographics, buyer } = icp;
  return [
    ...asked(industries.length > 0, () => named('Industry', account.industry, namedIn(industries, account.industry))),
    ...asked(headcount.min !== null || headcount.max !== null, () => headcountCriterion(icp, account)),
    ...asked(geographies.length > 0, () =>
      named(
        'Geography',
        account.geography,
        geographies.some((name) => isIn(name, account.geography)),
      ),
    ),
    ...asked(technographics.has.length > 0, () => usesOneOf(technographics.has, account)),
    ...asked(technographics.hasNot.length > 0, () => usesNone(technographics.hasNot, account)),
    ...asked(buyer.titleWords.length > 0, () =>
      named(
        'Title',
        contact.title,
        buyer.titleWords.some((words) => hasPhrase(contact.title, words)),
      ),
    ),
    ...asked(buyer.seniorities.length > 0, () =>
      named('Seniority', SENIORITY_WORDS[contact.seniority], buyer.seniorities.includes(contact.seniority)),
    ),
  ];
}

const asked = (isAsked: boolean, criterion: () => IcpCriterion): readonly IcpCriterion[] =>
  isAsked ? [criterion()] : [];

function named(name: string, value: string, holds: boolean): IcpCriterion {
  if (value === '') return { name, holds: false, says: `${name} is not known` };
  return { name, holds, says: holds ? `${name}: ${value}` : `${name}: ${value} is not one of the ICP’s` };
}

function headcountCriterion({ headcount: { min, max } }: Icp, { headcount }: Account): IcpCriterion {
  const name = 'Headcount';
  if (headcount === null) return { name, holds: false, says: `${name} is not known` };
  const holds = headcount >= (min ?? 0) && headcount <= (max ?? Infinity);
  const range =
    min === null
      ? `at most ${count(max ?? 0)}`
      : max === null
        ? `${count(min)} or more`
        : `${count(min)}–${count(max)}`;
  return { name, holds, says: `${name} ${count(headcount)} is ${holds ? 'within' : 'outside'} ${range}` };
}

function usesOneOf(wanted: readonly string[], { technographics }: Account): IcpCriterion {
  const name = 'Technographics';
  if (technographics.length === 0) return { name, holds: false, says: `${name} are not known` };
  const found = technographics.filter((tool) => namedIn(wanted, tool));
  return {
    name,
    holds: found.length > 0,
    says:
      found.length > 0 ? `Uses ${found.join(', ')}` : `Uses none of the ICP’s tools, but ${technographics.join(', ')}`,
  };
}

/** Nothing known means that nothing speaks against it. */
function usesNone(unwanted: readonly string[], { technographics }: Account): IcpCriterion {
  const found = technographics.filter((tool) => namedIn(unwanted, tool));
  return {
    name: 'Tools that speak against it',
    holds: found.length === 0,
    says:
      found.length === 0 ? `Uses none of ${unwanted.join(', ')}` : `Uses ${found.join(', ')}, which speaks against it`,
  };
}

function excludedFrom(
  { exclusions: { relations, industries, domains } }: Icp,
  { account, contact }: IcpFile,
): string | null {
  if (relations.includes(account.relation)) return `Excluded: ${account.name} is a ${RELATION_WORDS[account.relation]}`;
  // Wider than the criterion on purpose: `agency` keeps out a `Digital marketing agency` as well.
  if (industries.some((name) => hasPhrase(account.industry, name))) return `Excluded industry: ${account.industry}`;
  for (const domain of [account.domain, domainOf(contact.email)]) {
    const listed = domains.find((each) => isWithin(asciiDomain(domain), asciiDomain(each)));
    if (listed !== undefined) return `Excluded domain: ${listed}`;
  }
  return null;
}

const isWithin = (domain: string, listed: string): boolean => domain === listed || domain.endsWith(`.${listed}`);

const folded = (text: string): string => foldText(text).text.trim();

const namedIn = (names: readonly string[], value: string): boolean =>
  value !== '' && names.some((name) => folded(name) === folded(value));

const hasPhrase = (text: string, phrase: string): boolean => findPhrase(foldText(text), foldText(phrase)) !== null;

/** `DE` is the country part of `Köln, DE`, never the `de` of `Rio de Janeiro, BR`: short names must be a whole part between commas. */
function isIn(name: string, geography: string): boolean {
  if (geography.split(',').some((part) => folded(part) === folded(name))) return true;
  return folded(name).length > 3 && hasPhrase(geography, name);
}

const count = (value: number): string => value.toLocaleString('en-GB');
