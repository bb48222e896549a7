/** Attention checks as people meet them: none until RevOps asks for them; then one at a time, never sent, told of after the decision, and counted. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { narrowTo, notice, sendNow, sitDown, untilSent } from './hands.ts';
import { journey, type Desk } from './journey.ts';
import { ledgerRows, readMail } from './outside.ts';
import { importText, packageOf } from './package-file.ts';
import { approveLooking, changeSeat, rejectStale } from './rep.ts';

/** At 2 % some twenty of them are chosen; that fewer than two are happens once in twenty million runs. */
const PACKAGES = 1_000;
const SOON = { timeout: 30_000 };
const ASKED_FOR = 2;

const firm = (number: number) => {
  const id = `firm-${String(number).padStart(4, '0')}`;
  return { id, company: `Cold Chain ${id}`, person: 'Anselm Quaye', email: `anselm.quaye@${id}.example` };
};

async function importMany(page: Page): Promise<void> {
  const lines = Array.from({ length: PACKAGES }, (_, at) => JSON.stringify(packageOf(firm(at), Date.now())));
  await importText(page, 'many.jsonl', lines.join('\n'));
  await page.getByText('Every package in the file was taken.').waitFor(SOON);
  await page.getByRole('button', { name: 'Go to review' }).click();
}

async function askForChecks(page: Page, share: number): Promise<void> {
  await page.getByRole('button', { name: 'Policy', exact: true }).first().click();
  const policy = page.getByRole('main', { name: 'Policy' });
  await policy.getByLabel('Share with a planted fault', { exact: true }).fill(String(share));
  await policy.getByRole('button', { name: 'Review and save…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save a new version of the policy' });
  await dialog.getByLabel('Why', { exact: true }).fill('Are the packages read?');
  await dialog.getByRole('button', { name: 'Save the policy' }).click();
  await notice(page, /Version \d+ is in force/).waitFor(SOON);
}

/** The desk asks the CRM now, and with that looks after the checks. */
async function syncNow(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Find anything' });
  await palette.getByRole('combobox').fill('Sync now');
  await palette.getByRole('option', { name: 'Sync now' }).click();
  await palette.waitFor({ state: 'detached' });
}

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  return page.getByRole('main', { name: 'Settings' });
}

interface Check {
  /** The package that stands in Review. */
  readonly id: string;
  /** The real one, which waits behind it. */
  readonly sourceId: string;
  readonly account: string;
  readonly words: string;
}

const CHECKS = `SELECT decoys.id, source_id, verdict, decision_id, body ->> '$.account.name' AS account, body ->> '$.contact.name' AS contact
                FROM decoys JOIN feed ON feed.kind = 'package' AND feed.id = source_id ORDER BY made_at_ms`;

/** The check that stands in Review now: only the ledger can tell it apart. */
async function standing({ paths }: Desk): Promise<Check> {
  const open = () => ledgerRows(paths.ledger, CHECKS).filter(({ verdict }) => verdict === null);
  await expect.poll(() => open().length, { ...SOON, message: 'attention checks that stand' }).toBe(1);
  const [row] = open();
  const text = (name: string) => String(row?.[name]);
  const account = text('account');
  return { id: text('id'), sourceId: text('source_id'), account, words: `${account} ${text('contact')}` };
}

/** Puts the one package on screen that a search for these words finds, and says which it is. */
async function shown(page: Page, { words, account }: Check): Promise<string> {
  return (await narrowTo(page, words, account)).packageId;
}

const rowsOf = ({ paths }: Desk, table: 'sends' | 'decisions' | 'decoys') =>
  ledgerRows(paths.ledger, `SELECT * FROM ${table}`);
const verdicts = ({ paths }: Desk) =>
  ledgerRows(paths.ledger, CHECKS).flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));

journey(
  'RevOps turns attention checks on: one that is approved is not sent and is revealed, one that is rejected was caught, and both are counted',
  async (sit) => {
    const desk = await sit({ undoSeconds: 5 });
    const page = desk.page();
    await sitDown(page);
    await importMany(page);
    await syncNow(page);
    const settings = await openSettings(page);
    await settings.getByText('A lead or RevOps switches this; nothing here is yours to change.').waitFor();
    const share = settings.getByRole('radiogroup', { name: 'Share of Review' });
    expect(await share.getByRole('radio', { name: 'Off' }).isChecked()).toBe(true);
    expect(rowsOf(desk, 'decoys')).toEqual([]);

    await changeSeat(page, 'Tomas');
    await askForChecks(page, ASKED_FOR);
    await changeSeat(page, 'Sam');
    await syncNow(page);

    const missed = await standing(desk);
    await expect.poll(() => shown(page, missed), SOON).toBe(missed.id);
    await approveLooking(page);
    const told = notice(page, 'That was an attention check, and it got past you. Nothing was sent.');
    await told.filter({ hasText: 'Planted in' }).waitFor();
    await expect.poll(() => shown(page, missed), SOON).toBe(missed.sourceId);

    await syncNow(page);
    const caught = await standing(desk);
    expect(caught.sourceId).not.toBe(missed.sourceId);
    await expect.poll(() => shown(page, caught), SOON).toBe(caught.id);
    await rejectStale(page);
    await notice(page, 'That was an attention check, and you caught it.').waitFor();
    await expect.poll(() => shown(page, caught), SOON).toBe(caught.sourceId);
    expect(verdicts(desk)).toEqual(['missed', 'caught']);

    // The own count, and nobody else's.
    await (await openSettings(page)).getByText(/^1 of 2, since /).waitFor();
    await changeSeat(page, 'Tomas');
    await (await openSettings(page)).getByText('None decided yet').waitFor();

    await askForChecks(page, 0);
    await expect
      .poll(() => ledgerRows(desk.paths.ledger, CHECKS).filter(({ verdict }) => verdict === null))
      .toEqual([]);
    await changeSeat(page, 'Sam');

    // What an approval leaves behind, and the checks did not: last, for the other packages say nearly the same and would be held.
    const checked = new Set(rowsOf(desk, 'decoys').map(({ source_id }) => source_id));
    const other = Array.from({ length: PACKAGES }, (_, at) => firm(at)).find(({ id }) => !checked.has(`pkg-${id}`));
    const real = await narrowTo(page, other?.company ?? '?');
    await approveLooking(page);
    await sendNow(page, real);
    await untilSent(page, real);
    expect(rowsOf(desk, 'sends').map(({ package_id }) => package_id)).toEqual([real.packageId]);
    expect(rowsOf(desk, 'decisions').map(({ package_id }) => package_id)).toEqual([real.packageId]);
    const mails = await Promise.all(desk.mails().map(readMail));
    expect(mails.map(({ email }) => email.to?.map(({ address }) => address))).toEqual([[real.to]]);
  },
);
