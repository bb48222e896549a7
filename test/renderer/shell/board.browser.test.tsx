/** The board over a played main process: columns with counts, a move by keyboard with what it asks for, undo, a drag that may not drop, paging. */
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useNotices } from '../../../renderer/commands/notify.ts';
import { useBoardNarrowing } from '../../../renderer/view-state/board-narrowing.ts';
import { cleanDatabases } from '../store/databases.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { openBoard, type Asked } from './open-board.tsx';
import { closeShell } from './open-shell.tsx';

cleanDatabases();
beforeEach(() => useBoardNarrowing.setState(useBoardNarrowing.getInitialState(), true));
afterEach(closeShell);

const grid = (name: string) => screen.getByRole('grid', { name });
const lastNotice = () => useNotices.getState().notices.at(-1)?.text;

test('arrows choose, M lists every stage with the reason where it may not be, and what a stage asks for is asked; undo puts it back', async () => {
  const { user, moves } = await openBoard();
  grid('New, 3').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}m');
  const dialog = await screen.findByRole('dialog', { name: 'Move Person con-00001' });
  const scored = within(dialog).getByRole('button', { name: /^Scored/ });
  expect(scored.getAttribute('aria-disabled')).toBe('true');
  expect(scored.textContent).toContain('The agent moves a lead here');
  await user.click(scored);
  expect(moves).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: /^Disqualified/ }));
  const go = within(dialog).getByRole('button', { name: 'Move to Disqualified' });
  expect(go).toHaveProperty('disabled', true);
  await user.type(within(dialog).getByLabelText('Why'), 'left the company{Enter}');
  await screen.findByRole('grid', { name: 'Disqualified, 1' });
  expect(moves).toEqual([
    { contactId: 'con-00001', from: 'new', to: 'disqualified', reason: 'left the company', nextStepAtMs: null },
  ]);
  await expect.poll(() => document.activeElement).toBe(grid('Disqualified, 1'));
  expect(lastNotice()).toBe('Person con-00001 moved to Disqualified.');
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByRole('grid', { name: 'New, 3' });
  expect(lastNotice()).toBe('Person con-00001 is back in New.');
});

test('left and right go from column to column past the empty ones; axe finds nothing', async () => {
  const { user } = await openBoard();
  grid('New, 3').focus();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(document.activeElement).toBe(grid('Engaged, 1'));
  await user.keyboard('{ArrowLeft}');
  expect(document.activeElement).toBe(grid('New, 3'));
  expect(await whatAxeFinds()).toEqual([]);
});

test('a card over a stage that does not take it: no drop, the reason in the column and said; over one that does, it drops', async () => {
  const { moves } = await openBoard();
  const card = async () => (await within(grid('New, 3')).findAllByRole('row'))[0] as Element;
  const carried = new DataTransfer();
  fireEvent.dragStart(await card(), { dataTransfer: carried });
  const scored = screen.getByRole('region', { name: 'Scored' });
  // `false`: somebody prevented the default, which is how a column says that it takes the card.
  expect(fireEvent.dragOver(scored, { dataTransfer: carried })).toBe(true);
  expect(await within(scored).findByText(/a score stands/)).toBeTruthy();
  fireEvent.dragEnd(await card(), { dataTransfer: carried });
  await expect.poll(lastNotice).toContain('was not moved. Scored says that a score stands.');
  expect(moves).toEqual([]);

  fireEvent.dragStart(await card(), { dataTransfer: carried });
  const qualifying = screen.getByRole('region', { name: 'Human qualifying' });
  await expect.poll(() => fireEvent.dragOver(qualifying, { dataTransfer: carried })).toBe(false);
  fireEvent.drop(qualifying, { dataTransfer: carried });
  await screen.findByRole('grid', { name: 'Human qualifying, 1' });
  expect(moves).toMatchObject([{ contactId: 'con-00000', to: 'qualifying' }]);
});

test('50,000 leads in a stage: few rows are drawn, few are read, and the next page comes with scrolling', async () => {
  const { user, main } = await openBoard(50_000);
  const list = grid('New, 50,000');
  expect(within(list).getAllByRole('row').length).toBeLessThan(60);
  const asked = () =>
    main.calls.filter(({ channel, request }) => channel === 'board.column' && (request as Asked).stage === 'new');
  expect(asked().every(({ request }) => (request as Asked).limit <= 200)).toBe(true);
  const before = asked().length;
  list.focus();
  await user.keyboard('{ArrowDown>58/}');
  await expect.poll(() => asked().length).toBeGreaterThan(before);
  await expect.poll(() => within(list).queryByText('Person con-00060')).not.toBeNull();
});

test('Shift+F narrows every column and its count; a move and its undo go on under it, and a chip takes it off', async () => {
  const { user, moves } = await openBoard(20);
  grid('New, 20').focus();
  await user.keyboard('{Shift>}F{/Shift}');
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /Tier 2/ }));
  await user.keyboard('{Escape}');
  const narrowed = await screen.findByRole('grid', { name: 'New, 2' });
  expect(screen.queryByRole('grid', { name: 'Engaged, 1' })).toBeNull();
  narrowed.focus();
  await user.keyboard('{ArrowDown}m');
  const dialog = await screen.findByRole('dialog', { name: 'Move Person con-00002' });
  await user.click(within(dialog).getByRole('button', { name: /^Human qualifying/ }));
  await expect
    .poll(() => document.activeElement)
    .toBe(await screen.findByRole('grid', { name: 'Human qualifying, 1' }));
  expect(grid('New, 1')).toBeTruthy();
  expect(moves).toHaveLength(1);
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByRole('grid', { name: 'New, 2' });
  expect(await whatAxeFinds()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Take off the filter Tier 2' }));
  await screen.findByRole('grid', { name: 'New, 20' });
});

test('under a filter or a search the board says how many of all it shows, until both are off', async () => {
  const { user } = await openBoard(20);
  await screen.findByText('21 leads');
  await user.keyboard('{Shift>}F{/Shift}');
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /Tier 2/ }));
  await user.keyboard('{Escape}');
  const shown = await screen.findByText('2 of 21 leads');
  expect(shown.getAttribute('role')).toBe('status');

  await user.type(screen.getByRole('searchbox', { name: 'Search leads' }), '00012');
  await screen.findByText('1 of 21 leads');
  // What a move does to a stage does nothing to the whole.
  const one = await screen.findByRole('grid', { name: 'New, 1' });
  one.focus();
  await user.keyboard('{ArrowDown}m');
  const dialog = await screen.findByRole('dialog', { name: 'Move Person con-00012' });
  await user.click(within(dialog).getByRole('button', { name: /^Human qualifying/ }));
  await screen.findByRole('grid', { name: 'Human qualifying, 1' });
  await screen.findByText('1 of 21 leads');

  await user.click(
    within(screen.getByRole('list', { name: 'Filters that are on' })).getByRole('button', { name: 'Clear' }),
  );
  await expect.poll(() => screen.queryByRole('list', { name: 'Filters that are on' })).toBeNull();
  expect(screen.getByText('1 of 21 leads')).toBeTruthy();
  await user.clear(screen.getByRole('searchbox', { name: 'Search leads' }));
  await screen.findByText('21 leads');
});

test('a card says how long it is in its stage, and one that nobody saw come there says nothing', async () => {
  await openBoard();
  const card = await within(grid('Engaged, 1')).findByRole('row');
  expect(card.textContent).toContain('3 d in Engaged');
  for (const each of within(grid('New, 3')).getAllByRole('row')) expect(each.textContent).not.toContain('in New');
});
