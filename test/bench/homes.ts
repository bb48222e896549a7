/**
 * Makes homes with any number of packages in them: a workspace written row by row and a ledger that the real pull filled from it. Each is
 * made once a run and handed out as a copy. Seeds are fixed; only the moment changes, because packages expire.
 */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { contentHash } from '../../electron/crm/content-hash.ts';
import { composePackages } from '../../electron/crm/embedded/demo/compose-packages.ts';
import { readDemoIngredients } from '../../electron/crm/embedded/demo/demo-ingredients.ts';
import { asPackageFile } from '../../electron/crm/embedded/fill-demo.ts';
import { openWorkspace } from '../../electron/crm/embedded/open-workspace.ts';
import { addActivity, writeAccount, writeContact, writePackage } from '../../electron/crm/embedded/rows.ts';
import { prepareSchema } from '../../electron/crm/embedded/schema.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { makeHome } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { Log } from '../../electron/ports/log.ts';
import { TEAM_POLICY_ID } from '../../electron/sync/policy-in-force.ts';
import { makePull } from '../../electron/sync/pull.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { pathsOf, ROOT } from '../journeys/desk-host.ts';

export const SEED = 20_261;
export const ingredients = readDemoIngredients(join(ROOT, 'resources', 'demo'));
export const demoPolicy = PolicyDocument.parse(
  JSON.parse(readFileSync(join(ROOT, 'resources', 'policy.demo.json'), 'utf8')),
);
/** Who decides in every bench. */
export const OWNER = 'person-sam';
/** Stands in a home that is whole. */
const READY = 'ready';
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Homes {
  /** A home of its own with this many packages, all of one person; remove it with `drop`. */
  fresh(packages: number): Promise<string>;
  drop(home: string): void;
}

export function makeHomes(folder: string, say: (line: string) => void): Homes {
  const made = new Map<number, Promise<string>>();
  let copies = 0;
  return {
    async fresh(packages) {
      const kept = made.get(packages) ?? makeOnce(join(folder, `home-${String(packages)}`), packages, say);
      made.set(packages, kept);
      const template = await kept;
      copies += 1;
      const home = join(folder, `home-copy-${String(copies)}`);
      cpSync(template, home, { recursive: true });
      return home;
    },
    drop: (home) => rmSync(home, { recursive: true, force: true }),
  };
}

/** One that an earlier run left in a folder that was asked to be kept is taken as it is. */
function makeOnce(home: string, packages: number, say: (line: string) => void): Promise<string> {
  return existsSync(join(home, READY)) ? Promise.resolve(home) : makeOne(home, packages, say);
}

async function makeOne(home: string, packages: number, say: (line: string) => void): Promise<string> {
  const startedAtMs = performance.now();
  rmSync(home, { recursive: true, force: true });
  makeHome(home);
  const { workspace, ledger, ledgerMarker } = pathsOf(home);
  fillWorkspace(workspace, composePackages(packages, { ingredients, nowMs: Date.now(), seed: SEED, ownerId: OWNER }));
  const clock = systemClock();
  const random = systemRandom();
  const connector = openWorkspace({ path: workspace, clock, random, signedInAs: null });
  const opened = openLedger({ path: ledger, clock, random, expectExisting: false });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const pull = makePull({ ledger: opened.ledger, connector, clock, log: silentLog, onProgress: () => undefined });
  const outcome = await pull.run();
  if (outcome.kind !== 'up-to-date') throw new Error(`the pull ended ${outcome.kind}`);
  opened.ledger.close();
  await connector.close();
  writeFileSync(ledgerMarker, 'made for a benchmark\n');
  writeFileSync(join(home, READY), '');
  const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(0);
  say(`made a home with ${packages.toLocaleString('en-US')} packages in ${seconds} s`);
  return home;
}

function fillWorkspace(path: string, packages: Iterable<HandoffPackage>): void {
  const database = new DatabaseSync(path);
  try {
    prepareSchema(database, () => systemRandom().uuid());
    database.exec('BEGIN IMMEDIATE');
    const { people, defaultPersonId } = ingredients.company;
    database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('default_person_id', defaultPersonId);
    const person = database.prepare(
      'INSERT INTO people (id, name, title, role, mailbox_id, mailbox_address, mailbox_time_zone) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const { id, name, title, role, mailbox } of people)
      person.run(id, name, title, role, mailbox.id, mailbox.address, mailbox.timeZone);
    database
      .prepare('INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES (?, ?, ?, ?, NULL, ?)')
      .run('policy', TEAM_POLICY_ID, demoPolicy.version, JSON.stringify(demoPolicy), Date.now());
    for (const pkg of packages) {
      const produced = asPackageFile(pkg);
      writeAccount(database, pkg.account, OWNER);
      writeContact(database, pkg.contact, 'scored', null);
      for (const touch of pkg.priorTouches) addActivity(database, touch, null);
      writePackage(database, {
        pkg: produced,
        review: pkg.review,
        revision: pkg.revision,
        contentHash: contentHash(produced),
      });
    }
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}
