/** Composes what may become a sale: a few opportunities of each SDR in every stage, with people nobody in a queue is about. It writes nothing. */
import type { Contact } from '../../../../shared/domain/contact.ts';
import type { Opportunity, OpportunityStage } from '../../../../shared/domain/opportunity.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import type { DemoAccount } from './compose-account.ts';
import { seededDraw } from './seeded-draw.ts';

const DAY_MS = 86_400_000;

interface Sale {
  readonly stage: OpportunityStage;
  readonly daysInStage: number;
  /** In whole euros; null where nobody has named a price yet. */
  readonly euros: number | null;
  /** From today; null where nobody has said when. */
  readonly closesInDays: number | null;
  readonly because?: string;
}

/** For each SDR, in the order of the stages. */
const SALES: readonly (readonly Sale[])[] = [
  [
    { stage: 'discovery-scheduled', daysInStage: 2, euros: null, closesInDays: null },
    { stage: 'discovery-scheduled', daysInStage: 6, euros: null, closesInDays: null },
    { stage: 'discovery-complete', daysInStage: 4, euros: 18_000, closesInDays: 62 },
    { stage: 'evaluation', daysInStage: 9, euros: 42_000, closesInDays: 45 },
    { stage: 'evaluation', daysInStage: 21, euros: 27_500, closesInDays: 30 },
    { stage: 'security-legal', daysInStage: 12, euros: 64_000, closesInDays: 24 },
    { stage: 'negotiation', daysInStage: 5, euros: 36_000, closesInDays: 11 },
    { stage: 'closed-won', daysInStage: 16, euros: 24_000, closesInDays: -16, because: 'Live before their year end' },
    { stage: 'closed-lost', daysInStage: 27, euros: 30_000, closesInDays: -27, because: 'Budget frozen until spring' },
  ],
  [
    { stage: 'discovery-scheduled', daysInStage: 1, euros: null, closesInDays: null },
    { stage: 'discovery-complete', daysInStage: 8, euros: 15_000, closesInDays: 70 },
    { stage: 'evaluation', daysInStage: 14, euros: 52_000, closesInDays: 38 },
    { stage: 'negotiation', daysInStage: 3, euros: 48_000, closesInDays: 17 },
    { stage: 'closed-won', daysInStage: 33, euros: 21_000, closesInDays: -33, because: 'Replaces three spreadsheets' },
    {
      stage: 'closed-lost',
      daysInStage: 19,
      euros: 12_000,
      closesInDays: -19,
      because: 'Chose to build it themselves',
    },
  ],
];

export function composeOpportunities(input: {
  readonly sdrs: readonly Person[];
  /** Companies that are in no queue and on no list. */
  readonly companies: readonly DemoAccount[];
  readonly seed: number;
  readonly nowMs: number;
}): readonly Opportunity[] {
  const { sdrs, companies, seed, nowMs } = input;
  const free = seededDraw(seed ^ 0x5a1e).shuffled(companies);
  const opportunities: Opportunity[] = [];
  for (const [index, owner] of sdrs.entries()) {
    for (const sale of SALES[index] ?? []) {
      // Whoever bought is a customer; whoever has not is none.
      const relation = sale.stage === 'closed-won' ? 'customer' : 'prospect';
      const at = free.findIndex(({ ownerIndex, account }) => ownerIndex === index && account.relation === relation);
      const [company] = at < 0 ? [] : free.splice(at, 1);
      const contact = company?.contacts[0]?.contact;
      // A small demo has fewer companies than sales.
      if (contact !== undefined) opportunities.push(opportunityOf(sale, contact, owner, nowMs));
    }
  }
  return opportunities;
}

const opportunityOf = (sale: Sale, contact: Contact, owner: Person, nowMs: number): Opportunity => ({
  id: `opp-${contact.id.slice(4)}` as Opportunity['id'],
  accountId: contact.accountId,
  contactId: contact.id,
  ownerId: owner.id,
  standing: { stage: sale.stage, sinceAtMs: nowMs - sale.daysInStage * DAY_MS, because: sale.because ?? '' },
  amount: sale.euros === null ? null : { value: sale.euros, currency: 'EUR' },
  closesOn:
    sale.closesInDays === null
      ? null
      : new Date(nowMs + sale.closesInDays * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length),
});
