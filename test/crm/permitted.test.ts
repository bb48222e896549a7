import { describe, expect, test } from 'vitest';
import { permitted, type RefusedWrite } from '../../electron/crm/permitted.ts';
import type { PushOp } from '../../electron/ports/connector.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import type { LibraryChange } from '../../shared/domain/library-change.ts';
import { LibraryEntry } from '../../shared/domain/library-entry.ts';
import { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import type { Actor, Role } from '../../shared/domain/person.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { applyLibraryChange } from '../../shared/policy/library-change.ts';
import { demoWorkspace, NOW_MS, SAM, TOMAS } from './parts.ts';

async function door() {
  const { workspace } = await demoWorkspace();
  const refused: RefusedWrite[] = [];
  const pkg = (await workspace.pull('package', null, 1)).items[0]?.body;
  if (!pkg) throw new Error('no package');
  return { workspace, pkg, refused, connector: permitted(workspace, { onRefused: (write) => refused.push(write) }) };
}

const PEOPLE: Readonly<Record<Actor, string | null>> = {
  agent: null,
  sdr: 'person-sam',
  lead: 'person-priya',
  revops: 'person-tomas',
};
let count = 0;
const as = (actor: Actor) => {
  count += 1;
  return { opId: `door-${count}`, actor, personId: PEOPLE[actor] as PushOp['personId'] };
};

describe('the door to the CRM', () => {
  const agentMay: Readonly<Record<LifecycleStage, boolean>> = {
    new: true,
    enriched: false,
    scored: true,
    sequencing: false,
    engaged: true,
    escalated: true,
    qualifying: false,
    'meeting-set': false,
    disqualified: false,
    nurture: false,
  };

  test.each(LifecycleStage.options)(
    'the agent, of whose lead nothing more is known, moves it to %s only where the table lets it; a person always may',
    async (stage) => {
      const { connector, pkg, refused } = await door();
      const move = (actor: Actor): PushOp => ({
        ...as(actor),
        kind: 'lifecycle',
        contactId: pkg.contact.id,
        stage,
        because: 'test',
      });
      const [agent] = await connector.push([move('agent')]);
      expect(agent?.kind).toBe(agentMay[stage] ? 'ok' : 'forbidden');
      expect(refused.map((write) => write.about)).toEqual(agentMay[stage] ? [] : [pkg.contact.id]);
      const people = await connector.push([move('sdr'), move('lead'), move('revops')]);
      expect(people.map((result) => result.kind)).toEqual(['ok', 'ok', 'ok']);
    },
  );

  test('what is known of a lead lets the agent move it', async () => {
    const { workspace, pkg } = await door();
    const connector = permitted(workspace, {
      onRefused: () => undefined,
      moveFacts: () => ({ hasValidPackage: true, sequenceApproved: true }),
    });
    const [result] = await connector.push([
      { ...as('agent'), kind: 'lifecycle', contactId: pkg.contact.id, stage: 'sequencing', because: 'queued' },
    ]);
    expect(result?.kind).toBe('ok');
  });

  test('the agent can’t close its own work, and the refused write never reaches the CRM', async () => {
    const { connector, workspace, pkg, refused } = await door();
    const outcome = (actor: Actor): PushOp => ({
      ...as(actor),
      kind: 'package-outcome',
      packageId: pkg.id,
      state: 'approved',
      because: 'x',
      atMs: NOW_MS,
    });
    const results = await connector.push([
      outcome('agent'),
      { ...as('agent'), kind: 'source-tag', contactId: pkg.contact.id, tag: 'ai' },
      outcome('agent'),
    ]);
    expect(results.map((result) => result.kind)).toEqual(['forbidden', 'ok', 'forbidden']);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({
      kind: 'package-outcome',
      actor: 'agent',
      about: pkg.id,
      because: expect.stringContaining('review-outcome') as string,
    });
    const after = (await workspace.pull('package', null, 1_000)).items.find((item) => item.id === pkg.id)
      ?.body as HandoffPackage;
    expect(after.review.state).toBe('ready');
  });

  test('an agent opens and moves no opportunity, and the refused write never reaches the CRM; every person may', async () => {
    const { connector, workspace, refused } = await door();
    const before = (await workspace.pull('opportunity', null, 100)).items;
    const known = before[0]?.body;
    if (!known) throw new Error('no opportunity');
    const standing = { stage: 'negotiation', sinceAtMs: NOW_MS, because: '' } as const;
    const move = (actor: Actor): PushOp => ({
      ...as(actor),
      kind: 'opportunity-stage',
      opportunityId: known.id,
      standing: { ...standing, because: actor },
    });
    const open = (actor: Actor): PushOp => ({
      ...as(actor),
      kind: 'opportunity',
      opportunity: { ...known, id: `opp-${actor}` as typeof known.id },
    });
    const agents = await connector.push([move('agent'), open('agent')]);
    expect(agents.map(({ kind }) => kind)).toEqual(['forbidden', 'forbidden']);
    expect(refused.map(({ kind, about }) => [kind, about])).toEqual([
      ['opportunity-stage', known.id],
      ['opportunity', 'opp-agent'],
    ]);
    expect((await workspace.pull('opportunity', null, 100)).items).toEqual(before);
    const people = await connector.push(
      (['sdr', 'lead', 'revops'] as const).flatMap((role) => [move(role), open(role)]),
    );
    expect(people.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });

  test('nobody writes as another role, as a stranger, or as nobody', async () => {
    const { connector, pkg, refused } = await door();
    const tag = { kind: 'source-tag', contactId: pkg.contact.id, tag: 'human' } as const;
    const results = await connector.push([
      { ...as('revops'), personId: SAM, ...tag },
      { ...as('sdr'), personId: 'person-stranger' as PushOp['personId'], ...tag },
      { ...as('sdr'), personId: null, ...tag },
      { ...as('sdr'), ...tag },
    ]);
    expect(results.map((result) => result.kind)).toEqual(['forbidden', 'forbidden', 'forbidden', 'ok']);
    expect(refused).toHaveLength(3);
  });

  test('configuration is RevOps’ own, and the refusal is told', async () => {
    const { connector, workspace, refused } = await door();
    expect(await connector.documents.put('policy', 'team', 2, {})).toBe('forbidden');
    expect(refused).toMatchObject([{ kind: 'document', about: 'policy:team', actor: 'sdr' }]);
    expect(await connector.documents.put('public-key', 'k', 1, {})).toBe('ok');
    await workspace.signInAs(TOMAS);
    expect(await connector.documents.put('policy', 'team', 2, {})).toBe('ok');
  });

  test('of the policy a lead changes the share of attention checks and nothing beside it; an SDR not even that', async () => {
    const { connector, workspace, refused } = await door();
    const team = (await workspace.documents.get('policy', 'team'))!;
    const before = PolicyDocument.parse(team.body);
    const withLimits = (limits: Partial<PolicyDocument['limits']>) => ({
      ...before,
      version: team.version + 1,
      limits: { ...before.limits, ...limits },
    });
    const put = (body: unknown) => connector.documents.put('policy', 'team', team.version + 1, body);
    expect(await put(withLimits({ attentionSharePercent: 2 }))).toBe('forbidden');
    await workspace.signInAs('person-priya' as PersonId);
    expect(await put(withLimits({ attentionSharePercent: 2, mailboxPerDay: 41 }))).toBe('forbidden');
    expect(await put({ ...withLimits({ attentionSharePercent: 2 }), companyName: 'Another' })).toBe('forbidden');
    expect(await put({})).toBe('forbidden');
    expect(refused.map(({ because }) => because)).toEqual([
      'sdr may not write attention-checks',
      'lead may not write configuration',
      'lead may not write configuration',
      'lead may not write configuration',
    ]);
    expect(await put(withLimits({ attentionSharePercent: 2 }))).toBe('ok');
  });

  test('an SDR hands a version of the library in, RevOps alone lets it go live, and neither rewrites one', async () => {
    const { connector, workspace, refused } = await door();
    const document = await workspace.documents.get('prompt', 'outbound-voice');
    const entry = LibraryEntry.parse(document?.body);
    const { version: number } = document ?? { version: 0 };
    const put = (version: number, after: unknown) => connector.documents.put('prompt', entry.id, version, after);
    const by = (id: PersonId, role: Role, atMs: number) => ({ person: { id, role }, isOnlyRevOps: true, nowMs: atMs });
    const changed = (from: LibraryEntry, change: LibraryChange, changer: Parameters<typeof applyLibraryChange>[2]) => {
      const answer = applyLibraryChange(from, change, changer);
      if (answer.kind === 'no') throw new Error(answer.because);
      return answer.entry;
    };
    const body = { part: 'voice', text: 'Shorter.' };
    const drafted = changed(entry, { act: 'draft', body, note: 'Shorter' }, by(SAM, 'sdr', NOW_MS));
    const version = drafted.versions[0]?.version ?? 0;
    const handedIn = changed(drafted, { act: 'submit', version }, by(SAM, 'sdr', NOW_MS));
    const live = changed(handedIn, { act: 'approve', version, cohortPercent: null }, by(TOMAS, 'revops', NOW_MS));

    expect(await put(number + 1, live)).toBe('forbidden');
    expect(await workspace.documents.put('prompt', entry.id, number + 1, live)).toBe('forbidden');
    expect(await put(number + 1, drafted)).toBe('ok');
    expect(await put(number + 2, live)).toBe('forbidden');
    expect(await put(number + 2, handedIn)).toBe('ok');
    await workspace.signInAs(TOMAS);
    const rewritten = { ...live, versions: live.versions.map((each) => ({ ...each, body })) };
    expect(await put(number + 3, rewritten)).toBe('forbidden');
    expect(await workspace.documents.put('prompt', entry.id, number + 3, rewritten)).toBe('forbidden');
    expect(await put(number + 3, live)).toBe('ok');
    expect(refused.map(({ kind, actor, about }) => [kind, actor, about])).toEqual([
      ['document', 'sdr', 'prompt:outbound-voice'],
      ['document', 'sdr', 'prompt:outbound-voice'],
      ['document', 'revops', 'prompt:outbound-voice'],
    ]);
    expect((await workspace.documents.get('prompt', entry.id))?.body).toEqual(live);
  });

  test('reads pass untouched', async () => {
    const { connector, workspace } = await door();
    expect(await connector.pull('account', null, 5)).toEqual(await workspace.pull('account', null, 5));
    expect(await connector.describe()).toEqual(await workspace.describe());
  });
});
