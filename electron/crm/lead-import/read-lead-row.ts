/**
 * Makes a lead from one row of a CSV, or says which field is at fault and why. A field that may be missing and can't be read is left out and
 * said; it never shortens, mends or guesses what a row says, and never believes that an address is verified without the date of it.
 */
import type { z } from 'zod';
import { Account, DomainName, Relation, type Tier } from '../../../shared/domain/account.ts';
import { Contact, type Verification } from '../../../shared/domain/contact.ts';
import { domainOf, EmailAddress } from '../../../shared/domain/email-address.ts';
import { SignalType } from '../../../shared/domain/signal.ts';
import { WebUrl } from '../../../shared/domain/text.ts';
import { TimeZone } from '../../../shared/domain/time.ts';
import type { LeadField, LeadMapping, LeadSegment } from '../../../shared/ipc/lead-file.ts';
import { isPublicMailDomain } from '../../../shared/policy/suppression-match.ts';
import { beginsLikeFormula, plainCell } from '../file-import/plain-cell.ts';
import { readDay } from '../file-import/read-day.ts';
import { onlyTimeZoneOf, readCountry } from './read-country.ts';
import { seniorityOf } from './seniority-of.ts';

export interface LeadDraft {
  readonly contact: Omit<Contact, 'id' | 'accountId'>;
  readonly account: Omit<Account, 'id'>;
  /** What the file says beside the records. */
  readonly facts: readonly { readonly path: string; readonly label: string; readonly value: string }[];
  readonly signal: {
    readonly type: SignalType;
    readonly value: string;
    readonly source: string;
    readonly url: string | null;
    readonly observedAtMs: number;
  } | null;
}

export interface Remark {
  readonly field: LeadField | null;
  readonly reason: string;
}

export type LeadRowRead =
  | {
      readonly kind: 'lead';
      readonly draft: LeadDraft;
      readonly notes: readonly Remark[];
      readonly formulas: number;
    }
  | ({ readonly kind: 'refused' } & Remark);

export interface LeadRowFacts {
  readonly mapping: LeadMapping;
  readonly segments: readonly LeadSegment[];
  readonly fileName: string;
  /** Of whoever imports it: for people whose own can't be told. */
  readonly timeZone: string;
  readonly nowMs: number;
}

const ContactOfFile = Contact.omit({ id: true, accountId: true });
const AccountOfFile = Account.omit({ id: true });
const MOST_SHOWN = 60;
const shown = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
const refused = (field: LeadField | null, reason: string): LeadRowRead => ({ kind: 'refused', field, reason });

