/** Composes the leads the agent works on: companies nobody has written to yet, with what enrichment found about them, and the gaps and doubts it left. It writes no letter. */
import type { Fact } from '../../../../shared/domain/fact.ts';
import type { Lead } from '../../../../shared/domain/lead.ts';
import type { LifecycleStage } from '../../../../shared/domain/lifecycle-stage.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import { composeAccount, type DemoAccount, type DemoContact } from './compose-account.ts';
import { consentFor } from './compose-consent.ts';
import { composeEvidence, type Evidence } from './compose-evidence.ts';
import type { DemoIngredients, SignalRecipe } from './demo-ingredients.ts';
import { slotPath, slotsOf } from './compose-templates.ts';
import { seededDraw, type Draw } from './seeded-draw.ts';

const DAY_MS = 86_400_000;

/** What a lead of the demo shows. A `complete` one can go all the way to a draft. */
export type LeadCase =
  | 'complete'
  | 'no-headcount'
  | 'no-remit'
  | 'unverified'
  | 'stale-signal'
  | 'low-confidence'
  | 'off-icp'
  | 'customer'
  | 'strategic'
  | 'executive'
  | 'nurture-due'
  | 'nurture-later';

const several = (count: number, leadCase: LeadCase): readonly LeadCase[] =>
  Array.from({ length: count }, () => leadCase);

/** Dealt to each desk in turn; coprime with the number of segments, so that every case meets every segment. */
const CASES: readonly LeadCase[] = [
  ...several(5, 'complete'),
  'no-headcount',
  ...several(3, 'complete'),
  'stale-signal',
  ...several(3, 'complete'),
  'low-confidence',
  ...several(3, 'complete'),
  'off-icp',
  'no-remit',
  ...several(3, 'complete'),
  'nurture-due',
  'strategic',
  'unverified',
  ...several(3, 'complete'),
  'executive',
  'nurture-later',
  'complete',
  'customer',
  ...several(2, 'complete'),
];

/** Companies that only the agent's leads are about, and how often one has two of them. */
export const DEMO_LEAD_ACCOUNTS = 140;
const EVERY_TWO_LEADS = 5;

export interface DemoLeads {
  readonly companies: readonly { readonly at: DemoAccount; readonly ownerId: string }[];
  readonly leads: readonly { readonly lead: Lead; readonly leadCase: LeadCase }[];
}

const EARLY: readonly LifecycleStage[] = ['new', 'new', 'enriched', 'enriched', 'scored'];

export function composeLeads(input: {
  readonly ingredients: DemoIngredients;
  readonly sdrs: readonly Person[];
  /** Index of the first company: those before it are the rest of the demo. */
  readonly first: number;
  readonly accounts: number;
  readonly seed: number;
  readonly nowMs: number;
}): DemoLeads {
  const { ingredients, sdrs, seed, nowMs } = input;
  const draw = seededDraw(seed ^ 0x1ead5);
  const companies: { at: DemoAccount; ownerId: string }[] = [];
  const leads: { lead: Lead; leadCase: LeadCase }[] = [];
  const recipes = dealtInTurn();
  for (let index = 0; index < input.accounts; index += 1) {
    const desk = Math.floor(index / ingredients.segments.length) % sdrs.length;
    const owner = sdrs[desk];
    if (owner === undefined) throw new RangeError('the demo needs an SDR');
    const turn =
      Math.floor(index / (ingredients.segments.length * sdrs.length)) * ingredients.segments.length +
      (index % ingredients.segments.length);
    const leadCase = CASES[turn % CASES.length] ?? 'complete';
    const composed = composeAccount(ingredients, input.first + index, { seed, nowMs });
    const wanted = index % EVERY_TWO_LEADS === 0 ? 2 : 1;
    const at = fitted(ingredients, composed, leadCase, { draw, nowMs, most: wanted });
    const made = at.contacts.map((who) => {
      const recipe = recipes(at, leadCase);
      const ageDays = leadCase === 'stale-signal' ? Math.ceil(recipe.halfLifeDays * 2.3) : null;
      const evidence = composeEvidence({
        ingredients,
        at,
        who,
        recipe,
        draw,
        nowMs,
        senderName: owner.name,
        signalAgeDays: ageDays,
      });
      return { who, evidence };
    });
    const [tech = at.tech] = made.map(({ evidence }) => evidence.slots['tech'] ?? at.tech);
    const account = {
      ...at.account,
      headcount: leadCase === 'no-headcount' ? null : at.account.headcount,
      technographics: [...new Set([tech, ...at.account.technographics.slice(1)])],
    };
    companies.push({ at: { ...at, account }, ownerId: owner.id });
    for (const { who, evidence } of made)
      leads.push({ leadCase, lead: leadOf({ who, evidence, leadCase, ownerId: owner.id, draw, nowMs, at }) });
  }
  return { companies, leads };
}

/** Signals of a segment in turn; an expansion or a funding can't name one person's new seat twice. */
function dealtInTurn(): (at: DemoAccount, leadCase: LeadCase) => SignalRecipe {
  const places = new Map<string, number>();
  return (at, leadCase) => {
    // A deadline or go-live that lies months back would read as nonsense.
    const fits = at.segment.signals.filter(
      ({ type }) => leadCase !== 'stale-signal' || type === 'hiring' || type === 'launch',
    );
    const place = places.get(at.segment.id) ?? 0;
    places.set(at.segment.id, place + 1);
    const recipe = fits[place % fits.length];
    if (recipe === undefined) throw new RangeError(`${at.segment.id} has no signals`);
    return recipe;
  };
}

