/** Replies in the store: which are hot and open, newest first, searched, and as quick with ten thousand of them. */
import { act, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useQueueCounts } from '../../../renderer/store/queries.ts';
import { readReplies } from '../../../renderer/store/reply-list.ts';
import { useReplies, useReply, useReplyAnsweredBy } from '../../../renderer/store/reply-queries.ts';
import { replyRow } from '../../../renderer/store/reply-rows.ts';
import { repliesKey } from '../../../renderer/store/counters.ts';
import { Decision } from '../../../shared/domain/decision.ts';
import type { MailboxId, PackageId, PersonId, ReplyId } from '../../../shared/domain/ids.ts';
import { openPage } from '../commands/page.ts';
import { escalationOf, sampleReading, sampleReply } from '../replies/reply-sample.ts';
import { cleanDatabases, openDb } from './databases.ts';
import { NOW_MS, sampleEscalation, samplePackage, sampleSend } from './sample.ts';

cleanDatabases();
const SAM = 'sam' as PersonId;
const MAILBOX = 'sam-mailbox' as MailboxId;
const HOUR_MS = 3_600_000;
const rendered: { unmount(): void }[] = [];
afterEach(() => {
  for (const one of rendered.splice(0)) one.unmount();
});

/** Renders a hook; the answer is its last value. */
function watch<T>(hook: () => T): () => T | undefined {
  let last: T | undefined;
  function Probe() {
    last = hook();
    return null;
  }
  rendered.push(render(<Probe />));
  return () => last;
}

test('a positive reply is hot until somebody has accepted it, whatever the agent did meanwhile', async () => {
  const page = await openPage([]);
  const counts = watch(() => useQueueCounts(SAM));
  const hot = () => counts()?.['hot-replies'];
  page.main.put('reply', 'r1', sampleReply());
  await act(() => page.catchUp());
  await expect.poll(hot).toBe(1);
  const handed = sampleReply({ state: 'escalated', escalationId: 'e1' });
  page.main.put('reply', 'r1', handed);
  page.main.put('escalation', 'e1', escalationOf(handed));
  await act(() => page.catchUp());
  await expect.poll(() => counts()?.escalations).toBe(1);
  expect(hot()).toBe(1);
  // Only the escalation changes: the reply follows it.
  page.main.put('escalation', 'e1', { ...escalationOf(handed), state: 'accepted' });
  await act(() => page.catchUp());
  await expect.poll(hot).toBe(0);
  page.main.put('escalation', 'e1', { ...escalationOf(handed), state: 'declined', declinedBecause: 'Scheduling only' });
  await act(() => page.catchUp());
  await expect.poll(hot).toBe(1);
  page.main.put('reply', 'r1', { ...handed, state: 'closed' });
  await act(() => page.catchUp());
  await expect.poll(() => [hot(), counts()?.replies]).toEqual([0, 0]);
});

test.each([
  ['new', 'positive', null, 1, 1],
  ['new', 'objection', null, 1, 0],
  ['new', 'objection', 'positive', 1, 1],
  ['new', 'positive', 'not-now', 1, 0],
  ['handled', 'positive', null, 0, 1],
  ['drafted', 'positive', null, 1, 1],
  ['closed', 'positive', null, 0, 0],
  ['escalated', 'positive', null, 1, 0],
] as const)('a %s reply read as %s and labelled %s: open %i, hot %i', (state, read, label, open, hot) => {
  const row = replyRow(
    sampleReply({
      state,
      reading: sampleReading('', [], { class: read }),
      labelled: label === null ? null : { class: label, byPersonId: 'sam', atMs: NOW_MS },
    }),
    undefined,
  );
  expect([row.open, row.hot]).toEqual([open, hot]);
});

test('the list is newest first under every filter, and only of this mailbox', async () => {
  const page = await openPage([]);
  const text = 'No budget this year.';
  for (const [at, id] of ['old', 'new', 'mid'].entries()) {
    page.main.put(
      'reply',
      id,
      sampleReply({
        id,
        atMs: NOW_MS - [9, 1, 5][at]! * HOUR_MS,
        text,
        reading: sampleReading(text, ['No budget'], { class: 'objection' }),
      }),
    );
  }
  page.main.put('reply', 'closed', sampleReply({ id: 'closed', atMs: NOW_MS, state: 'closed' }));
  page.main.put('reply', 'kim', sampleReply({ id: 'kim', mailboxId: 'kim-mailbox' }));
  await page.catchUp();
  const ids = async (...[filter, search, limit]: [Parameters<typeof readReplies>[2], string?, number?]) => {
    const { rows, total } = await readReplies(page.db, MAILBOX, filter, search ?? '', limit ?? 10);
    return [...rows.map(({ id }) => String(id)), total];
  };
  expect(await ids('open')).toEqual(['new', 'mid', 'old', 3]);
  expect(await ids('all')).toEqual(['closed', 'new', 'mid', 'old', 4]);
  expect(await ids('objection', '', 2)).toEqual(['new', 'mid', 3]);
  expect(await ids('hot')).toEqual([0]);
  expect(await ids('all', 'BUDGET reyes')).toEqual(['new', 'mid', 'old', 3]);
  expect(await ids('all', 'budget nobody')).toEqual([0]);
  const live = watch(() => useReplies(SAM, 'open', '', 10));
  await expect.poll(() => live()?.rows.length).toBe(3);
  page.main.put('reply', 'mid', null);
  await act(() => page.catchUp());
  await expect.poll(() => live()?.rows.map(({ id }) => id)).toEqual(['new', 'old']);
});

