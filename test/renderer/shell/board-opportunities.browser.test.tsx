/** Opportunities on the board: their own group with counts, a move that asks for what it needs, undo, one opened for a lead, and what does not drop. */
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useNotices } from '../../../renderer/commands/notify.ts';
import { useBoardNarrowing } from '../../../renderer/view-state/board-narrowing.ts';
import { cleanDatabases } from '../store/databases.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { openBoard } from './open-board.tsx';
import { closeShell } from './open-shell.tsx';

cleanDatabases();
beforeEach(() => useBoardNarrowing.setState(useBoardNarrowing.getInitialState(), true));
afterEach(closeShell);

const SALES = { 'opp-1': 'evaluation', 'opp-2': 'evaluation', 'opp-3': 'negotiation' };
const grid = (name: string) => screen.getByRole('grid', { name });
const lastNotice = () => useNotices.getState().notices.at(-1)?.text;
const firstCard = async (name: string) => (await within(grid(name)).findAllByRole('row'))[0] as Element;

test('stand right of the leads with their counts; a card says who, since when, how much, until when and whose; axe finds nothing', async () => {
  await openBoard(3, SALES);
  const groups = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
  expect(groups.slice(-3)).toEqual(['The agent’s 4', 'Yours 0', 'Opportunities 3']);
  expect(screen.getByText('4 leads · 3 opportunities').getAttribute('role')).toBe('status');
  const card = (await firstCard('Evaluation, 2')).textContent;
  for (const part of [
    'Northwind Logistics',
    'Person opp-1',
    '9 d in Evaluation',
    '€42,000',
    'closes 18 Dec',
    'Owner: ',
  ])
    expect(card).toContain(part);
  expect(await whatAxeFinds()).toEqual([]);
});

test('M lists the opportunity stages alone; won asks once more, lost asks why; undo puts it back', async () => {
  const { user, movedOpportunities } = await openBoard(3, SALES);
  grid('Negotiation, 1').focus();
  await user.keyboard('{ArrowDown}m');
  const dialog = await screen.findByRole('dialog', { name: 'Move Person opp-3' });
  expect(within(dialog).queryByRole('button', { name: /^New/ })).toBeNull();
  expect(
    within(dialog)
      .getByRole('button', { name: /^Negotiation/ })
      .getAttribute('aria-disabled'),
  ).toBe('true');

  await user.click(within(dialog).getByRole('button', { name: /^Closed won/ }));
  expect(movedOpportunities).toEqual([]);
  expect(within(dialog).getByRole('button', { name: 'Move to Closed won' })).toHaveProperty('disabled', false);
  await expect.poll(() => document.activeElement).toBe(within(dialog).getByLabelText('What decided it'));
  await user.click(within(dialog).getByRole('button', { name: 'Another stage' }));
  await expect.poll(() => document.activeElement?.textContent).toContain('Discovery scheduled');

  await user.click(within(dialog).getByRole('button', { name: /^Closed lost/ }));
  expect(within(dialog).getByRole('button', { name: 'Move to Closed lost' })).toHaveProperty('disabled', true);
  // The field has the keys: nobody needs a mouse to say why.
  await user.keyboard('no budget this year{Enter}');
  const lost = await screen.findByRole('grid', { name: 'Closed lost, 1' });
  expect(movedOpportunities).toEqual([
    { opportunityId: 'opp-3', from: 'negotiation', to: 'closed-lost', reason: 'no budget this year' },
  ]);
  await expect.poll(() => document.activeElement).toBe(lost);
  expect(lastNotice()).toBe('Person opp-3 moved to Closed lost.');
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByRole('grid', { name: 'Negotiation, 1' });
  expect(lastNotice()).toBe('Person opp-3 is back in Negotiation.');
});

