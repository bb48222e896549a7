/** Faults planted between the desk and its parts, never in the product's code: the simulation finds each of them within a few seeds. */
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../electron/ports/ledger.ts';
import type { Planted } from './machine.ts';
import { runSeed } from './run.ts';

/** The ledger with some of its parts changed; what is left out stays as it is. */
const changed = (change: (ledger: Ledger) => Partial<Ledger>) => (ledger: Ledger) => ({ ...ledger, ...change(ledger) });

/** The same for one part of what the agent keeps. */
const changedOf = <K extends 'runs' | 'leads'>(
  part: K,
  change: (kept: Ledger['agent'][K]) => Partial<Ledger['agent'][K]>,
) => changed(({ agent }) => ({ agent: { ...agent, [part]: { ...agent[part], ...change(agent[part]) } } }));

/** Nothing but what a case is about keeps mail waiting. */
const FLOWING = {
  mailboxPerDay: 40,
  warmupStartPerDay: 200,
  domainPerDay: 4_000,
  domainPerWeek: 20_000,
  recipientDomainPerDay: 100,
  paceMinSeconds: 0,
  paceMaxSeconds: 0,
  undoSeconds: 5,
};

interface Case {
  readonly planted: Planted;
  readonly limits?: Readonly<Record<string, number>>;
  readonly ambushes?: number;
  /** Only a run with an agent can show it. */
  readonly agent?: true;
  /** The invariants that may notice it first. */
  readonly noticed: RegExp;
  readonly within: number;
}

