/** Telling outside the window: off until asked for, then once for each, by the leading window only. */
import { act, screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { tellOnDesktop, type DesktopNotice } from '../../../renderer/commands/tell-on-desktop.ts';
import { readReplies } from '../../../renderer/store/reply-list.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { mayTellOnDesktop, useDesktopNotices } from '../../../renderer/view-state/desktop-notices.ts';
import { useIncomingView } from '../../../renderer/view-state/incoming-view.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import { openPage, PAGE_NOW_MS } from '../commands/page.ts';
import { closeShell, openShell } from '../shell/open-shell.tsx';
import { cleanDatabases } from '../store/databases.ts';
import { escalationOf, sampleReply } from './reply-sample.ts';

cleanDatabases();
const ends: (() => void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) end();
  vi.unstubAllGlobals();
  useDesktopNotices.setState(useDesktopNotices.getInitialState(), true);
  useIncomingView.setState(useIncomingView.getInitialState(), true);
  await closeShell();
});

async function watching(leading = true, may = true) {
  const page = await openPage([]);
  useSession.setState({ leading });
  const shown: (DesktopNotice & { readonly wasAllowed: boolean })[] = [];
  let allowed = leading && may;
  const clicks: (() => void)[] = [];
  ends.push(
    tellOnDesktop({
      db: page.db,
      show: (notice, onClick) => {
        shown.push({ ...notice, wasAllowed: allowed });
        clicks.push(onClick);
      },
      mayTell: () => may || allowed,
      onFault: (error) => expect.fail(String(error)),
    }),
  );
  return {
    page,
    shown,
    clicks,
    allow: () => {
      allowed = true;
      useSession.setState({ leading: true });
    },
  };
}

test('a hot reply is told once, and a press on it opens it', async () => {
  const { page, shown, clicks } = await watching();
  page.main.put('reply', 'r1', sampleReply({ atMs: PAGE_NOW_MS - 60_000 }));
  await act(() => page.catchUp());
  await expect
    .poll(() => shown.map(({ title, body }) => [title, body]))
    .toEqual([['Hot reply', 'Dana Reyes, Northwind']]);
  page.main.put('reply', 'r1', sampleReply({ atMs: PAGE_NOW_MS - 60_000, done: 'Read again.' }));
  page.main.put('reply', 'r2', sampleReply({ id: 'r2', atMs: PAGE_NOW_MS - 30_000, contactName: 'Bo Falk' }));
  await act(() => page.catchUp());
  await expect.poll(() => shown.map(({ tag }) => tag)).toEqual(['hot-r1', 'hot-r2']);
  act(() => clicks[0]?.());
  expect(useDeskView.getState().screen).toBe('hot-replies');
  expect(useIncomingView.getState().replyId).toBe('r1');
});

test.each([
  ['a window that follows', false, true],
  ['one that may not', true, false],
])('%s tells nothing until that changes', async (_, leading, may) => {
  const { page, shown, allow } = await watching(leading, may);
  const reply = sampleReply({ atMs: PAGE_NOW_MS - 60_000, state: 'escalated', escalationId: 'e1' });
  page.main.put('reply', 'r1', reply);
  page.main.put('escalation', 'e1', escalationOf(reply, { dueAtMs: PAGE_NOW_MS + 60_000 }));
  await act(() => page.catchUp());
  const { rows } = await readReplies(page.db, reply.mailboxId, 'hot', '', 10);
  expect(rows).toHaveLength(1);
  expect(shown).toEqual([]);
  allow();
  page.main.put('reply', 'r1', { ...reply, done: 'Looked at again.' });
  await act(() => page.catchUp());
  await expect.poll(() => shown.map(({ tag }) => tag)).toEqual(['hot-r1', 'due-e1']);
  expect(shown.every(({ wasAllowed }) => wasAllowed)).toBe(true);
});

test('Settings asks the system only when it is turned on, keeps it off where that is denied, and says so', async () => {
  const { user } = await openShell(1);
  const asked: string[] = [];
  const answer = { permission: 'default', next: 'denied' };
  vi.stubGlobal('Notification', {
    get permission() {
      return answer.permission;
    },
    requestPermission() {
      asked.push(answer.next);
      answer.permission = answer.next;
      return Promise.resolve(answer.next);
    },
  });
  useDesktopNotices.setState({ permission: 'default' });
  act(() => useDeskView.getState().set({ screen: 'settings' }));
  const choice = await screen.findByRole('radiogroup', { name: 'Desktop notifications' });
  expect(within(choice).getByRole<HTMLInputElement>('radio', { name: 'Off' }).checked).toBe(true);
  expect(asked).toEqual([]);
  await user.click(within(choice).getByRole('radio', { name: 'On' }));
  expect(asked).toEqual(['denied']);
  expect(await screen.findByText(/does not allow them for Countersign/)).toBeTruthy();
  expect([mayTellOnDesktop(), within(choice).getByRole<HTMLInputElement>('radio', { name: 'Off' }).checked]).toEqual([
    false,
    true,
  ]);
  // The person allows it in the system's own settings and turns it on again.
  answer.permission = 'granted';
  await user.click(within(choice).getByRole('radio', { name: 'On' }));
  await waitFor(() => expect(mayTellOnDesktop()).toBe(true));
  expect(asked).toEqual(['denied']);
  answer.permission = 'denied';
  expect(mayTellOnDesktop()).toBe(false);
});
