/** Escalations over the real store and registry: everything that was handed over, accepted or declined from the keyboard, and what comes then. */
import { screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { carryOutAll, forgetPutOff } from '../../../renderer/commands/put-off.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useIncomingView } from '../../../renderer/view-state/incoming-view.ts';
import { closeShell, openShell, type OpenShell } from '../shell/open-shell.tsx';
import type { ShellMain } from '../shell/shell-main.ts';
import { samplePackage, sampleWorld } from '../store/sample.ts';
import { escalationOf, sampleReply } from './reply-sample.ts';

afterEach(async () => {
  forgetPutOff();
  useIncomingView.setState(useIncomingView.getInitialState(), true);
  await closeShell();
});

const HOUR_MS = 3_600_000;
const ok = () => ({ kind: 'ok' });
const bar = () => screen.getByRole('toolbar', { name: 'Answer this escalation' });

async function openEscalations(fill: (main: ShellMain, nowMs: number) => void): Promise<OpenShell> {
  const shell = await openShell(1, fill);
  for (const channel of ['escalation.accept', 'escalation.decline', 'reply.close']) shell.main.answers.set(channel, ok);
  await shell.user.click(within(screen.getByRole('navigation')).getByRole('button', { name: /^Escalations/ }));
  return shell;
}

/** A reply handed over that answers no package of ours. */
function handOver(main: ShellMain, nowMs: number, change: Parameters<typeof escalationOf>[1] = {}, id = '1') {
  const reply = sampleReply({
    id: `r${id}`,
    state: 'escalated',
    escalationId: `e${id}`,
    atMs: nowMs - HOUR_MS,
    accountName: `Account ${id}`,
  });
  main.put('reply', reply.id, reply);
  const escalation = escalationOf(reply, change);
  main.put('escalation', escalation.id, escalation);
  return { reply, escalation };
}

test('one without a package shows why it came, their words, what is known and how long is left', async () => {
  await openEscalations((main, nowMs) => void handOver(main, nowMs));
  const said = await screen.findByRole('region', { name: 'Account 1' });
  for (const words of [
    'Positive intent.',
    'They want to go on.',
    'left to accept',
    'send times for next week',
    'Raised by the agent',
  ])
    await waitFor(() => expect(said.textContent).toContain(words));
  const known = screen.getByRole('region', { name: 'What is known' });
  for (const words of [
    'Offer two times',
    'Runs operations',
    'Opened the meeting link',
    '“We tried a planner two years ago”',
    'We answered: Ours leaves your systems',
    'This reply answers no package of ours',
  ])
    expect(known.textContent).toContain(words);
});

test('the conversation unfolds with P', async () => {
  const { user } = await openEscalations((main, nowMs) => void handOver(main, nowMs));
  const toggle = await screen.findByRole('button', { name: /Show the whole conversation/ });
  expect(toggle.getAttribute('aria-expanded')).toBe('false');
  await user.keyboard('p');
  await waitFor(() => expect(screen.getByRole('button', { name: /Fold/ }).getAttribute('aria-expanded')).toBe('true'));
});

test('after accepting without a draft it says where to write, and C closes the reply', async () => {
  const { main, user } = await openEscalations((played, nowMs) => void handOver(played, nowMs));
  await screen.findByRole('heading', { name: 'Account 1' });
  await user.keyboard('a');
  expect(main.calledWith('escalation.accept')).toEqual([{ escalationId: 'e1' }]);
  const reply = sampleReply({ id: 'r1', state: 'escalated', escalationId: 'e1', accountName: 'Account 1' });
  main.put('escalation', 'e1', { ...escalationOf(reply), state: 'accepted', answeredAtMs: Date.now() });
  expect(await screen.findByText(/write from your own mail program to dana\.p1@northwind\.example/)).toBeTruthy();
  expect(
    within(bar())
      .getByRole('button', { name: /Write the answer/ })
      .getAttribute('aria-disabled'),
  ).toBe('true');
  await user.keyboard('c');
  await carryOutAll();
  expect(main.calledWith('reply.close')).toEqual([{ replyId: 'r1' }]);
});

test('with a drafted answer, E opens it in Review', async () => {
  const { user } = await openEscalations((main, nowMs) => {
    const { reply, escalation } = handOver(main, nowMs, { state: 'accepted', answeredAtMs: nowMs });
    main.put('reply', reply.id, { ...reply, draftPackageId: samplePackage({ id: 'a1' }).id });
    main.put('escalation', escalation.id, escalation);
    main.put('package', 'a1', { ...samplePackage({ id: 'a1', expiresAtMs: nowMs + HOUR_MS }), messageKind: 'reply' });
    main.put('world', 'a1', sampleWorld('a1'));
  });
  expect(await screen.findByText(/A draft of the answer is ready/)).toBeTruthy();
  await user.keyboard('e');
  expect(useDeskView.getState()).toMatchObject({ screen: 'review', selectedId: 'a1' });
});

test('R and a digit decline with a usual reason; the next takes its place; Z takes it back before main hears of it', async () => {
  const { main, user } = await openEscalations((played, nowMs) => {
    handOver(played, nowMs);
    handOver(played, nowMs + HOUR_MS, {}, '2');
  });
  await screen.findByRole('heading', { name: 'Account 1' });
  await user.keyboard('r1');
  expect(await screen.findByRole('heading', { name: 'Account 2' })).toBeTruthy();
  expect(main.calledWith('escalation.decline')).toEqual([]);
  await user.keyboard('z');
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
  await user.keyboard('k');
  await screen.findByRole('heading', { name: 'Account 1' });
  await user.keyboard('r4');
  await carryOutAll();
  expect(main.calledWith('escalation.decline')).toEqual([
    { escalationId: 'e1', because: 'Misread, this is not what they mean' },
  ]);
});

test('declining in one’s own words asks for words', async () => {
  const { main, user } = await openEscalations((played, nowMs) => void handOver(played, nowMs));
  await screen.findByRole('heading', { name: 'Account 1' });
  await user.keyboard('r{Enter}');
  await waitFor(() =>
    expect(screen.getByRole('region', { name: 'Notices' }).textContent).toContain('Declining asks for a reason.'),
  );
  await user.keyboard('r{Tab}aj scheduling only{Enter}');
  await carryOutAll();
  expect(main.calledWith('escalation.decline')).toEqual([{ escalationId: 'e1', because: 'aj scheduling only' }]);
  expect(main.calledWith('escalation.accept')).toEqual([]);
});

test('one that a person raised over a draft shows the draft and its package', async () => {
  const { user } = await openEscalations((main, nowMs) => {
    const { escalation } = handOver(main, nowMs);
    main.put('escalation', 'e1', {
      ...escalation,
      context: null,
      packageId: samplePackage({ id: 'p1' }).id,
      note: 'They know our CEO.',
    });
  });
  expect(await screen.findByText('Draft on the table')).toBeTruthy();
  expect(screen.getByText(/They know our CEO\./)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Open the package' }));
  expect(useDeskView.getState()).toMatchObject({ screen: 'review', selectedId: 'p1' });
});
