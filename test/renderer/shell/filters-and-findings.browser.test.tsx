/** Filters over the list, and what the checks find in its rows, over the whole frame with only the main process played. */
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SuppressionId, type PackageId } from '../../../shared/domain/ids.ts';
import { useTableView } from '../../../renderer/screens/queue-table/table-view.ts';
import { deskDb } from '../../../renderer/store/db.ts';
import { NO_FILTER } from '../../../renderer/store/review-filter.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useReviewNarrowing } from '../../../renderer/view-state/review-narrowing.ts';
import { cleanDatabases } from '../store/databases.ts';
import { sampleDesk, samplePackage, samplePerson, samplePolicy, sampleWorld } from '../store/sample.ts';
import { onReview, openMixed, resetQueue } from './open-mixed.ts';
import { closeShell, openShell } from './open-shell.tsx';

cleanDatabases();
beforeEach(resetQueue);
afterEach(closeShell);

const listed = () =>
  within(screen.getByRole('grid', { name: 'Packages to review' }))
    .getAllByRole('row')
    .map(({ id }) => id.replace(/^package-/u, ''));

test('Shift+F narrows by tier and by what was found, with true counts; a decision goes on within; a chip takes it off', async () => {
  const { user } = await openMixed();
  await onReview();
  await expect.poll(listed).toHaveLength(6);
  await user.keyboard('{Shift>}F{/Shift}');
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /^Tier 1\s*3$/ }));
  await expect.poll(listed).toEqual(['t1', 't2', 't3']);
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /^Length\s*1$/ }));
  await expect.poll(listed).toEqual(['t3']);
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /^Length\s*1$/ }));
  await user.keyboard('{Escape}');
  await expect.poll(() => screen.queryByRole('menu')).toBeNull();
  expect(screen.getByText('3 of 6')).toBeTruthy();

  await user.click(within(screen.getByRole('grid', { name: 'Packages to review' })).getAllByRole('row')[0] as Element);
  await expect.poll(() => useDeskView.getState().selectedId).toBe('t1');
  useDeskView.getState().set({ shownAtMs: 0 });
  await screen.findByRole('button', { name: /^Approve/ });
  await user.keyboard('a');
  await expect.poll(() => useDeskView.getState().selectedId).toBe('t2');
  await expect.poll(listed).toEqual(['t2', 't3']);
  expect(await screen.findByText('2 of 5')).toBeTruthy();

  await user.click(screen.getByRole('button', { name: 'Take off the filter Tier 1' }));
  await expect.poll(listed).toHaveLength(5);
  expect(useReviewNarrowing.getState().filter).toEqual(NO_FILTER);
});

test('filters that leave nothing say so, with the way back', async () => {
  const { user } = await openShell(2);
  await onReview();
  useReviewNarrowing.getState().set({ filter: { ...NO_FILTER, tiers: [3] } });
  await screen.findByText('No package passes');
  await user.click(
    within(screen.getByRole('complementary', { name: 'Countersign' })).getAllByRole('button', {
      name: 'Clear',
    })[0] as Element,
  );
  await expect.poll(listed).toHaveLength(2);
});

test('what is found follows the world around a package: suppression, a pause, the policy, an edit elsewhere, and back', async () => {
  const { main, user, nowMs } = await openMixed();
  await onReview();
  await user.keyboard('v');
  const table = await screen.findByRole('grid', { name: 'Queue' });
  useTableView.getState().set({ hidden: [] });
  const found = (account: string) => {
    const cells = within(within(table).getByText(account).closest('[role="row"]') as HTMLElement).getAllByRole(
      'gridcell',
    );
    const cell = cells[useTableView.getState().columns.indexOf('findings')];
    return cell?.querySelector('[title]')?.getAttribute('title') ?? cell?.textContent ?? '';
  };
  await expect.poll(() => found('Account 1')).toBe('No findings');
  await expect.poll(() => found('Account 2')).toBe('No findings');
  await expect.poll(() => found('First 3')).toBe('Length');

  const suppression = {
    id: SuppressionId.parse('sup-1'),
    scope: 'global',
    value: 'dana.p1@northwind.example',
    reason: 'request',
    source: 'phone',
    evidence: '',
    atMs: nowMs,
    by: 'sam',
    expiresAtMs: null,
  } as const;
  main.put('world', 'p1', sampleWorld('p1', { suppressions: [suppression] }));
  await expect.poll(() => found('Account 1')).toBe('Suppressed');
  expect(found('Account 2')).toBe('No findings');
  main.put('world', 'p1', sampleWorld('p1'));
  await expect.poll(() => found('Account 1')).toBe('No findings');

  const pause = { scope: 'all', value: '', reason: 'Wrong price', byPersonId: 'system', atMs: nowMs } as const;
  main.put('desk', 'desk', { ...sampleDesk(nowMs), pauses: [pause] });
  await expect.poll(() => found('Account 2')).toBe('Paused');
  await expect.poll(() => found('First 3').split(', ').sort()).toEqual(['Length', 'Paused']);
  main.put('desk', 'desk', sampleDesk(nowMs));
  await expect.poll(() => found('Account 2')).toBe('No findings');

  main.put('policy', 'policy', samplePolicy({ version: 2, limits: { reviewWindowHours: 240, wordsMin: 3 } }));
  await expect.poll(() => found('First 3')).toBe('No findings');

  // The row says that it was edited, not what is written now.
  const edit = (body: string, updatedAtMs: number) =>
    main.put('edit', 'p2', {
      packageId: 'p2' as PackageId,
      personId: samplePerson().id,
      baseRevision: 1,
      subject: 'A question',
      body,
      attested: [],
      updatedAtMs,
    });
  edit(samplePackage({ id: 'p2' }).draft?.body ?? '', nowMs);
  await expect.poll(() => within(table).queryByText('Edited')).not.toBeNull();
  await expect.poll(() => found('Account 2')).not.toContain('Length');
  const row = (await deskDb().relaxed.summaries.get('p2' as PackageId)) ?? null;
  edit('Yes?', nowMs + 1);
  await expect.poll(() => found('Account 2')).toContain('Length');
  expect(await deskDb().relaxed.summaries.get('p2' as PackageId)).toEqual(row);
});
