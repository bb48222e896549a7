/** What an ICP makes of a lead, and which of its required fields are open. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequiredField } from '../../../shared/domain/icp.ts';
import { Icp, IcpRating } from '../../../shared/domain/icp.ts';
import { missingFields, sayMissing } from '../../../shared/policy/icp/missing-fields.ts';
import { icpCriteria, rateLead } from '../../../shared/policy/icp/rate-lead.ts';
import { tryIcp } from '../../../shared/policy/icp/try-icp.ts';
import { DAY, NOW } from '../sample.ts';
import { fact, file, icp, signal } from './a-lead.ts';

const EMPTY = Icp.parse({
  industries: [],
  headcount: { min: null, max: null },
  geographies: [],
  technographics: { has: [], hasNot: [] },
  exclusions: { relations: [], industries: [], domains: [] },
  buyer: { titleWords: [], seniorities: [] },
  requiredFields: [],
});

describe('a lead against an ICP', () => {
  test('that fits in everything is excellent, and says why', () => {
    expect(rateLead({ icp, ...file() })).toEqual({
      rating: 'excellent',
      matched: [
        'Industry: Road freight',
        'Headcount 240 is within 140–3,200',
        'Geography: Leipzig, DE',
        'Uses NetSuite',
        'Uses none of Ledgermatic',
        'Title: VP Operations',
        'Seniority: VP',
      ],
      failed: [],
      excludedBy: null,
    });
  });

  test.each<readonly [string, Parameters<typeof file>[0], IcpRating, readonly string[]]>([
    [
      'another industry',
      { account: { industry: 'Event catering' } },
      'good',
      ['Industry: Event catering is not one of the ICP’s'],
    ],
    ['an industry in other capitals', { account: { industry: 'ROAD FREIGHT' } }, 'excellent', []],
    ['too many people', { account: { headcount: 3_201 } }, 'good', ['Headcount 3,201 is outside 140–3,200']],
    ['exactly the most people', { account: { headcount: 3_200 } }, 'excellent', []],
    ['an unknown headcount', { account: { headcount: null } }, 'good', ['Headcount is not known']],
    [
      'a place that only sounds like the country',
      { account: { geography: 'Rio de Janeiro, BR' } },
      'good',
      ['Geography: Rio de Janeiro, BR is not one of the ICP’s'],
    ],
    [
      'a tool that speaks against it',
      { account: { technographics: ['SAP', 'Ledgermatic'] } },
      'good',
      ['Uses Ledgermatic, which speaks against it'],
    ],
    [
      'no tools known, and an intern',
      { account: { technographics: [] }, contact: { seniority: 'ic' } },
      'fair',
      ['Technographics are not known', 'Seniority: Individual contributor is not one of the ICP’s'],
    ],
    [
      'a word inside another word of the title',
      { contact: { title: 'Cooperations lead' } },
      'good',
      ['Title: Cooperations lead is not one of the ICP’s'],
    ],
    [
      'four of seven missed',
      { account: { industry: '', headcount: 3, geography: '', technographics: [] } },
      'not-a-fit',
      [
        'Industry is not known',
        'Headcount 3 is outside 140–3,200',
        'Geography is not known',
        'Technographics are not known',
      ],
    ],
  ])('%s', (_name, change, rating, failed) => {
    const rated = rateLead({ icp, ...file(change) });
    expect(rated.failed).toEqual(failed);
    expect(rated.rating).toBe(rating);
    expect(rated.excludedBy).toBeNull();
  });

  test.each<readonly [string, Parameters<typeof file>[0], string]>([
    ['a customer', { account: { relation: 'customer' } }, 'Excluded: Northwind Logistics is a customer'],
    ['an agency', { account: { industry: 'Digital Marketing Agency' } }, 'Excluded industry: Digital Marketing Agency'],
    ['a listed domain', { account: { domain: 'tallyhook.example' } }, 'Excluded domain: tallyhook.example'],
    ['a domain below it', { account: { domain: 'eu.tallyhook.example' } }, 'Excluded domain: tallyhook.example'],
    ['an address there', { contact: { email: 'dana@Tallyhook.example' } }, 'Excluded domain: tallyhook.example'],
  ])('%s is no fit, whatever else holds', (_name, change, excludedBy) => {
    const rated = rateLead({ icp, ...file(change) });
    expect(rated).toMatchObject({ rating: 'not-a-fit', excludedBy });
  });

  test('an ICP that asks for nothing makes nobody excellent', () => {
    expect(rateLead({ icp: EMPTY, ...file() })).toEqual({ rating: 'fair', matched: [], failed: [], excludedBy: null });
  });

  test('meeting one more criterion never rates lower', () => {
    const worse = {
      industry: { account: { industry: 'Catering' } },
      headcount: { account: { headcount: 1 } },
      geography: { account: { geography: 'Lyon, FR' } },
      tools: { account: { technographics: ['Ledgermatic'] } },
      title: { contact: { title: 'Cook' } },
      seniority: { contact: { seniority: 'ic' } },
    } as const;
    const names = Object.keys(worse) as (keyof typeof worse)[];
    const merged = (missed: readonly (keyof typeof worse)[]) =>
      file({
        account: Object.assign(
          {},
          ...missed.map((name) => ('account' in worse[name] ? worse[name].account : {})),
        ) as object,
        contact: Object.assign(
          {},
          ...missed.map((name) => ('contact' in worse[name] ? worse[name].contact : {})),
        ) as object,
      } as Parameters<typeof file>[0]);
    const order = (missed: readonly (keyof typeof worse)[]) =>
      IcpRating.options.indexOf(rateLead({ icp, ...merged(missed) }).rating);
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), (missed) => {
        expect(order(missed.slice(1))).toBeLessThanOrEqual(order(missed));
      }),
    );
  });

  test('matched and failed are the criteria, each once', () => {
    const odd = file({ account: { headcount: 3 }, contact: { title: 'Cook' } });
    const { matched, failed } = rateLead({ icp, ...odd });
    expect([...matched, ...failed].sort()).toEqual(
      icpCriteria(icp, odd)
        .map(({ says }) => says)
        .sort(),
    );
  });
});

describe('the required fields', () => {
  const age = { verifiedForDays: 90, nowMs: NOW };

  test('are all there', () => {
    expect(missingFields(icp, file(), age)).toEqual([]);
  });

  test.each<readonly [RequiredField, Parameters<typeof file>[0]]>([
    ['account.industry', { account: { industry: ' ' } }],
    ['account.headcount', { account: { headcount: null } }],
    ['account.geography', { account: { geography: '' } }],
    ['account.technographics', { account: { technographics: [] } }],
    ['account.footprint', { lead: { facts: [fact('contact.remit', 'freight')] } }],
    [
      'account.footprint',
      { lead: { facts: [fact('contact.remit', 'x'), fact('account.footprint', '14 sites', { dataRule: 'never' })] } },
    ],
    ['contact.title', { contact: { title: '' } }],
    ['contact.remit', { lead: { facts: [fact('account.footprint', '14 sites')] } }],
    ['contact.email-verified', { contact: { verification: 'risky' } }],
    ['contact.email-verified', { contact: { verifiedAtMs: null } }],
    ['contact.email-verified', { contact: { verifiedAtMs: NOW - 91 * DAY } }],
    ['contact.time-zone', { contact: { timeZone: 'Etc/UTC' } }],
    ['contact.country', { contact: { country: null } }],
    ['signal', { lead: { signals: [] } }],
    ['signal', { lead: { signals: [signal('funding', 90, 45)] } }],
  ])('%s is missed', (field, change) => {
    expect(missingFields(icp, file(change), age)).toEqual([field]);
    expect(missingFields({ ...icp, requiredFields: [] }, file(change), age)).toEqual([]);
  });

  test('are said in words', () => {
    expect(sayMissing(['account.headcount', 'signal'])).toBe('Missing: headcount, a signal that is not stale');
  });
});

test('trying an ICP counts every lead once and names what they fail most', () => {
  const files = [
    file(),
    file({ account: { headcount: 3 } }),
    file({ account: { headcount: 4, industry: 'Catering' } }),
    file({ account: { relation: 'customer' } }),
    ...Array.from({ length: 30 }, () => file({ account: { industry: 'Catering' } })),
  ];
  const tried = tryIcp(icp, files.values());
  expect(tried.asked).toBe(34);
  expect(tried.ratings).toEqual({ excellent: 1, good: 31, fair: 1, 'not-a-fit': 1 });
  expect(tried.failed).toEqual([
    { criterion: 'Industry', leads: 31 },
    { criterion: 'Headcount', leads: 2 },
    { criterion: 'Excluded', leads: 1 },
  ]);
  expect(tried.examples.map(({ rating }) => rating)).toEqual([
    'excellent',
    ...Array.from({ length: 10 }, () => 'good'),
    'fair',
    'not-a-fit',
  ]);
});
