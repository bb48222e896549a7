/** The board at the whole desk: who stands where, a lead moved by hand and taken back, and what the CRM, escalations and the trust log have of it. */
import { expect, test, vi } from 'vitest';
import type { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import type { SegmentId } from '../../shared/domain/ids.ts';
import { LifecycleStage as Stages } from '../../shared/domain/lifecycle-stage.ts';
import type { CallResult, ChannelName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { openTestDesk, SAM, type TestDesk, UNDO_MS } from './parts.ts';

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

const EVERY = { onlyMine: false, tiers: [], segments: [] };
const columnOf = (ask: Ask, stage: LifecycleStage, search = '') =>
  ask('board.column', { stage, search, ...EVERY, after: null, limit: 200 });

/** The first lead of the stage. */
async function firstOf(ask: Ask, stage: LifecycleStage) {
  const [lead] = (await columnOf(ask, stage)).leads;
  if (lead === undefined) throw new Error(`nobody stands in ${stage}`);
  return lead;
}

const moveOf = (
  ask: Ask,
  contactId: string,
  from: LifecycleStage,
  to: LifecycleStage,
  more: { readonly reason?: string; readonly nextStepAtMs?: number | null } = {},
) => ask('board.move', { contactId, from, to, reason: '', nextStepAtMs: null, ...more });

test('each column counts and pages its own, and a search narrows it', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  let all = 0;
  for (const stage of Stages.options) {
    const { leads, count } = await columnOf(ask, stage);
    expect(leads).toHaveLength(count);
    expect(leads.every(({ lead }) => lead.stage === stage && lead.ownerId === SAM.id)).toBe(true);
    all += count;
  }
  expect(all).toBe((await ask('leads.page', { queue: null, search: '', firstId: null, afterId: null, limit: 1 })).all);
  const { leads, count } = await columnOf(ask, 'new');
  const page = { ...EVERY, stage: 'new', search: '', onlyMine: true, limit: 2 } as const;
  const { next } = await ask('board.column', { ...page, after: null });
  const [third] = (await ask('board.column', { ...page, after: next })).leads;
  expect(third?.contact.id).toBe(leads[2]?.contact.id);
  const found = await columnOf(ask, 'new', leads[0]?.contact.name ?? '');
  expect(found.count).toBeLessThan(count);
  expect(found.leads[0]?.contact.name).toBe(leads[0]?.contact.name);
  await one.close();
});

test('a filter narrows every column and its count to what its choices say, and a lead that was moved says since when', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const counted = async (filter: { readonly tiers: (1 | 2 | 3)[]; readonly segments: SegmentId[] }) => {
    let all = 0;
    for (const stage of Stages.options) {
      const asked = { ...filter, stage, search: '', onlyMine: false, after: null, limit: 200 };
      const { leads, count } = await ask('board.column', asked);
      expect(leads).toHaveLength(count);
      for (const { account } of leads) {
        expect(filter.tiers.length === 0 || filter.tiers.includes(account.tier)).toBe(true);
        expect(filter.segments.length === 0 || filter.segments.includes(account.segmentId)).toBe(true);
      }
      all += count;
    }
    return all;
  };
  const { tiers } = await ask('board.choices', { search: '', ...EVERY });
  for (const { tier, leads } of tiers) expect(await counted({ tiers: [tier], segments: [] })).toBe(leads);
  // Everybody is of one tier: that is how the page knows of how many it shows a part.
  expect(tiers.reduce((sum, { leads }) => sum + leads, 0)).toBe(await counted({ tiers: [], segments: [] }));
  const { segments } = await ask('board.choices', { search: '', ...EVERY, tiers: [1] });
  for (const { segmentId, leads } of segments) expect(await counted({ tiers: [1], segments: [segmentId] })).toBe(leads);

  const { contact, stageSinceMs } = await firstOf(ask, 'new');
  expect(stageSinceMs).toBeNull();
  const moved = await moveOf(ask, contact.id, 'new', 'qualifying');
  if (moved.kind === 'no') throw new Error(moved.because);
  expect((await firstOf(ask, 'qualifying')).stageSinceMs).toBe(one.clock.nowMs());
  await ask('board.undo', { moveId: moved.moveId });
  expect((await firstOf(ask, 'new')).stageSinceMs).toBeNull();
  await one.close();
});