const CASES: Readonly<Record<string, Case>> = {
  'a cap that is off by one': {
    planted: {
      ledger: changed(({ sends, copies }) => ({
        sends: {
          ...sends,
          reserve: (slot) =>
            sends.reserve({
              ...slot,
              mailboxPerDay: slot.mailboxPerDay + 1,
              cold: {
                ...slot.cold,
                warmUpPerDay: slot.cold.warmUpPerDay + 1,
                complaintsPerDay: slot.cold.complaintsPerDay + 1,
              },
            }),
        },
        copies: {
          ...copies,
          deskWorld(nowMs) {
            const world = copies.deskWorld(nowMs);
            const mailboxes = world.mailboxes.map((one) => ({ ...one, takenToday: Math.max(0, one.takenToday - 1) }));
            return { ...world, mailboxes };
          },
        },
      })),
    },
    limits: { mailboxPerDay: 2 },
    noticed: /no cap passed/,
    within: 50,
  },
  'a slot that is given back although the message may have left': {
    planted: {
      ledger: changed(({ sends }) => ({
        sends: {
          ...sends,
          move(id, from, to, atMs, change) {
            // Given back first, so that the ledger's own check does not see it.
            if (to === 'sent') sends.giveBack(id);
            return sends.move(id, from, to, atMs, change);
          },
        },
      })),
    },
    noticed: /no send without a slot|no delivery without a slot/,
    within: 10,
  },
  'a retry after the end-of-message mark': {
    planted: {
      transport: (transport) => ({
        ...transport,
        async transmit(...given) {
          const outcome = await transport.transmit(...given);
          return outcome.kind === 'uncertain' ? { kind: 'not-accepted', reason: outcome.reason } : outcome;
        },
      }),
    },
    noticed: /uncertain is never sent again|no message twice|no delivery without a slot/,
    within: 25,
  },
  'a mark that is not written': {
    planted: {
      ledger: changed(({ sends }) => ({
        sends: { ...sends, setMark: (id, atMs) => (atMs === null ? sends.setMark(id, atMs) : undefined) },
      })),
    },
    noticed: /the mark is durable first|uncertain is never sent again|no message twice/,
    within: 10,
  },
  'an undo that comes too late and is answered ok': {
    planted: {
      desk: (desk) => ({
        ...desk,
        handlers: {
          ...desk.handlers,
          'decision.undo'(request) {
            void desk.handlers['decision.undo'](request);
            return { kind: 'ok' };
          },
        },
      }),
    },
    noticed: /only what stands approved|undone means undone/,
    within: 12,
  },
  'a suppression that is not looked for': {
    planted: {
      ledger: changed(({ suppressions, copies }) => ({
        suppressions: { ...suppressions, matching: () => [] },
        copies: {
          ...copies,
          packageWorld(id) {
            const world = copies.packageWorld(id);
            return world === null ? null : { ...world, suppressions: [] };
          },
        },
      })),
    },
    noticed: /suppressed means never/,
    within: 20,
  },
  'a suppression that is ignored at the last look': {
    planted: { ledger: changed(({ suppressions }) => ({ suppressions: { ...suppressions, matching: () => [] } })) },
    ambushes: 0.4,
    noticed: /suppressed means never/,
    within: 60,
  },
  'a pause that is not looked at': {
    planted: {
      ledger: changed(({ copies }) => ({
        copies: { ...copies, pauses: () => [], deskWorld: (nowMs) => ({ ...copies.deskWorld(nowMs), pauses: [] }) },
      })),
    },
    noticed: /paused means paused/,
    within: 25,
  },
  'a pause of a segment, sequence or version that is ignored at the last look': {
    planted: {
      ledger: changed(({ copies }) => ({
        copies: {
          ...copies,
          pauses: () => copies.pauses().filter(({ scope }) => scope === 'all' || scope === 'mailbox'),
        },
      })),
    },
    ambushes: 0.4,
    noticed: /paused means paused/,
    within: 60,
  },
  'a decision that is answered before its commit and lost': {
    planted: {
      ledger: changed((ledger) => ({
        transact(work) {
          let answer: { readonly result: ReturnType<typeof work> } | null = null;
          try {
            return ledger.transact(() => {
              const result = work();
              answer = { result };
              return result;
            });
          } catch (cause) {
            const kept = answer as { readonly result: ReturnType<typeof work> } | null;
            if (kept === null) throw cause;
            return kept.result;
          }
        },
      })),
    },
    // A lost undo is a lost decision too.
    noticed: /no decision is lost|one approval, one send|only what has its row|only what stands approved/,
    within: 60,
  },
  'a CRM write that is forgotten': {
    planted: {
      ledger: changed(({ writeBacks }) => ({
        writeBacks: {
          ...writeBacks,
          enqueue(write, ...rest) {
            if (write.kind !== 'push' || write.op.kind !== 'activity') writeBacks.enqueue(write, ...rest);
          },
        },
      })),
    },
    noticed: /the CRM knows each mail once/,
    within: 10,
  },
  'a clock that is believed whatever the ledger says': {
    planted: {
      ledger: changed(({ copies }) => ({
        copies: { ...copies, deskWorld: (nowMs) => ({ ...copies.deskWorld(nowMs), ledgerLatestAtMs: 0 }) },
      })),
    },
    noticed: /clock rail/,
    within: 120,
  },
  'a message to somebody else than its person signed for': {
    planted: {
      transport: (transport) => ({
        ...transport,
        transmit: (envelope, ...rest) => transport.transmit({ ...envelope, to: 'all@elsewhere.example' }, ...rest),
      }),
    },
    noticed: /nothing leaves unsigned/,
    within: 10,
  },
  'an agent that forgets its steps': {
    planted: { ledger: changedOf('runs', () => ({ stepsOf: () => [] })) },
    agent: true,
    noticed: /no finished step twice/,
    within: 25,
  },
  'an agent that looks at no package of its lead': {
    planted: { ledger: changedOf('leads', () => ({ packages: () => [] })) },
    agent: true,
    limits: { agentQueueMost: 2_000, agentDraftAheadPercent: 1_000 },
    noticed: /one open package a lead|one open package a step/,
    within: 25,
  },
  'an agent that looks at no suppression': {
    planted: {
      ledger: changedOf('leads', (leads) => ({
        world(id, nowMs) {
          const known = leads.world(id, nowMs);
          return known === null ? null : { ...known, suppressions: [] };
        },
      })),
    },
    agent: true,
    limits: { agentQueueMost: 2_000, agentDraftAheadPercent: 1_000 },
    noticed: /nothing for the suppressed/,
    within: 60,
  },
  'a budget that begins anew with each start': {
    planted: {
      ledger: changedOf('runs', () => ({ usedSince: () => ({ inputTokens: 0, outputTokens: 0, costMicros: 0 }) })),
    },
    agent: true,
    limits: { agentTokensPerDay: 1_000 },
    noticed: /the day’s budget is kept/,
    within: 40,
  },
  'a lead that is never taken up': {
    planted: {
      ledger: changedOf('leads', (leads) => ({
        page: (...asked) => leads.page(...asked).filter(({ contact }) => !contact.id.endsWith('-1')),
      })),
    },
    agent: true,
    noticed: /every lead is finished, waits or has its reason/,
    within: 10,
  },
};

describe('a planted fault is found:', () => {
  test.each(Object.entries(CASES))(
    '%s',
    async (_name, { planted, limits, ambushes = 0, agent = false, noticed, within }) => {
      for (let seed = 1; seed <= within; seed += 1) {
        const { violations } = await runSeed(seed, { planted, ambushes, agent, limits: { ...FLOWING, ...limits } });
        if (violations.length === 0) continue;
        console.log(`found at seed ${seed}: ${violations[0]?.slice(0, 200) ?? ''}`);
        expect(violations.join('\n')).toMatch(noticed);
        return;
      }
      expect.fail(`not found within ${within} seeds`);
    },
  );
});
