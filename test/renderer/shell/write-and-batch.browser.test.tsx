/** W, a newer draft under an edit, and the batch, over the whole frame with only the main process played. */
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { approve } from '../../../renderer/commands/approve.ts';
import { hereAndNow } from '../../../renderer/store/here-and-now.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { cleanDatabases } from '../store/databases.ts';
import { samplePackage } from '../store/sample.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { closeShell, openShell } from './open-shell.tsx';

cleanDatabases();
beforeEach(() => {
  // A test before may have set the clock.
  hereAndNow.nowMs = () => Date.now();
});
afterEach(closeShell);

async function expectNoViolations(): Promise<void> {
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    await new Promise((resume) => requestAnimationFrame(resume));
    expect(await whatAxeFinds(), theme).toEqual([]);
  }
}

async function onReview(): Promise<void> {
  await screen.findByRole('button', { name: /^Reject/ });
  await expect.poll(() => useDeskView.getState().selectedId).not.toBeNull();
  useDeskView.getState().set({ shownAtMs: 0 });
}

const bodyOnScreen = () => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n');

test('W asks, shows what came as a difference with its findings, and takes it as an edit that can be taken back', async () => {
  const { main, user } = await openShell(1);
  await onReview();
  const before = bodyOnScreen();
  main.answers.set('draft.rewrite', () => ({
    kind: 'no',
    because: 'The model refused. Your text is as it was.',
  }));
  await user.keyboard('w');
  const panel = await screen.findByRole('dialog', { name: 'Write it again' });
  await user.keyboard('Shorter{Enter}');
  expect(await within(panel).findByText(/The model refused/)).toBeTruthy();
  main.answers.set('draft.rewrite', () => ({
    kind: 'rewritten',
    subject: 'A shorter note',
    body: 'Hi Dana,\n\nA shorter text.\n\nBest,\nSam',
    by: 'template',
    drafter: 'first@2',
    findings: [
      {
        code: 'length',
        answer: 'ask',
        evidence: '6 words.',
        clears: 'More words.',
        clearsAtMs: null,
        target: null,
        unknown: false,
      },
    ],
    use: { inputTokens: 0, outputTokens: 0, costMicros: 0 },
  }));
  await user.keyboard('{Enter}');
  expect(await within(panel).findByText(/Your instruction was not followed/)).toBeTruthy();
  expect(within(panel).getByText(/6 words/)).toBeTruthy();
  expect(bodyOnScreen()).toBe(before);
  await expectNoViolations();
  expect(main.calledWith('draft.rewrite').at(-1)).toMatchObject({
    packageId: 'p1',
    instruction: 'Shorter',
    body: before,
  });
  await user.click(within(panel).getByRole('button', { name: 'Take it' }));
  await expect.poll(bodyOnScreen).toContain('A shorter text.');
  await expect.poll(() => main.journal.get('p1')).toMatchObject({ subject: 'A shorter note', base: { body: before } });
  await user.keyboard('{Shift>}W{/Shift}');
  await expect.poll(bodyOnScreen).toBe(before);
});