test('a move stands at once, reaches the CRM after its undo window, and is in the trust log', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const { contact } = await firstOf(ask, 'new');
  const moved = await moveOf(ask, contact.id, 'new', 'qualifying');
  expect(moved.kind).toBe('moved');
  expect((await columnOf(ask, 'qualifying')).leads.map((each) => each.contact.id)).toEqual([contact.id]);
  await ask('sync.run', {});
  // Before the window's end the CRM's own word does not take it back.
  expect((await columnOf(ask, 'qualifying')).count).toBe(1);
  const { lines } = await ask('trust-log.page', { filter: { contactId: contact.id }, beforeSeq: null, limit: 20 });
  expect(lines.map(({ event }) => event.subject.kind)).toContain('lead-moved');
  await one.later(UNDO_MS + 1_000);
  await one.until('the CRM has the stage', async () => (await one.status()).crm.waitingWrites === 0);
  await one.close();
  const again = await openTestDesk({ home: one.home, clock: one.clock });
  const askAgain = asker(again);
  await askAgain('sync.run', {});
  expect((await columnOf(askAgain, 'qualifying')).leads.map((each) => each.contact.id)).toEqual([contact.id]);
  expect((await askAgain('desk.status', {})).crm.waitingWrites).toBe(0);
  await again.close();
});

test('taken back inside its window it never was: nothing reaches the CRM, and the escalation it opened is withdrawn', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const { contact, lead } = await firstOf(ask, 'engaged');
  const moved = await moveOf(ask, contact.id, 'engaged', 'escalated', { reason: 'asks for a person' });
  if (moved.kind === 'no') throw new Error(moved.because);
  const raised = async () =>
    [...(await one.feed('escalation')).values()].find((each) => each?.note === 'asks for a person');
  expect(await raised()).toMatchObject({ state: 'open', contactName: contact.name, raisedBy: SAM.id });
  expect((await ask('board.undo', { moveId: moved.moveId })).kind).toBe('ok');
  expect(await raised()).toMatchObject({ state: 'withdrawn' });
  const back = (await columnOf(ask, 'engaged')).leads.find((each) => each.contact.id === contact.id);
  expect(back?.lead).toEqual(lead);
  expect((await ask('desk.status', {})).crm.waitingWrites).toBe(0);
  expect(await ask('board.undo', { moveId: moved.moveId })).toMatchObject({ kind: 'no' });
  await one.close();
});

test('what may not be moved is refused with the reason and stands where it stood; a second window’s view is told to look again', async () => {
  const one = await openTestDesk();
  const ask = asker(one);
  const { contact } = await firstOf(ask, 'new');
  expect(await moveOf(ask, contact.id, 'new', 'sequencing')).toMatchObject({
    kind: 'no',
    because: expect.stringContaining('package was made') as string,
  });
  expect(await moveOf(ask, contact.id, 'new', 'disqualified')).toMatchObject({ kind: 'no' });
  expect(await moveOf(ask, contact.id, 'new', 'nurture')).toMatchObject({ kind: 'no' });
  expect(await moveOf(ask, contact.id, 'scored', 'qualifying')).toMatchObject({
    kind: 'no',
    because: expect.stringContaining('look again') as string,
  });
  expect((await columnOf(ask, 'new')).leads.map((each) => each.contact.id)).toContain(contact.id);
  const day = one.clock.nowMs() + 90 * 86_400_000;
  expect(await moveOf(ask, contact.id, 'new', 'nurture', { nextStepAtMs: day })).toMatchObject({ kind: 'moved' });
  expect((await columnOf(ask, 'nurture')).leads.find((each) => each.contact.id === contact.id)?.lead.nextStepAtMs).toBe(
    day,
  );
  await one.close();
});
