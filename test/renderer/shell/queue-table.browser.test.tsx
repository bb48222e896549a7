/** The queue as a table, over the whole frame with only the main process played. */
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { deskDb } from '../../../renderer/store/db.ts';
import { useDeskCopy } from '../../../renderer/store/desk-copy.ts';
import { NO_FILTER } from '../../../renderer/store/review-filter.ts';
import { summaryOf } from '../../../renderer/store/rows.ts';
import { useTableView } from '../../../renderer/screens/queue-table/table-view.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useReviewNarrowing } from '../../../renderer/view-state/review-narrowing.ts';
import { pointIn, realMouse } from '../real-mouse.ts';
import { cleanDatabases } from '../store/databases.ts';
import { samplePackage, samplePolicy } from '../store/sample.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { onReview, openMixed, resetQueue } from './open-mixed.ts';
import { closeShell, openShell } from './open-shell.tsx';

cleanDatabases();
beforeEach(resetQueue);
afterEach(closeShell);

test('V shows the queue as a table: sorted by a column and back, columns chosen, J and Enter, the same filters; axe finds nothing', async () => {
  const { user } = await openMixed();
  await onReview();
  await user.keyboard('v');
  const table = await screen.findByRole('grid', { name: 'Queue' });
  const accounts = () =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent);
  await expect.poll(accounts).toHaveLength(6);
  const inQueueOrder = accounts();
  await user.click(within(table).getByRole('button', { name: 'Account' }));
  expect(accounts()).toEqual(['Account 1', 'Account 2', 'Account 3', 'First 1', 'First 2', 'First 3']);
  await user.click(within(table).getByRole('button', { name: 'Account' }));
  expect(accounts()[0]).toBe('First 3');
  expect(within(table).getByRole('columnheader', { name: 'Account' }).getAttribute('aria-sort')).toBe('descending');
  await user.keyboard('j');
  await user.click(screen.getByRole('button', { name: 'Queue order' }));
  expect(accounts()).toEqual(inQueueOrder);

  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Versions' }));
  await user.keyboard('{Escape}');
  expect(within(table).getByRole('columnheader', { name: 'Versions' })).toBeTruthy();
  useReviewNarrowing.getState().set({ filter: { ...NO_FILTER, tiers: [1] } });
  await expect.poll(accounts).toHaveLength(3);
  expect(screen.getByText('3 of 6 packages')).toBeTruthy();
  expect(await whatAxeFinds()).toEqual([]);

  table.focus();
  await user.keyboard('{Escape}');
  await expect.poll(() => useDeskView.getState().screen).toBe('review');
  await user.keyboard('v');
  (await screen.findByRole('grid', { name: 'Queue' })).focus();
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowDown}{Enter}');
  await expect.poll(() => useDeskView.getState().screen).toBe('review');
  expect(useDeskView.getState().selectedId).toBe('t2');
});

