/** How a row of the workspace becomes an object of the domain and back. It must never repair a row: what does not parse is reported. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { z } from 'zod';
import { Account } from '../../../shared/domain/account.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { Engagement } from '../../../shared/domain/engagement.ts';
import { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { Lead } from '../../../shared/domain/lead.ts';
import { Opportunity } from '../../../shared/domain/opportunity.ts';
import { Person } from '../../../shared/domain/person.ts';
import { Suppression } from '../../../shared/domain/suppression.ts';
import { Touch } from '../../../shared/domain/touch.ts';
import type { PulledBody, PulledKind } from '../../ports/connector.ts';
import type { CountedTable } from './schema.ts';
import { prepared } from './prepared.ts';

export type Row = Record<string, SQLOutputValue>;

/** A row read, or the first field at fault. */
export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly field: string; readonly reason: string };

function parsed<T>(schema: z.ZodType<T>, candidate: unknown): Read<T> {
  const result = schema.safeParse(candidate);
  if (result.success) return { kind: 'read', value: result.data };
  const issue = result.error.issues[0];
  return { kind: 'unreadable', field: issue?.path.join('.') ?? '', reason: issue?.message ?? 'not readable' };
}

function json(value: SQLOutputValue | undefined): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // The schema's own complaint about a string where an object belongs names the field.
    return value;
  }
}

const readAccount = (row: Row): Read<Account> =>
  parsed(Account, {
    ...row,
    technographics: json(row['technographics']),
    segmentId: row['segment_id'],
    segmentName: row['segment_name'],
    pins: json(row['pins']),
  });

const readContact = (row: Row): Read<Contact> =>
  parsed(Contact, {
    ...row,
    accountId: row['account_id'],
    verifiedAtMs: row['verified_at_ms'],
    linkedinUrl: row['linkedin_url'],
    timeZone: row['time_zone'],
    consent: json(row['consent'] ?? undefined) ?? null,
    roleMatch: { fit: row['role_match_fit'], reason: row['role_match_reason'] },
  });

export const readTouch = (row: Row): Read<Touch> =>
  parsed(Touch, {
    ...row,
    contactId: row['contact_id'],
    accountId: row['account_id'],
    atMs: row['at_ms'],
    templateVersion: row['template_version'],
    promptVersion: row['prompt_version'],
    messageId: row['message_id'],
  });

const readEngagement = (row: Row): Read<PulledBody<'engagement'>> => {
  const body = parsed(Engagement, { ...row, contactId: row['contact_id'], atMs: row['at_ms'] });
  return body.kind === 'read' ? { kind: 'read', value: { ...body.value, id: String(row['id']) } } : body;
};

const readLead = (row: Row): Read<Lead> =>
  parsed(Lead, {
    contactId: row['id'],
    accountId: row['account_id'],
    ownerId: row['owner_id'],
    stage: row['stage'],
    nextStepAtMs: row['next_step_at_ms'],
    signals: json(row['signals']),
    facts: json(row['facts']),
  });

const readOpportunity = (row: Row): Read<Opportunity> =>
  parsed(Opportunity, {
    ...row,
    accountId: row['account_id'],
    contactId: row['contact_id'],
    ownerId: row['owner_id'],
    standing: { stage: row['stage'], sinceAtMs: row['stage_since_ms'], because: row['stage_because'] },
    amount: row['amount'] === null ? null : { value: row['amount'], currency: row['currency'] },
    closesOn: row['closes_on'],
  });

export const readPackage = (row: Row): Read<HandoffPackage> => {
  const body = json(row['body']);
  if (typeof body !== 'object' || body === null)
    return { kind: 'unreadable', field: 'body', reason: 'the package is not readable JSON' };
  return parsed(HandoffPackage, {
    ...body,
    revision: row['revision'],
    review: {
      ownerId: row['owner_id'],
      queue: row['queue'],
      priority: row['priority'],
      readyAtMs: row['ready_at_ms'],
      expiresAtMs: row['expires_at_ms'],
      state: row['state'],
      openedAtMs: row['opened_at_ms'],
      activeMs: row['active_ms'],
    },
  });
};

