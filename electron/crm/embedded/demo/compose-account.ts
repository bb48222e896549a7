/** Composes an account with its people from the ingredients. The same index and seed give the same company; nobody in it is real. */
import type { Account } from '../../../../shared/domain/account.ts';
import type { Contact } from '../../../../shared/domain/contact.ts';
import { consentFor, isUnasked } from './compose-consent.ts';
import type { City, DemoIngredients, SegmentRecipe } from './demo-ingredients.ts';
import { seededDraw, type Draw } from './seeded-draw.ts';

const DAY_MS = 86_400_000;

/** A company of the demo: what the CRM knows, and the words its letters are made of. */
export interface DemoAccount {
  readonly account: Account;
  readonly segment: SegmentRecipe;
  readonly city: City;
  readonly otherCity: City;
  readonly footprint: string;
  readonly tech: string;
  readonly contacts: readonly DemoContact[];
  /** Two desks share the market. */
  readonly ownerIndex: 0 | 1;
}

export interface DemoContact {
  readonly contact: Contact;
  readonly remit: string;
}

/** Letters that do not fall apart into a base letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ß: 'ss', ł: 'l', đ: 'd' };

/** Lower-case ASCII for addresses and domains; spaces become `separator`. */
export function asciiSlug(text: string, separator: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæßłđ]/gu, (letter) => PLAIN[letter] ?? '')
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()
    .replaceAll(' ', separator);
}

/** Name and suffix by index: every stem comes once before any comes again, later with a city behind it. */
function nameOf(segment: SegmentRecipe, at: number, cities: readonly City[]): string {
  const { stems, suffixes } = segment;
  const stem = stems[at % stems.length] ?? '';
  const round = Math.floor(at / stems.length);
  const suffix = suffixes[((at % stems.length) * 5 + round) % suffixes.length] ?? '';
  const cityRound = Math.floor(round / suffixes.length);
  const city = cityRound === 0 ? '' : ` ${cities[(cityRound - 1) % cities.length]?.city ?? ''}`;
  const again = Math.floor((cityRound - 1) / cities.length);
  return `${stem} ${suffix}${city}${again > 0 ? ` ${again + 1}` : ''}`;
}

function relationOf(draw: Draw): Account['relation'] {
  const lot = draw.fraction();
  if (lot < 0.07) return 'customer';
  if (lot < 0.085) return 'competitor';
  return lot < 0.11 ? 'partner' : 'prospect';
}

export function composeAccount(
  ingredients: DemoIngredients,
  index: number,
  options: { readonly seed: number; readonly nowMs: number },
): DemoAccount {
  const draw = seededDraw(options.seed ^ Math.imul(index + 1, 0x9e3779b1));
  const segment = ingredients.segments[index % ingredients.segments.length];
  if (segment === undefined) throw new RangeError('the demo needs at least one segment');
  const inSegment = Math.floor(index / ingredients.segments.length);
  const homes = ingredients.cities.filter((city) => segment.regions.includes(city.region));
  const city = draw.pick(homes);
  const otherCity = draw.pick(homes.filter((one) => one.city !== city.city && one.region === city.region));
  const name = nameOf(segment, inSegment, ingredients.cities);
  const domain = `${asciiSlug(name, '-')}.example`;
  const footprint = draw.pick(segment.footprints);
  const tech = draw.pick(segment.tech);
  const lot = draw.fraction();
  const id = `acc-${String(index + 1).padStart(5, '0')}`;
  const account = {
    id,
    name,
    domain,
    website: `https://www.${domain}/`,
    industry: draw.pick(segment.industries),
    headcount: draw.whole(segment.headcount[0], segment.headcount[1]),
    geography: `${city.city}, ${city.country}`,
    technographics: [tech, ...draw.shuffled(segment.alsoTech).slice(0, draw.whole(1, 3))],
    tier: lot < 0.3 ? 1 : lot < 0.8 ? 2 : 3,
    segmentId: segment.id,
    segmentName: segment.name,
    relation: relationOf(draw),
    pins: draw.chance(0.06) ? [draw.pick(['strategic', 'named', 'referral'] as const)] : [],
  } as Account;
  return {
    account,
    segment,
    city,
    otherCity,
    footprint: footprint.text
      .replace('{n}', String(draw.pick(footprint.n)))
      .replace('{m}', String(draw.pick(footprint.m))),
    tech,
    contacts: composeContacts(ingredients, {
      account,
      segment,
      city,
      draw,
      nowMs: options.nowMs,
      place: inSegment + (index % ingredients.segments.length) * 7,
    }),
    ownerIndex: draw.chance(0.5) ? 0 : 1,
  };
}

/** Three names in a row from a place in the list: neighbours in the market rarely share one. */
const dealtFrom = (names: readonly string[], place: number): readonly string[] =>
  [0, 1, 2].map((step) => names[(place + step) % names.length] ?? '');

function composeContacts(
  ingredients: DemoIngredients,
  from: {
    readonly account: Account;
    readonly segment: SegmentRecipe;
    readonly city: City;
    readonly draw: Draw;
    readonly nowMs: number;
    readonly place: number;
  },
): readonly DemoContact[] {
  const { account, segment, city, draw } = from;
  const names = ingredients.names[city.region];
  if (names === undefined) throw new RangeError(`no names for the region ${city.region}`);
  const lot = draw.fraction();
  const count = lot < 0.3 ? 1 : lot < 0.75 ? 2 : 3;
  const firsts = dealtFrom(names.first, from.place * 3);
  const lasts = dealtFrom(names.last, from.place * 5 + draw.whole(0, 2));
  const titles = draw.shuffled(segment.titles.slice(0, -1)).slice(0, count - 1);
  // The buyer comes first; a chief only now and then.
  const roles = [draw.chance(0.08) ? segment.titles.at(-1) : draw.pick(segment.titles.slice(0, 3)), ...titles];
  return roles.flatMap((role, at) => {
    const first = firsts[at];
    const last = lasts[at];
    if (role === undefined || first === undefined || last === undefined) return [];
    if (roles.findIndex((other) => other?.title === role.title) !== at) return [];
    const verification = draw.chance(0.9) ? 'verified' : draw.pick(['risky', 'unknown', 'invalid'] as const);
    const slug = `${asciiSlug(first, '')}-${asciiSlug(last, '')}`;
    const contact = {
      id: account.id.replace('acc-', 'con-') + `-${at + 1}`,
      accountId: account.id,
      name: `${first} ${last}`,
      title: role.title,
      seniority: role.seniority,
      email: `${asciiSlug(first, '')}.${asciiSlug(last, '')}@${account.domain}`,
      verification,
      verifiedAtMs:
        verification === 'unknown' ? null : from.nowMs - draw.whole(2, 70) * DAY_MS - draw.whole(0, 23) * 3_600_000,
      linkedinUrl: draw.chance(0.8) ? `https://people.example/in/${slug}-${account.id.slice(4)}` : null,
      country: city.country,
      timeZone: city.timeZone,
      roleMatch: { fit: role.fit, reason: role.reason },
    } as Contact;
    return [
      {
        contact: { ...contact, consent: isUnasked(contact.id) ? null : consentFor(contact, from.nowMs) },
        remit: role.remit,
      },
    ];
  });
}
