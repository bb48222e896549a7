/** A CSV of leads in the import dialog over the real frame, with only the main process played: columns, trial, import, and where the focus is. */
import { screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { LeadCounts, LeadField, LeadMapping, LeadRemark } from '../../../shared/ipc/lead-file.ts';
import { remarksAsCsv } from '../../../renderer/screens/import/save-remarks.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { closeShell, openShell } from './open-shell.tsx';

afterEach(closeShell);

const NAMES = ['Who', 'Mail', 'Firm'];
const COUNTS: LeadCounts = {
  rows: 5_000,
  added: 2_900,
  filled: 0,
  known: 90,
  duplicates: 10,
  refused: 2_000,
  suppressed: 3,
  noted: 10,
  formulas: 2,
};
const remark = (at: number): LeadRemark => ({
  line: at * 2 + 3,
  field: at % 2 === 0 ? 'email' : null,
  reason: `reason ${String(at)}`,
  cells: [],
});

interface Play {
  readonly counts?: LeadCounts;
  readonly columns?: readonly (LeadField | null)[];
}

async function openDialog({ counts = COUNTS, columns = [null, 'email', 'company'] }: Play = {}) {
  const shell = await openShell(1, (main) => {
    main.answers.set('leads.preview', (request) => {
      const { mapping } = request as { mapping: LeadMapping | null };
      return {
        kind: 'csv',
        preview: {
          encoding: 'utf-8',
          columns: NAMES.map((name) => ({ name, samples: [`${name} 1`, `${name} 2`] })),
          mapping: mapping ?? {
            delimiter: ',',
            hasHeader: true,
            columns: [...columns],
            segment: { id: 'seg-one', name: 'One' },
          },
          headers: 'h1',
          isRemembered: false,
          segments: [
            { id: 'seg-one', name: 'One' },
            { id: 'seg-two', name: 'Two' },
          ],
          timeZone: 'Europe/Berlin',
          trial: { rows: 4, good: 3, refused: [{ line: 2, field: 'email', reason: 'there is no address', cells: [] }] },
        },
      };
    });
    main.answers.set('leads.import', () => ({ kind: 'ready', importId: 'i1' }));
    main.answers.set('import.append', () => ({ kind: 'ok' }));
    main.answers.set('import.finish', () => ({
      fileName: 'fair.csv',
      accepted: counts.added + counts.filled,
      unchanged: counts.known + counts.duplicates,
      refused: counts.refused,
      refusals: [],
      problem: null,
    }));
    main.answers.set('leads.report', (request) => {
      const { list, from, limit } = request as { list: 'refused' | 'noted'; from: number; limit: number };
      const listed = counts[list];
      const length = Math.max(0, Math.min(limit, listed - from));
      return { counts, listed, remarks: Array.from({ length }, (_, at) => remark(from + at)) };
    });
    main.answers.set('agent.run', () => ({ kind: 'ok' }));
  });
  useDeskView.getState().set({ overlay: 'import' });
  const dialog = await screen.findByRole('dialog', { name: 'Import a file' });
  const input = dialog.querySelector<HTMLInputElement>('input[type="file"]');
  if (input === null) throw new Error('the dialog takes no file');
  await shell.user.upload(input, new File(['Who,Mail,Firm\n'], 'fair.csv', { type: 'text/csv' }));
  await within(dialog).findByText('Is taken as');
  return { ...shell, dialog };
}

test('columns are taken by a person: a field belongs to one, and nothing is checked without an address and a name', async () => {
  const { main, user, dialog } = await openDialog();
  const column = (name: string) => within(dialog).getByLabelText<HTMLSelectElement>(`What “${name}” is`);
  const check = () => within(dialog).getByRole<HTMLButtonElement>('button', { name: /^Check the file/ });
  await waitFor(() => expect(document.activeElement).toBe(column('Who')));
  expect(within(dialog).getByText(/Say which column is the name/)).toBeTruthy();
  expect(check().disabled).toBe(true);
  await user.selectOptions(column('Who'), 'company');
  expect([column('Who').value, column('Firm').value]).toEqual(['company', '']);
  await user.selectOptions(column('Who'), 'name');
  expect(await within(dialog).findByText('3 of the first 4 rows can be taken.')).toBeTruthy();
  expect(within(dialog).getByText('Row 2 · E-mail address: there is no address')).toBeTruthy();
  expect(check().disabled).toBe(false);
  const asked = main.calledWith('leads.preview').map((request) => (request as { mapping: LeadMapping | null }).mapping);
  expect(asked.map((mapping) => mapping?.columns ?? null)).toEqual([
    null,
    ['company', 'email', null],
    ['name', 'email', null],
  ]);
});

test('the file is tried, then imported, from the keyboard alone; the focus is always on what comes next', async () => {
  const { main, user, dialog } = await openDialog({ columns: ['name', 'email', 'company'] });
  await user.click(within(dialog).getByRole('radio', { name: 'Fill their gaps' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  const take = await within(dialog).findByRole('button', { name: 'Import 2,900 leads' });
  await waitFor(() => expect(document.activeElement).toBe(take));
  expect(within(dialog).getByText(/3 refused rows are on the suppression list/)).toBeTruthy();
  expect(within(dialog).getByText(/2 cells begin like a formula/)).toBeTruthy();
  await user.keyboard('{Enter}');
  const work = await within(dialog).findByRole('button', { name: 'Let the agent begin' });
  await waitFor(() => expect(document.activeElement).toBe(work));
  expect(main.calledWith('leads.import')).toMatchObject([
    { fileName: 'fair.csv', mode: 'try', known: 'fill', headers: 'h1' },
    { fileName: 'fair.csv', mode: 'import', known: 'fill', headers: 'h1' },
  ]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(main.calledWith('agent.run')).toHaveLength(1);
});

test('of 2,000 refused rows those in sight are drawn and read, with line, field and reason', async () => {
  const { main, user, dialog } = await openDialog({ columns: ['name', 'email', 'company'] });
  await user.click(within(dialog).getByRole('button', { name: /^Check the file/ }));
  const table = await within(dialog).findByRole('table', { name: 'Refused · 2,000' });
  await within(table).findByText('reason 0');
  expect(table.getAttribute('aria-rowcount')).toBe('2001');
  const rows = within(table).getAllByRole('row');
  expect(rows[1]?.textContent).toBe('3E-mail addressreason 0');
  expect(rows[2]?.textContent).toBe('5Whole rowreason 1');
  expect(rows.length).toBeLessThan(40);
  const body = table.querySelector('[tabindex="0"]');
  body?.scrollTo(0, 1_500 * 40);
  await within(table).findByText('reason 1500');
  const pages = main.calledWith('leads.report').map((request) => (request as { from: number }).from);
  expect(pages.length).toBeLessThan(6);
  expect(pages).toContain(1_400);
});

test('where nothing is new, the way back to the columns is what comes next', async () => {
  const counts = { ...COUNTS, rows: 90, added: 0, duplicates: 0, refused: 0, suppressed: 0, noted: 0, formulas: 0 };
  const { user, dialog } = await openDialog({ counts, columns: ['name', 'email', null] });
  await user.click(within(dialog).getByRole('button', { name: /^Check the file/ }));
  const back = await within(dialog).findByRole('button', { name: 'Back to the columns' });
  await waitFor(() => expect(document.activeElement).toBe(back));
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Import 0 leads' }).disabled).toBe(true);
  expect(within(dialog).getByText('Every row of the file could be taken.')).toBeTruthy();
});

test('saved rows stand as they stood in the file, and none of their cells can start a formula', () => {
  const text = remarksAsCsv([
    { line: 7, field: null, reason: '=1+1', cells: ['Ann', '=cmd|calc', '+49 30 1234', 'a,b'] },
  ]);
  expect(text).toBe(`7,Whole row,"'=1+1",Ann,"'=cmd|calc","'+49 30 1234","a,b"\r\n`);
});
