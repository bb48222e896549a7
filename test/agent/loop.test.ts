/** The agent's loop over a real ledger filled from the demo's CRM: what it queues, where it stops, what it does after a crash. */
import { describe, expect, test } from 'vitest';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { AgentStep } from '../../shared/domain/agent-run.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { checkClaims } from '../../shared/policy/claims/check-claims.ts';
import { EVERY_LEAD } from '../../electron/ports/agent-ledger.ts';
import { ended, openAgentParts, SAM, type AgentParts } from './parts.ts';

const WIDE = { agentQueueMost: 2_000, agentDraftAheadPercent: 1_000 };
const ALL = { ...EVERY_LEAD, ownerId: SAM.id };

const leadsOf = ({ ledger }: AgentParts) => ledger.agent.leads.page(ALL, null, 1_000);
const stepsOf = ({ ledger }: AgentParts, contactId: ContactId): readonly AgentStep[] =>
  [...ledger.agent.runs.stepsOf({ kind: 'lead', contactId }, 60)].reverse();
const madeBy = (parts: AgentParts): readonly HandoffPackage[] =>
  leadsOf(parts).flatMap(({ contact }) => parts.packagesOf(contact.id).filter(({ id }) => id.startsWith('pkg-agent-')));

describe('a run without a model', () => {
  test('turns leads into packages worth approving, and says of every other lead why not', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    await parts.run();
    const made = madeBy(parts);
    const [run] = parts.ledger.agent.runs.latest(1);
    expect(run).toMatchObject({ state: 'done', why: 'by-hand', byPersonId: SAM.id, queued: made.length, failed: 0 });
    expect(made.length).toBeGreaterThan(15);
    expect(run?.blocked).toBeGreaterThan(5);
    for (const pkg of made) {
      expect(HandoffPackage.parse(pkg)).toEqual(pkg);
      expect(pkg.review).toMatchObject({ ownerId: SAM.id, state: 'ready' });
      if (pkg.draft === null) continue;
      const unsupported = checkClaims({
        pkg,
        body: pkg.draft.body,
        attested: [],
        person: SAM,
        companyName: 'Tallyhook',
        nowMs: parts.clock.nowMs(),
      }).filter(({ state }) => state === 'unsupported');
      expect(unsupported.map(({ text, reason }) => ({ text, reason }))).toEqual([]);
    }
    const queues = new Set(leadsOf(parts).flatMap(({ standing }) => standing?.queue ?? []));
    for (const queue of ['in-review', 'enrichment-failures', 'nurture', 'human'] as const)
      expect(queues).toContain(queue);
    const gap = leadsOf(parts).find(({ standing }) => standing?.queue === 'enrichment-failures');
    expect(gap?.standing?.because).not.toBe('');
  });

  test('keeps each step with what went in and what came out', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    await parts.run();
    const first = madeBy(parts).find(({ messageKind }) => messageKind === 'first-touch');
    const steps = stepsOf(parts, first!.contact.id);
    expect(steps.map(({ name }) => name)).toEqual([
      'rate',
      'enrich',
      'verify-email',
      'score',
      'route',
      'draft',
      'check',
      'queue',
    ]);
    for (const step of steps) {
      expect(step.outcome).toBe('done');
      expect(() => void JSON.parse(step.input)).not.toThrow();
      expect(() => void JSON.parse(step.output)).not.toThrow();
    }
    expect(steps.find(({ name }) => name === 'rate')?.versions.join()).toMatch(/icp.*@\d/);
    expect(steps.find(({ name }) => name === 'draft')?.versions.join()).toMatch(/@\d/);
  });

  test('writes the packages and the stages of their leads into the CRM, and nothing it may not write', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    await parts.run();
    const made = madeBy(parts);
    for (let again = 0; again < 20 && parts.ledger.writeBacks.counts().waiting > 0; again += 1) await parts.deliver();
    expect(parts.ledger.writeBacks.counts()).toEqual({ waiting: 0, refused: 0 });
    expect(parts.refused).toEqual([]);
    await parts.pullFrom(parts.crm).run();
    for (const pkg of made) expect(parts.ledger.copies.readPackage(pkg.id)?.contact.id).toBe(pkg.contact.id);
    const sequencing = leadsOf(parts).filter(({ contact }) => made.some((pkg) => pkg.contact.id === contact.id));
    expect(new Set(sequencing.map(({ lead }) => lead.stage))).toEqual(new Set(['sequencing']));
  });

  test('makes nothing twice: another run leaves the packages of the first alone', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    await parts.run();
    const ids = madeBy(parts).map(({ id }) => id);
    await parts.run();
    expect(madeBy(parts).map(({ id }) => id)).toEqual(ids);
  });
});