export const readSuppression = (row: Row): Read<Suppression> =>
  parsed(Suppression, { ...row, atMs: row['at_ms'], by: row['by_whom'], expiresAtMs: row['expires_at_ms'] });

export const readPerson = (row: Row): Read<Person> =>
  parsed(Person, {
    ...row,
    mailbox: { id: row['mailbox_id'], address: row['mailbox_address'], timeZone: row['mailbox_time_zone'] },
  });

/** Which table a pulled kind lives in, what belongs to its rows from elsewhere, and how they are read. */
export const PULLED: {
  readonly [K in PulledKind]: {
    readonly table: CountedTable;
    readonly alsoFrom?: string;
    readonly read: (row: Row) => Read<PulledBody<K>>;
  };
} = {
  account: { table: 'accounts', read: readAccount },
  contact: { table: 'contacts', read: readContact },
  package: { table: 'packages', read: readPackage },
  touch: { table: 'activities', read: readTouch },
  engagement: { table: 'engagement', read: readEngagement },
  lead: {
    table: 'leads',
    alsoFrom: `(SELECT lifecycle_stage FROM contacts WHERE contacts.id = leads.id) AS stage,
      (SELECT account_id FROM contacts WHERE contacts.id = leads.id) AS account_id`,
    read: readLead,
  },
  opportunity: { table: 'opportunities', read: readOpportunity },
};

export function writeAccount(database: DatabaseSync, account: Account, ownerId: string | null): void {
  prepared(
    database,
    `INSERT INTO accounts (id, name, domain, website, industry, headcount, geography, technographics, tier, segment_id, segment_name, relation, pins, owner_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, domain = excluded.domain, website = excluded.website, industry = excluded.industry,
         headcount = excluded.headcount, geography = excluded.geography, technographics = excluded.technographics, tier = excluded.tier,
         segment_id = excluded.segment_id, segment_name = excluded.segment_name, relation = excluded.relation, pins = excluded.pins`,
  ).run(
    account.id,
    account.name,
    account.domain,
    account.website,
    account.industry,
    account.headcount,
    account.geography,
    JSON.stringify(account.technographics),
    account.tier,
    account.segmentId,
    account.segmentName,
    account.relation,
    JSON.stringify(account.pins),
    ownerId,
  );
}

export function writeContact(database: DatabaseSync, contact: Contact, stage: string, sourceTag: string | null): void {
  prepared(
    database,
    `INSERT INTO contacts (id, account_id, name, title, seniority, email, verification, verified_at_ms, linkedin_url, country, time_zone,
         role_match_fit, role_match_reason, lifecycle_stage, source_tag, consent)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, seniority = excluded.seniority, email = excluded.email,
         verification = excluded.verification, verified_at_ms = excluded.verified_at_ms, linkedin_url = excluded.linkedin_url,
         country = excluded.country, time_zone = excluded.time_zone, role_match_fit = excluded.role_match_fit, role_match_reason = excluded.role_match_reason,
         consent = excluded.consent`,
  ).run(
    contact.id,
    contact.accountId,
    contact.name,
    contact.title,
    contact.seniority,
    contact.email,
    contact.verification,
    contact.verifiedAtMs,
    contact.linkedinUrl,
    contact.country,
    contact.timeZone,
    contact.roleMatch.fit,
    contact.roleMatch.reason,
    stage,
    sourceTag,
    contact.consent === null ? null : JSON.stringify(contact.consent),
  );
}

/** Everything of the lead but its stage, which is the contact's. */
export function writeLead(database: DatabaseSync, lead: Lead, ownerId: string | null): void {
  prepared(
    database,
    `INSERT INTO leads (id, owner_id, next_step_at_ms, signals, facts) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET owner_id = excluded.owner_id, next_step_at_ms = excluded.next_step_at_ms,
         signals = excluded.signals, facts = excluded.facts`,
  ).run(lead.contactId, ownerId, lead.nextStepAtMs, JSON.stringify(lead.signals), JSON.stringify(lead.facts));
}

