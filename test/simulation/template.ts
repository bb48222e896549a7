/** A small CRM and a desk that has read it once, made once for each start and copied for each run. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash } from '../../electron/crm/content-hash.ts';
import { asPackageFile } from '../../electron/crm/embedded/fill-demo.ts';
import { composePackages } from '../../electron/crm/embedded/demo/compose-packages.ts';
import { readDemoIngredients } from '../../electron/crm/embedded/demo/demo-ingredients.ts';
import { addActivity, writeAccount, writeContact, writeLead, writePackage } from '../../electron/crm/embedded/rows.ts';
import { prepareSchema } from '../../electron/crm/embedded/schema.ts';
import { TEAM_POLICY_ID } from '../../electron/sync/policy-in-force.ts';
import { demoPolicy } from '../crm/parts.ts';
import { drawFor, simRandom } from './draw.ts';
import { simLeads, simLibrary, type SimLead } from './leads.ts';

export const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');

/** A moment at which a run begins, and where its mailbox lives: days on which clocks change, week-ends, the year's end, plain days. */
export interface Start {
  readonly name: string;
  readonly atMs: number;
  readonly timeZone: string;
}

export const STARTS: readonly Start[] = [
  { name: 'a Wednesday', atMs: Date.UTC(2026, 10, 18, 10, 30), timeZone: 'Europe/London' },
  { name: 'the night London’s clocks go forward', atMs: Date.UTC(2026, 2, 28, 22, 40), timeZone: 'Europe/London' },
  { name: 'the night Berlin’s clocks go back', atMs: Date.UTC(2026, 9, 24, 21, 10), timeZone: 'Europe/Berlin' },
  { name: 'the night New York’s clocks go back', atMs: Date.UTC(2026, 10, 1, 3, 20), timeZone: 'America/New_York' },
  { name: 'half an hour’s change on Lord Howe', atMs: Date.UTC(2026, 9, 3, 12, 50), timeZone: 'Australia/Lord_Howe' },
  { name: 'a midnight that Santiago skips', atMs: Date.UTC(2026, 8, 6, 2, 30), timeZone: 'America/Santiago' },
  { name: 'a Friday evening', atMs: Date.UTC(2026, 5, 19, 15, 45), timeZone: 'America/Los_Angeles' },
  { name: 'the year’s end', atMs: Date.UTC(2026, 11, 31, 21, 50), timeZone: 'Asia/Kolkata' },
];

export const ME = 'person-sam';
export const MY_ADDRESS = 'sam@tallyhook.example';
export const OTHER = 'person-mira';
export const REVOPS = 'person-tomas';
const PACKAGES = 14;
/** Beside what an agent makes. */
const PACKAGES_BESIDE = 5;
/** In the CRM from the start; the others arrive later. */
const LEADS_AT_FIRST = 9;

/** Shared memory where the machine has it: a run makes thousands of commits. */
export function newFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'countersign-simulation-'));
}

const ingredients = readDemoIngredients(join(RESOURCES, 'demo'));

/** Where the mail of somebody on the team comes to. */
export const addressOf = (personId: string): string =>
  ingredients.company.people.find(({ id }) => id === personId)?.mailbox.address ?? '';

/** A CRM's file to start from, and what is to arrive in it. */
export interface Template {
  readonly bytes: Uint8Array;
  readonly laterLeads: readonly SimLead[];
}

/** With leads and what an agent goes by, or with packages alone. */
export function makeTemplate(start: Start, hasAgent: boolean): Template {
  const folder = newFolder();
  const path = join(folder, 'workspace.sqlite');
  const database = new DatabaseSync(path);
  const count = hasAgent ? PACKAGES_BESIDE : PACKAGES;
  const packages = [...composePackages(count, { ingredients, nowMs: start.atMs, seed: 7, ownerId: ME })];
  const leads = hasAgent ? simLeads(ingredients, start.atMs, ME) : [];
  try {
    prepareSchema(database, () => simRandom(drawFor(1, 1)).uuid());
    const person = database.prepare(
      'INSERT INTO people (id, name, title, role, mailbox_id, mailbox_address, mailbox_time_zone) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const { id, name, title, role, mailbox } of ingredients.company.people)
      person.run(id, name, title, role, mailbox.id, mailbox.address, id === ME ? start.timeZone : mailbox.timeZone);
    database.prepare("INSERT INTO meta (key, value) VALUES ('default_person_id', ?)").run(ME);
    database
      .prepare(
        "INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES ('policy', ?, 1, ?, NULL, ?)",
      )
      .run(TEAM_POLICY_ID, JSON.stringify({ ...demoPolicy, version: 1 }), start.atMs);
    for (const pkg of packages) {
      writeAccount(database, pkg.account, ME);
      writeContact(database, pkg.contact, 'scored', null);
      for (const touch of pkg.priorTouches) addActivity(database, touch, pkg.id);
      const produced = asPackageFile(pkg);
      writePackage(database, { pkg: produced, review: pkg.review, revision: 1, contentHash: contentHash(produced) });
    }
    for (const lead of leads.slice(0, LEADS_AT_FIRST)) writeSimLead(database, lead);
    if (hasAgent) {
      const document = database.prepare(
        'INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES (?, ?, ?, ?, NULL, ?)',
      );
      for (const { kind, id, version, body } of simLibrary(ingredients, RESOURCES, start.atMs))
        document.run(kind, id, version, JSON.stringify(body), start.atMs);
    }
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  const bytes = readFileSync(path);
  removeFolder(folder);
  return { bytes, laterLeads: leads.slice(LEADS_AT_FIRST) };
}

export function writeSimLead(database: DatabaseSync, { lead, account, contact }: SimLead): void {
  writeAccount(database, account, lead.ownerId);
  writeContact(database, contact, lead.stage, null);
  writeLead(database, lead, lead.ownerId);
}

/** The files of a home that a stopped machine leaves behind; SQLite's shared memory is not one of them. */
export function copyHome(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of [
    'ledger.sqlite',
    'ledger.sqlite-wal',
    'ledger.made',
    'settings.json',
    'public-keys.json',
    'mailbox.json',
  ])
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
