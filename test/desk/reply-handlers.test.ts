/** A person takes a reply over, labels it, is done with it: in the ledger at once, and in the feed. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeReplyHandlers } from '../../electron/desk/reply-handlers.ts';
import { EscalationId, ReplyId } from '../../shared/domain/ids.ts';
import { Reply } from '../../shared/domain/reply.ts';
import { seededRandom } from '../ledger/fixtures.ts';
import { person } from '../policy/sample.ts';
import { openParts, packageNumber, smtpTo, type Parts } from '../send/desk-parts.ts';

const replyId = ReplyId.parse('reply-1');
let desk: Parts;
let reply: Reply;
let handlers: ReturnType<typeof makeReplyHandlers>;
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
  handlers = makeReplyHandlers({ clock: desk.clock, random: seededRandom(), person: () => person, work: () => desk });
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