test('a newer draft never overwrites an edit: A does not sign, both differences are shown, and each of the three ways ends it', async () => {
  const { main, user, nowMs } = await openShell(1);
  await onReview();
  await user.keyboard('e');
  await expect.poll(() => document.activeElement?.classList.contains('cm-content')).toBe(true);
  await user.keyboard('My words. ');
  await user.keyboard('{Escape}');
  const mine = bodyOnScreen();
  await expect.poll(() => main.journal.get('p1')).toMatchObject({ body: mine });

  const newer = (revision: number, text: string) => {
    const old = samplePackage({
      id: 'p1',
      accountName: 'Account 1',
      readyAtMs: nowMs - 3_600_000,
      expiresAtMs: nowMs + 3_600_000,
    });
    const body = `${old.draft!.body}\n\n${text}`;
    main.put('package', 'p1', { ...old, revision, draft: { ...old.draft!, body } });
    return body;
  };
  newer(2, 'PS the newer one.');
  expect(await screen.findByText('The CRM has a newer draft. Your text was kept.')).toBeTruthy();
  expect(bodyOnScreen()).toBe(mine);
  useDeskView.getState().set({ shownAtMs: 0 });
  await user.keyboard('a');
  const dialog = await screen.findByRole('dialog', { name: 'A newer draft came under your edit' });
  expect(main.acted.size).toBe(0);
  expect(
    within(within(dialog).getByRole('region', { name: 'The newer draft' })).getByText(/PS the newer one/).tagName,
  ).toBe('INS');
  expect(within(within(dialog).getByRole('region', { name: 'Your text' })).getByText(/My words/).tagName).toBe('INS');
  await expectNoViolations();
  await user.click(within(dialog).getByRole('button', { name: 'Keep mine' }));
  await expect.poll(() => main.journal.get('p1')).toMatchObject({ body: mine, baseRevision: 2 });
  await expect.poll(() => screen.queryByText(/has a newer draft/)).toBeNull();

  newer(3, 'PS the third.');
  await screen.findByText('The CRM has a newer draft. Your text was kept.');
  await user.keyboard('c');
  await user.click(await screen.findByRole('button', { name: 'Merge by hand' }));
  await user.type(screen.getByLabelText('Merged text'), ' And both.');
  await user.click(screen.getByRole('button', { name: 'Keep the merged text' }));
  await expect.poll(() => main.journal.get('p1')).toMatchObject({ body: `${mine} And both.`, baseRevision: 3 });

  const theirs = newer(4, 'PS the fourth.');
  await screen.findByText('The CRM has a newer draft. Your text was kept.');
  await user.keyboard('c');
  await user.click(await screen.findByRole('button', { name: 'Take theirs' }));
  await expect.poll(bodyOnScreen).toBe(theirs);
  await expect.poll(() => main.journal.has('p1')).toBe(false);
  await user.keyboard('{Shift>}W{/Shift}');
  await expect.poll(bodyOnScreen).toBe(`${mine} And both.`);
});

test('an edit made elsewhere while one is open here is on screen before it can be signed', async () => {
  const { main, user } = await openShell(1);
  await onReview();
  const before = bodyOnScreen();
  await user.keyboard('e');
  await expect.poll(() => document.activeElement?.classList.contains('cm-content')).toBe(true);
  await user.keyboard('My words. ');
  const mine = bodyOnScreen();
  expect(mine).not.toBe(before);
  await expect.poll(() => main.journal.get('p1')).toMatchObject({ body: mine });
  const journaled = main.journal.get('p1') as DraftEdit;

  // As from another profile on the same desk, where this window's lock on the package is not known.
  main.put('edit', 'p1', { ...journaled, body: before, updatedAtMs: journaled.updatedAtMs + 1 });
  await expect.poll(bodyOnScreen).toBe(before);
  expect(await approve('p1' as PackageId)).toBe('signed');
  await expect.poll(() => main.acted.size).toBe(1);
  expect([...main.acted.values()][0]).toMatchObject({ kind: 'approve', body: before });
});

test('the batch shows each body in full, signs only what was chosen, and each is a decision of its own', async () => {
  const { main, user } = await openShell(7);
  await onReview();
  await user.keyboard('b');
  const dialog = await screen.findByRole('dialog', { name: '5 of one segment and version' });
  const sign = within(dialog).getByRole('button', { name: /Countersign/ });
  expect((sign as HTMLButtonElement).disabled).toBe(true);
  const all = within(dialog).getAllByRole('article');
  expect(all).toHaveLength(5);
  for (const one of all) expect(one.textContent).toContain('Best');
  await user.click(within(dialog).getAllByRole('checkbox')[1]!);
  await expectNoViolations();
  for (const one of all) one.querySelector('[data-end]')!.scrollIntoView();
  for (const one of all) {
    one.querySelector('[data-end]')!.scrollIntoView();
    await new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)));
  }
  await expect.poll(() => (sign as HTMLButtonElement).disabled).toBe(false);
  expect(sign.textContent).toContain('Countersign these 4');
  await user.click(sign);
  await expect.poll(() => main.acted.size).toBe(4);
  const decisions: Decision[] = [...main.acted.values()];
  expect(new Set(decisions.map(({ id }) => id)).size).toBe(4);
  expect(decisions.map(({ kind }) => kind)).toEqual(['approve', 'approve', 'approve', 'approve']);
  expect(decisions.map(({ packageId }) => packageId).sort()).toEqual(['p1', 'p3', 'p4', 'p5']);
  await user.keyboard('z');
  await expect.poll(() => main.undone.size).toBe(1);
  await user.keyboard('z');
  await expect.poll(() => main.undone.size).toBe(2);
});
