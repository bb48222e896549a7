/** Composes the whole demo workspace as values: people, companies, history, queues, suppressions. The same seed and moment give the same demo; it writes nothing. */
import type { Account } from '../../../../shared/domain/account.ts';
import type { Contact } from '../../../../shared/domain/contact.ts';
import type { Engagement } from '../../../../shared/domain/engagement.ts';
import type { HandoffPackage } from '../../../../shared/domain/handoff-package.ts';
import type { Lead } from '../../../../shared/domain/lead.ts';
import type { LifecycleStage } from '../../../../shared/domain/lifecycle-stage.ts';
import type { Opportunity } from '../../../../shared/domain/opportunity.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import type { Suppression } from '../../../../shared/domain/suppression.ts';
import type { Touch } from '../../../../shared/domain/touch.ts';
import type { z } from 'zod';
import { needsConsent } from './compose-consent.ts';
import { composeAccount, type DemoAccount, type DemoContact } from './compose-account.ts';
import { composeHistory } from './compose-history.ts';
import { composeLeads, DEMO_LEAD_ACCOUNTS, factsOf, type LeadCase } from './compose-leads.ts';
import { composeOpportunities } from './compose-opportunities.ts';
import { composeQueued, type Queued } from './compose-queued.ts';
import { composeSuppressions } from './compose-suppressions.ts';
import type { DemoIngredients } from './demo-ingredients.ts';
import { dealDecks, QUEUE_PLANS, type DemoKind, type DemoState, type Planned } from './queue-plan.ts';
import { seededDraw, type Draw } from './seeded-draw.ts';

export const DEMO_SEED = 20_261;
export const DEMO_ACCOUNTS = 300;

export interface DemoOptions {
  readonly ingredients: DemoIngredients;
  readonly nowMs: number;
  readonly accounts?: number;
  /** Companies that only leads are about; they come after the others. */
  readonly leadAccounts?: number;
  readonly seed?: number;
}

export interface DemoContactRow {
  readonly contact: Contact;
  readonly stage: LifecycleStage;
  readonly sourceTag: Touch['source'] | null;
}

export interface DemoWorkspace {
  readonly people: readonly Person[];
  readonly defaultPersonId: string;
  readonly accounts: readonly { readonly account: Account; readonly ownerId: string }[];
  readonly contacts: readonly DemoContactRow[];
  readonly touches: readonly { readonly touch: Touch; readonly packageId: string | null }[];
  readonly engagement: readonly z.infer<typeof Engagement>[];
  readonly packages: readonly { readonly pkg: HandoffPackage; readonly kind: DemoKind; readonly state: DemoState }[];
  /** Of the agent's own companies with the case each shows, and of everybody in the queue. */
  readonly leads: readonly { readonly lead: Lead; readonly leadCase: LeadCase | 'queued' }[];
  readonly opportunities: readonly Opportunity[];
  readonly suppressions: readonly Suppression[];
  readonly optOuts: readonly Suppression[];
}

/** How often each segment was taken for a kind, so that no segment crowds a queue. */
type Taken = Map<string, number>;

/** Takes for each planned package a company that fits it; each company once, so that first letters never crowd one account. */
function companyFor(planned: Planned, free: DemoAccount[], owner: 0 | 1, taken: Taken): DemoAccount {
  const fits = (at: DemoAccount): boolean => {
    if (at.ownerIndex !== owner) return false;
    if (planned.state === 'customer' || planned.state === 'competitor') return at.account.relation === planned.state;
    if (at.account.relation !== 'prospect') return false;
    if (planned.state === 'near-duplicate') return at.contacts.length > 1;
    if (planned.state === 'no-consent') return needsConsent(at.city.country);
    if (planned.state !== 'first-in-line') return true;
    return at.account.tier === 1 && at.contacts[0]?.contact.seniority !== 'c-level';
  };
  const group = planned.state === 'first-in-line' ? planned.state : planned.kind;
  const often = (at: DemoAccount): number => taken.get(`${group} ${at.segment.id}`) ?? 0;
  const company = free.filter(fits).sort((one, other) => often(one) - often(other))[0];
  if (company === undefined)
    throw new RangeError(`the demo has too few companies for: ${planned.kind}, ${planned.state}`);
  free.splice(free.indexOf(company), 1);
  taken.set(`${group} ${company.segment.id}`, often(company) + 1);
  return company;
}

interface QueuedWith extends Queued {
  readonly planned: Planned;
  readonly at: DemoAccount;
}

interface Twin {
  readonly made: QueuedWith;
  readonly at: DemoAccount;
}

function composeQueue(
  owner: { readonly person: Person; readonly index: 0 | 1 },
  free: DemoAccount[],
  from: {
    readonly ingredients: DemoIngredients;
    readonly draw: Draw;
    readonly decks: ReturnType<typeof dealDecks>;
    readonly nowMs: number;
  },
): readonly QueuedWith[] {
  const queued: QueuedWith[] = [];
  const taken: Taken = new Map();
  let twin: Twin | null = null;
  let place = 0;
  for (const planned of QUEUE_PLANS[owner.index] ?? []) {
    const first = planned.state === 'first-in-line';
    const likeTwin: Twin | null = planned.state === 'near-duplicate' ? twin : null;
    const at: DemoAccount = likeTwin?.at ?? companyFor(planned, free, owner.index, taken);
    const who: DemoContact | undefined = at.contacts[likeTwin === null ? 0 : 1];
    if (who === undefined) throw new RangeError(`${at.account.id} has too few people`);
    const id: string = `pkg-${at.account.id.slice(4)}-${likeTwin === null ? 1 : 2}`;
    const made: QueuedWith = {
      ...composeQueued({ ...from, owner: owner.person, id, place }, planned, at, who, likeTwin?.made ?? null),
      planned,
      at,
    };
    if (first) place += 1;
    if (planned.state === 'near-duplicate' && likeTwin === null) twin = { made, at };
    queued.push(made);
  }
  return queued;
}

