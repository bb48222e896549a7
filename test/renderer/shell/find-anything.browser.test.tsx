/** The palette as the search over everything: what was found stands under the commands, says where it stands, and opens where it can be read. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Found } from '../../../shared/ipc/channels/search.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useIncomingView } from '../../../renderer/view-state/incoming-view.ts';
import { useLookedFor } from '../../../renderer/view-state/looked-for.ts';
import { cleanDatabases } from '../store/databases.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { closeShell, openShell } from './open-shell.tsx';
import type { ShellMain } from './shell-main.ts';

cleanDatabases();
beforeEach(() => useLookedFor.setState(useLookedFor.getInitialState(), true));
afterEach(closeShell);

const shown = { title: 'Dana Reyes · Northwind', context: 'dana.reyes@northwind.example', excerpt: null, atMs: 1 };

function finds(main: ShellMain, found: readonly unknown[], unread = 0): void {
  main.answers.set('search.everything', ({ words }) => ({
    found: (found as readonly Found[]).filter(({ title, context }) =>
      `${title} ${context}`.toLowerCase().includes(String(words).toLowerCase()),
    ),
    unread,
  }));
}

const palette = () => screen.findByRole('dialog', { name: 'Find anything' });
const asked = (main: ShellMain) => main.calls.filter(({ channel }) => channel === 'search.everything').length;

test('what was found is chosen with the keyboard alone and opens where it can be read', async () => {
  const { main, user } = await openShell(2);
  finds(main, [
    {
      kind: 'package',
      id: 'p2',
      state: 'snoozed',
      send: null,
      ...shown,
      excerpt: { before: 'Your ', match: 'pricing', after: ' page' },
    },
    { kind: 'reply', id: 'reply-1', state: 'new', ...shown },
  ]);
  await user.keyboard('{Control>}k{/Control}');
  const dialog = await palette();
  await user.keyboard('northwind');
  const option = await within(dialog).findByRole('option', {
    name: /Dana Reyes · Northwind\s*Snoozed\s*Your pricing page/,
  });
  expect(within(dialog).getByText('Replies')).toBeTruthy();
  await waitFor(() => expect(option.getAttribute('data-selected')).toBe('true'));
  expect(await whatAxeFinds()).toEqual([]);
  await user.keyboard('{Enter}');
  expect(useDeskView.getState()).toMatchObject({ overlay: 'none', screen: 'review', selectedId: 'p2' });
});

test.each([
  [
    { kind: 'package', id: 'p1', state: 'sent', send: { id: 'send-1', state: 'sent' }, ...shown },
    { screen: 'sent', openSendId: 'send-1' },
  ],
  [{ kind: 'reply', id: 'reply-1', state: 'handled', ...shown }, { screen: 'replies' }],
  [{ kind: 'escalation', id: 'esc-1', state: 'open', ...shown }, { screen: 'escalations' }],
  [{ kind: 'lead', id: 'contact-1', state: 'scored', ...shown }, { screen: 'agent' }],
  [{ kind: 'suppression', id: 'sup-1', state: 'request', ...shown }, { screen: 'suppression' }],
] as const)('opens %o', async (one, view) => {
  const { main, user } = await openShell(1);
  finds(main, [one]);
  await user.keyboard('{Control>}k{/Control}');
  const dialog = await palette();
  await user.keyboard('northwind');
  await user.click(await within(dialog).findByRole('option', { name: /Dana Reyes/ }));
  expect(useDeskView.getState()).toMatchObject(view);
  if (one.kind === 'reply') expect(useIncomingView.getState().replyId).toBe('reply-1');
  if (one.kind === 'escalation') expect(useIncomingView.getState().escalationId).toBe('esc-1');
});

test('a command that has the words stands before what was found, and Enter runs it', async () => {
  const { main, user } = await openShell(1);
  finds(main, [{ kind: 'reply', id: 'reply-1', state: 'new', ...shown, title: 'Settings Ltd' }]);
  await user.keyboard('{Control>}k{/Control}');
  const dialog = await palette();
  await user.keyboard('go to settings');
  await waitFor(() => expect(asked(main)).toBeGreaterThan(0));
  expect(within(dialog).getAllByRole('option')[0]?.textContent).toContain('Go to Settings');
  await user.keyboard('{Enter}');
  expect(useDeskView.getState().screen).toBe('settings');
});

test('one letter asks for nothing; what is not read yet, what failed and what is nowhere are said', async () => {
  const { main, user } = await openShell(1);
  finds(main, [], 31_000);
  await user.keyboard('{Control>}k{/Control}');
  const dialog = await palette();
  await user.keyboard('q');
  expect(within(dialog).queryByText(/31,000/)).toBeNull();
  await user.keyboard('qqzz');
  await within(dialog).findByText(/31,000 more are still being read/);
  await within(dialog).findByText('Nothing has these words.');
  expect(asked(main)).toBeLessThan(6);
});

test('a search of the list that finds nothing goes on everywhere with the same words', async () => {
  const { main, user } = await openShell(1);
  finds(main, [{ kind: 'reply', id: 'reply-1', state: 'new', ...shown }]);
  await user.keyboard('/northwind');
  await user.click(await screen.findByRole('button', { name: 'Look everywhere' }));
  const dialog = await palette();
  await within(dialog).findByRole('option', { name: /Dana Reyes/ });
  expect(within(dialog).getByRole('combobox')).toHaveProperty('value', 'northwind');
});
