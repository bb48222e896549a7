/** The whole desk with its own mailbox and the demo's prospects: an approval leaves, somebody answers, and each answer goes its way. */
import { existsSync, readdirSync, writeFileSync, renameSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { Send } from '../../shared/domain/send.ts';
import { queueRank } from '../../shared/policy/queue-order.ts';
import { demo } from '../sync/parts.ts';
import { approve, CLEAR, openTestDesk, release, SAM, sendOf, UNDO_MS, type TestDesk } from './parts.ts';

// Real files and servers on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const MINUTE = 60_000;
const minutes = (count: number): readonly number[] => Array.from({ length: count }, () => MINUTE);
const inboxOf = (one: TestDesk): string => join(one.paths.mail, 'inbox', SAM.mailbox.address);
const files = (one: TestDesk): readonly string[] =>
  existsSync(inboxOf(one)) ? readdirSync(inboxOf(one)).filter((name) => name.endsWith('.eml')) : [];
const replies = async (one: TestDesk): Promise<readonly Reply[]> =>
  [...(await one.feed('reply')).values()].filter((reply) => reply !== null);

async function leaves(one: TestDesk, pkg: HandoffPackage): Promise<Send> {
  return release(one, await approve(one, pkg), 'sent');
}

/** A mail as somebody's server would file it: whole, at once. */
function file(one: TestDesk, name: string, raw: string): void {
  mkdirSync(inboxOf(one), { recursive: true });
  writeFileSync(join(inboxOf(one), `${name}.part`), raw.replace(/\r?\n/g, '\r\n'));
  renameSync(join(inboxOf(one), `${name}.part`), join(inboxOf(one), `${name}.eml`));
}
const answer = (one: TestDesk, send: Send, text: string, id: string): void =>
  file(
    one,
    id,
    `From: ${send.to}\nTo: ${SAM.mailbox.address}\nSubject: Re: ${send.subject}\nDate: ${new Date(one.clock.nowMs()).toUTCString()}\nMessage-ID: <${id}@firm.example>\nIn-Reply-To: ${send.messageId}\n\n${text}\n`,
  );

async function replied(one: TestDesk, sendId: Send['id']): Promise<Reply> {
  let found: Reply | undefined;
  await one.until('the answer is acted on', async () => {
    found = (await replies(one)).find((reply) => reply.sendId === sendId && reply.state !== 'new');
    return found !== undefined;
  });
  if (found === undefined) throw new Error('no reply');
  return found;
}

test('a newcomer’s first approval is answered within a minute: a hot reply with its conversation, and the CRM knows', async () => {
  const one = await openTestDesk();
  const send = await leaves(one, CLEAR[0]!);
  await one.later(MINUTE);
  await one.until('the answer is filed', () => files(one).length === 1);
  const reply = await replied(one, send.id);
  expect(reply).toMatchObject({
    contactId: CLEAR[0]!.contact.id,
    from: send.to,
    state: 'escalated',
    reading: { class: 'positive' },
  });
  const raised = (await one.feed('escalation')).get(reply.escalationId!);
  expect(raised).toMatchObject({ trigger: 'positive-intent', state: 'open', ownerId: SAM.id });
  expect(raised?.context?.conversation.map(({ direction }) => direction)).toEqual(['outbound', 'inbound']);
  expect(raised?.context?.conversation[0]?.messageId).toBe(send.messageId);
  await one.until('the CRM has every write', async () => (await one.status()).crm.waitingWrites === 0);
  expect((await one.status()).crm.refusedWrites).toBe(0);
  expect((await one.status()).mailbox.inbox).toMatchObject({ state: 'ready', problem: null });
  expect(await one.call('escalation.accept', { escalationId: raised!.id })).toEqual({
    ok: true,
    value: { kind: 'ok' },
  });
  expect((await one.feed('reply')).get(reply.id)).toMatchObject({ done: `It is with ${SAM.name}.` });
  expect(one.faults).toEqual([]);
});

test('a desk that was closed before the answer came finds it after the start, once', async () => {
  const one = await openTestDesk();
  const send = await leaves(one, CLEAR[0]!);
  await one.close();
  expect(files(one)).toEqual([]);
  one.clock.set(one.clock.nowMs() + 10 * MINUTE);
  const again = await openTestDesk({ home: one.home, clock: one.clock });
  await again.later(1_000);
  const reply = await replied(again, send.id);
  await again.close();
  const third = await openTestDesk({ home: one.home, clock: one.clock });
  await third.later(MINUTE);
  expect(files(third)).toHaveLength(1);
  expect((await replies(third)).map(({ id, state }) => [id, state])).toEqual([[reply.id, 'escalated']]);
  expect((await third.feed('escalation')).size).toBe(1);
});

test('an answer that comes while the next message to them waits stops that message', async () => {
  const one = await openTestDesk();
  const [first, second] = CLEAR;
  await leaves(one, first!);
  // A follow-up of the same thread that a person approves is no longer a follow-up once they answered.
  const followUp = demo.packages.find(
    ({ pkg, kind, state }) => kind === 'follow-up' && state === 'clear' && pkg.review.ownerId === SAM.id,
  )!.pkg;
  const sendId = await approve(one, followUp);
  file(
    one,
    'early',
    `From: ${followUp.contact.email}\nTo: ${SAM.mailbox.address}\nSubject: Re: hello\nMessage-ID: <early@firm.example>\nDate: ${new Date(one.clock.nowMs()).toUTCString()}\n\nPlease call me on Thursday.\n`,
  );
  await one.until('it is kept', async () =>
    (await replies(one)).some(({ messageId }) => messageId === '<early@firm.example>'),
  );
  await one.later(UNDO_MS);
  await one.until('it is refused', async () => (await sendOf(one, sendId)).state === 'refused');
  expect((await sendOf(one, sendId)).findings.map(({ code }) => code)).toContain('thread-live');
  expect(second).toBeDefined();
});

test('an opt-out in an answer suppresses before anything else, and the reply shows it', async () => {
  const one = await openTestDesk();
  const send = await leaves(one, CLEAR[0]!);
  answer(one, send, 'Please remove me from your list.', 'out');
  const reply = await replied(one, send.id);
  expect(reply).toMatchObject({ state: 'handled', reading: { class: 'unsubscribe' } });
  expect((await one.feed('world')).get(send.packageId)?.suppressions).toMatchObject([{ reason: 'unsubscribe' }]);
});

test('over Sam’s queue a newcomer meets every kind of answer', async () => {
  const one = await openTestDesk();
  const clear = demo.packages
    .filter(
      ({ pkg, state, kind }) =>
        pkg.review.ownerId === SAM.id &&
        (kind === 'first-touch' || kind === 'follow-up') &&
        (state === 'first-in-line' || state === 'clear'),
    )
    .map(({ pkg }) => pkg)
    .sort((one, other) => queueRank(one) - queueRank(other));
  const left: Send['id'][] = [];
  for (const pkg of clear) {
    const id = await approve(one, pkg);
    await one.later(UNDO_MS);
    await one.until('it is settled', async () =>
      ['sent', 'deferred', 'refused'].includes((await sendOf(one, id)).state),
    );
    if ((await sendOf(one, id)).state !== 'refused') left.push(id);
  }
  // What the day’s slots had no room for leaves tomorrow.
  for (const waitMs of [...minutes(30), 16 * 60 * MINUTE, ...minutes(40)]) {
    await one.later(waitMs);
    await one.until('nothing is on its way', async () =>
      (await Promise.all(left.map((id) => sendOf(one, id)))).every(
        ({ state }) => !['released', 'reserved', 'transmitting'].includes(state),
      ),
    );
  }
  await one.until('all are acted on', async () => (await replies(one)).every(({ state }) => state !== 'new'));
  const all = await replies(one);
  expect([...new Set(all.map(({ reading }) => reading?.class))].sort()).toEqual(
    expect.arrayContaining([
      'auto-reply',
      'bounce',
      'complaint',
      'info-request',
      'not-me',
      'not-now',
      'objection',
      'positive',
      'unsubscribe',
    ]),
  );
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['handled', 'drafted', 'escalated']));
  expect(all.some(({ suspicious }) => suspicious !== null)).toBe(true);
  expect(all.some(({ people }) => people.length > 1)).toBe(true);

  // A drafted answer leaves in the thread, to whoever wrote, and the reply is done with.
  // Who asks for something depends on whose turn it was when their message left; what was asked may also be a person’s to answer.
  const drafted = all.find(({ state }) => state === 'drafted')!;
  const pkg = (await one.feed('package')).get(drafted.draftPackageId!)!;
  expect(pkg).toMatchObject({ messageKind: 'reply', review: { state: 'ready', queue: 'review', ownerId: SAM.id } });
  expect(pkg.contact.email).toBe(drafted.from);
  const send = await leaves(one, pkg);
  const eml = await one.call('send.eml', { sendId: send.id });
  const raw = (eml.ok ? (eml.value.raw ?? '') : '').replace(/\r?\n[ \t]+/g, ' ');
  expect(raw).toContain(`In-Reply-To: ${drafted.messageId}`);
  expect(raw).toMatch(new RegExp(`References: .*${drafted.references.at(-1)} ${drafted.messageId}`));
  await one.until('the reply is closed', async () => (await one.feed('reply')).get(drafted.id)?.state === 'closed');
  await one.until('the CRM has every write', async () => (await one.status()).crm.waitingWrites === 0);
  expect((await one.status()).crm.refusedWrites).toBe(0);
  expect(one.faults).toEqual([]);
});
