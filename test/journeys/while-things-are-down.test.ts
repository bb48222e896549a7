/** CRM, mail server and desk go away at the worst moments: what was approved leaves once, or never, and the person is told which and why. */
import { expect } from 'vitest';
import { startFaultyServer, startServer } from '../send/smtp-servers.ts';
import { failingCrm } from './failing-crm.ts';
import {
  approve,
  countOf,
  find,
  notice,
  onScreen,
  openQueue,
  sendNow,
  signIn,
  sitDown,
  untilCount,
  untilSent,
  useSmtpServer,
} from './hands.ts';
import { journey } from './journey.ts';
import { crmOutcome, ledgerRows, suppressInCrm } from './outside.ts';

const CUT_LINES = /Failed to load resource|ERR_/;

journey(
  'approvals made while CRM and mail server are down survive a restart of everything and leave exactly once when both are back',
  async (sit) => {
    const crm = failingCrm();
    const desk = await sit({ undoSeconds: 5, surroundings: crm.surroundings });
    const page = desk.page();
    desk.expectFaults(CUT_LINES);
    await sitDown(page);
    const before = await startServer();
    await useSmtpServer(page, before.port);
    await before.stop();
    crm.cut(true);

    const first = await approve(page);
    await notice(page, first.account)
      .filter({ hasText: /the mail server was not reached, next try/ })
      .waitFor();
    await page.getByText('The mail server can’t be reached.').waitFor();
    const second = await approve(page);
    await notice(page, second.account).filter({ hasText: 'leaves in' }).waitFor();
    await desk.restart();
    await signIn(page, desk.address());
    await page.getByText('Offline.').waitFor();
    // Both again tried and kept, with nothing to reach.
    const states = () =>
      ledgerRows(desk.paths.ledger, 'SELECT state FROM sends ORDER BY rowid').map(({ state }) => state);
    await expect.poll(states).toEqual(['retry', 'retry']);
    await openQueue(page, 'Sent');
    await page.getByRole('radio', { name: 'Waiting 2' }).waitFor();

    const after = await startServer({}, before.port);
    try {
      crm.cut(false);
      await page.getByRole('button', { name: 'Try now' }).click();
      await untilCount(page, 'Sent', 2);
      expect(after.mails.map(({ to }) => to).sort()).toEqual([[first.to], [second.to]].sort());
      for (const { to, packageId } of [first, second])
        await expect
          .poll(() => crmOutcome(desk.paths.workspace, to))
          .toMatchObject({ activities: [{ outcome: 'sent', package_id: packageId }], packages: [{ state: 'sent' }] });
      // Once more everything from the start: there is nothing left to send.
      await desk.restart();
      await signIn(page, desk.address());
      await page.getByText(/Synced/).waitFor();
      await untilCount(page, 'Sent', 2);
      expect(after.mails).toHaveLength(2);
      expect(before.mails).toEqual([]);
    } finally {
      await after.stop();
    }
  },
  { localOnly: 'the shell opens its own CRM, which can’t be made to fail' },
);

journey('who unsubscribes between approval and release gets nothing, and the person reads why', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  const before = await countOf(page, 'Review');
  const seen = await approve(page);
  await notice(page, seen.account).filter({ hasText: 'leaves in' }).waitFor();
  await suppressInCrm(desk.paths.workspace, seen.to);
  await untilCount(page, 'Since you were away', 1);
  expect(desk.mails()).toEqual([]);
  await openQueue(page, 'Since you were away');
  const why = page.getByRole('region', { name: 'Why it no longer holds' });
  await why.getByText('Refused at the gate.').waitFor();
  await why.getByText(/unsubscribe/i).waitFor();
  await page
    .getByRole('toolbar', { name: 'Decide' })
    .getByRole('button', { name: /^Refused:/ })
    .waitFor();
  await expect
    .poll(() => crmOutcome(desk.paths.workspace, seen.to))
    .toMatchObject({ activities: [], packages: [{ state: 'refused' }] });
  await untilCount(page, 'Review', before - 1);
  // Back at the queue its own first package is on screen.
  await openQueue(page, 'Review');
  await sitDown(page);
  expect((await onScreen(page)).packageId).not.toBe(seen.packageId);
});

journey(
  'a server that goes silent after taking a message leaves it uncertain; it is never sent again, and a person answers',
  async (sit) => {
    const desk = await sit({ undoSeconds: 5 });
    const page = desk.page();
    await sitDown(page);
    let connections = 0;
    const server = await startFaultyServer(() => {
      connections += 1;
      return 'cut-after-dot';
    });
    try {
      await useSmtpServer(page, server.port);
      const before = await countOf(page, 'Review');
      const first = await approve(page);
      await sendNow(page, first);
      await untilCount(page, 'Since you were away', 1);
      const second = await approve(page);
      await sendNow(page, second);
      await untilCount(page, 'Since you were away', 2);
      expect(connections).toBe(2);

      await openQueue(page, 'Since you were away');
      const rows = page.getByRole('grid', { name: 'Approvals that no longer hold' });
      await rows.getByRole('row').filter({ hasText: first.account }).click();
      const why = page.getByRole('region', { name: 'Why it no longer holds' });
      await why.getByText('Nobody knows whether it arrived.').waitFor();
      await why.getByRole('button', { name: 'It arrived' }).click();
      await untilCount(page, 'Since you were away', 1);
      await untilCount(page, 'Sent', 1);
      await why.getByRole('button', { name: 'Draft again' }).click();
      await untilCount(page, 'Since you were away', 0);
      await openQueue(page, 'Review');
      await untilCount(page, 'Review', before - 1);
      expect((await find(page, second.account)).packageId).toBe(second.packageId);
      const states = ledgerRows(desk.paths.ledger, 'SELECT state FROM sends ORDER BY rowid').map(({ state }) => state);
      expect(states).toEqual(['sent', 'abandoned']);
      expect(connections).toBe(2);
      await expect
        .poll(() => crmOutcome(desk.paths.workspace, first.to))
        .toMatchObject({ activities: [{ outcome: 'sent' }] });
      expect(await crmOutcome(desk.paths.workspace, second.to)).toMatchObject({ activities: [] });
    } finally {
      await server.stop();
    }
  },
);

journey(
  'an SMTP account that was chosen by hand sends, and its test says what is wrong with a dead one',
  async (sit) => {
    const desk = await sit({ undoSeconds: 5 });
    const page = desk.page();
    await sitDown(page);
    const server = await startServer();
    await useSmtpServer(page, server.port);
    const seen = await approve(page);
    await sendNow(page, seen);
    await untilSent(page, seen);
    expect(server.mails).toMatchObject([{ to: [seen.to], from: 'sam@tallyhook.example' }]);
    expect(desk.mails()).toEqual([]);
    await server.stop();
    await page.getByRole('button', { name: /menu/ }).click();
    await page.getByRole('menuitem', { name: 'Connections' }).click();
    await page.getByRole('button', { name: 'Test' }).click();
    await page
      .getByText(/nothing answers|refused|could not|can’t be reached/i)
      .first()
      .waitFor();
  },
);
