/**
 * Brings a demo that an older Countersign filled to what this one asks of it: the demo's policy in its newest form, grounds to write to
 * its invented people, leads for the agent, the library it writes by and what may become a sale. It never replaces what a person wrote, and never touches
 * anybody who is not invented.
 */
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { consentFor, isUnasked } from './demo/compose-consent.ts';
import { composeDemo, DEMO_ACCOUNTS, type DemoWorkspace } from './demo/compose-demo.ts';
import type { DemoIngredients } from './demo/demo-ingredients.ts';
import { DEMO_FORMAT, type FirstDocument } from './fill-demo.ts';
import { addOpportunity, writeAccount, writeContact, writeLead } from './rows.ts';

export interface BroughtUp {
  /** The version the demo's policy now has; null where it stayed as it was. */
  readonly policyVersion: number | null;
  /** Contacts that were given a ground. */
  readonly contacts: number;
  readonly leads: number;
  readonly opportunities: number;
  /** Documents of the library that were not there. */
  readonly documents: number;
}

export interface NewerDemo {
  readonly ingredients: DemoIngredients;
  readonly policy: FirstDocument;
  /** Asked for only where the demo is older. */
  readonly library: () => readonly FirstDocument[];
  readonly nowMs: number;
}

const NOTHING: BroughtUp = { policyVersion: null, contacts: 0, leads: 0, opportunities: 0, documents: 0 };

export function bringDemoUp(path: string, newer: NewerDemo): BroughtUp {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA busy_timeout = 2000; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE');
    try {
      const format = formatOf(database);
      const brought = format < DEMO_FORMAT ? bringUp(database, format, newer) : NOTHING;
      database.exec('COMMIT');
      return brought;
    } catch (cause) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw cause;
    }
  } finally {
    database.close();
  }
}

/** Each part once, by the format that brought it: what RevOps took away since does not come back. */
function bringUp(
  database: DatabaseSync,
  format: number,
  { ingredients, policy, library, nowMs }: NewerDemo,
): BroughtUp {
  const brought = {
    policyVersion: replacePolicy(database, policy, nowMs),
    contacts: format < 2 ? giveGrounds(database, nowMs) : 0,
    leads: format < 3 ? addLeads(database, ingredients, nowMs) : 0,
    opportunities: format < 4 ? addOpportunities(database, ingredients, nowMs) : 0,
    documents: format < 3 ? addDocuments(database, library(), nowMs) : 0,
  };
  keepFormat(database);
  return brought;
}

/** By which making the demo was filled; a workspace that holds no demo is never older. */
function formatOf(database: DatabaseSync): number {
  if (readMeta(database, 'filled_at_ms') === null) return DEMO_FORMAT;
  return Number(readMeta(database, 'demo_format') ?? 1);
}

function readMeta(database: DatabaseSync, key: string): string | null {
  const value = database.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
  return typeof value === 'string' ? value : null;
}