test('one is opened for a lead in Meeting set and for no other; undo takes it back and leaves the lead', async () => {
  const { user, main } = await openBoard();
  grid('New, 3').focus();
  await user.keyboard('{ArrowDown}m');
  const early = await screen.findByRole('dialog', { name: 'Move Person con-00000' });
  const notYet = within(early).getByRole('button', { name: /^Open an opportunity/ });
  expect(notYet.getAttribute('aria-disabled')).toBe('true');
  expect(notYet.textContent).toContain('for a lead in Meeting set; this one is in New');
  await user.click(within(early).getByRole('button', { name: /^Meeting set/ }));
  await expect.poll(() => document.activeElement).toBe(await screen.findByRole('grid', { name: 'Meeting set, 1' }));

  await user.keyboard('m');
  const dialog = await screen.findByRole('dialog', { name: 'Move Person con-00000' });
  await user.click(within(dialog).getByRole('button', { name: /^Open an opportunity/ }));
  const opened = await screen.findByRole('grid', { name: 'Discovery scheduled, 1' });
  expect(main.calledWith('board.open-opportunity')).toEqual([{ contactId: 'con-00000' }]);
  await expect.poll(() => document.activeElement).toBe(opened);
  expect(grid('Meeting set, 1')).toBeTruthy();
  expect(lastNotice()).toContain('is open, in Discovery scheduled. The lead stays in Meeting set.');

  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await expect.poll(() => screen.queryByRole('grid', { name: 'Discovery scheduled, 1' })).toBeNull();
  expect(lastNotice()).toBe('The opportunity with Person con-00000 is taken back.');
  await expect.poll(() => document.activeElement).toBe(grid('Meeting set, 1'));
});

test('an opportunity does not drop among the leads, a lead only where one is opened; what does not drop says why', async () => {
  const { movedOpportunities, moves } = await openBoard(3, SALES);
  const carried = new DataTransfer();
  const dragTo = async (from: string, to: string) => {
    fireEvent.dragStart(await firstCard(from), { dataTransfer: carried });
    const column = screen.getByRole('region', { name: to });
    // `false`: somebody prevented the default, which is how a column says that it takes the card.
    return { column, takes: () => !fireEvent.dragOver(column, { dataTransfer: carried }) };
  };
  const letGo = async (from: string) => fireEvent.dragEnd(await firstCard(from), { dataTransfer: carried });

  const sale = await dragTo('Evaluation, 2', 'Human qualifying');
  expect(sale.takes()).toBe(false);
  expect(await within(sale.column).findByText(/moves among the opportunity stages/)).toBeTruthy();
  await letGo('Evaluation, 2');
  await expect.poll(lastNotice).toContain('Person opp-1 was not moved. This is an opportunity');

  const early = await dragTo('New, 3', 'Discovery scheduled');
  expect(early.takes()).toBe(false);
  expect(await within(early.column).findByText(/for a lead in Meeting set; this one is in New/)).toBeTruthy();
  await letGo('New, 3');
  const late = await dragTo('New, 3', 'Negotiation');
  expect(late.takes()).toBe(false);
  expect(await within(late.column).findByText(/begins in Discovery scheduled/)).toBeTruthy();
  await letGo('New, 3');
  expect([moves, movedOpportunities]).toEqual([[], []]);

  const good = await dragTo('Evaluation, 2', 'Security/Legal');
  await expect.poll(good.takes).toBe(true);
  fireEvent.drop(good.column, { dataTransfer: carried });
  await screen.findByRole('grid', { name: 'Security/Legal, 1' });
  expect(movedOpportunities).toMatchObject([{ opportunityId: 'opp-1', to: 'security-legal' }]);
  // Won by the mouse is asked about as well.
  const won = await dragTo('Negotiation, 1', 'Closed won');
  await expect.poll(won.takes).toBe(true);
  fireEvent.drop(won.column, { dataTransfer: carried });
  expect(await screen.findByRole('button', { name: 'Move to Closed won' })).toBeTruthy();
  expect(movedOpportunities).toHaveLength(1);
});

test('filter and search narrow them as they narrow leads; Enter opens one beside the board, and Escape closes it', async () => {
  const { user } = await openBoard(3, SALES);
  await user.keyboard('{Shift>}F{/Shift}');
  // One lead and one opportunity: a choice says how many cards it leaves.
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /Tier 2.*2/ }));
  await user.keyboard('{Escape}');
  await screen.findByRole('grid', { name: 'Evaluation, 1' });
  await screen.findByText('1 of 4 leads · 1 of 3 opportunities');
  await user.click(screen.getByRole('button', { name: 'Take off the filter Tier 2' }));
  await user.type(screen.getByRole('searchbox', { name: 'Search leads' }), 'opp-3');
  await screen.findByText('0 of 4 leads · 1 of 3 opportunities');

  const column = grid('Negotiation, 1');
  column.focus();
  await user.keyboard('{ArrowDown}{Enter}');
  const detail = await screen.findByRole('complementary', { name: 'Northwind Logistics' });
  expect(detail.textContent).toContain('18 December 2099');
  // The board is still the one it was: the keys stay with its column.
  expect(document.activeElement).toBe(column);
  expect(await whatAxeFinds()).toEqual([]);
  await user.keyboard('{Escape}');
  await expect.poll(() => screen.queryByRole('complementary', { name: 'Northwind Logistics' })).toBeNull();
});