/** Adds an opportunity; one with its id that is there already stays as it is. Says whether it was added. */
export function addOpportunity(database: DatabaseSync, opportunity: Opportunity): boolean {
  const { standing, amount } = opportunity;
  const { changes } = prepared(
    database,
    `INSERT INTO opportunities (id, account_id, contact_id, owner_id, stage, stage_since_ms, stage_because, amount, currency, closes_on)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(
    opportunity.id,
    opportunity.accountId,
    opportunity.contactId,
    opportunity.ownerId,
    standing.stage,
    standing.sinceAtMs,
    standing.because,
    amount?.value ?? null,
    amount?.currency ?? null,
    opportunity.closesOn,
  );
  return Number(changes) > 0;
}

/** Adds a touch; one with its id that is there already stays as it is. Says whether it was added. */
export function addActivity(database: DatabaseSync, touch: Touch, packageId: string | null): boolean {
  const { changes } = prepared(
    database,
    `INSERT INTO activities (id, contact_id, account_id, channel, direction, at_ms, subject, snippet, outcome, source, template_version, prompt_version, message_id, package_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(
    touch.id,
    touch.contactId,
    touch.accountId,
    touch.channel,
    touch.direction,
    touch.atMs,
    touch.subject,
    touch.snippet,
    touch.outcome,
    touch.source,
    touch.templateVersion,
    touch.promptVersion,
    touch.messageId,
    packageId,
  );
  return Number(changes) > 0;
}

export function addEngagement(database: DatabaseSync, id: string, event: z.infer<typeof Engagement>): void {
  prepared(
    database,
    'INSERT INTO engagement (id, contact_id, kind, source, at_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  ).run(id, event.contactId, event.kind, event.source, event.atMs);
}

/** Adds or brings back an entry of one of the two lists. */
export function writeSuppression(database: DatabaseSync, table: 'suppressions' | 'opt_outs', entry: Suppression): void {
  prepared(
    database,
    `INSERT INTO ${table} (id, scope, value, reason, source, evidence, at_ms, by_whom, expires_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, value = excluded.value, reason = excluded.reason, source = excluded.source,
         evidence = excluded.evidence, at_ms = excluded.at_ms, by_whom = excluded.by_whom, expires_at_ms = excluded.expires_at_ms, removed_at_ms = NULL`,
  ).run(
    entry.id,
    entry.scope,
    entry.value,
    entry.reason,
    entry.source,
    entry.evidence,
    entry.atMs,
    entry.by,
    entry.expiresAtMs,
  );
}

export interface PackageRow {
  readonly pkg: Omit<HandoffPackage, 'review' | 'revision'>;
  readonly review: HandoffPackage['review'];
  readonly revision: number;
  readonly contentHash: string;
}

export function writePackage(database: DatabaseSync, row: PackageRow): void {
  const { pkg, review } = row;
  prepared(
    database,
    `INSERT INTO packages (id, account_id, contact_id, owner_id, queue, priority, ready_at_ms, expires_at_ms, state, state_at_ms, opened_at_ms, active_ms, revision, content_hash, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, contact_id = excluded.contact_id, owner_id = excluded.owner_id, queue = excluded.queue,
         priority = excluded.priority, ready_at_ms = excluded.ready_at_ms, expires_at_ms = excluded.expires_at_ms, state = excluded.state, state_because = '',
         state_at_ms = excluded.state_at_ms, opened_at_ms = excluded.opened_at_ms, revision = excluded.revision, content_hash = excluded.content_hash, body = excluded.body`,
  ).run(
    pkg.id,
    pkg.account.id,
    pkg.contact.id,
    review.ownerId,
    review.queue,
    review.priority,
    review.readyAtMs,
    review.expiresAtMs,
    review.state,
    review.readyAtMs,
    review.openedAtMs,
    review.activeMs,
    row.revision,
    row.contentHash,
    JSON.stringify(pkg),
  );
}
