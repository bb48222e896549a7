/** The frame around the screens, over the real store and registry. */
import { act, screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import { SAMPLE_STATUS, sampleDesk, sampleEscalation, samplePackage, sampleSend } from '../store/sample.ts';
import { closeShell, openShell } from './open-shell.tsx';

afterEach(closeShell);

const list = () => screen.findByRole('grid', { name: 'Packages to review' });
const rows = async () => within(await list()).findAllByRole('row');
const chosen = () => document.querySelector('[role="row"][aria-selected="true"]')?.textContent ?? '';
const queue = (name: RegExp) => within(screen.getByRole('navigation')).getByRole('button', { name });

test('the queue opens with its first package chosen; J, K and the arrow keys step through it', async () => {
  const { user } = await openShell(3);
  expect(await rows()).toHaveLength(3);
  await waitFor(() => expect(chosen()).toContain('Account 1'));
  await user.keyboard('j');
  expect(chosen()).toContain('Account 2');
  await user.keyboard('k');
  expect(chosen()).toContain('Account 1');
  (await list()).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(chosen()).toContain('Account 3');
  expect(queue(/^Review/).textContent).toContain('3');
});

test('only the rows in sight are drawn, however long the queue', async () => {
  await openShell(180);
  await waitFor(async () => expect((await list()).getAttribute('aria-rowcount')).toBe('180'));
  expect((await rows()).length).toBeLessThan(60);
});

test('slash searches, Escape gives the keys back, and nothing found says so with a way out', async () => {
  const { user } = await openShell(3);
  await rows();
  await user.keyboard('/account 2');
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  await user.keyboard('{Control>}a{/Control}zzz');
  expect(await screen.findByText('Nothing in review matches “zzz”.')).toBeTruthy();
  await user.click(screen.getAllByRole('button', { name: 'Clear search' }).at(-1) as HTMLElement);
  await waitFor(async () => expect(await rows()).toHaveLength(3));
});

test('an empty queue says why and what to do', async () => {
  const { main, user } = await openShell(0);
  expect(await screen.findByText('The queue is clear')).toBeTruthy();
  await user.click(screen.getAllByRole('button', { name: 'Sync now' })[0] as HTMLElement);
  expect(main.calledWith('sync.run')).toHaveLength(1);
});

test('a queue that is empty because its packages are still being copied says so, and is clear only when all are here', async () => {
  const { main } = await openShell(0);
  const copying = { task: 'sync', label: 'Copying packages to this window', perSecond: 800, problem: null } as const;
  act(() => useSession.getState().set({ progress: { ...copying, done: 1_200, total: 50_000, state: 'running' } }));
  await expect.poll(() => screen.queryAllByText('Packages are being copied to this window')).toHaveLength(2);
  expect(screen.getAllByText(/^1,200 of 50,000 records so far\./)).toHaveLength(2);
  expect(screen.queryByText('Everything is decided')).toBeNull();
  expect(screen.queryByText('The queue is clear')).toBeNull();
  act(() => useSession.getState().set({ progress: { ...copying, done: 50_000, total: 50_000, state: 'done' } }));
  expect(await screen.findByText('Everything is decided')).toBeTruthy();
  expect(screen.getByText('The queue is clear')).toBeTruthy();
  expect(main.acted.size).toBe(0);
});

test('the palette lists commands, can’t be used to sign by a stray Enter, and gives the focus back', async () => {
  const { user, main } = await openShell(2);
  await rows();
  await user.keyboard('{Control>}k{/Control}');
  const palette = await screen.findByRole('dialog', { name: 'Find anything' });
  await user.keyboard('{Enter}');
  expect(main.calledWith('decision.submit')).toHaveLength(0);
  expect(palette.isConnected).toBe(false);
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('keys{Enter}');
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeTruthy();
});

test('the help page names every key of the registry', async () => {
  const { user } = await openShell(1);
  await user.keyboard('?');
  const help = await screen.findByRole('dialog', { name: 'Keys' });
  for (const title of ['Approve', 'Edit', 'Reject', 'Escalate', 'Snooze', 'Undo', 'Next package', 'Search']) {
    expect(within(help).getAllByText(title).length, title).toBeGreaterThan(0);
  }
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the demo says that nothing leaves, and stays quiet once it was told to', async () => {
  const { user } = await openShell(1);
  const banner = (await screen.findByText('Demo workspace.')).closest('[role="status"]') as HTMLElement;
  expect(within(banner).getByRole('button', { name: 'Connect a mailbox' })).toBeTruthy();
  await user.click(within(banner).getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText('Demo workspace.')).toBeNull();
});

test('a lost line, an unreachable CRM and a pause are each said with what they mean', async () => {
  const { main, line, nowMs } = await openShell(1);
  main.tell('desk.status', {
    ...SAMPLE_STATUS,
    crm: { ...SAMPLE_STATUS.crm, state: 'unreachable', problem: 'No route to the CRM.' },
  });
  expect(await screen.findByText(/No route to the CRM\./)).toBeTruthy();
  main.put('desk', 'desk', {
    ...sampleDesk(nowMs),
    pauses: [{ scope: 'all', value: '', reason: 'Bad template', byPersonId: 'system', atMs: nowMs }],
  });
  expect(await screen.findByText('Everything is paused')).toBeTruthy();
  line('lost');
  expect(await screen.findByText('The desk does not answer.')).toBeTruthy();
});

test('a desk that was started again asks for its address and keeps the window as it was', async () => {
  const { line, user } = await openShell(1);
  line('needs-token');
  const dialog = await screen.findByRole('dialog', { name: 'The desk was started again' });
  await user.type(within(dialog).getByLabelText('Address'), 'http://127.0.0.1:1/');
  await user.click(within(dialog).getByRole('button', { name: 'Go on' }));
  expect(within(dialog).getByText(/There is no token in that/)).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(dialog.isConnected).toBe(true);
});

test('a damaged ledger is started anew only by typing so', async () => {
  const { main, user } = await openShell(1);
  main.answers.set('ledger.start-anew', () => ({ kind: 'no', because: 'The folder can’t be written.' }));
  main.tell('desk.status', {
    ...SAMPLE_STATUS,
    ledger: { state: 'damaged', problem: 'Page 12 does not fit its checksum.' },
  });
  const dialog = await screen.findByRole('dialog', { name: 'The ledger is damaged' });
  expect(within(dialog).getByText('Page 12 does not fit its checksum.')).toBeTruthy();
  const button = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Start anew' });
  expect(button.disabled).toBe(true);
  await user.type(within(dialog).getByLabelText('Type “start anew” to go on'), 'start{Enter}');
  expect(main.calledWith('ledger.start-anew')).toHaveLength(0);
  await user.type(within(dialog).getByLabelText('Type “start anew” to go on'), ' anew');
  await user.click(button);
  expect(main.calledWith('ledger.start-anew')).toEqual([{ typed: 'start anew' }]);
  expect(await within(dialog).findByText('The folder can’t be written.')).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Look first' }));
  expect(dialog.isConnected).toBe(false);
  await user.click(screen.getByRole('button', { name: 'What to do' }));
  expect(await screen.findByRole('dialog', { name: 'The ledger is damaged' })).toBeTruthy();
});

test('an approval that no longer holds stands with its reason over its package', async () => {
  await openShell(2, (played, nowMs) => {
    played.put('package', 'p9', {
      ...samplePackage({ id: 'p9', accountName: 'Gone Dark', state: 'refused', expiresAtMs: nowMs + 3_600_000 }),
    });
    played.put(
      'send',
      'send-9',
      sampleSend({
        id: 'send-9',
        packageId: 'p9',
        state: 'refused',
        accountName: 'Gone Dark',
        sentAtMs: null,
        updatedAtMs: nowMs - 60_000,
        findings: [
          {
            code: 'suppressed',
            answer: 'refuse',
            evidence: 'They asked to be left alone.',
            clears: 'Nothing.',
            clearsAtMs: null,
            target: null,
            unknown: false,
          },
        ],
      }),
    );
  });
  await waitFor(() => expect(queue(/^Since/).textContent).toContain('1'));
  queue(/^Since/).click();
  const reason = await screen.findByRole('region', { name: 'Why it no longer holds' });
  expect(reason.textContent).toContain('Refused at the gate.');
  expect(reason.textContent).toContain('They asked to be left alone.');
  await waitFor(() => expect(useDeskView.getState().selectedId).toBe('p9'));
});

test('an answered escalation keeps its place with its answer and can’t be answered again', async () => {
  const { main, user } = await openShell(1, (played) => {
    played.put('escalation', 'e1', {
      ...sampleEscalation('e1', 'sam', 'declined'),
      declinedBecause: 'Scheduling only',
      accountName: 'Answered',
    });
  });
  await user.click(queue(/^Escalations/));
  expect(await screen.findByText(/Declined.*: Scheduling only/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Accept/ })).toBeNull();
  await user.keyboard('a');
  expect(main.calledWith('escalation.accept')).toHaveLength(0);
});
