/** An attention check as a person meets it: told apart only by the answer, nothing to undo, the own count first, one switch. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { deskDb } from '../../../renderer/store/db.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { cleanDatabases } from '../store/databases.ts';
import { samplePerson, samplePolicy } from '../store/sample.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { closeShell, openShell } from './open-shell.tsx';

cleanDatabases();
afterEach(closeShell);

const REVEAL = {
  verdict: 'missed',
  planted: { kind: 'foreign-fact', where: '“Employees”, whose source speaks of Harbour', was: '240', is: '1701' },
};

test('the reveal comes with main’s answer, also after a time without one; the package is gone and there is nothing to undo', async () => {
  const { main, user } = await openShell(2);
  const db = deskDb();
  await screen.findByRole('button', { name: /^Snooze/ });
  main.isDown = true;
  await user.keyboard('r');
  await user.keyboard('2');
  await waitFor(async () => expect(await db.relaxed.outbox.count()).toBe(1));
  expect(screen.queryByText(/attention check/)).toBeNull();
  main.answers.set('decision.submit', () => ({ kind: 'attention-check', reveal: REVEAL }));
  main.isDown = false;
  await waitFor(async () => expect(await db.relaxed.outbox.count()).toBe(0));
  const [toast] = await screen.findAllByText(/That was an attention check, and it got past you\. Nothing was sent\./);
  expect(toast!.textContent).toContain('Planted in “Employees”');
  expect(toast!.textContent).toContain('“1701” instead of “240”');
  expect(await db.relaxed.summaries.toCollection().primaryKeys()).toEqual(['p2']);
  expect(await db.relaxed.packages.get('p1' as never)).toBeUndefined();
  await user.keyboard('z');
  expect((await screen.findAllByText(/there is nothing to take back/)).length).toBeGreaterThan(0);
  expect(main.calledWith('decision.undo')).toEqual([]);
});

test('the language of the spelling is chosen where the app checks it; a browser is said to check by itself', async () => {
  const { main, user } = await openShell(1);
  let choice = 'off';
  const state = () => ({ kind: 'app', choice, languages: ['en-GB', 'de'], fetches: true, nextStart: choice !== 'off' });
  main.answers.set('spelling.read', state);
  main.answers.set('spelling.choose', ({ language }) => {
    choice = language as string;
    return { kind: 'ok' };
  });
  useDeskView.getState().set({ screen: 'settings' });
  const language = await screen.findByRole('combobox', { name: 'Language' });
  expect(screen.getByText(/Until you choose one, nothing is fetched/)).toBeTruthy();
  await user.selectOptions(language, 'British English');
  expect(await screen.findByText('From the next start of Countersign on.')).toBeTruthy();
  expect(main.calledWith('spelling.choose')).toEqual([{ language: 'en-GB' }]);

  main.answers.set('spelling.read', () => ({ kind: 'browser' }));
  useDeskView.getState().set({ screen: 'review' });
  await screen.findByRole('button', { name: /^Snooze/ });
  useDeskView.getState().set({ screen: 'settings' });
  expect(await screen.findByText(/Your browser checks the spelling/)).toBeTruthy();
  expect(screen.queryByRole('combobox', { name: 'Language' })).toBeNull();
});

test('where it is off there is the switch with its explanation, and no count', async () => {
  const { main } = await openShell(1);
  useDeskView.getState().set({ screen: 'settings' });
  await screen.findByRole('radiogroup', { name: 'Share of Review' });
  expect(screen.getByText(/A copy of a package with one known fault/)).toBeTruthy();
  expect(screen.queryByText('You caught')).toBeNull();
  expect(main.calledWith('attention.own')).toEqual([]);
});

test('the switch is a lead’s and RevOps’; a rep sees why it is not theirs, and their own count where it is on', async () => {
  const policy = { ...samplePolicy(), limits: { ...samplePolicy().limits, attentionSharePercent: 1 } };
  const { main, user } = await openShell(1, (played) => played.put('policy', 'policy', policy));
  main.answers.set('attention.own', () => ({ caught: 3, missed: 1, putOff: 1, sinceMs: Date.UTC(2026, 10, 2, 12) }));
  main.answers.set('policy.save', () => ({ kind: 'saved', policy }));
  useDeskView.getState().set({ screen: 'settings' });
  const group = await screen.findByRole('radiogroup', { name: 'Share of Review' });
  await waitFor(() => expect(within(group).getByRole('radio', { name: '1 %' })).toHaveProperty('checked', true));
  expect(within(group).getByRole('radio', { name: 'Off' })).toHaveProperty('disabled', true);
  expect(screen.getByText('A lead or RevOps switches this; nothing here is yours to change.')).toBeTruthy();
  expect((await screen.findByText(/^3 of 4, since/)).textContent).toBe(
    '3 of 4, since 2 November 2026; 1 put away, not counted',
  );
  expect(await whatAxeFinds()).toEqual([]);

  useSession.getState().set({ person: { ...samplePerson(), role: 'lead' } satisfies Person });
  await user.click(await within(group).findByRole('radio', { name: '2 %' }));
  await waitFor(() => expect(main.calledWith('policy.save')).toHaveLength(1));
  expect(main.calledWith('policy.save')[0]).toMatchObject({
    baseVersion: policy.version,
    note: 'Attention checks at 2 %',
    policy: { limits: { ...policy.limits, attentionSharePercent: 2 } },
  });
});