export function readLeadRow(cells: readonly string[], facts: LeadRowFacts): LeadRowRead {
  const { mapping, nowMs } = facts;
  const broken = cells.findIndex((cell) => cell.includes('\ufffd'));
  if (broken >= 0)
    return refused(mapping.columns[broken] ?? null, 'it holds bytes that are not text in the file’s encoding');
  if (cells.slice(mapping.columns.length).some((cell) => cell.trim() !== ''))
    return refused(
      null,
      `it has ${cells.length} cells where there are ${mapping.columns.length} columns: a separator inside a cell has shifted the rest`,
    );

  const said = new Map<LeadField, string>();
  mapping.columns.forEach((field, at) => {
    const cell = field === null ? '' : plainCell(cells[at] ?? '');
    if (field !== null && cell !== '') said.set(field, cell);
  });
  const notes: Remark[] = [];
  const text = (field: LeadField): string => said.get(field) ?? '';
  const leftOut = (field: LeadField, reason: string): void => {
    notes.push({ field, reason: `${reason}: left out` });
  };
  /** The cell as `read` makes it, or `otherwise` where it is empty or can't be read; then it is said. */
  function optional<T, O>(field: LeadField, read: (cell: string) => T | null, otherwise: O, why: string): T | O {
    const cell = text(field);
    if (cell === '') return otherwise;
    const value = read(cell);
    if (value !== null) return value;
    leftOut(field, `“${shown(cell)}” ${why}`);
    return otherwise;
  }
  const upTo = (field: LeadField, most: number): string =>
    optional(field, (cell) => (cell.length <= most ? cell : null), '', `is longer than ${most} characters`);
  const url = (field: LeadField): string | null =>
    optional(field, (cell) => parsed(WebUrl, cell), null, 'is no http or https address');
  const day = (field: LeadField): number | null =>
    optional(
      field,
      (cell) => {
        const atMs = readDay(cell);
        return atMs !== null && atMs <= nowMs ? atMs : null;
      },
      null,
      'is no past day such as 2026-05-31',
    );

  const email = text('email').replace(/^mailto:/iu, '');
  if (email === '') return refused('email', 'there is no address');
  if (!EmailAddress.safeParse(email).success)
    return refused('email', `“${shown(email)}” is not exactly one e-mail address`);
  const name = text('name') || [text('first-name'), text('last-name')].filter((part) => part !== '').join(' ');
  const nameField = mapping.columns.includes('name') ? 'name' : 'first-name';
  if (name === '') return refused(nameField, 'there is no name');
  if (name.length > 160) return refused(nameField, 'the name is longer than 160 characters');
  const website = optional('website', readWebsite, null, 'is no http or https address');
  const domain = companyDomain(text('domain'), website, email);
  if ('because' in domain) return refused(domain.field, domain.because);
  const company = text('company') || domain.name;
  if (company.length > 200) return refused('company', 'the company’s name is longer than 200 characters');

  const relation = text('relation') === '' ? 'prospect' : readRelation(text('relation'));
  // Taken for a prospect, a customer would get cold mail.
  if (relation === null)
    return refused('relation', `“${shown(text('relation'))}” is none of prospect, customer, competitor, partner`);

  const country = optional('country', readCountry, null, 'is no country by its two letters or its English name');
  const title = upTo('title', 160);
  const verification = readVerification(text('verification'), day('verified-on'), leftOut);
  const segment = optional('segment', (cell) => segmentNamed(cell, facts.segments), mapping.segment, 'is no segment');
  const draft: LeadDraft = {
    contact: {
      name,
      title,
      seniority: seniorityOf(title),
      email,
      ...verification,
      linkedinUrl: url('linkedin'),
      country,
      timeZone: optional(
        'time-zone',
        (cell) => parsed(TimeZone, cell),
        (country === null ? null : onlyTimeZoneOf(country)) ?? facts.timeZone,
        'is no time zone such as Europe/Berlin',
      ),
      consent: null,
      roleMatch: { fit: 'weak', reason: 'Not judged yet: the contact came from a file' },
    },
    account: {
      name: company,
      domain: domain.name,
      website,
      industry: upTo('industry', 120),
      headcount: optional('headcount', readHeadcount, null, 'is no number of employees'),
      geography: upTo('geography', 120),
      technographics: [...optional('technographics', readNames, [], 'is no list of at most 60 names of 80 characters')],
      tier: optional('tier', readTier, 3, 'is no tier from 1 to 3'),
      segmentId: segment.id,
      segmentName: segment.name,
      relation,
      pins: [],
    },
    facts: [
      { path: 'contact.remit', label: 'Answers for', value: upTo('remit', 1_000) },
      { path: 'account.footprint', label: 'Footprint', value: upTo('footprint', 1_000) },
    ].filter(({ value }) => value !== ''),
    signal: readSignal(),
  };
  // What a cell may hold is told above; this holds the records to their schemas whatever is added to those.
  const fault =
    ContactOfFile.safeParse(draft.contact).error?.issues[0] ?? AccountOfFile.safeParse(draft.account).error?.issues[0];
  if (fault !== undefined) return refused(null, `${fault.path.join('.')}: ${fault.message}`);
  const formulas = [...said].filter(([, cell]) => beginsLikeFormula(cell));
  for (const [field, cell] of formulas)
    notes.push({ field, reason: `“${shown(cell)}” begins like a formula: kept as text` });
  return { kind: 'lead', draft, notes, formulas: formulas.length };

  function readSignal(): LeadDraft['signal'] {
    const value = upTo('signal', 400);
    if (value === '') return null;
    const type = optional(
      'signal-type',
      (cell) => parsed(SignalType, cell.toLowerCase().replaceAll(/[\s_]+/gu, '-')),
      null,
      `is no kind of event: ${SignalType.options.join(', ')}`,
    );
    const observedAtMs = day('signal-date');
    if (type === null || observedAtMs === null) {
      leftOut('signal', type === null ? 'the event has no kind' : 'the event has no day');
      return null;
    }
    const source = upTo('signal-source', 200) || `File ${facts.fileName}`.slice(0, 200);
    return { type, value, source, url: url('signal-url'), observedAtMs };
  }
}