describe('its bounds', () => {
  // Found by the simulation, seed 1053: each run rated it anew, for ever.
  test('a person’s “go on” is no reason to look again, run by run, at a lead that lacks a required field', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    await parts.run();
    // What enrichment found itself is new once.
    await parts.run();
    const { contact, standing } = leadsOf(parts).find(({ standing: of }) => of?.queue === 'enrichment-failures')!;
    parts.ledger.agent.leads.setStanding({ ...standing!, cleared: true });
    const before = stepsOf(parts, contact.id).length;
    await parts.run();
    expect(stepsOf(parts, contact.id)).toHaveLength(before);
  });

  test('a full review queue holds drafts back, with the reason; what leads are worth is found all the same', async () => {
    const parts = await openAgentParts();
    parts.setPolicy({ ...WIDE, agentQueueMost: 1 });
    expect(parts.agent.state().because).toMatch(/wait/);
    await parts.run();
    const [run] = parts.ledger.agent.runs.latest(1);
    expect(run).toMatchObject({ state: 'done', queued: 0, because: expect.stringMatching(/wait/) as string });
    expect(run?.blocked).toBeGreaterThan(10);
    expect(madeBy(parts)).toEqual([]);
    const filter = {
      ownerId: SAM.id,
      stages: [],
      queues: ['first-touch-ready'],
      tiers: [],
      segments: [],
      search: '',
    } as const;
    expect(parts.ledger.agent.leads.count(filter)).toBeGreaterThan(5);
    // What enrichment found makes a lead another one: it is looked at once more, and then no more.
    await parts.run();
    await parts.run();
    expect(parts.ledger.agent.runs.latest(1)[0]).toMatchObject({ planned: 0, queued: 0 });
  });

  test('it queues no more than there is room for', async () => {
    const parts = await openAgentParts();
    const waiting = parts.ledger.agent.openPackages(SAM.id);
    parts.setPolicy({ ...WIDE, agentQueueMost: waiting + 5 });
    await parts.run();
    expect(parts.ledger.agent.openPackages(SAM.id)).toBe(waiting + 5);
  });

  test('the kill switch keeps it still', async () => {
    const parts = await openAgentParts();
    parts.ledger.copies.setPause({
      scope: 'all',
      value: '',
      reason: 'a look first',
      byPersonId: SAM.id,
      atMs: parts.clock.nowMs(),
    });
    expect(parts.agent.runNow(SAM.id)).toEqual({ kind: 'no', because: 'Everything is paused: a look first' });
  });
});