test('columns get widths, places and company by the keyboard, and a reload keeps how the table stands for this person', async () => {
  const { user } = await openMixed();
  await onReview();
  await user.keyboard('v');
  const table = await screen.findByRole('grid', { name: 'Queue' });
  const heads = () =>
    within(table)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent);
  await expect.poll(() => heads()[0]).toBe('Account');
  const width = (name: string) => within(table).getByRole('columnheader', { name: new RegExp(`^${name}`) }).offsetWidth;

  const edge = within(table).getByRole('separator', { name: 'Width of Account' });
  const before = width('Account');
  edge.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(width('Account')).toBe(before + 32);
  await user.keyboard('{End}');
  // The others keep their least, so that nothing is pushed out of sight.
  expect(table.scrollWidth).toBeLessThanOrEqual(table.clientWidth);
  await user.dblClick(edge);
  expect(width('Account')).toBe(before);
  edge.focus();
  await user.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
  const own = width('Account');

  within(table).getByRole('button', { name: 'Account' }).focus();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(heads().slice(0, 2)).toEqual(['Contact', 'Account']);
  await screen.findByText(/^Account is column 2 of \d+ now$/);
  expect(document.activeElement?.textContent).toBe('Account');

  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Found in it' }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'State' }));
  await user.keyboard('{Escape}');
  const found = (account: string) =>
    within(within(table).getByText(account).closest('[role="row"]') as HTMLElement)
      .getAllByRole('gridcell')
      .map(({ textContent }) => textContent);
  await expect.poll(() => found('First 3')).toContainEqual(expect.stringContaining('Length'));
  expect(found('Account 1')).toContain('No findings');
  expect(found('Account 1').some((text) => text === 'New' || text === 'Opened')).toBe(true);
  expect(
    within(table)
      .getByRole('columnheader', { name: /^Found in it/ })
      .hasAttribute('aria-sort'),
  ).toBe(false);
  // More columns than there is room for: head and rows are scrolled together, each column at its least.
  expect(table.scrollWidth).toBeGreaterThan(table.clientWidth);
  expect(await whatAxeFinds()).toEqual([]);

  // As after a reload: what is kept is read again for whoever sits here.
  const stands = heads();
  useDeskView.getState().set({ screen: 'review' });
  await screen.findByRole('button', { name: /^Reject/ });
  useTableView.setState(useTableView.getInitialState(), true);
  useDeskView.getState().set({ screen: 'table' });
  const again = await screen.findByRole('grid', { name: 'Queue' });
  const headsAgain = () =>
    within(again)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent);
  await expect.poll(headsAgain).toEqual(stands);
  expect(within(again).getByRole('columnheader', { name: /^Account/ }).offsetWidth).toBe(own);
  useTableView.getState().load('somebody-else');
  await expect.poll(() => headsAgain()[0]).toBe('Account');
  // Kept by another version: a column that is gone, one that is new, the account hidden.
  const odd = { order: null, columns: ['score', 'gone', 'account'], hidden: ['account', 'gone', 'tier'], widths: {} };
  localStorage.setItem('countersign.table.somebody-else', JSON.stringify(odd));
  window.dispatchEvent(new StorageEvent('storage', { key: 'countersign.table.somebody-else' }));
  await expect.poll(() => headsAgain().slice(0, 3)).toEqual(['Score', 'Account', 'Contact']);
  expect(headsAgain()).toHaveLength(11);
  useTableView.getState().load('sam');
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Usual columns' }));
  await expect.poll(() => headsAgain()[0]).toBe('Account');
});

test('a column is dragged by its head to the line that shows its place; Escape leaves it; a press sorts; the divider and the menu work', async () => {
  const { user } = await openMixed();
  await onReview();
  await user.keyboard('v');
  const table = await screen.findByRole('grid', { name: 'Queue' });
  const head = (name: string) => within(table).getByRole('columnheader', { name });
  const heads = () =>
    within(table)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent);
  const line = () => table.querySelector<HTMLElement>('[aria-hidden="true"][style*="left"]');
  const cellsOf = (account: string) =>
    within(within(table).getByText(account).closest('[role="row"]') as HTMLElement)
      .getAllByRole('gridcell')
      .map(({ textContent }) => textContent);
  await expect.poll(() => heads().slice(0, 4)).toEqual(['Account', 'Contact', 'Tier', 'Score']);
  const asAtFirst = heads();
  const account = () => pointIn(within(table).getByRole('button', { name: 'Account' }));

  await realMouse.press(account());
  const [x, y] = account();
  await realMouse.drag([x + 2, y]);
  expect(line()).toBeNull();
  await realMouse.drag(pointIn(head('Tier'), 0.9));
  await expect.poll(line).not.toBeNull();
  // Between tier and score, over all rows.
  const drawn = (line() as HTMLElement).getBoundingClientRect();
  expect(drawn.left).toBeGreaterThanOrEqual(head('Tier').getBoundingClientRect().right);
  expect(drawn.right).toBeLessThanOrEqual(head('Score').getBoundingClientRect().left);
  expect(drawn.height).toBe(table.clientHeight);
  expect(await whatAxeFinds()).toEqual([]);
  await user.keyboard('{Escape}');
  await expect.poll(line).toBeNull();
  expect(useDeskView.getState().screen).toBe('table');
  await realMouse.drag(pointIn(head('Score'), 0.9));
  expect(line()).toBeNull();
  await realMouse.release(pointIn(head('Score'), 0.9));
  expect(heads()).toEqual(asAtFirst);
  expect(useTableView.getState().order).toBeNull();

  // Over its own place there is no line, and nothing moves.
  await realMouse.press(account());
  await realMouse.drag(pointIn(head('Contact'), 0.9));
  await expect.poll(line).not.toBeNull();
  await realMouse.drag(pointIn(head('Contact'), 0.1));
  await expect.poll(line).toBeNull();
  await realMouse.release(pointIn(head('Contact'), 0.1));
  expect(heads()).toEqual(asAtFirst);

  await realMouse.press(account());
  await realMouse.drag(pointIn(head('Contact'), 0.9));
  await realMouse.drag(pointIn(head('Tier'), 0.9));
  await realMouse.release(pointIn(head('Tier'), 0.9));
  await expect.poll(() => heads().slice(0, 4)).toEqual(['Contact', 'Tier', 'Account', 'Score']);
  expect(cellsOf('First 1')[2]).toBe('First 1');
  await screen.findByText(/^Account is column 3 of \d+ now$/);
  expect(document.activeElement?.textContent).toBe('Account');
  expect(useTableView.getState().order).toBeNull();
  expect(localStorage.getItem('countersign.table.sam')).toContain('"columns":["contact","tier","account","score"');

  // To the right of all, then back to the left of all.
  const last = heads().at(-1) ?? '';
  await realMouse.press(account());
  await realMouse.drag(pointIn(head(last), 0.9));
  await realMouse.release(pointIn(head(last), 0.9));
  await expect.poll(() => heads().at(-1)).toBe('Account');
  await realMouse.press(account());
  await realMouse.drag(pointIn(head('Contact'), 0.1));
  await realMouse.release(pointIn(head('Contact'), 0.1));
  await expect.poll(heads).toEqual(asAtFirst);

  // The press after a drag is a press again, by mouse and by key.
  await realMouse.press(account());
  await realMouse.release(account());
  await expect.poll(() => useTableView.getState().order).toEqual({ column: 'account', isDescending: false });
  await user.keyboard('{Enter}');
  expect(useTableView.getState().order).toEqual({ column: 'account', isDescending: true });

  const edge = within(table).getByRole('separator', { name: 'Width of Account' });
  const before = head('Account').offsetWidth;
  const [edgeX, edgeY] = pointIn(edge);
  await realMouse.press([edgeX, edgeY]);
  await realMouse.drag([edgeX + 24, edgeY]);
  await realMouse.release([edgeX + 24, edgeY]);
  await expect.poll(() => head('Account').offsetWidth).toBe(before + 24);
  expect(heads()).toEqual(asAtFirst);

  await user.pointer({ target: head('Account'), keys: '[MouseRight]' });
  await user.click(await screen.findByRole('menuitem', { name: 'Move Account to the right' }));
  expect(heads().slice(0, 2)).toEqual(['Contact', 'Account']);
  await user.click(screen.getByRole('menuitem', { name: 'Move Account to the left' }));
  expect(heads()).toEqual(asAtFirst);
  expect(screen.getByRole('menuitem', { name: 'Move Account to the left' }).getAttribute('aria-disabled')).toBe('true');
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await screen.findByRole('menuitemcheckbox', { name: 'Contact' });
  expect(screen.queryByRole('menuitem', { name: /^Move/ })).toBeNull();
});

