/** What a toast offers, by how the decision and its send stand. */
import { expect, test, vi } from 'vitest';
import type { Notice } from '../../../renderer/commands/notify.ts';
import { toastOf, withoutRepeats } from '../../../renderer/app/notice-toasts.ts';
import type { Send } from '../../../shared/domain/send.ts';
import { NOW_MS, sampleSend } from '../store/sample.ts';

const SEND = sampleSend({ state: 'held', releaseAtMs: NOW_MS + 12_000 });
const APPROVED: Notice = {
  id: 'd1',
  kind: 'decided',
  text: 'Countersigned.',
  sendId: SEND.id,
  untilMs: NOW_MS + 12_000,
};

function acts() {
  return { undo: vi.fn(), sendNow: vi.fn(), openMail: vi.fn() };
}
function toast(notice: Notice, send: Send | null, more: { readonly isNewest?: boolean; readonly nowMs?: number } = {}) {
  const done = acts();
  const made = toastOf(notice, {
    send,
    isNewest: more.isNewest ?? true,
    undoMs: 20_000,
    nowMs: more.nowMs ?? NOW_MS,
    acts: done,
  });
  return {
    made,
    done,
    labels: made.actions?.map(({ label, keys }) => (keys === undefined ? label : `${label} [${keys}]`)) ?? [],
  };
}

test('inside the undo window it offers undo and send now with their keys, counts down and stays', () => {
  const { made, done, labels } = toast(APPROVED, SEND);
  expect(labels).toEqual(['Undo [z]', 'Send now [s]']);
  expect(made).toMatchObject({
    staysMs: null,
    countdown: { toMs: NOW_MS + 12_000 },
    detail: 'countersigned, leaves in 12 s',
  });
  made.actions?.[0]?.onPress();
  made.actions?.[1]?.onPress();
  expect(done.undo).toHaveBeenCalledOnce();
  expect(done.sendNow).toHaveBeenCalledWith(SEND.id);
});

test('an older decision’s toast can’t offer undo, which takes back only the last one', () => {
  expect(toast(APPROVED, SEND, { isNewest: false }).labels).toEqual(['Send now']);
});

test('a decision without a message offers undo alone', () => {
  const rejected: Notice = { id: 'd2', kind: 'decided', text: 'Rejected.', untilMs: NOW_MS + 9_000 };
  expect(toast(rejected, null).labels).toEqual(['Undo [z]']);
});

test('an older decision without a message has nothing left to offer and goes by itself', () => {
  const rejected: Notice = { id: 'd2', kind: 'decided', text: 'Rejected.', untilMs: NOW_MS + 9_000 };
  const { made, labels } = toast(rejected, null, { isNewest: false });
  expect(labels).toEqual([]);
  expect(made.countdown).toBeUndefined();
  expect(made.staysMs).toBeGreaterThan(0);
});

test('once the window is over it says how the send stands and waits for its end', () => {
  const leaving = toast(APPROVED, sampleSend({ state: 'transmitting', sentAtMs: null }), { nowMs: NOW_MS + 13_000 });
  expect(leaving.made.staysMs).toBeNull();
  expect(leaving.labels).toEqual(['Show']);
});

test('a sent message’s toast opens the mail', () => {
  const sent = toast(APPROVED, sampleSend({ state: 'sent', sentAtMs: NOW_MS + 13_000 }), { nowMs: NOW_MS + 14_000 });
  expect(sent.labels).toEqual(['Open the mail']);
  expect(sent.made).toMatchObject({ tone: 'supported' });
  sent.made.actions?.[0]?.onPress();
  expect(sent.done.openMail).toHaveBeenCalledWith('d1', SEND.id);
});

test('sending it early ends the offer to undo at once', () => {
  expect(toast(APPROVED, sampleSend({ state: 'released', sentAtMs: null })).labels).toEqual(['Show']);
});

test('what a decision’s own toast tells is not told twice', () => {
  const early: Notice = { id: SEND.id, kind: 'info', text: 'On its way now.', sendId: SEND.id };
  const refused: Notice = { id: 'x', kind: 'blocked', text: 'Not sent early.', sendId: SEND.id };
  expect(withoutRepeats([APPROVED, early, refused])).toEqual([APPROVED, refused]);
  expect(withoutRepeats([early])).toEqual([early]);
});
