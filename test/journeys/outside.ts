/** What other programs see of the desk's files: its CRM through a script that imports none of our code, its mails through a parser of others, its ledger through SQL. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import PostalMime, { type Email } from 'postal-mime';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, 'outside-crm.mjs');

export interface CrmOutcome {
  readonly lifecycleStage: string;
  readonly sourceTag: string | null;
  readonly activities: readonly {
    readonly channel: string;
    readonly direction: string;
    readonly subject: string;
    readonly source: string;
    readonly outcome: string;
    readonly message_id: string | null;
    readonly package_id: string | null;
  }[];
  readonly packages: readonly { readonly id: string; readonly state: string }[];
}

/** What the CRM's file says of one contact. */
export async function crmOutcome(workspace: string, email: string): Promise<CrmOutcome> {
  const { stdout } = await run(process.execPath, ['--no-warnings', SCRIPT, 'outcome', workspace, email]);
  return JSON.parse(stdout) as CrmOutcome;
}

/** Somebody unsubscribes where we can't see it: on the CRM's own opt-out page. */
export async function suppressInCrm(workspace: string, email: string): Promise<void> {
  await run(process.execPath, ['--no-warnings', SCRIPT, 'suppress', workspace, email]);
}

export interface ReadMail {
  readonly raw: string;
  readonly email: Email;
  /** All values of a header, in order. */
  header(name: string): readonly string[];
}

export async function readMail(raw: string): Promise<ReadMail> {
  const email = await PostalMime.parse(raw);
  return {
    raw,
    email,
    header: (name) => email.headers.filter(({ key }) => key === name.toLowerCase()).map(({ value }) => value),
  };
}

/** Rows of the ledger's file, read beside the running desk. */
export function ledgerRows(
  ledger: string,
  sql: string,
  ...values: readonly string[]
): readonly Record<string, unknown>[] {
  const file = new DatabaseSync(ledger, { readOnly: true, timeout: 5_000 });
  try {
    return file.prepare(sql).all(...values);
  } finally {
    file.close();
  }
}
