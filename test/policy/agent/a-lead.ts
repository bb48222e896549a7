/** One lead that fits its segment's ICP in every respect; tests change one thing at a time. */
import { readFileSync } from 'node:fs';
import { Account } from '../../../shared/domain/account.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { Icp } from '../../../shared/domain/icp.ts';
import { Lead } from '../../../shared/domain/lead.ts';
import { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import { RoutingTable } from '../../../shared/domain/routing-table.ts';
import { ScoringWeights } from '../../../shared/domain/scoring-weights.ts';
import type { IcpFile } from '../../../shared/policy/icp/rate-lead.ts';
import { DAY, NOW } from '../sample.ts';

const resource = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/library/${name}`, import.meta.url), 'utf8'));

export const weights = ScoringWeights.parse(resource('weights.json'));
export const table = RoutingTable.parse(resource('routing.json'));

export const icp = Icp.parse({
  industries: ['Road freight', 'Cold-chain logistics'],
  headcount: { min: 140, max: 3_200 },
  geographies: ['DE', 'SE'],
  technographics: { has: ['NetSuite', 'SAP'], hasNot: ['Ledgermatic'] },
  exclusions: { relations: ['customer', 'competitor'], industries: ['agency'], domains: ['tallyhook.example'] },
  buyer: { titleWords: ['Operations', 'Payables'], seniorities: ['manager', 'director', 'vp'] },
  requiredFields: [
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
  ],
});

export const account = Account.parse({
  id: 'acc-1',
  name: 'Northwind Logistics',
  domain: 'northwind.example',
  website: null,
  industry: 'Road freight',
  headcount: 240,
  geography: 'Leipzig, DE',
  technographics: ['NetSuite', 'Slack'],
  tier: 1,
  segmentId: 'seg-logistics',
  segmentName: 'Logistics',
  relation: 'prospect',
  pins: [],
});

export const contact = Contact.parse({
  id: 'con-1',
  accountId: 'acc-1',
  name: 'Dana Reyes',
  title: 'VP Operations',
  seniority: 'vp',
  email: 'dana.reyes@northwind.example',
  verification: 'verified',
  verifiedAtMs: NOW - 12 * DAY,
  linkedinUrl: null,
  country: 'DE',
  timeZone: 'Europe/Berlin',
  roleMatch: { fit: 'strong', reason: 'Owns freight audit' },
});

export const fact = (path: string, value: string, change: Record<string, unknown> = {}) => ({
  id: `f-${path}`,
  path,
  label: path,
  value,
  source: 'Trade register',
  url: null,
  observedAtMs: NOW - 20 * DAY,
  confidence: 0.9,
  dataRule: 'allowed',
  ...change,
});

export const signal = (type: string, daysAgo: number, halfLifeDays = 45) => ({
  id: `sig-${type}-${daysAgo}`,
  type,
  value: 'Opens 3 warehouses',
  source: 'Trade press',
  url: null,
  observedAtMs: NOW - daysAgo * DAY,
  halfLifeDays,
});

const LEAD = {
  contactId: 'con-1',
  accountId: 'acc-1',
  ownerId: 'person-sam',
  stage: 'enriched',
  nextStepAtMs: null,
  signals: [signal('expansion', 9)],
  facts: [
    fact('account.footprint', '14 terminals'),
    fact('contact.remit', 'freight audit'),
    fact('account.headcount', '240'),
    fact('account.technographics', 'NetSuite'),
  ],
};

export const lead = (change: Record<string, unknown> = {}): Lead => Lead.parse({ ...LEAD, ...change });

/** The file with other fields where given. */
export function file(
  change: {
    readonly lead?: Record<string, unknown>;
    readonly account?: Record<string, unknown>;
    readonly contact?: Record<string, unknown>;
  } = {},
): IcpFile {
  return {
    lead: lead(change.lead),
    account: Account.parse({ ...account, ...change.account }),
    contact: Contact.parse({ ...contact, ...change.contact }),
  };
}

/** A template entry whose versions stand in these states, oldest first. */
export function entryWith(states: readonly (readonly [string, Record<string, unknown>?])[]): LibraryEntry {
  return LibraryEntry.parse({
    kind: 'prompt',
    id: 'outbound-voice',
    title: 'How we write',
    segmentId: null,
    versions: states
      .map(([state, change], at) => ({
        version: at + 1,
        state,
        cohortPercent: state === 'canary' ? 20 : null,
        authorId: 'person-priya',
        approverId: state === 'live' || state === 'canary' ? 'person-tomas' : null,
        atMs: NOW - (states.length - at) * DAY,
        note: `note ${at + 1}`,
        body: { part: 'voice', text: `Write plainly, ${at + 1}.` },
        ...change,
      }))
      .reverse(),
  });
}