describe('a desk that is closed in the middle', () => {
  test('goes on with the same run, repeats no finished step and queues nobody twice', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    const closings = [3, 11, 12, 25];
    let writes = 0;
    const closing: Promise<void>[] = [];
    /** Closes the desk in the middle of a run, after so many writes. */
    const cut = (after: number) => {
      writes = 0;
      const here = parts.another({
        write: (op) => {
          parts.desk.write(op);
          writes += 1;
          if (writes === after) closing.push(here.agent.close());
        },
      });
      return here.agent;
    };
    for (const after of closings) {
      const agent = cut(after);
      expect(agent.runNow(SAM.id)).toEqual({ kind: 'ok' });
      await ended(agent);
      await Promise.all(closing);
      expect(parts.ledger.agent.runs.latest(5).filter(({ state }) => state === 'running')).toHaveLength(1);
    }
    await parts.run(parts.another().agent);
    const runs = parts.ledger.agent.runs.latest(5);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ state: 'done', failed: 0 });
    const made = madeBy(parts);
    expect(new Set(made.map(({ contact }) => contact.id)).size).toBe(made.length);
    expect(runs[0]?.queued).toBe(made.length);
    for (const { contact } of leadsOf(parts)) {
      const names = stepsOf(parts, contact.id).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

test('a lead whose records can’t be worked on is charged with the fault, and the rest goes on', async () => {
  const parts = await openAgentParts();
  parts.setPolicy(WIDE);
  let bad: ContactId | null = null;
  const { agent } = parts.another({
    providers: () => [
      {
        name: 'a provider with a fault',
        enrich: ({ contact }) => {
          bad ??= contact.id;
          if (contact.id === bad) throw new TypeError('not a function');
          return Promise.resolve({ kind: 'nothing' });
        },
      },
    ],
  });
  await parts.run(agent);
  const [run] = parts.ledger.agent.runs.latest(1);
  expect(run).toMatchObject({ state: 'done', failed: 1 });
  expect(run?.queued).toBeGreaterThan(10);
  expect(stepsOf(parts, bad!).at(-1)).toMatchObject({ outcome: 'failed', because: 'a fault of the desk: TypeError' });
});

test('“stop” ends it after the step it is at, and what was finished stays', async () => {
  const parts = await openAgentParts();
  parts.setPolicy(WIDE);
  let queued = 0;
  const here = parts.another({
    write: (op) => {
      parts.desk.write(op);
      if (op.kind === 'package') queued += 1;
      if (queued === 2) here.agent.stopRun();
    },
  });
  await parts.run(here.agent);
  expect(parts.ledger.agent.runs.latest(1)[0]).toMatchObject({ state: 'stopped', because: 'A person stopped it.' });
  expect(madeBy(parts)).toHaveLength(2);
});

test('a lead that throws outside its steps is charged with the fault, and the rest goes on', async () => {
  const parts = await openAgentParts();
  parts.setPolicy(WIDE);
  let bad: ContactId | null = null;
  const ledger = parts.ledger.agent;
  const { agent } = parts.another({
    ledger: {
      ...ledger,
      leads: {
        ...ledger.leads,
        read(contactId) {
          // Each lead is read first when its turn comes.
          bad ??= contactId;
          if (contactId === bad) throw new RangeError('a record that can’t be read');
          return ledger.leads.read(contactId);
        },
      },
    },
  });
  await parts.run(agent);
  const [run] = ledger.runs.latest(1);
  expect(run).toMatchObject({ state: 'done', failed: 1 });
  expect(run?.queued).toBeGreaterThan(10);
  expect(stepsOf(parts, bad!).at(-1)).toMatchObject({ outcome: 'failed', because: 'a fault of the desk: RangeError' });
});

describe('a lead that an import left odd', () => {
  /** Everything of every lead, changed. */
  const spoil = ({ ledger }: AgentParts, change: (facts: readonly Fact[]) => readonly Fact[]) => {
    for (const { lead } of ledger.agent.leads.page(ALL, null, 1_000))
      ledger.agent.leads.put({ ...lead, facts: [...change(lead.facts)].slice(0, 200) });
  };

  test.each([
    ['each fact twice', (facts: readonly Fact[]) => [...facts, ...facts]],
    [
      'as many facts as there may be',
      (facts: readonly Fact[]) => [
        ...facts,
        ...Array.from({ length: 200 }, (_, at) => ({ ...facts[0]!, id: `fact-odd-${at}` as Fact['id'], path: 'odd' })),
      ],
    ],
  ])('%s: its packages are made all the same', async (_what, change) => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    spoil(parts, change);
    await parts.run();
    expect(parts.ledger.agent.runs.latest(1)[0]).toMatchObject({ state: 'done', failed: 0 });
    const made = madeBy(parts);
    expect(made.length).toBeGreaterThan(15);
    for (const { facts } of made) expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  test('words longer than a letter takes: it is blocked with the reason, by no fault of the desk', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    spoil(parts, (facts) => facts.map((fact) => ({ ...fact, value: 'word '.repeat(200).trim() })));
    await parts.run();
    expect(parts.ledger.agent.runs.latest(1)[0]).toMatchObject({ state: 'done', failed: 0 });
    const waiting = leadsOf(parts).filter(({ standing }) => standing?.queue === 'human');
    const because = waiting.map(({ standing }) => standing?.because).join();
    expect(because).toMatch(/what is known is no fit for its (?:subject|sentences|body)/);
    expect(parts.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    // No word of the routing that came before it: it is with a person, and no run takes it up again.
    expect(parts.ledger.agent.leads.count({ ...ALL, queues: ['first-touch-ready'] })).toBe(0);
  });
});

describe('the schedule', () => {
  const MINUTE_MS = 60_000;

  const settle = () => new Promise<void>((resume) => void setImmediate(resume));

  test('a disk that is full when a run is due ends nothing but that run, and the next one comes', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    let isFull = true;
    const { runs } = parts.ledger.agent;
    const { agent } = parts.another({
      ledger: {
        ...parts.ledger.agent,
        runs: {
          ...runs,
          begin(run) {
            if (isFull) throw new Error('database or disk is full');
            runs.begin(run);
          },
        },
      },
    });
    agent.afterPull();
    // What an alarm throws nobody catches: the whole desk would end.
    await parts.clock.turnTo(parts.clock.nowMs() + MINUTE_MS, settle);
    expect(runs.latest(1)).toEqual([]);
    isFull = false;
    await parts.clock.turnTo(parts.clock.nowMs() + 31 * MINUTE_MS, settle);
    await ended(agent);
    expect(runs.latest(1)[0]).toMatchObject({ state: 'done', why: 'schedule' });
  });

  test('a run that ended while the clock was ahead does not put the next one off until then', async () => {
    const parts = await openAgentParts();
    const nowMs = parts.clock.nowMs();
    parts.clock.set(nowMs + 26 * 60 * MINUTE_MS);
    await parts.run();
    parts.clock.set(nowMs);
    const { agent } = parts.another();
    agent.afterPull();
    expect(agent.state().nextRunAtMs).toBeLessThanOrEqual(nowMs + 30 * MINUTE_MS);
  });

  test('a run that was cut off after the clock was set back is gone on with, and stays running for nobody', async () => {
    const parts = await openAgentParts();
    parts.setPolicy(WIDE);
    /** Ends a run in its own way after so many writes. */
    const endedBy = (after: number, end: (agent: AgentParts['agent']) => void) => {
      let writes = 0;
      const here = parts.another({
        write(op) {
          parts.desk.write(op);
          writes += 1;
          if (writes === after) end(here.agent);
        },
      });
      return parts.run(here.agent);
    };
    await endedBy(3, (agent) => agent.stopRun());
    parts.clock.set(parts.clock.nowMs() - 3 * 60 * MINUTE_MS);
    const closing: Promise<void>[] = [];
    await endedBy(3, (agent) => void closing.push(agent.close()));
    await Promise.all(closing);
    expect(parts.ledger.agent.runs.latest(5).map(({ state }) => state)).toEqual(['running', 'stopped']);
    await parts.run(parts.another().agent);
    expect(parts.ledger.agent.runs.latest(5).map(({ state }) => state)).toEqual(['done', 'stopped']);
  });
});
