/** What is told outside the window: once, in time, and never a word of the mail. */
import { expect, test } from 'vitest';
import { noticesDue, NEAR_END_MS } from '../../../renderer/commands/tell-on-desktop.ts';
import { replyRow } from '../../../renderer/store/reply-rows.ts';
import { NOW_MS } from '../store/sample.ts';
import { escalationOf, POSITIVE_TEXT, sampleReply } from './reply-sample.ts';

const NONE = new Set<string>();
const hot = (minutesAgo: number) => replyRow(sampleReply({ atMs: NOW_MS - minutesAgo * 60_000 }), undefined);
const due = (inMs: number) => escalationOf(sampleReply({ escalationId: 'e1' }), { dueAtMs: NOW_MS + inMs });

test('a hot reply that just came is told by name, without its text, subject or address', () => {
  const [notice, ...others] = noticesDue([hot(2)], [], NONE, NOW_MS);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ title: 'Hot reply', body: 'Dana Reyes, Northwind', about: { replyId: 'r1' } });
  const words = JSON.stringify(notice);
  for (const secret of [...POSITIVE_TEXT.split(/\s+/u).filter((word) => word.length > 5), 'Waiting', '@'])
    expect(words, secret).not.toContain(secret);
});

test('what was told is not told again, and what a first sync brings is not news', () => {
  expect(noticesDue([hot(2)], [], new Set(['hot-r1']), NOW_MS)).toEqual([]);
  expect(noticesDue([hot(45)], [], NONE, NOW_MS)).toEqual([]);
});

test.each([
  ['with time left', NEAR_END_MS + 1, []],
  ['near its end', NEAR_END_MS - 1, ['Escalation: 20 min left']],
  ['in its last minute', 30_000, ['Escalation: 1 min left']],
  ['over', -1, []],
])('an escalation %s', (_, inMs, titles) => {
  expect(noticesDue([], [due(inMs)], NONE, NOW_MS).map(({ title }) => title)).toEqual(titles);
});
