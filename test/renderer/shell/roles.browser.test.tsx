/** What each role may do is the permission table, cell by cell; and a control that a role may not use is there, disabled, with the reason. */
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { POLICY_WORDS } from '../../../renderer/screens/policy/policy-words.ts';
import { RIGHTS, ROLE_NAMES, GROUP_NAMES } from '../../../renderer/screens/roles/role-words.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import { Actor, Role, type Person } from '../../../shared/domain/person.ts';
import { FIELD_GROUPS, mayWrite } from '../../../shared/policy/permissions.ts';
import { cleanDatabases } from '../store/databases.ts';
import { samplePerson, samplePolicy } from '../store/sample.ts';
import { whatAxeFinds } from '../what-axe-finds.ts';
import { closeShell, openShell } from './open-shell.tsx';

cleanDatabases();
afterEach(closeShell);

test('the person menu opens the table of roles, with one’s own name at one’s own role', async () => {
  const { user } = await openShell(1);
  await user.click(await screen.findByRole('button', { name: /, menu$/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'What each role may do' }));
  const dialog = await screen.findByRole('dialog', { name: 'What each role may do' });
  const cells = within(dialog)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [
      within(row).getByRole('rowheader').textContent,
      ...within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent.trim()),
    ]);
  expect(cells).toEqual(
    FIELD_GROUPS.map((group) => [
      GROUP_NAMES[group],
      ...Actor.options.map((actor) => RIGHTS[mayWrite(actor, group)].words),
    ]),
  );
  const own = within(dialog).getByRole('columnheader', { name: new RegExp(`^${ROLE_NAMES[samplePerson().role]} Sam`) });
  expect(own.textContent).toContain(`${samplePerson().name} (you)`);
  expect(await whatAxeFinds()).toEqual([]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the switch says of each person, before one sits down as them, their role and what the table lets it do beyond others', async () => {
  const { main, user } = await openShell(1);
  const trigger = await screen.findByRole('button', { name: /Sam Osei.*, menu$/ });
  useSession.getState().set({
    people: [
      samplePerson(),
      { ...samplePerson('lea', 'lead'), name: 'Lea Lind' },
      { ...samplePerson('rio', 'revops'), name: 'Rio Ramos' },
    ],
  });
  await user.click(trigger);
  const said = (name: string) => screen.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`) }).textContent;
  for (const [name, role] of [
    ['Sam Osei', 'sdr'],
    ['Lea Lind', 'lead'],
    ['Rio Ramos', 'revops'],
  ] as const) {
    expect(said(name)).toContain(`${ROLE_NAMES[role]} · may `);
    for (const group of FIELD_GROUPS.filter((each) => new Set(Role.options.map((one) => mayWrite(one, each))).size > 1))
      expect([name, group, said(name).includes(GROUP_NAMES[group].slice(1))]).toEqual([
        name,
        group,
        mayWrite(role, group) === 'write',
      ]);
  }
  expect(said('Sam Osei')).toBe('Sam OseiSDR · may decide packages');
  expect(said('Lea Lind')).toBe('Lea LindSDR lead · may decide packages, change owners, switch attention checks');
  expect(screen.getByRole('menuitemcheckbox', { name: /^Sam Osei/ }).getAttribute('aria-checked')).toBe('true');
  expect(await whatAxeFinds(screen.getByRole('menu'))).toEqual([]);
  expect(main.calledWith('person.switch')).toEqual([]);
  await user.click(screen.getByRole('menuitemcheckbox', { name: /^Lea Lind/ }));
  expect(main.calledWith('person.switch')).toEqual([{ personId: 'lea' }]);
});

test.each([
  ['sdr', true],
  ['lead', true],
  ['revops', false],
] as const)('the policy’s controls as %s: disabled %s, never hidden', async (role, disabled) => {
  const { main } = await openShell(1);
  const policy = { ...samplePolicy(), phrases: { banned: [], verifyFirst: [], spam: ['act now'] } };
  main.answers.set('policy.read', () => ({ policy, versions: [], unreadable: 0 }));
  useSession.getState().set({ person: { ...samplePerson(), role } satisfies Person });
  useDeskView.getState().set({ screen: 'policy' });
  const bring = await screen.findByRole('button', { name: POLICY_WORDS.import });
  expect(bring).toHaveProperty('disabled', disabled);
  expect(bring.title).toBe(disabled ? 'Only RevOps changes the policy.' : '');
  expect(screen.queryByText(/RevOps changes the policy\. You are signed in as/) !== null).toBe(disabled);
  const fields = screen.getAllByRole('spinbutton');
  expect(fields.every((field) => (field as HTMLInputElement).disabled === disabled)).toBe(true);
});
