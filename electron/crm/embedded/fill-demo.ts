/** Fills an empty workspace file with the demo, all of it or nothing. It must never touch a workspace that holds anything. */
import { DatabaseSync } from 'node:sqlite';
import { PackageFile, type HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { DocumentKind } from '../../ports/connector.ts';
import type { Random } from '../../ports/random.ts';
import { contentHash } from '../content-hash.ts';
import { composeDemo, type DemoOptions, type DemoWorkspace } from './demo/compose-demo.ts';
import {
  addActivity,
  addEngagement,
  addOpportunity,
  writeAccount,
  writeContact,
  writeLead,
  writePackage,
  writeSuppression,
} from './rows.ts';
import { prepareSchema } from './schema.ts';

/** A team document the workspace starts with, such as the demo's policy. */
export interface FirstDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: number;
  readonly body: unknown;
}

export interface FillOptions extends DemoOptions {
  readonly random: Random;
  /** Asked for only where the file is filled. */
  readonly documents: () => readonly FirstDocument[];
  /** Rows written so far, of how many. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Raised where an older demo has to be brought up (`bring-demo-up.ts`); 1 had no mark. */
export const DEMO_FORMAT = 4;

/** Rows between two looks at the rest of the process. */
const ROWS_A_TURN = 400;

/** What the producer wrote, without what the CRM adds. */
export function asPackageFile(pkg: HandoffPackage): PackageFile {
  return PackageFile.parse(pkg);
}

/** Fills the file at `path`. `there-already` where people are in it: the demo is filled once. */
export async function fillDemo(path: string, options: FillOptions): Promise<'filled' | 'there-already'> {
  const database = new DatabaseSync(path);
  try {
    prepareSchema(database, () => options.random.uuid());
    if (database.prepare('SELECT 1 FROM people LIMIT 1').get() !== undefined) return 'there-already';
    const demo = composeDemo(options);
    const writes = writesOf(database, demo, options);
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const [at, write] of writes.entries()) {
        write();
        if ((at + 1) % ROWS_A_TURN === 0) {
          options.onProgress(at + 1, writes.length);
          await new Promise<void>((resume) => setImmediate(resume));
        }
      }
      database.exec('COMMIT');
    } catch (cause) {
      database.exec('ROLLBACK');
      throw cause;
    }
    options.onProgress(writes.length, writes.length);
    return 'filled';
  } finally {
    database.close();
  }
}

function writesOf(database: DatabaseSync, demo: DemoWorkspace, options: FillOptions): readonly (() => void)[] {
  const meta = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
  const person = database.prepare(
    'INSERT INTO people (id, name, title, role, mailbox_id, mailbox_address, mailbox_time_zone) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const document = database.prepare(
    'INSERT INTO documents (kind, id, version, body, by_person_id, at_ms) VALUES (?, ?, ?, ?, NULL, ?)',
  );
  return [
    () => meta.run('default_person_id', demo.defaultPersonId),
    () => meta.run('filled_at_ms', String(options.nowMs)),
    () => meta.run('demo_format', String(DEMO_FORMAT)),
    ...demo.people.map(
      ({ id, name, title, role, mailbox }) =>
        () =>
          person.run(id, name, title, role, mailbox.id, mailbox.address, mailbox.timeZone),
    ),
    ...options.documents().map(
      ({ kind, id, version, body }) =>
        () =>
          document.run(kind, id, version, JSON.stringify(body), options.nowMs),
    ),
    ...demo.accounts.map(
      ({ account, ownerId }) =>
        () =>
          writeAccount(database, account, ownerId),
    ),
    ...demo.contacts.map(
      ({ contact, stage, sourceTag }) =>
        () =>
          writeContact(database, contact, stage, sourceTag),
    ),
    ...demo.leads.map(
      ({ lead }) =>
        () =>
          writeLead(database, lead, lead.ownerId),
    ),
    ...demo.touches.map(
      ({ touch, packageId }) =>
        () =>
          addActivity(database, touch, packageId),
    ),
    ...demo.engagement.map(
      (event, at) => () => addEngagement(database, `eng-${String(at + 1).padStart(4, '0')}`, event),
    ),
    ...demo.packages.map(({ pkg }) => () => {
      const produced = asPackageFile(pkg);
      writePackage(database, {
        pkg: produced,
        review: pkg.review,
        revision: pkg.revision,
        contentHash: contentHash(produced),
      });
    }),
    ...demo.opportunities.map((opportunity) => () => addOpportunity(database, opportunity)),
    ...demo.suppressions.map((entry) => () => writeSuppression(database, 'suppressions', entry)),
    ...demo.optOuts.map((entry) => () => writeSuppression(database, 'opt_outs', entry)),
  ];
}