function parsed<T>(schema: z.ZodType<T>, value: string): T | null {
  const read = schema.safeParse(value);
  return read.success ? read.data : null;
}

const readWebsite = (cell: string): string | null =>
  parsed(WebUrl, /^[a-z][a-z+.-]*:/iu.test(cell) ? cell : `https://${cell}`);

function companyDomain(
  said: string,
  website: string | null,
  email: string,
): { readonly name: string } | { readonly field: LeadField; readonly because: string } {
  const host = website === null ? '' : new URL(website).hostname.replace(/^www\./u, '');
  const named = (said === '' ? host : said.toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?|\/.*$|\.$/gu, '')) || '';
  if (said !== '' && parsed(DomainName, named) === null)
    return { field: 'domain', because: `“${shown(said)}” is no domain` };
  const name = parsed(DomainName, named) === null ? domainOf(email) : named;
  if (isPublicMailDomain(name))
    return {
      field: 'email',
      because: `${name} is a public mail provider: the row has to name the company’s own domain or website`,
    };
  return parsed(DomainName, name) === null ? { field: 'email', because: `“${shown(name)}” is no domain` } : { name };
}

/** Words of verification services for what they found. */
const VERDICTS: readonly (readonly [RegExp, Verification])[] = [
  [/^(?:verified|valid|ok|deliverable|safe|true|yes)$/iu, 'verified'],
  [/^(?:risky|catch.?all|accept.?all|role)$/iu, 'risky'],
  [/^(?:invalid|undeliverable|bounced?|bad|false|no)$/iu, 'invalid'],
  [/^(?:unknown|unverified|-)$/iu, 'unknown'],
];

function readVerification(
  said: string,
  verifiedAtMs: number | null,
  leftOut: (field: LeadField, reason: string) => void,
): Pick<Contact, 'verification' | 'verifiedAtMs'> {
  const unknown = { verification: 'unknown', verifiedAtMs: null } as const;
  if (said === '') return unknown;
  const verdict = VERDICTS.find(([words]) => words.test(said))?.[1];
  if (verdict === undefined) leftOut('verification', `“${shown(said)}” is no result of a verification`);
  else if (verdict === 'verified' && verifiedAtMs === null)
    leftOut('verification', 'nobody says when the address was verified');
  else if (verdict !== 'unknown') return { verification: verdict, verifiedAtMs };
  return unknown;
}

function segmentNamed(cell: string, segments: readonly LeadSegment[]): LeadSegment | null {
  const asked = cell.toLowerCase();
  return segments.find(({ id, name }) => id.toLowerCase() === asked || name.toLowerCase() === asked) ?? null;
}

/** A number alone; of a span such as `51-200` its lower end, which is what is certain. */
function readHeadcount(cell: string): number | null {
  const least = /^(.+?)(?:\s*(?:\+|[-–]\s*\d[\d .,’']*))?(?:\s*employees)?$/iu.exec(cell)?.[1] ?? '';
  if (!/^(?:\d+|\d{1,3}(?:[ .,’']\d{3})+)$/u.test(least)) return null;
  const headcount = Number(least.replaceAll(/[ .,’']/gu, ''));
  return headcount <= 10_000_000 ? headcount : null;
}

function readNames(cell: string): readonly string[] | null {
  const names = cell.split(/\s*[,;|]\s*/u).filter((name) => name !== '');
  return names.length <= 60 && names.every(({ length }) => length <= 80) ? [...new Set(names)] : null;
}

function readTier(cell: string): Tier | null {
  const tier = /^(?:tier\s*)?([123])$/iu.exec(cell)?.[1];
  return tier === undefined ? null : (Number(tier) as Tier);
}

/** Anything that says that they buy from us already counts as that. */
function readRelation(cell: string): Relation | null {
  if (/^(?:customer|client|kunde)s?\b/iu.test(cell)) return 'customer';
  if (/^(?:prospect|lead|target|suspect)s?\b/iu.test(cell)) return 'prospect';
  return parsed(Relation, cell.toLowerCase());
}
