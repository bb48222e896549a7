/** A small CRM in a file of its own, a real ledger beside it, and what a ledger holds as one comparable value. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { asDocuments } from '../../electron/crm/embedded/demo/compose-library.ts';
import { composeDemo } from '../../electron/crm/embedded/demo/compose-demo.ts';
import { fillDemo } from '../../electron/crm/embedded/fill-demo.ts';
import { openWorkspace, type Workspace } from '../../electron/crm/embedded/open-workspace.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Connector } from '../../electron/ports/connector.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import { TEAM_POLICY_ID } from '../../electron/sync/policy-in-force.ts';
import { makePull, type Pull } from '../../electron/sync/pull.ts';
import type { Progress } from '../../shared/ipc/contract.ts';
import { demoPolicy, ingredients, libraryEntries, NOW_MS } from '../crm/parts.ts';
import { moody, type CrmMood } from '../faults/desk-under-faults.ts';
import { recordingLog, type RecordingLog } from '../hosts/recording-desk.ts';
import { turnedClock, type TurnedClock } from '../send/desk-parts.ts';

/** Enough for every package of the demo's plan, and more than one page of contacts and touches. */
const ACCOUNTS = 150;
export { NOW_MS };

/** The demo as it is in the file, without asking the file. */
export const demo = composeDemo({ ingredients, nowMs: NOW_MS, accounts: ACCOUNTS });

let template: Promise<Buffer> | null = null;

async function fillTemplate(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'crm-'));
  const path = join(folder, 'crm.sqlite');
  await fillDemo(path, {
    ingredients,
    nowMs: NOW_MS,
    random: systemRandom(),
    accounts: ACCOUNTS,
    documents: () => [
      { kind: 'policy', id: TEAM_POLICY_ID, version: demoPolicy.version, body: demoPolicy },
      ...asDocuments(libraryEntries),
    ],
    onProgress: () => undefined,
  });
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true, force: true });
  return bytes;
}

/** Puts a filled CRM at `path`; the filling is done once a test file. */
export async function placeCrm(path: string): Promise<void> {
  template ??= fillTemplate();
  writeFileSync(path, await template);
}

/** A folder that goes with its test. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs SQL on a file that somebody else has open, as any other program would. */
export function sql(path: string, text: string, ...values: (string | number | null)[]): Record<string, unknown>[] {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    if (values.length > 0 || /^\s*(?:select|update \S+ set .* returning)/i.test(text))
      return database.prepare(text).all(...values);
    database.exec(text);
    return [];
  } finally {
    database.close();
  }
}

export interface SyncParts {
  readonly crm: Workspace;
  readonly crmPath: string;
  readonly ledger: Ledger;
  readonly ledgerPath: string;
  readonly clock: TurnedClock;
  readonly log: RecordingLog;
  readonly progress: Progress[];
  /** A pull of this ledger, from the CRM or what stands before it. */
  readonly pullFrom: (connector: Connector) => Pull;
}

export async function openSyncParts(): Promise<SyncParts> {
  const folder = folderOfTest();
  const crmPath = join(folder, 'crm.sqlite');
  await placeCrm(crmPath);
  const clock = turnedClock(NOW_MS);
  const crm = openWorkspace({ path: crmPath, clock, random: systemRandom(), signedInAs: null });
  onTestFinished(() => crm.close());
  return { crm, crmPath, clock, ...newLedger(folder, clock) };
}

/** Another empty ledger for the same CRM. */
export function newLedger(folder: string, clock: Clock) {
  const ledgerPath = join(folder, `ledger-${systemRandom().uuid()}.sqlite`);
  const opened = openLedger({ path: ledgerPath, clock, random: systemRandom(), expectExisting: false });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const { ledger } = opened;
  onTestFinished(() => ledger.close());
  const progress: Progress[] = [];
  const log = recordingLog();
  const pullFrom = (connector: Connector) =>
    makePull({ ledger, connector, clock, log, onProgress: (said) => progress.push(said) });
  return { ledger, ledgerPath, log, progress, pullFrom };
}

/** A CRM that answers its n-th call (from 1) as this says; every other one well. */
export function moodyAt(connector: Connector, answers: ReadonlyMap<number, CrmMood>) {
  const calls = { count: 0 };
  const faulty = moody(connector, () => {
    calls.count += 1;
    return answers.get(calls.count) ?? 'well';
  });
  return { faulty, calls };
}

const TABLES = {
  feed: 'kind, id, body',
  cursors: 'kind, cursor',
  packages: 'id, revision, account_id, contact_id, crm_state, desk_state, content_hash, snapshot, gone',
  accounts: 'id, body',
  contacts: 'id, address_key, host_key, body',
  touches: 'id, contact_id, at_ms, body',
  engagements: 'id, contact_id, at_ms, body',
  leads: 'id, owner_id, stage, words, crm, body',
  library: 'kind, id, document_version, body',
  suppressions: 'id, match_key, source, body',
  checks: 'name, at_ms',
  unreadable: 'kind, id, field',
} as const;

/** Everything a ledger knows of the CRM, whatever the order in which it learnt it. */
export function contentOf(ledgerPath: string): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(TABLES).map(([table, columns]) => [
      table,
      sql(ledgerPath, `SELECT ${columns} FROM ${table}`)
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}