test('50,000 packages are sorted and searched with only the rows in sight drawn', async () => {
  const many = 50_000;
  const { main, user, nowMs } = await openShell(1);
  await onReview();
  const one = summaryOf(samplePackage({ id: 'p1' }), { edited: false, pendingLane: null });
  const rows = Array.from({ length: many }, (_, at) => {
    const number = String(at).padStart(5, '0');
    return {
      ...one,
      id: `m${number}` as PackageId,
      accountName: `Company ${number}`,
      expiresAtMs: nowMs + 3_600_000 * (2 + (at % 500)),
      rank: one.rank + 1 + (at % 500),
    };
  });
  await deskDb().relaxed.summaries.bulkPut(rows);
  await user.keyboard('v');
  const table = await screen.findByRole('grid', { name: 'Queue' });
  await expect.poll(() => table.getAttribute('aria-rowcount'), { timeout: 30_000 }).toBe(String(many + 1));
  expect(within(table).getAllByRole('row').length).toBeLessThan(80);
  await user.click(within(table).getByRole('button', { name: 'Account' }));
  await user.click(within(table).getByRole('button', { name: 'Account' }));
  await expect.poll(() => within(table).getAllByRole('row')[1]?.textContent).toContain('Company 49999');

  // Another policy: the rows in sight are looked at again, and no others.
  const bulkGet = vi.spyOn(deskDb().relaxed.worlds, 'bulkGet');
  const looked = () => new Set(bulkGet.mock.calls.flatMap(([ids]) => ids));
  useTableView.getState().set({ hidden: [] });
  await expect.poll(() => looked().has('m49999' as PackageId)).toBe(true);
  bulkGet.mockClear();
  main.put('policy', 'policy', samplePolicy({ version: 2 }));
  await expect.poll(() => looked().has('m49999' as PackageId)).toBe(true);
  expect(useDeskCopy.getState().policy?.version).toBe(2);
  expect(looked().size).toBeLessThan(80);
  bulkGet.mockRestore();

  useDeskView.getState().set({ search: '00042' });
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('1');
}, 60_000);
