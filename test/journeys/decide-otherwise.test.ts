/** The decisions that send nothing: each leaves the queue, can be taken back in its window, and is known to the CRM after it. */
import { expect } from 'vitest';
import { find, nextAfter, notice, onScreen, openQueue, sitDown, untilCount, countOf } from './hands.ts';
import { journey, type Desk } from './journey.ts';
import { movableClock } from './movable-clock.ts';
import { crmOutcome, ledgerRows } from './outside.ts';

journey(
  'a rejection with its reason comes back with undo, and after its window the CRM has it and undo says why not',
  async (sit) => {
    const desk = await sit({ undoSeconds: 5 });
    const page = desk.page();
    await sitDown(page);
    const before = await countOf(page, 'Review');
    const seen = await onScreen(page);
    const reject = async () => {
      await page.keyboard.press('r');
      await page.getByRole('dialog', { name: 'Reject, because' }).waitFor();
      await page.keyboard.press('2');
      await nextAfter(page, seen);
    };
    await reject();
    await untilCount(page, 'Review', before - 1);
    await page.keyboard.press('z');
    await notice(page, 'Undone. The package is back in Review.').waitFor();
    await untilCount(page, 'Review', before);
    expect((await find(page, seen.account)).packageId).toBe(seen.packageId);
    expect(await crmOutcome(desk.paths.workspace, seen.to)).toMatchObject({ packages: [{ state: 'ready' }] });

    await reject();
    await expect
      .poll(() => crmOutcome(desk.paths.workspace, seen.to), { timeout: 20_000 })
      .toMatchObject({ packages: [{ id: seen.packageId, state: 'rejected' }] });
    await page.keyboard.press('z');
    await notice(page, /Too late to undo|The undo window ended at/).waitFor();
    await untilCount(page, 'Review', before - 1);
    await moveOnTheBoard(desk);
    expect(desk.mails()).toEqual([]);
  },
);

/** With keys alone: a lead to Human qualifying and back with undo, and again, which the CRM then has. */
async function moveOnTheBoard(desk: Desk): Promise<void> {
  const page = desk.page();
  await page.getByRole('button', { name: 'Board', exact: true }).press('Enter');
  const column = (name: string) => page.getByRole('grid', { name: new RegExp(`^${name}, `) });
  const chosen = () => column('New').locator('[aria-selected="true"]');
  await column('New').getByRole('row').first().waitFor();
  await column('New').press('ArrowDown');
  const id = ((await chosen().getAttribute('id')) ?? '').replace(/^card-/, '');
  const [contact] = ledgerRows(desk.paths.ledger, `SELECT body ->> '$.email' AS email FROM contacts WHERE id = ?`, id);
  const stage = async () => (await crmOutcome(desk.paths.workspace, String(contact?.['email']))).lifecycleStage;
  expect(await stage()).toBe('new');
  const move = async () => {
    await page.keyboard.press('m');
    await page
      .getByRole('dialog', { name: /^Move / })
      .getByRole('button', { name: /^Human qualifying/ })
      .press('Enter');
    await column('Human qualifying').locator(`[id="card-${id}"]`).waitFor();
  };
  await move();
  await notice(page, 'moved to Human qualifying.').getByRole('button', { name: 'Undo' }).press('Enter');
  await notice(page, 'is back in New.').waitFor();
  await column('New').locator(`[id="card-${id}"][aria-selected="true"]`).waitFor();
  await move();
  await expect.poll(stage, { timeout: 20_000 }).toBe('qualifying');
}

journey(
  'a snoozed package is out of the way and comes back at its time',
  async (sit) => {
    const clock = movableClock();
    const desk = await sit({ clock });
    const page = desk.page();
    await sitDown(page);
    const before = await countOf(page, 'Review');
    const seen = await onScreen(page);
    await page.keyboard.press('h');
    await page.getByRole('dialog', { name: 'Snooze' }).waitFor();
    await page.keyboard.press('1');
    await nextAfter(page, seen);
    await notice(page, 'Snoozed until').waitFor();
    await untilCount(page, 'Review', before - 1);
    await desk.stop();
    clock.skip(2 * 3_600_000 + 60_000);
    await desk.start();
    await desk.reopen();
    await sitDown(desk.page());
    await untilCount(desk.page(), 'Review', before);
    expect((await find(desk.page(), seen.account)).packageId).toBe(seen.packageId);
    desk.expectFaults(/Failed to load resource|ERR_/);
  },
  { localOnly: 'the shell has no way to be given another clock' },
);

journey('an escalation shows in its queue with its clock, and is accepted, or declined with a reason', async (sit) => {
  const desk = await sit({ undoSeconds: 5 });
  const page = desk.page();
  await sitDown(page);
  const first = await onScreen(page);
  await page.keyboard.press('f');
  await page.getByRole('dialog', { name: 'Escalate to a human, because' }).waitFor();
  await page.keyboard.press('f');
  const second = await nextAfter(page, first);
  await page.keyboard.press('f');
  await page.getByRole('dialog', { name: 'Escalate to a human, because' }).waitFor();
  await page.keyboard.press('2');
  await nextAfter(page, second);
  await untilCount(page, 'Escalations', 2);

  await openQueue(page, 'Escalations');
  const screen = page.getByRole('main', { name: 'Escalations' });
  await screen.getByRole('heading', { name: first.account }).waitFor();
  await screen.getByText(/1 h 59 min left|2 h left/).waitFor();
  await page.keyboard.press('a');
  await notice(page, 'Accepted. The thread is yours.').waitFor();
  await untilCount(page, 'Escalations', 1);
  // The accepted one stays on screen with what to do next, under those that still wait.
  await screen.getByText(/It is yours\./).waitFor();
  await page.keyboard.press('k');
  await screen.getByRole('heading', { name: second.account }).waitFor();
  await screen.getByRole('button', { name: 'Decline' }).click();
  await page.getByRole('dialog', { name: 'Decline, because' }).waitFor();
  await page.keyboard.press('Enter');
  await notice(page, 'Declining asks for a reason.').waitFor();
  await page.keyboard.press('r');
  await page.keyboard.press('1');
  await notice(page, `Declined: ${second.account}.`).waitFor();
  await untilCount(page, 'Escalations', 0);
  await expect
    .poll(() => crmOutcome(desk.paths.workspace, first.to), { timeout: 20_000 })
    .toMatchObject({ lifecycleStage: 'qualifying' });
  expect(await crmOutcome(desk.paths.workspace, second.to)).toMatchObject({ activities: [] });
});
