/** The Sent screen over the real store: where each message stands, the mail itself, and what can still be done. */
import { screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Send } from '../../../shared/domain/send.ts';
import { sampleSend } from '../store/sample.ts';
import { closeShell, openShell, type OpenShell } from './open-shell.tsx';

afterEach(closeShell);

const MAIL =
  'From: sam@ourco.example\r\nTo: dana@northwind.example\r\nSubject: Waiting\r\nContent-Type: text/plain\r\n\r\nHi Dana, <b>bold</b> words.';

async function openSent(sends: readonly Partial<Send>[]): Promise<OpenShell> {
  const shell = await openShell(1, (main, nowMs) => {
    sends.forEach((send, at) => {
      const id = `send-${at}`;
      main.put(
        'send',
        id,
        sampleSend({
          countersignedAtMs: nowMs - at * 60_000,
          releaseAtMs: nowMs + 15_000,
          updatedAtMs: nowMs,
          ...send,
          id,
          decisionId: `d-${at}`,
          packageId: `x-${at}`,
        }),
      );
    });
    main.answers.set('send.eml', () => ({ raw: MAIL }));
    for (const channel of ['send.now', 'send.resolve']) main.answers.set(channel, () => ({ kind: 'ok' }));
  });
  await shell.user.click(within(screen.getByRole('navigation')).getByRole('button', { name: /^Sent/ }));
  await waitFor(() => expect(rows()).toHaveLength(sends.length));
  return shell;
}

const table = () => screen.getByRole('grid', { name: 'Sent' });
const rows = () => within(table()).getAllByRole('row').slice(1);
const pick = (name: RegExp) => screen.getByRole('radio', { name });

test('each send is shown with its state, newest first, and filters count what they show', async () => {
  const { user } = await openSent([
    { state: 'held', toName: 'First', sentAtMs: null },
    { state: 'sent', toName: 'Second' },
    { state: 'refused', toName: 'Third', sentAtMs: null },
    { state: 'uncertain', toName: 'Fourth', sentAtMs: null },
  ]);
  expect(rows().map((row) => /First|Second|Third|Fourth/.exec(row.textContent)?.[0])).toEqual([
    'First',
    'Second',
    'Third',
    'Fourth',
  ]);
  expect(rows()[0]?.textContent).toMatch(/countersigned, leaves in \d+ s/);
  await user.click(pick(/^Stopped 1/));
  expect(rows()).toHaveLength(1);
  await user.click(pick(/^Uncertain 1/));
  expect(rows()[0]?.textContent).toContain('Fourth');
});

test('a press on a column sorts by it', async () => {
  const { user } = await openSent([
    { state: 'sent', toName: 'Beta' },
    { state: 'sent', toName: 'Alpha' },
  ]);
  await user.click(screen.getByRole('button', { name: 'To' }));
  expect(rows()[0]?.textContent).toContain('Alpha');
  expect(screen.getByRole('columnheader', { name: 'To' }).getAttribute('aria-sort')).toBe('ascending');
});

test('the mail is shown as text, and its bytes on request; J steps on, Escape closes it', async () => {
  const { user } = await openSent([
    { state: 'sent', subject: 'Waiting' },
    { state: 'sent', subject: 'Another' },
  ]);
  await user.keyboard('j');
  const detail = await screen.findByRole('article', { name: 'Waiting' });
  expect(await within(detail).findByText('Hi Dana, <b>bold</b> words.')).toBeTruthy();
  await user.click(within(detail).getByRole('radio', { name: 'Raw' }));
  expect(detail.querySelector('pre')?.textContent).toBe(MAIL);
  await user.keyboard('j');
  expect(await screen.findByRole('article', { name: 'Another' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
});

test('a held message can be sent now', async () => {
  const { main, user } = await openSent([{ state: 'held', subject: 'Held', sentAtMs: null }]);
  await user.keyboard('j');
  const detail = await screen.findByRole('article', { name: 'Held' });
  await user.click(within(detail).getByRole('button', { name: 'Send now' }));
  expect(main.calledWith('send.now')).toEqual([{ sendId: 'send-0' }]);
});

test('an uncertain message asks its one question and offers no way to transmit it again', async () => {
  const { main, user } = await openSent([{ state: 'uncertain', subject: 'Unclear', sentAtMs: null }]);
  await user.keyboard('j');
  const detail = await screen.findByRole('article', { name: 'Unclear' });
  expect(within(detail).queryByRole('button', { name: 'Send now' })).toBeNull();
  await user.click(within(detail).getByRole('button', { name: 'It arrived' }));
  expect(main.calledWith('send.resolve')).toEqual([{ sendId: 'send-0', answer: 'arrived' }]);
});

test('findings are shown with what was seen and what would clear them', async () => {
  const { user } = await openSent([
    {
      state: 'refused',
      subject: 'Refused',
      sentAtMs: null,
      findings: [
        {
          code: 'mailbox-day',
          answer: 'refuse',
          evidence: '40 of 40 taken',
          clears: 'Tomorrow',
          clearsAtMs: null,
          target: null,
          unknown: false,
        },
      ],
    },
  ]);
  await user.keyboard('j');
  const detail = await screen.findByRole('article', { name: 'Refused' });
  expect(within(detail).getByText('Mailbox day.')).toBeTruthy();
  expect(within(detail).getByText('Tomorrow')).toBeTruthy();
});