test('a reply is shown with all that was said, each message once, from wherever the desk knows it', async () => {
  const page = await openPage([{}]);
  const { body } = samplePackage().draft ?? { body: '' };
  page.main.put('decision', 'd1', {
    decision: Decision.parse({
      id: 'd1',
      packageId: 'p1',
      packageRevision: 1,
      personId: 'sam',
      atMs: NOW_MS - 50 * HOUR_MS,
      openedAtMs: NOW_MS - 50 * HOUR_MS,
      activeMs: 1_000,
      kind: 'approve',
      message: {
        to: 'dana.p1@northwind.example',
        from: 'sam@ourco.example',
        subject: 'Waiting',
        text: `${body}\n\nfooter`,
      },
      body,
      editClass: 'unedited',
      seen: [],
      attested: [],
    }),
    undoUntilMs: NOW_MS,
    state: 'settled',
  });
  page.main.put(
    'send',
    's1',
    sampleSend({ id: 's1', state: 'sent', sentAtMs: NOW_MS - 49 * HOUR_MS, messageId: '<m1@ourco.example>' }),
  );
  const reply = sampleReply({
    sendId: 's1',
    packageId: 'p1',
    state: 'escalated',
    escalationId: 'e1',
    draftPackageId: 'p1',
  });
  page.main.put('reply', 'r1', reply);
  await page.catchUp();
  const shown = watch(() => useReply('r1' as ReplyId));
  await expect.poll(() => shown()?.thread.map(({ text }) => text)).toEqual([body]);
  // The escalation knows the same message, with its ID written barely, and the reply itself.
  const escalation = escalationOf(reply);
  page.main.put('escalation', 'e1', {
    ...escalation,
    context: {
      ...escalation.context!,
      conversation: [
        {
          messageId: 'm1@ourco.example',
          direction: 'outbound',
          from: 'sam@ourco.example',
          atMs: NOW_MS - 48 * HOUR_MS,
          subject: 'Waiting',
          text: 'as the mailbox has it',
        },
        {
          messageId: reply.messageId,
          direction: 'inbound',
          from: reply.from,
          atMs: reply.atMs,
          subject: reply.subject,
          text: reply.text,
        },
        {
          messageId: null,
          direction: 'inbound',
          from: reply.from,
          atMs: NOW_MS - 30 * HOUR_MS,
          subject: 'Out',
          text: 'I am away.',
        },
      ],
    },
  });
  await act(() => page.catchUp());
  await expect.poll(() => shown()?.thread.map(({ text }) => text)).toEqual(['I am away.', 'as the mailbox has it']);
  expect(shown()).toMatchObject({ hasDraft: true, escalation: { id: 'e1' } });
  const answered = watch(() => useReplyAnsweredBy('p1' as PackageId));
  await expect.poll(() => answered()?.id).toBe('r1');
});

test('an escalation that answers no package is listed and counted like any other', async () => {
  const page = await openPage([]);
  page.main.put('escalation', 'e1', { ...sampleEscalation('e1'), packageId: null });
  await page.catchUp();
  const counts = watch(() => useQueueCounts(SAM));
  await expect.poll(() => counts()?.escalations).toBe(1);
});

test(
  'ten thousand replies: a page of the list and a search through all of them stay quick',
  { timeout: 60_000 },
  async () => {
    const db = openDb();
    const rows = Array.from({ length: 10_000 }, (_, at) =>
      replyRow(
        sampleReply({
          id: `r${at}`,
          atMs: NOW_MS - at * 60_000,
          subject: at % 100 === 0 ? 'Re: rare words' : 'Re: Waiting between steps',
          contactName: `Dana Reyes ${at}`,
        }),
        undefined,
      ),
    );
    await db.relaxed.replyRows.bulkPut(rows);
    await db.relaxed.counters.put({ key: repliesKey(MAILBOX, 'open'), count: rows.length });
    const timed = async (search: string) => {
      const times: number[] = [];
      let answer = await readReplies(db, MAILBOX, 'open', search, 200);
      for (let round = 0; round < 5; round += 1) {
        const startedAtMs = performance.now();
        answer = await readReplies(db, MAILBOX, 'open', search, 200);
        times.push(performance.now() - startedAtMs);
      }
      return { answer, medianMs: times.toSorted((a, b) => a - b)[2] ?? Infinity };
    };
    const page = await timed('');
    const search = await timed('rare words');
    expect(page.answer).toMatchObject({ total: 10_000 });
    expect(page.answer.rows.map(({ id }) => String(id)).slice(0, 3)).toEqual(['r0', 'r1', 'r2']);
    expect(search.answer).toMatchObject({ total: 100 });
    // Some ten times what they take here: a list that is walked or sorted instead of read by its index takes longer.
    expect(page.medianMs).toBeLessThan(100);
    expect(search.medianMs).toBeLessThan(1_500);
  },
);
