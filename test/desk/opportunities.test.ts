/** Opportunities at the whole desk: columns and counts, a move and an opening that reach the CRM or are taken back, and who is refused. */
import { expect, test, vi } from 'vitest';
import type { CallResult, ChannelName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { OpportunityStage } from '../../shared/domain/opportunity.ts';
import { demo } from '../sync/parts.ts';
import { openTestDesk, OTHERS, SAM, type TestDesk, UNDO_MS } from './parts.ts';

vi.setConfig({ testTimeout: 60_000 });

function valueOf<C extends ChannelName>(result: CallResult<C>): ResponseOf<C> {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const asker =
  (one: TestDesk) =>
  async <C extends ChannelName>(channel: C, request: RequestOf<C>) =>
    valueOf(await one.call(channel, request));
type Ask = ReturnType<typeof asker>;

const EVERY = { search: '', onlyMine: false, tiers: [], segments: [] };
const columnOf = (ask: Ask, stage: OpportunityStage, asked: Partial<RequestOf<'board.opportunities'>> = {}) =>
  ask('board.opportunities', { stage, ...EVERY, after: null, limit: 200, ...asked });

async function firstOf(ask: Ask, stage: OpportunityStage) {
  const [first] = (await columnOf(ask, stage)).opportunities;
  if (first === undefined) throw new Error(`nothing stands in ${stage}`);
  return first;
}
const idsIn = async (ask: Ask, stage: OpportunityStage) =>
  (await columnOf(ask, stage)).opportunities.map(({ opportunity }) => opportunity.id);

/** A lead of Sam's with its meeting set. */
async function withMeeting(ask: Ask) {
  const { leads } = await ask('board.column', { stage: 'new', ...EVERY, after: null, limit: 1 });
  const contactId = leads[0]?.contact.id ?? '';
  const move = { contactId, from: 'new', to: 'meeting-set', reason: '', nextStepAtMs: null } as const;
  expect(await ask('board.move', move)).toMatchObject({ kind: 'moved' });
  return contactId;
}

const kindsOf = async (ask: Ask, contactId: string) =>
  (await ask('trust-log.page', { filter: { contactId }, beforeSeq: null, limit: 20 })).lines.map(
    ({ event }) => event.subject.kind ?? event.subject.was,
  );

test('each column counts and pages an SDR’s own, the longest there first, narrowed as the leads are', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const mine = demo.opportunities.filter(({ ownerId }) => ownerId === SAM.id);
  let all = 0;
  for (const stage of OpportunityStage.options) {
    const { opportunities, count } = await columnOf(ask, stage);
    const expected = mine
      .filter(({ standing }) => standing.stage === stage)
      .sort((a, b) => (a.standing.sinceAtMs ?? 0) - (b.standing.sinceAtMs ?? 0));
    expect(opportunities.map(({ opportunity }) => opportunity)).toEqual(expected);
    expect(count).toBe(expected.length);
    all += count;
  }
  expect(all).toBe(mine.length);
  const [first, second] = (await columnOf(ask, 'evaluation')).opportunities;
  const { next } = await columnOf(ask, 'evaluation', { limit: 1 });
  expect((await columnOf(ask, 'evaluation', { limit: 1, after: next })).opportunities).toEqual([second]);
  const search = first?.account.name ?? '';
  expect((await columnOf(ask, 'evaluation', { search })).opportunities).toEqual([first]);

  const { tiers, segments } = await ask('board.choices', EVERY);
  const counted = async (asked: Partial<RequestOf<'board.opportunities'>>) => {
    let count = 0;
    for (const stage of OpportunityStage.options) count += (await columnOf(ask, stage, asked)).count;
    return count;
  };
  for (const { tier, opportunities } of tiers) expect(await counted({ tiers: [tier] })).toBe(opportunities);
  for (const { segmentId, opportunities } of segments)
    expect(await counted({ segments: [segmentId] })).toBe(opportunities);
  expect(tiers.reduce((sum, { opportunities }) => sum + opportunities, 0)).toBe(all);
  await one.close();
});

test('a move stands at once, reaches the CRM after its undo window with why, and is in the trust log', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const { opportunity } = await firstOf(ask, 'negotiation');
  const move = { opportunityId: opportunity.id, from: 'negotiation', to: 'closed-lost' } as const;
  expect(await ask('board.move-opportunity', { ...move, reason: '' })).toMatchObject({
    kind: 'no',
    because: 'Say why it was lost.',
  });
  const moved = await ask('board.move-opportunity', { ...move, reason: 'Budget went elsewhere' });
  const standing = { stage: 'closed-lost', sinceAtMs: one.clock.nowMs(), because: 'Sam Okafor: Budget went elsewhere' };
  expect(moved).toMatchObject({ kind: 'moved', opportunity: { id: opportunity.id, standing } });
  await ask('sync.run', {});
  // Before the window's end the CRM's own word does not take it back.
  expect(await idsIn(ask, 'closed-lost')).toContain(opportunity.id);
  expect(await kindsOf(ask, opportunity.contactId)).toContain('opportunity-moved');
  await one.later(UNDO_MS + 1_000);
  await one.until('the CRM has the stage', async () => (await one.status()).crm.waitingWrites === 0);
  await one.close();
  const again = await openTestDesk({ home: one.home, clock: one.clock });
  const askAgain = asker(again);
  await askAgain('sync.run', {});
  const there = (await columnOf(askAgain, 'closed-lost')).opportunities.find(
    (each) => each.opportunity.id === move.opportunityId,
  );
  expect(there?.opportunity).toEqual({ ...opportunity, standing });
  await again.close();
});