function keepFormat(database: DatabaseSync): void {
  database
    .prepare(
      `INSERT INTO meta (key, value) VALUES ('demo_format', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    )
    .run(String(DEMO_FORMAT));
}

const Versioned = z.looseObject({ version: z.int() });

/** The next version, written by nobody; none where a person's version stands or nothing is new. */
function replacePolicy(database: DatabaseSync, policy: FirstDocument, nowMs: number): number | null {
  const newest = database
    .prepare(
      'SELECT version, body, by_person_id FROM documents WHERE kind = ? AND id = ? ORDER BY version DESC LIMIT 1',
    )
    .get(policy.kind, policy.id);
  if (newest === undefined || newest['by_person_id'] !== null) return null;
  const version = Number(newest['version']) + 1;
  const kept = Versioned.safeParse(JSON.parse(String(newest['body'])));
  const next = { ...Versioned.parse(policy.body), version };
  if (kept.success && isDeepStrictEqual({ ...kept.data, version }, next)) return null;
  database
    .prepare('INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES (?, ?, ?, ?, NULL, ?)')
    .run(policy.kind, policy.id, version, JSON.stringify(next), nowMs);
  return version;
}

/** Whoever is in a queue gets one; of the others, those that the demo gives one. */
function giveGrounds(database: DatabaseSync, nowMs: number): number {
  const ground = database.prepare('UPDATE contacts SET consent = ? WHERE id = ?');
  const rows = database
    .prepare(
      `SELECT id, country, EXISTS (SELECT 1 FROM packages WHERE contact_id = contacts.id) AS queued FROM contacts
       WHERE consent IS NULL AND id GLOB 'con-[0-9][0-9][0-9][0-9][0-9]-[0-9]' AND email LIKE '%.example'`,
    )
    .all();
  let given = 0;
  for (const { id, country, queued } of rows) {
    const contact = { id: String(id), country: typeof country === 'string' ? country : null };
    if (queued !== 1 && isUnasked(contact.id)) continue;
    ground.run(JSON.stringify(consentFor(contact, nowMs)), contact.id);
    given += 1;
  }
  return given;
}

/** Companies of the agent's own as if the demo were filled now, and the people in the queues as they were when it was. */
function addLeads(database: DatabaseSync, ingredients: DemoIngredients, nowMs: number): number {
  return (
    addCompanies(database, composeDemo({ ingredients, nowMs })) +
    addQueued(database, composeDemo({ ingredients, nowMs: Number(readMeta(database, 'filled_at_ms')) }))
  );
}

/** None at all where the ids or domains are taken: somebody else's records must not be mixed with invented ones. */
function addCompanies(database: DatabaseSync, demo: DemoWorkspace): number {
  const accounts = demo.accounts.slice(DEMO_ACCOUNTS);
  const ids = new Set(accounts.map(({ account }) => account.id as string));
  const taken = database.prepare('SELECT 1 FROM accounts WHERE id = ? OR domain = ?');
  if (accounts.some(({ account }) => taken.get(account.id, account.domain) !== undefined)) return 0;
  for (const { account, ownerId } of accounts) writeAccount(database, account, ownerId);
  for (const { contact, stage } of demo.contacts)
    if (ids.has(contact.accountId)) writeContact(database, contact, stage, null);
  const leads = demo.leads.filter(({ lead }) => ids.has(lead.accountId));
  for (const { lead } of leads) writeLead(database, lead, lead.ownerId);
  return leads.length;
}

const Queued = z.object({ signals: z.array(z.object({ value: z.string() })) });

/** Those whose package still says what it said: what a template may state must be what the package states. */
function addQueued(database: DatabaseSync, demo: DemoWorkspace): number {
  const queued = database.prepare(
    `SELECT packages.body, packages.owner_id FROM packages JOIN contacts ON contacts.id = packages.contact_id
     WHERE packages.contact_id = ? AND contacts.account_id = ? AND contacts.email LIKE '%.example'`,
  );
  let added = 0;
  for (const { lead, leadCase } of demo.leads) {
    if (leadCase !== 'queued') continue;
    const row = queued.get(lead.contactId, lead.accountId);
    if (row === undefined) continue;
    const body = Queued.safeParse(JSON.parse(String(row['body'])));
    if (body.data?.signals[0]?.value !== lead.signals[0]?.value) continue;
    writeLead(database, lead, typeof row['owner_id'] === 'string' ? row['owner_id'] : null);
    added += 1;
  }
  return added;
}

/** With invented people who are still where the demo put them and in no queue, as if it were filled now. */
function addOpportunities(database: DatabaseSync, ingredients: DemoIngredients, nowMs: number): number {
  const isThere = database.prepare(
    `SELECT 1 FROM contacts WHERE id = ? AND account_id = ? AND email LIKE '%.example'
       AND NOT EXISTS (SELECT 1 FROM packages WHERE packages.contact_id = contacts.id)`,
  );
  const { opportunities } = composeDemo({ ingredients, nowMs });
  return opportunities.filter(
    (each) => isThere.get(each.contactId, each.accountId) !== undefined && addOpportunity(database, each),
  ).length;
}

function addDocuments(database: DatabaseSync, documents: readonly FirstDocument[], nowMs: number): number {
  const add = database.prepare(
    `INSERT INTO documents (kind, id, version, body, by_person_id, at_ms)
     SELECT ?1, ?2, 1, ?3, NULL, ?4 WHERE NOT EXISTS (SELECT 1 FROM documents WHERE kind = ?1 AND id = ?2)`,
  );
  return documents.reduce(
    (added, { kind, id, body }) => added + Number(add.run(kind, id, JSON.stringify(body), nowMs).changes),
    0,
  );
}
