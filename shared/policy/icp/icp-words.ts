/** What ratings, relations, seniorities and required fields are called where a person reads them. */
import type { Relation } from '../../domain/account.ts';
import type { Contact } from '../../domain/contact.ts';
import type { IcpRating, RequiredField } from '../../domain/icp.ts';

export const RATING_WORDS: Readonly<Record<IcpRating, string>> = {
  excellent: 'Excellent',
  good: 'Good',
  fair: 'Fair',
  'not-a-fit': 'Not a fit',
};

export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  prospect: 'prospect',
  customer: 'customer',
  competitor: 'competitor',
  partner: 'partner',
};

export const SENIORITY_WORDS: Readonly<Record<Contact['seniority'], string>> = {
  ic: 'Individual contributor',
  manager: 'Manager',
  director: 'Director',
  vp: 'VP',
  'c-level': 'C-level',
  founder: 'Founder',
};

export const REQUIRED_FIELD_WORDS: Readonly<Record<RequiredField, string>> = {
  'account.industry': 'industry',
  'account.headcount': 'headcount',
  'account.geography': 'geography',
  'account.technographics': 'tools in use',
  'account.footprint': 'footprint (sites, entities, fleet)',
  'contact.title': 'title',
  'contact.remit': 'what the person is responsible for',
  'contact.email-verified': 'verified address',
  'contact.time-zone': 'time zone',
  'contact.country': 'country',
  signal: 'a signal that is not stale',
};
