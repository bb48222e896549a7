/** What the Sent screen says of a send: every state has words, and only an accepted message is called sent. */
import { expect, test } from 'vitest';
import { SendState, type Send } from '../../../shared/domain/send.ts';
import { filterOf, sendWords } from '../../../renderer/screens/sent/send-words.ts';
import { sendSteps } from '../../../renderer/screens/sent/send-steps.ts';
import { NOW_MS, sampleSend } from '../store/sample.ts';

const finding = (
  code: 'mailbox-day' | 'suppressed' | 'world-fresh',
  answer: 'hold' | 'refuse',
  evidence: string,
): Send['findings'][number] => ({
  code,
  answer,
  evidence,
  clears: 'See the evidence.',
  clearsAtMs: null,
  target: null,
  unknown: false,
});

const cases: readonly (readonly [string, Partial<Send>, string])[] = [
  ['held counts down', { state: 'held', releaseAtMs: NOW_MS + 14_000 }, 'countersigned, leaves in 14 s'],
  ['held whose window is over', { state: 'held', releaseAtMs: NOW_MS - 1 }, 'countersigned, leaving now'],
  [
    'refused names what was seen and when',
    {
      state: 'refused',
      updatedAtMs: NOW_MS - 120_000,
      findings: [finding('suppressed', 'refuse', 'This address asked not to be written to')],
    },
    'refused 2 min ago: this address asked not to be written to',
  ],
  [
    'a name in the evidence keeps its capital',
    { state: 'refused', updatedAtMs: NOW_MS, findings: [finding('suppressed', 'refuse', 'DPO asked for it')] },
    'refused just now: DPO asked for it',
  ],
  [
    'deferred without a time',
    { state: 'deferred', clearsAtMs: null, findings: [finding('world-fresh', 'hold', 'Stale')] },
    'waiting for sync',
  ],
  [
    'uncertain says what is known',
    { state: 'uncertain', serverReply: 'connection lost' },
    'uncertain: connection lost',
  ],
];

test.each(cases)('%s', (_name, change, words) => {
  expect(sendWords(sampleSend(change), NOW_MS).long).toBe(words);
});

test('a wait for a slot says when', () => {
  const waiting = sampleSend({
    state: 'deferred',
    clearsAtMs: NOW_MS + 3_600_000,
    findings: [finding('mailbox-day', 'hold', '40 of 40 taken')],
  });
  expect(sendWords(waiting, NOW_MS).long).toMatch(/^waiting for a slot, \d\d:\d\d$/);
});

test.each(SendState.options)('%s has a shape, words, a filter and steps', (state) => {
  const send = sampleSend({ state, sentAtMs: state === 'sent' ? NOW_MS - 60_000 : null });
  const words = sendWords(send, NOW_MS);
  expect(words.short).not.toBe('');
  expect(words.long).not.toBe('');
  expect(['waiting', 'sent', 'stopped', 'uncertain']).toContain(filterOf(state));
  expect(sendSteps(send).length).toBeGreaterThan(0);
});

test.each(SendState.options.filter((state) => state !== 'sent'))('%s is never called sent', (state) => {
  const words = sendWords(sampleSend({ state, sentAtMs: null }), NOW_MS);
  expect(`${words.short} ${words.long}`).not.toMatch(/\bsent\b/i);
  expect(words.tone).not.toBe('supported');
});
