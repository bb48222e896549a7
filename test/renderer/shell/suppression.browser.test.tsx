/** The suppression screen over the real frame, with only the main process played. */
import { screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { ListedEntry } from '../../../shared/ipc/channels/suppression.ts';
import { Suppression } from '../../../shared/domain/suppression.ts';
import { entriesAsCsv } from '../../../renderer/screens/suppression/export-list.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { closeShell, openShell, type OpenShell } from './open-shell.tsx';

afterEach(closeShell);

function listed(
  at: number,
  change: Partial<Record<keyof Suppression, unknown>> = {},
  more: Partial<ListedEntry> = {},
): ListedEntry {
  const entry = Suppression.parse({
    id: `s-${at}`,
    scope: 'global',
    value: `person-${at}@north.example`,
    reason: 'unsubscribe',
    source: 'Opt-out page',
    evidence: 'pressed the link',
    atMs: Date.UTC(2026, 2, 1) - at * 60_000,
    by: 'opt-out page',
    expiresAtMs: null,
    ...change,
  });
  return { entry, origin: 'opt-out', about: null, undoUntilMs: null, isLeaving: false, ...more };
}

type Filter = { readonly search: string; readonly scope: string | null };

async function openList(rows: readonly ListedEntry[]): Promise<OpenShell> {
  const shell = await openShell(1, (main) => {
    main.answers.set('suppression.page', (request) => {
      const { after, limit, filter } = request as { after: { key: number } | null; limit: number; filter: Filter };
      const fits = rows.filter(
        ({ entry }) => entry.value.includes(filter.search) && (filter.scope ?? entry.scope) === entry.scope,
      );
      const from = after?.key ?? 0;
      const page = fits.slice(from, from + limit);
      return { rows: page, next: from + limit < fits.length ? { key: from + limit, id: 'x' } : null };
    });
    main.answers.set('suppression.counts', () =>
      rows.length === 0 ? [] : [{ scope: 'global', reason: 'unsubscribe', source: 'opt-out', entries: rows.length }],
    );
    main.answers.set('suppression.explain', ({ text }) =>
      text === 'person-1@north.example'
        ? {
            kind: 'blocked',
            normalised: text,
            known: [{ name: 'Dana Reyes', accountName: 'Northwind' }],
            matches: [
              { row: rows[1], why: 'The address itself is on the list.', clears: 'Only their written request.' },
            ],
          }
        : { kind: 'clear', normalised: text, known: [] },
    );
  });
  useDeskView.getState().set({ screen: 'suppression' });
  await screen.findByRole('heading', { name: 'Suppression' });
  return shell;
}
const table = () => screen.getByRole('grid', { name: 'Suppression' });

test('an empty list says what comes here and offers the next step', async () => {
  await openList([]);
  await screen.findByText('Nobody is suppressed yet');
  expect(screen.queryByLabelText('Search the list')).toBeNull();
});

test('the list is asked for in pages as it is scrolled, draws only what is in sight, and J and K walk it', async () => {
  const { main, user } = await openList(Array.from({ length: 900 }, (_, at) => listed(at)));
  await waitFor(() => expect(within(table()).getAllByRole('row').length).toBeGreaterThan(5));
  expect(within(table()).getAllByRole('row').length).toBeLessThan(80);
  expect(main.calledWith('suppression.page')).toHaveLength(1);
  const body = table().querySelector('[role="rowgroup"]');
  body?.scrollTo(0, 190 * 36);
  await waitFor(() => expect(main.calledWith('suppression.page')).toHaveLength(2));
  body?.scrollTo(0, 0);
  await user.keyboard('jj');
  await screen.findByRole('article', { name: 'person-1@north.example' });
  await user.keyboard('k');
  await screen.findByRole('article', { name: 'person-0@north.example' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
});

test('a search asks the main process once the typing rests, and nothing found says where to look', async () => {
  const { main, user } = await openList([listed(0), listed(1)]);
  await user.type(screen.getByLabelText('Search the list'), 'nowhere');
  await screen.findByText('No entry fits');
  expect((main.calledWith('suppression.page').at(-1) as { filter: Filter }).filter.search).toBe('nowhere');
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]!);
  await waitFor(() => expect(within(table()).getAllByRole('row')).toHaveLength(3));
});

test('whether an address is blocked is answered while it is typed, and the entry behind it opens', async () => {
  const { user } = await openList([listed(0), listed(1)]);
  await user.type(screen.getByLabelText('Is this address blocked?'), 'person-1@north.example');
  await screen.findByText('person-1@north.example is blocked.');
  await screen.findByText('In the CRM: Dana Reyes, Northwind.');
  await user.click(screen.getByRole('button', { name: 'Show entry' }));
  await screen.findByRole('article', { name: 'person-1@north.example' });
  await user.clear(screen.getByLabelText('Is this address blocked?'));
  await user.type(screen.getByLabelText('Is this address blocked?'), 'free@north.example');
  await screen.findByText('free@north.example is not blocked.');
});

test('a change of the list is shown without asking', async () => {
  const rows = [listed(0)];
  const { main } = await openList(rows);
  await waitFor(() => expect(within(table()).getAllByRole('row')).toHaveLength(2));
  rows.push(listed(1));
  main.tell('suppression.changed', {});
  await waitFor(() => expect(within(table()).getAllByRole('row')).toHaveLength(3));
});

test('a domain is confirmed with its reach before it is added, and going back keeps what was typed', async () => {
  const { main, user } = await openList([listed(0)]);
  main.answers.set('suppression.add', ({ confirmed }) =>
    confirmed === true
      ? { kind: 'added', id: 's-0', undoUntilMs: Date.now() + 20_000 }
      : { kind: 'confirm', what: 'acme.example', contacts: 12 },
  );
  await user.click(screen.getByRole('button', { name: 'Add…' }));
  const dialog = screen.getByRole('dialog', { name: 'Add to the list' });
  await user.click(within(dialog).getByRole('radio', { name: 'Domain' }));
  await user.click(within(dialog).getByRole('button', { name: 'Add to the list' }));
  within(dialog).getByText('Write whom it means.');
  await user.type(within(dialog).getByLabelText('Domain', { selector: 'input:not([type=radio])' }), 'acme.example');
  await user.click(within(dialog).getByRole('button', { name: 'Add to the list' }));
  await within(dialog).findByText(/This blocks 12 contacts that the CRM knows at acme\.example/);
  await user.click(within(dialog).getByRole('button', { name: 'Back' }));
  expect(within(dialog).getByLabelText<HTMLInputElement>('Domain', { selector: 'input:not([type=radio])' }).value).toBe(
    'acme.example',
  );
  await user.click(within(dialog).getByRole('button', { name: 'Add to the list' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Block everybody at acme.example' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(main.calledWith('suppression.add').map((request) => (request as { confirmed: boolean }).confirmed)).toEqual([
    false,
    false,
    true,
  ]);
});

test('an SDR reads why they can’t take an entry off; their own newest one they can undo', async () => {
  const { main, user } = await openList([
    listed(0, { by: 'sam' }, { origin: 'desk', undoUntilMs: Date.now() + 60_000 }),
  ]);
  main.answers.set('suppression.undo', () => ({ kind: 'ok' }));
  await waitFor(() => expect(within(table()).getAllByRole('row')).toHaveLength(2));
  await user.keyboard('j');
  const entry = await screen.findByRole('article');
  within(entry).getByText('Only RevOps can take an entry off the list, with a reason.');
  expect(within(entry).getByRole<HTMLButtonElement>('button', { name: 'Take off the list…' }).disabled).toBe(true);
  await user.click(within(entry).getByRole('button', { name: /^Undo \(/ }));
  expect(main.calledWith('suppression.undo')).toEqual([{ id: 's-0' }]);
});

test('an exported cell never starts a formula', () => {
  const text = entriesAsCsv([
    listed(0, { value: '+tag@north.example', evidence: '=HYPERLINK("https://evil.test")', source: '-1' }).entry,
  ]);
  expect(text).toContain(`"'+tag@north.example",global,unsubscribe,"'=HYPERLINK(""https://evil.test"")","'-1",`);
});
