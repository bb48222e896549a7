/** One lead as the desk lists it, for page tests. */
import type { LeadStanding } from '../../../shared/domain/agent-run.ts';

const LEAD = {
  lead: {
    contactId: 'con-1',
    accountId: 'acc-1',
    ownerId: 'sam',
    stage: 'enriched',
    nextStepAtMs: null,
    signals: [],
    facts: [],
  },
  account: {
    id: 'acc-1',
    name: 'Northwind Logistics',
    domain: 'northwind.example',
    website: null,
    industry: 'Road freight',
    headcount: null,
    geography: 'Leipzig, DE',
    technographics: [],
    tier: 1,
    segmentId: 'seg-freight',
    segmentName: 'Freight',
    relation: 'prospect',
    pins: [],
  },
  contact: {
    id: 'con-1',
    accountId: 'acc-1',
    name: 'Dana Reyes',
    title: 'VP Operations',
    seniority: 'vp',
    email: 'dana@northwind.example',
    verification: 'verified',
    verifiedAtMs: 1,
    linkedinUrl: null,
    country: 'DE',
    timeZone: 'Europe/Berlin',
    roleMatch: { fit: 'strong', reason: 'Owns freight' },
  },
} as const;

/** Untouched by the agent, or standing where it is said to. */
export function sampleListedLead(standing: Partial<LeadStanding> | null = null): object {
  const { contactId } = LEAD.lead;
  return {
    ...LEAD,
    stageSinceMs: null,
    standing: standing === null ? null : { contactId, cleared: false, atMs: Date.now() - 60_000, ...standing },
  };
}
