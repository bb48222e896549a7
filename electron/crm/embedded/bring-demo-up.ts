/**
 * Brings a demo that an older Countersign filled to what the rails of this one ask of it: the demo's policy in its newest form, and
 * grounds to write to its invented people. It never replaces a policy that a person wrote, and never touches anybody who is not invented.
 */
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { consentFor, isUnasked } from './demo/compose-consent.ts';
import { DEMO_FORMAT, type FirstDocument } from './fill-demo.ts';

export interface BroughtUp {
  /** The version the demo's policy now has; null where it stayed as it was. */
  readonly policyVersion: number | null;
  /** Contacts that were given a ground. */
  readonly contacts: number;
}

export function bringDemoUp(path: string, policy: FirstDocument, nowMs: number): BroughtUp {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA busy_timeout = 2000; BEGIN IMMEDIATE');
    try {
      const isOlder = formatOf(database) < DEMO_FORMAT;
      const brought = isOlder
        ? { policyVersion: replacePolicy(database, policy, nowMs), contacts: giveGrounds(database, nowMs) }
        : { policyVersion: null, contacts: 0 };
      if (isOlder) keepFormat(database);
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

/** By which making the demo was filled; a workspace that holds no demo is never older. */
function formatOf(database: DatabaseSync): number {
  const meta = database.prepare('SELECT value FROM meta WHERE key = ?');
  if (meta.get('filled_at_ms') === undefined) return DEMO_FORMAT;
  return Number(meta.get('demo_format')?.['value'] ?? 1);
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
