/** The ledger is gone or damaged while the desk was off: nothing is sent until a person has looked, and what is decided meanwhile is kept. */
import { openSync, rmSync, statSync, writeSync, closeSync } from 'node:fs';
import { expect } from 'vitest';
import { approve, countOf, onScreen, sendNow, signIn, sitDown, untilCount, untilSent } from './hands.ts';
import { journey, type Desk } from './journey.ts';
import { ledgerRows } from './outside.ts';

const CUT_LINES = /Failed to load resource|ERR_/;

/** The ledger file and what SQLite keeps beside it. */
const filesOf = ({ paths }: Desk) => [paths.ledger, `${paths.ledger}-wal`, `${paths.ledger}-shm`];

function damage(file: string): void {
  const { size } = statSync(file);
  const open = openSync(file, 'r+');
  // Pages in the middle of the file, as a failing disk leaves them.
  writeSync(open, Buffer.alloc(Math.min(64 * 1024, Math.floor(size / 2)), 0x5a), 0, undefined, Math.floor(size / 4));
  closeSync(open);
}

for (const { how, title, harm } of [
  {
    how: 'deleted',
    title: 'The ledger is missing',
    harm: (desk: Desk) => {
      for (const file of filesOf(desk)) rmSync(file, { force: true });
    },
  },
  { how: 'damaged', title: 'The ledger is damaged', harm: (desk: Desk) => damage(desk.paths.ledger) },
])
  journey(
    `a ledger that was ${how} stops sending until a person types that it is to start anew; a decision made meanwhile is not lost`,
    async (sit) => {
      const desk = await sit({ undoSeconds: 5 });
      let page = desk.page();
      desk.expectFaults(CUT_LINES);
      await sitDown(page);
      const before = await countOf(page, 'Review');
      const sent = await approve(page);
      await sendNow(page, sent);
      await untilSent(page, sent);

      await desk.stop();
      harm(desk);
      await desk.start();
      page = desk.page();
      await signIn(page, desk.address());
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByText('Sending has stopped').waitFor();
      await dialog.getByRole('button', { name: 'Look first' }).click();
      await page.getByRole('button', { name: 'Sending has stopped' }).waitFor();
      const decided = await onScreen(page);
      await approve(page);
      await untilCount(page, 'Review', before - 2);
      expect(desk.mails()).toHaveLength(1);

      await page.getByRole('button', { name: 'What to do' }).click();
      const begin = dialog.getByRole('button', { name: 'Start anew' });
      expect(await begin.isDisabled()).toBe(true);
      await dialog.getByLabel('Type “start anew” to go on').fill('start anew');
      await begin.click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(/Synced/).waitFor();
      // The decision that waited in the window goes to the new ledger, and its mail leaves.
      await expect.poll(() => desk.mails().length, { timeout: 20_000 }).toBe(2);
      expect(desk.mails().filter((mail) => mail.includes(`To: ${decided.to}`))).toHaveLength(1);
      expect(desk.mails().filter((mail) => mail.includes(`To: ${sent.to}`))).toHaveLength(1);
      await untilCount(page, 'Review', before - 2);
      expect(ledgerRows(desk.paths.ledger, 'SELECT package_id, state FROM sends')).toEqual([
        { package_id: decided.packageId, state: 'sent' },
      ]);
    },
  );
