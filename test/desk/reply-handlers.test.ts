/** A person takes a reply over, labels it, is done with it: in the ledger at once, and in the feed. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeReplyHandlers } from '../../electron/desk/reply-handlers.ts';
import { EscalationId, ReplyId } from '../../shared/domain/ids.ts';
import { Reply } from '../../shared/domain/reply.ts';
import type { ReplyClass } from '../../shared/domain/reply-class.ts';
import type { ReplyReading } from '../../shared/domain/reply-reading.ts';
import { seededRandom } from '../ledger/fixtures.ts';
import { person } from '../policy/sample.ts';
import { openParts, packageNumber, smtpTo, type Parts } from '../send/desk-parts.ts';

const READING: ReplyReading = {
  class: 'other',
  confidence: 0.9,
  by: 'rules',
  evidence: [],
  objection: null,
  namedTool: null,
  returnAtMs: null,
  circleBack: null,
  referral: null,
  hasLeft: false,
  asks: [],
  speaksToModels: false,
  mood: 'calm',
  people: 1,
};
const replyId = ReplyId.parse('reply-1');
let desk: Parts;
let reply: Reply;
let handlers: ReturnType<typeof makeReplyHandlers>;
/** How often replies were to be acted on. */
let looks = 0;
beforeEach(() => {
  // Nothing is sent here.
  desk = openParts({ transport: smtpTo(9) });
  const [pkg] = desk.add(packageNumber(1));
  if (pkg === undefined) throw new Error('the package was not added');
  reply = Reply.parse({
    id: replyId,
    mailboxId: person.mailbox.id,
    contactId: pkg.contact.id,
    accountId: pkg.account.id,
    packageId: pkg.id,
    sendId: null,
    messageId: '<r1@northwind.example>',
    references: [],
    from: 'Dana Reyes <dana@northwind.example>',
    people: [],
    subject: 'Re: hello',
    atMs: desk.clock.nowMs() - 60_000,
    text: 'Send times.',
    contactName: pkg.contact.name,
    accountName: pkg.account.name,
    state: 'new',
    reading: null,
    done: '',
    suspicious: null,
    labelled: null,
    escalationId: null,
    draftPackageId: null,
  });
  desk.ledger.transact(() => desk.ledger.agent.replies.put(reply));
  handlers = makeReplyHandlers({
    clock: desk.clock,
    random: seededRandom(),
    person: () => person,
    work: () => ({ ...desk, lookAtReplies: () => (looks += 1) }),
  });
  looks = 0;
});
afterEach(() => desk.discard());

const read = () => desk.ledger.agent.replies.read(replyId);
const escalation = () => {
  const id = read()?.escalationId ?? null;
  return id === null ? null : desk.ledger.decisions.readEscalation(id);
};
const takeOver = () => handlers['reply.escalate']({ replyId, note: '' });

test('taking a reply over raises an escalation with its thread and accepts it for that person', async () => {
  expect(await takeOver()).toEqual({ kind: 'ok' });
  expect(read()).toMatchObject({ state: 'escalated' });
  expect(escalation()).toMatchObject({
    state: 'accepted',
    ownerId: person.id,
    answeredAtMs: desk.clock.nowMs(),
    context: { replyId, conversation: [{ text: 'Send times.' }] },
  });
  const writes = desk.ledger.writeBacks.due(desk.clock.nowMs(), 10).map(({ write }) => write);
  expect(writes).toMatchObject([{ op: { kind: 'lifecycle', stage: 'qualifying' } }]);
  expect(await takeOver()).toEqual({ kind: 'no', because: 'A person has it already.' });
});

test.each([
  ['open', 'the one that waits is accepted', true],
  ['declined', 'another is raised', false],
] as const)('where one is %s already, %s', async (state, _, isSame) => {
  await takeOver();
  const first = escalation();
  if (first === null) throw new Error('nothing was raised');
  desk.ledger.transact(() => desk.ledger.decisions.updateEscalation({ ...first, state, answeredAtMs: null }));
  expect(await takeOver()).toEqual({ kind: 'ok' });
  expect(escalation()?.id === first.id).toBe(isSame);
  expect(escalation()?.state).toBe('accepted');
});

test('a label stands beside the reading, and a closed reply stays closed', async () => {
  expect(await handlers['reply.label']({ replyId, class: 'objection' })).toEqual({ kind: 'ok' });
  expect(read()?.labelled).toEqual({ class: 'objection', byPersonId: person.id, atMs: desk.clock.nowMs() });
  expect(await handlers['reply.close']({ replyId })).toEqual({ kind: 'ok' });
  expect(read()?.state).toBe('closed');
  const gone = ReplyId.parse('nobody');
  for (const answer of [
    handlers['reply.close']({ replyId: gone }),
    handlers['reply.escalate']({ replyId: gone, note: '' }),
  ])
    expect(await answer).toMatchObject({ kind: 'no' });
  expect(desk.ledger.decisions.readEscalation(EscalationId.parse('esc-none'))).toBeNull();
});

const put = (change: Partial<Reply>) =>
  desk.ledger.transact(() => desk.ledger.agent.replies.put({ ...reply, ...change }));
const label = (name: ReplyClass) => handlers['reply.label']({ replyId, class: name });
const listed = () =>
  desk.ledger.suppressions.matching(
    { email: 'dana@northwind.example', accountId: '', contactId: '' },
    desk.clock.nowMs(),
  );

test('another class sends a reply back to the rules; the same one, a person’s and a closed one stay where they are', async () => {
  const reading = { ...READING, class: 'not-now' as const };
  put({ state: 'handled', reading });
  await label('not-now');
  expect(read()).toMatchObject({ state: 'handled', labelled: { class: 'not-now' } });
  await label('positive');
  expect(read()).toMatchObject({ state: 'new', reading: { class: 'not-now' }, labelled: { class: 'positive' } });
  expect(looks).toBe(2);
  put({ state: 'closed', reading });
  await label('positive');
  expect(read()?.state).toBe('closed');
  put({ state: 'new', reading });
  await takeOver();
  await label('objection');
  expect(read()?.state).toBe('escalated');
});

test.each(['unsubscribe', 'complaint'] as const)(
  'the label %s suppresses who wrote at once, in that person’s name',
  async (name) => {
    put({ state: 'handled', reading: READING });
    expect(await label(name)).toEqual({ kind: 'ok' });
    expect(listed()).toMatchObject([{ reason: name, scope: 'global', by: person.id }]);
    await label('positive');
    expect(listed()).toHaveLength(1);
  },
);

test('with no address in the From line nothing is suppressed, nor labelled', async () => {
  put({ from: 'Dana Reyes', reading: READING });
  expect(await label('unsubscribe')).toMatchObject({
    kind: 'no',
    because: expect.stringContaining('no address') as string,
  });
  expect(read()?.labelled).toBeNull();
});

test('who was taken for away is awake again', async () => {
  const { contactId, packageId } = reply;
  if (contactId === null || packageId === null) throw new Error('no contact');
  desk.ledger.transact(() => {
    desk.ledger.decisions.setPackageState(packageId, 'snoozed');
    desk.ledger.decisions.snoozedUntil(packageId, desk.clock.nowMs() + 86_400_000);
  });
  put({ state: 'handled', reading: { ...READING, class: 'auto-reply' } });
  await label('positive');
  expect(desk.ledger.copies.readPackage(packageId)?.review.state).toBe('ready');
});