/** The company and its people as the case needs them. */
function fitted(
  ingredients: DemoIngredients,
  at: DemoAccount,
  leadCase: LeadCase,
  { draw, nowMs, most }: { readonly draw: Draw; readonly nowMs: number; readonly most: number },
): DemoAccount {
  const account = {
    ...at.account,
    relation: leadCase === 'customer' ? ('customer' as const) : ('prospect' as const),
    pins: leadCase === 'strategic' ? [draw.pick(['strategic', 'named', 'referral'] as const)] : [],
    ...(leadCase === 'off-icp'
      ? { industry: draw.pick(ingredients.library.offIcpIndustries), headcount: draw.whole(4, 24), tier: 3 as const }
      : {}),
  };
  const chief = at.segment.titles.at(-1);
  const contacts = at.contacts.slice(0, most).map(({ contact, remit }, place): DemoContact => {
    const verified = leadCase !== 'unverified';
    const role = leadCase === 'executive' && place === 0 ? chief : undefined;
    const fresh = contact.verification === 'verified' ? contact.verifiedAtMs : nowMs - 12 * DAY_MS;
    return {
      remit: role?.remit ?? remit,
      contact: {
        ...contact,
        ...(role === undefined
          ? {}
          : { title: role.title, seniority: role.seniority, roleMatch: { fit: role.fit, reason: role.reason } }),
        verification: verified ? 'verified' : draw.pick(['unknown', 'risky'] as const),
        verifiedAtMs: verified ? fresh : null,
        consent: contact.consent ?? (leadCase === 'complete' ? consentFor(contact, nowMs) : null),
      },
    };
  });
  return { ...at, account, contacts };
}

function leadOf(input: {
  readonly who: DemoContact;
  readonly evidence: Evidence;
  readonly leadCase: LeadCase;
  readonly ownerId: string;
  readonly draw: Draw;
  readonly nowMs: number;
  readonly at: DemoAccount;
}): Lead {
  const { who, leadCase, draw, nowMs } = input;
  const nurture = leadCase === 'nurture-due' || leadCase === 'nurture-later';
  const hasGap = leadCase === 'no-headcount' || leadCase === 'no-remit' || leadCase === 'unverified';
  const days = draw.whole(1, 20);
  const left = factsOf(input.evidence).filter(
    ({ path }) =>
      !(leadCase === 'no-headcount' && path === 'account.headcount') &&
      !(leadCase === 'no-remit' && path === 'contact.remit'),
  );
  // Two people of one company have facts of their own.
  const own = <T extends { readonly id: string }>(part: T): T => ({
    ...part,
    id: part.id.replace(who.contact.accountId, who.contact.id),
  });
  return {
    contactId: who.contact.id,
    accountId: who.contact.accountId,
    ownerId: input.ownerId,
    stage: nurture ? 'nurture' : hasGap ? 'new' : draw.pick(EARLY),
    nextStepAtMs: nurture ? nowMs + (leadCase === 'nurture-due' ? -days : days) * DAY_MS : null,
    signals: [own(input.evidence.signal), ...olderSignal(input)],
    facts: left
      .map(own)
      .map((fact) =>
        leadCase === 'low-confidence' ? { ...fact, confidence: Math.round(fact.confidence * 50) / 100 } : fact,
      ),
  } as Lead;
}

/** Every third lead has another event behind it, too old or too thin to write about. */
function olderSignal({ at, who, evidence, draw, nowMs }: Parameters<typeof leadOf>[0]): Lead['signals'] {
  if (!draw.chance(0.33)) return [];
  const type = evidence.signal.type === 'funding' ? 'launch' : 'funding';
  const recipe = at.segment.signals.find((one) => one.type === type);
  if (recipe === undefined) return [];
  return [
    {
      id: `${who.contact.id}.sig-${type}-before`,
      type,
      value:
        type === 'funding'
          ? 'Closed a round some time ago; the amount was not published'
          : 'Launched a product last year',
      source: draw.pick(recipe.sources),
      url: null,
      observedAtMs: nowMs - draw.whole(90, 300) * DAY_MS,
      halfLifeDays: recipe.halfLifeDays,
    },
  ] as Lead['signals'];
}

/** What enrichment found: the whole facts, and the signal's parts as slots of templates. The library's own facts come from the library. */
export function factsOf(evidence: Evidence): readonly Fact[] {
  const { signal, recipe, slots, facts } = evidence;
  const whole = facts.filter(({ path }) => !path.startsWith('value-prop.'));
  const signalFact = whole.find(({ path }) => path === `signal.${signal.type}`);
  if (signalFact === undefined) return whole;
  const words = [
    recipe.topic,
    ...recipe.openings.flatMap(({ subjects, lines }) => [...subjects, ...lines.map(({ text }) => text)]),
  ];
  const used = new Set(['topic', ...words.flatMap(slotsOf)]);
  const parts = [...used].flatMap((slot): Fact[] => {
    const value = slots[slot];
    const path = slotPath(slot);
    if (value === undefined || !path.startsWith('signal.') || NOT_OF_THE_SIGNAL.has(slot)) return [];
    return [
      { ...signalFact, id: `${signalFact.id}.${slot}` as Fact['id'], path, label: `Why now: ${labelOf(slot)}`, value },
    ];
  });
  return [...whole, ...parts];
}

const NOT_OF_THE_SIGNAL: ReadonlySet<string> = new Set(['first', 'name', 'title', 'company', 'sender', 'records']);

/** `pastMonth` reads as "past month". */
const labelOf = (slot: string): string => slot.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
