/** Composes the signal, the facts and the words that a letter may use. What a letter says must stand in one of these facts. */
import type { Fact } from '../../../../shared/domain/fact.ts';
import type { Signal } from '../../../../shared/domain/signal.ts';
import type { DemoAccount, DemoContact } from './compose-account.ts';
import type { DemoIngredients, SignalRecipe } from './demo-ingredients.ts';
import { fillSlots, type Slots } from './fill-slots.ts';
import type { Draw } from './seeded-draw.ts';

const DAY_MS = 86_400_000;

export interface Evidence {
  readonly recipe: SignalRecipe;
  readonly signal: Signal;
  readonly facts: readonly Fact[];
  /** Fact ids by the keys the lines of the ingredients use: signal, footprint, tech, role, and value-prop ids. */
  readonly factIds: Readonly<Record<string, Fact['id']>>;
  readonly slots: Slots;
  readonly whyNow: string;
}

const months = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
const monthName = (atMs: number): string => months.format(atMs);

/** Slots are drawn once per recipe; "May" and "March" are avoided as past months, because they read as other words. */
function monthNear(fromMs: number, stepDays: number): string {
  const name = monthName(fromMs);
  return name === 'May' || name === 'March' ? monthName(fromMs + stepDays * DAY_MS) : name;
}

const SOURCE_PATHS: Readonly<Record<Signal['type'], string>> = {
  hiring: 'careers',
  funding: 'news/investment',
  'new-tool': 'news/systems',
  compliance: 'news/compliance',
  'job-change': 'news/people',
  expansion: 'news/expansion',
  launch: 'news/launch',
};

export interface EvidenceInput {
  readonly ingredients: DemoIngredients;
  readonly at: DemoAccount;
  readonly who: DemoContact;
  readonly recipe: SignalRecipe;
  readonly draw: Draw;
  readonly nowMs: number;
  readonly senderName: string;
  /** Age of the signal; by default within one half-life. */
  readonly signalAgeDays: number | null;
}

export function composeEvidence(input: EvidenceInput): Evidence {
  const { at, who, recipe, draw, nowMs, ingredients } = input;
  const { account, segment } = at;
  const ageDays = input.signalAgeDays ?? draw.whole(2, Math.min(recipe.halfLifeDays, 32));
  const observedAtMs = nowMs - ageDays * DAY_MS - draw.whole(1, 20) * 3_600_000;
  const drawn = Object.fromEntries(Object.entries(recipe.slots).map(([slot, words]) => [slot, draw.pick(words)]));
  const tech = drawn['tool'] ?? at.tech;
  const month = monthNear(nowMs + draw.whole(50, 110) * DAY_MS, 31);
  const base: Slots = {
    ...drawn,
    company: account.name,
    first: who.contact.name.split(' ')[0] ?? who.contact.name,
    name: who.contact.name,
    title: who.contact.title,
    sender: input.senderName.split(' ')[0] ?? input.senderName,
    city: at.city.city,
    otherCity: at.otherCity.city,
    cur: at.city.currency,
    footprint: at.footprint,
    tech,
    records: segment.records,
    month,
    deadline: `1 ${month}`,
    pastMonth: monthNear(observedAtMs - 20 * DAY_MS, -31),
  };
  const slots: Slots = { ...base, topic: fillSlots(recipe.topic, base) };
  const signal = {
    id: `${account.id}.sig-${recipe.type}`,
    type: recipe.type,
    value: fillSlots(recipe.value, slots),
    source: draw.pick(recipe.sources),
    url: `https://www.${account.domain}/${SOURCE_PATHS[recipe.type]}`,
    observedAtMs,
    halfLifeDays: recipe.halfLifeDays,
  } as Signal;

  const fact = (key: string, of: Omit<Fact, 'id' | 'dataRule'>): Fact =>
    ({ ...of, id: `${account.id}.${key}`, dataRule: 'allowed' }) as Fact;
  const seenAtMs = nowMs - draw.whole(3, 45) * DAY_MS;
  const enriched = { source: 'Company website', url: `https://www.${account.domain}/about`, observedAtMs: seenAtMs };
  const facts = new Map<string, Fact>([
    [
      'signal',
      fact('signal', {
        path: `signal.${recipe.type}`,
        label: 'Why now',
        value: signal.value,
        source: signal.source,
        url: signal.url,
        observedAtMs,
        confidence: 0.92,
      }),
    ],
    [
      'footprint',
      fact('footprint', {
        ...enriched,
        path: 'account.footprint',
        label: 'Footprint',
        value: at.footprint,
        confidence: 0.86,
      }),
    ],
    [
      'tech',
      fact('tech', {
        path: 'account.technographics',
        label: 'Core system',
        value: tech,
        source: 'Technology lookup',
        url: null,
        observedAtMs: seenAtMs - 6 * DAY_MS,
        confidence: 0.78,
      }),
    ],
    [
      'role',
      fact('role', {
        path: 'contact.remit',
        label: 'Role',
        value: who.remit,
        source: 'Public profile',
        url: who.contact.linkedinUrl,
        observedAtMs: seenAtMs,
        confidence: 0.81,
      }),
    ],
    [
      'headcount',
      fact('headcount', {
        path: 'account.headcount',
        label: 'Employees',
        value: String(account.headcount),
        source: 'Company registry filing',
        url: null,
        observedAtMs: seenAtMs - 30 * DAY_MS,
        confidence: 0.74,
      }),
    ],
  ]);
  const used = new Set(segment.middles.map((middle) => middle.valueProp));
  for (const prop of ingredients.company.valueProps.filter((one) => used.has(one.id))) {
    facts.set(
      prop.id,
      fact(prop.id, {
        path: `value-prop.${prop.id}`,
        label: prop.label,
        value: prop.value,
        source: 'Value-prop library, version 7',
        url: null,
        observedAtMs: nowMs - 40 * DAY_MS,
        confidence: 1,
      }),
    );
  }
  return {
    recipe,
    signal,
    facts: [...facts.values()],
    factIds: Object.fromEntries([...facts].map(([key, value]) => [key, value.id])),
    slots,
    whyNow: fillSlots(recipe.whyNow, slots),
  };
}
