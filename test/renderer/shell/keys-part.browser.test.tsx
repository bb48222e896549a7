/** Settings › Keys over the whole frame: what is pressed is recorded, refused with a name, drawn everywhere, and kept for the person. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useKeyChoices } from '../../../renderer/commands/key-choices.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { cleanDatabases } from '../store/databases.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { closeShell, openShell } from './open-shell.tsx';

cleanDatabases();
afterEach(closeShell);

const rowOf = (title: string) => screen.getByRole('button', { name: `Change the key of ${title}` }).closest('li')!;

test('a command gets another key, which works, is drawn on its button and in the help, and is kept for this person', async () => {
  const { user } = await openShell(2);
  useDeskView.getState().set({ screen: 'settings' });
  await user.click(await screen.findByRole('button', { name: 'Change the key of Snooze' }));
  expect(within(rowOf('Snooze')).getByText(/Press the new key/)).toBeTruthy();
  await user.keyboard('a');
  expect(within(rowOf('Snooze')).getByRole('alert').textContent).toContain('“Approve” has this key already');
  await user.click(screen.getByRole('button', { name: 'Change the key of Snooze' }));
  await user.keyboard('m');
  expect(within(rowOf('Snooze')).getByRole('status').textContent).toContain('Snooze is now on m.');
  expect(await whatAxeFinds()).toEqual([]);

  useDeskView.getState().set({ screen: 'review' });
  const button = await screen.findByRole('button', { name: /^Snooze/ });
  expect(button.getAttribute('aria-keyshortcuts')).toBe('m');
  await user.keyboard('h');
  expect(useDeskView.getState().mode).toBe('reading');
  await user.keyboard('m');
  expect(useDeskView.getState().mode).toBe('snoozing');
  await user.keyboard('{Escape}?');
  const help = await screen.findByRole('dialog', { name: 'Keys' });
  const line = within(help).getByText('Snooze').closest('div')!;
  expect(line.querySelector('kbd')?.textContent).toBe('M');
  await user.keyboard('{Escape}');

  useKeyChoices.getState().load('somebody-else');
  expect(useKeyChoices.getState().own).toEqual({});
  useKeyChoices.getState().load('sam');
  expect(useKeyChoices.getState().own).toEqual({ snooze: ['m'] });

  useDeskView.getState().set({ screen: 'settings' });
  await user.click(await screen.findByRole('button', { name: 'Reset the key of Snooze' }));
  expect(useKeyChoices.getState().own).toEqual({});
});

test('Escape leaves the key as it is, single keys can be switched off, and everything reset', async () => {
  const { user } = await openShell(2);
  useDeskView.getState().set({ screen: 'settings' });
  await user.click(await screen.findByRole('button', { name: 'Change the key of Reject' }));
  await user.keyboard('{Escape}');
  expect(useKeyChoices.getState().own).toEqual({});
  expect(useDeskView.getState().screen).toBe('settings');
  await user.click(screen.getByRole('button', { name: 'Take off the key of Reject' }));
  expect(within(rowOf('Reject')).getByText('no key')).toBeTruthy();
  const single = screen.getByRole('radiogroup', { name: 'Single keys' });
  await user.click(within(single).getByRole('radio', { name: 'Off' }));
  useDeskView.getState().set({ screen: 'review' });
  await screen.findByRole('button', { name: /^Snooze/ });
  await user.keyboard('h');
  expect(useDeskView.getState().mode).toBe('reading');
  useDeskView.getState().set({ screen: 'settings' });
  await user.click(await screen.findByRole('button', { name: 'Reset every key' }));
  expect(useKeyChoices.getState()).toMatchObject({ own: {}, singleKeys: false });
});

test('what was kept in another shape is as if it was never kept', () => {
  localStorage.setItem('countersign.keys.sam', '{"own":{"snooze":"m"},"singleKeys":1}');
  useKeyChoices.getState().load('sam');
  expect(useKeyChoices.getState()).toMatchObject({ own: {}, singleKeys: true });
});