export function composeDemo(options: DemoOptions): DemoWorkspace {
  const { ingredients, nowMs } = options;
  const seed = options.seed ?? DEMO_SEED;
  const draw = seededDraw(seed);
  const companies = Array.from({ length: options.accounts ?? DEMO_ACCOUNTS }, (_, index) =>
    composeAccount(ingredients, index, { seed, nowMs }),
  );
  const sdrs = ingredients.company.people.filter((person) => person.role === 'sdr').slice(0, 2);
  const free = draw.shuffled(companies);
  const decks = dealDecks(ingredients, draw);
  const queued = sdrs.flatMap((person, index) =>
    composeQueue({ person, index: index === 0 ? 0 : 1 }, free, { ingredients, draw, decks, nowMs }),
  );

  const queuedById = new Map(queued.map((made) => [made.pkg.contact.id as string, made]));
  const queuedAccounts = new Set(queued.map((made) => made.at.account.id as string));
  const contacts: DemoContactRow[] = [];
  const touches: { touch: Touch; packageId: string | null }[] = [];
  const unsubscribed: { contact: Contact; atMs: number }[] = [];
  for (const at of companies) {
    for (const who of at.contacts) {
      const made = queuedById.get(who.contact.id);
      if (made !== undefined) {
        const { pkg } = made;
        contacts.push({
          contact: pkg.contact,
          stage: STAGES[made.planned.kind],
          sourceTag: pkg.priorTouches.at(-1)?.source ?? null,
        });
        touches.push(...[...pkg.priorTouches, ...(made.later ?? [])].map((touch) => ({ touch, packageId: null })));
        continue;
      }
      const history = composeHistory(ingredients, {
        at,
        who,
        nowMs,
        quietDays: queuedAccounts.has(at.account.id) ? 11 : 2,
        draw,
      });
      contacts.push({ contact: who.contact, stage: history.stage, sourceTag: history.sourceTag });
      touches.push(...history.touches.map((touch) => ({ touch, packageId: null })));
      const asked = history.touches.at(-1);
      if (history.unsubscribed && asked !== undefined) unsubscribed.push({ contact: who.contact, atMs: asked.atMs });
    }
  }
  const worked = composeLeads({
    ingredients,
    sdrs,
    first: companies.length,
    accounts: options.leadAccounts ?? DEMO_LEAD_ACCOUNTS,
    seed,
    nowMs,
  });
  const people = new Map(worked.companies.flatMap(({ at }) => at.contacts).map(({ contact }) => [contact.id, contact]));
  for (const { lead } of worked.leads) {
    const contact = people.get(lead.contactId);
    if (contact !== undefined) contacts.push({ contact, stage: lead.stage, sourceTag: null });
  }
  const lists = composeSuppressions({
    ingredients,
    nowMs,
    draw,
    unsubscribed,
    suppressed: queued.filter((made) => made.planned.state === 'suppressed-contact').map((made) => made.pkg.contact),
    unrelated: companies.filter((at) => !queuedAccounts.has(at.account.id)),
  });
  const listed = new Set([...lists.suppressions, ...lists.optOuts].map(({ value }) => value));
  const isListed = ({ account, contacts: its }: DemoAccount): boolean =>
    [account.id, account.domain, ...its.flatMap(({ contact }) => [contact.id, contact.email])].some((value) =>
      listed.has(value),
    );
  const opportunities = composeOpportunities({
    sdrs,
    companies: companies.filter((at) => !queuedAccounts.has(at.account.id) && !isListed(at)),
    seed,
    nowMs,
  });
  const met = new Set(opportunities.map(({ contactId }) => contactId));
  // The CRM's record says what the package's copy says, so that the evidence panel and the account agree.
  const copies = new Map(queued.map((made) => [made.at.account.id as string, made.pkg.account]));
  return {
    people: ingredients.company.people,
    defaultPersonId: ingredients.company.defaultPersonId,
    accounts: [
      ...companies.map((at) => ({
        account: copies.get(at.account.id) ?? at.account,
        ownerId: sdrs[at.ownerIndex]?.id ?? '',
      })),
      ...worked.companies.map(({ at, ownerId }) => ({ account: at.account, ownerId })),
    ],
    contacts: contacts.map((row) => (met.has(row.contact.id) ? { ...row, stage: 'meeting-set' } : row)),
    touches,
    engagement: queued.flatMap((made) => made.pkg.engagement),
    leads: [...worked.leads, ...queued.map((made) => ({ lead: queuedLead(made), leadCase: 'queued' as const }))],
    packages: queued.map((made) => ({ pkg: made.pkg, ...made.planned })),
    opportunities,
    ...lists,
  };
}

/** Whoever is in a queue is a lead too: a follow-up is drafted from what is known of it. */
function queuedLead({ pkg, evidence, planned }: QueuedWith): Lead {
  return {
    contactId: pkg.contact.id,
    accountId: pkg.account.id,
    ownerId: pkg.review.ownerId,
    stage: STAGES[planned.kind],
    nextStepAtMs: null,
    signals: pkg.signals,
    facts: [...factsOf(evidence)],
  };
}

const STAGES: Readonly<Record<DemoKind, LifecycleStage>> = {
  'first-touch': 'scored',
  'follow-up': 'sequencing',
  reply: 'engaged',
  call: 'sequencing',
  linkedin: 'sequencing',
};