test('taken back inside its window it never was: it stands since when it stood, and nothing reaches the CRM', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const { opportunity } = await firstOf(ask, 'evaluation');
  const moved = await ask('board.move-opportunity', {
    opportunityId: opportunity.id,
    from: 'evaluation',
    to: 'closed-won',
    reason: '',
  });
  if (moved.kind === 'no') throw new Error(moved.because);
  expect(await ask('board.undo', { moveId: moved.moveId })).toEqual({ kind: 'ok' });
  expect((await firstOf(ask, 'evaluation')).opportunity).toEqual(opportunity);
  expect((await ask('desk.status', {})).crm.waitingWrites).toBe(0);
  expect(await ask('board.undo', { moveId: moved.moveId })).toMatchObject({ kind: 'no' });
  await ask('sync.run', {});
  expect((await firstOf(ask, 'evaluation')).opportunity).toEqual(opportunity);
  await one.close();
});

test('one is opened for a lead whose meeting is set, once, and the CRM gets it; the lead stays where it stands', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const contactId = await withMeeting(ask);
  const opened = await ask('board.open-opportunity', { contactId });
  if (opened.kind === 'no') throw new Error(opened.because);
  expect(opened.opportunity).toMatchObject({
    contactId,
    ownerId: SAM.id,
    standing: { stage: 'discovery-scheduled', sinceAtMs: one.clock.nowMs(), because: '' },
  });
  expect(await idsIn(ask, 'discovery-scheduled')).toContain(opened.opportunity.id);
  expect((await ask('board.column', { stage: 'meeting-set', ...EVERY, after: null, limit: 9 })).count).toBe(1);
  expect(await ask('board.open-opportunity', { contactId })).toMatchObject({
    kind: 'no',
    because: 'They have an open opportunity already, in Discovery scheduled.',
  });
  expect(await kindsOf(ask, contactId)).toContain('opportunity-opened');
  await one.later(UNDO_MS + 1_000);
  await one.until('the CRM has it', async () => (await one.status()).crm.waitingWrites === 0);
  await one.close();
  const again = await openTestDesk({ home: one.home, clock: one.clock });
  await asker(again)('sync.run', {});
  expect(await idsIn(asker(again), 'discovery-scheduled')).toContain(opened.opportunity.id);
  await again.close();
});

test('an opening that is taken back leaves nothing behind, and one that was moved meanwhile is not taken back', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const contactId = await withMeeting(ask);
  const first = await ask('board.open-opportunity', { contactId });
  if (first.kind === 'no') throw new Error(first.because);
  expect(await ask('board.undo', { moveId: first.moveId })).toEqual({ kind: 'ok' });
  expect(await idsIn(ask, 'discovery-scheduled')).not.toContain(first.opportunity.id);

  const second = await ask('board.open-opportunity', { contactId });
  if (second.kind === 'no') throw new Error(second.because);
  const opportunityId = second.opportunity.id;
  const move = { opportunityId, from: 'discovery-scheduled', to: 'evaluation', reason: '' } as const;
  expect(await ask('board.move-opportunity', move)).toMatchObject({ kind: 'moved' });
  expect(await ask('board.undo', { moveId: second.moveId })).toMatchObject({
    kind: 'no',
    because: 'Somebody moved this opportunity meanwhile.',
  });
  expect(await idsIn(ask, 'evaluation')).toContain(opportunityId);
  await one.close();
});

test('nobody moves what is somebody else’s, what was moved meanwhile, or what is gone; a lead may move their team’s', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const others = demo.opportunities.find(
    ({ ownerId, standing }) => ownerId !== SAM.id && standing.stage === 'evaluation',
  )!;
  const move = { opportunityId: others.id, from: 'evaluation', to: 'negotiation', reason: '' } as const;
  const no = (because: string) => ({ kind: 'no', because: expect.stringContaining(because) as string });
  expect(await ask('board.move-opportunity', move)).toEqual(no('with somebody else'));
  expect(await ask('board.move-opportunity', { ...move, opportunityId: 'opp-nobody' })).toEqual(no('no such'));
  const { opportunity } = await firstOf(ask, 'evaluation');
  const mine = { ...move, opportunityId: opportunity.id };
  expect(await ask('board.move-opportunity', { ...mine, from: 'negotiation' })).toEqual(no('look again'));
  const { leads } = await ask('board.column', { stage: 'new', ...EVERY, after: null, limit: 1 });
  const contactId = leads[0]?.contact.id ?? '';
  expect(await ask('board.open-opportunity', { contactId })).toEqual(no('for a lead in Meeting set'));
  const refused = async () =>
    (await ask('trust-log.page', { filter: { kind: 'write-refused' }, beforeSeq: null, limit: 9 })).lines;
  expect((await refused()).map(({ event }) => event.subject.write)).toEqual(['opportunity']);

  const lead = OTHERS.find(({ role }) => role === 'lead')!;
  await ask('person.switch', { personId: lead.id });
  expect(await ask('board.move-opportunity', move)).toMatchObject({ kind: 'moved' });
  await one.close();
});
