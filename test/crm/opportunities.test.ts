/** Opportunities in the workspace: moved and opened once, changed behind its back, and in a file from before there were any. */
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../electron/crm/embedded/open-workspace.ts';
import type { Connector, PushOp } from '../../electron/ports/connector.ts';
import type { AccountId, ContactId, PersonId } from '../../shared/domain/ids.ts';
import type { Opportunity } from '../../shared/domain/opportunity.ts';
import { demoWorkspace, MIRA, NOW_MS, random, SAM, standingClock } from './parts.ts';
import { byHand, firstPackage, one, opBase, pullAll } from './workspace-parts.ts';

describe('an opportunity', () => {
  const all = async (connector: Connector, from: string | null = null) => pullAll(connector, 'opportunity', from, 100);
  const first = async (connector: Connector): Promise<Opportunity> => {
    const body = (await connector.pull('opportunity', null, 1)).items[0]?.body;
    if (!body) throw new Error('no opportunity');
    return body;
  };
  const standing = { stage: 'negotiation', sinceAtMs: NOW_MS, because: 'Terms are with their lawyer' } as const;

  test('is moved with since when and why, keeps everything else, and comes with the next pull', async () => {
    const { workspace } = await demoWorkspace();
    const { cursor } = await all(workspace);
    const before = await first(workspace);
    const op: PushOp = { ...opBase(), kind: 'opportunity-stage', opportunityId: before.id, standing };
    expect((await one(workspace, op))?.kind).toBe('ok');
    expect((await one(workspace, op))?.kind).toBe('unchanged');
    expect((await all(workspace, cursor)).items).toEqual([
      { kind: 'opportunity', id: before.id, body: { ...before, standing } },
    ]);
    const nowhere = { ...op, ...opBase(), opportunityId: 'opp-nobody' as Opportunity['id'] };
    expect((await one(workspace, nowhere))?.kind).toBe('gone');
    const wrong = { ...op, ...opBase(), standing: { ...standing, stage: 'new' as 'evaluation' } };
    expect((await one(workspace, wrong))?.kind).toBe('invalid');
  });

  test('is opened once, for a contact that is there, with an owner who is on the team', async () => {
    const { workspace } = await demoWorkspace();
    const { cursor } = await all(workspace);
    const known = await first(workspace);
    const opportunity: Opportunity = { ...known, id: 'opp-new' as Opportunity['id'], amount: null, closesOn: null };
    const open = (change: Partial<Opportunity> = {}): PushOp => ({
      ...opBase(),
      kind: 'opportunity',
      opportunity: { ...opportunity, ...change },
    });
    expect((await one(workspace, open()))?.kind).toBe('ok');
    expect((await all(workspace, cursor)).items).toEqual([{ kind: 'opportunity', id: 'opp-new', body: opportunity }]);
    expect((await one(workspace, open({ ownerId: MIRA })))?.kind).toBe('conflict');
    const other = { id: 'opp-other' as Opportunity['id'] };
    expect((await one(workspace, open({ ...other, contactId: 'con-nobody' as ContactId })))?.kind).toBe('gone');
    expect((await one(workspace, open({ ...other, accountId: 'acc-other' as AccountId })))?.kind).toBe('invalid');
    expect((await one(workspace, open({ ...other, ownerId: 'person-stranger' as PersonId })))?.kind).toBe('invalid');
    expect((await one(workspace, open({ ...other, closesOn: 'soon' })))?.kind).toBe('invalid');
    expect((await all(workspace, cursor)).items.map(({ id }) => id)).toEqual(['opp-new']);
  });

  test('whose stage alone another SQL client changes comes with nothing said of the stage before', async () => {
    const { workspace, path } = await demoWorkspace();
    const { cursor, items } = await all(workspace);
    const lost = items.find(({ body }) => body?.standing.stage === 'closed-lost');
    expect(lost?.body?.standing).toMatchObject({ sinceAtMs: expect.any(Number) as number, because: /./u });
    byHand(path, `UPDATE opportunities SET stage = 'evaluation' WHERE id = '${lost?.id ?? ''}'`);
    const after = (await all(workspace, cursor)).items;
    expect(after.map(({ body }) => body?.standing)).toEqual([{ stage: 'evaluation', sinceAtMs: null, because: '' }]);
    byHand(path, `UPDATE opportunities SET stage = 'negotiation', stage_since_ms = 5 WHERE id = '${lost?.id ?? ''}'`);
    const again = (await all(workspace, cursor)).items;
    expect(again.map(({ body }) => body?.standing)).toEqual([{ stage: 'negotiation', sinceAtMs: 5, because: '' }]);
  });

  test('that can’t be read is reported with its field and stops nothing', async () => {
    const { workspace, path } = await demoWorkspace();
    const { id } = await first(workspace);
    byHand(path, `UPDATE opportunities SET closes_on = 'next spring' WHERE id = '${id}'`);
    const page = await workspace.pull('opportunity', null, 100);
    expect(page.unreadable).toMatchObject([{ kind: 'opportunity', id, field: 'closesOn' }]);
    expect(page.items.length).toBeGreaterThan(5);
  });
});

test('a workspace of the format before opportunities opens, keeps what it held, and takes them from then on', async () => {
  const { workspace: today, path } = await demoWorkspace();
  const pkg = await firstPackage(today);
  const contacts = (await pullAll(today, 'contact', null)).items.length;
  byHand(path, 'DROP TABLE opportunities; PRAGMA user_version = 4');
  const workspace = openWorkspace({ path, clock: standingClock(), random, signedInAs: null });
  expect((await pullAll(workspace, 'contact', null)).items).toHaveLength(contacts);
  expect(await firstPackage(workspace)).toEqual(pkg);
  expect(await workspace.pull('opportunity', null, 10)).toMatchObject({ items: [], more: false });
  const opportunity: Opportunity = {
    id: 'opp-first' as Opportunity['id'],
    accountId: pkg.account.id,
    contactId: pkg.contact.id,
    ownerId: SAM,
    standing: { stage: 'discovery-scheduled', sinceAtMs: NOW_MS, because: '' },
    amount: { value: 12_500.5, currency: 'GBP' },
    closesOn: '2026-12-18',
  };
  expect((await one(workspace, { ...opBase(), kind: 'opportunity', opportunity }))?.kind).toBe('ok');
  expect((await pullAll(workspace, 'opportunity', null)).items).toEqual([
    { kind: 'opportunity', id: opportunity.id, body: opportunity },
  ]);
  await workspace.close();
});
