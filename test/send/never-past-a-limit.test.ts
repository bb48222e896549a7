/** Whatever the order of approvals, undos, faults, pauses, suppressions and days: caps hold, nobody suppressed is written to, nothing leaves twice. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransmitOutcome, Transport } from '../../electron/ports/transport.ts';
import { isSettled } from '../../shared/domain/send.ts';
import { DAY, person } from '../policy/sample.ts';
import { openParts, packageNumber, policy, smtpTo, type Parts } from './desk-parts.ts';
import { startServer, type TestServer } from './smtp-servers.ts';

const CAP = 3;

type Act =
  | { readonly kind: 'approve' | 'undo' | 'now' | 'suppress' | 'resolve'; readonly at: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'pause' | 'resume' | 'recheck' }
  | { readonly kind: 'server'; readonly mood: 'up' | 'down' | 'busy' | 'mute' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('approve' as const), at: fc.nat(9) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('undo' as const, 'now' as const, 'suppress' as const, 'resolve' as const),
      at: fc.nat(9),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1_000, 21_000, 600_000, 4 * 3_600_000, DAY / 2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'recheck' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('server' as const),
      mood: fc.constantFrom('up' as const, 'down' as const, 'busy' as const, 'mute' as const),
    }),
  },
);

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** The real way out, or a server that is away, busy, or takes the message and says nothing. */
function moody(real: Transport, mood: () => 'up' | 'down' | 'busy' | 'mute'): Transport {
  return {
    ...real,
    async transmit(envelope, bytes, beforeMark): Promise<TransmitOutcome> {
      if (mood() === 'down') return { kind: 'not-accepted', reason: 'away', unreachable: true };
      if (mood() === 'busy')
        return { kind: 'refused-temporarily', code: 451, reply: '451 busy', pausesMailbox: false, limitsRate: false };
      const outcome = await real.transmit(envelope, bytes, beforeMark);
      return mood() === 'mute' ? { kind: 'uncertain', reason: 'no word' } : outcome;
    },
  };
}

async function play(acts: readonly Act[]): Promise<void> {
  server.mails.length = 0;
  let mood: 'up' | 'down' | 'busy' | 'mute' = 'up';
  const desk: Parts = openParts({
    transport: moody(smtpTo(server.port), () => mood),
    policy: { ...policy, limits: { ...policy.limits, mailboxPerDay: CAP, reviewWindowHours: 2_000 } },
  });
  try {
    const packages = desk.add(...Array.from({ length: 10 }, (_, at) => packageNumber(at)));
    const suppressedAt = new Map<string, number>();
    const sends = new Map<string, ReturnType<Parts['approve']>>();
    for (const each of acts) {
      const pkg = 'at' in each ? packages[each.at]! : packages[0]!;
      const own = sends.get(pkg.id);
      switch (each.kind) {
        case 'approve': {
          const answer = desk.decide.submit(desk.approval(desk.ledger.copies.readPackage(pkg.id)!), person.id);
          if (answer.kind === 'accepted' && answer.sendId !== null)
            sends.set(pkg.id, { sendId: answer.sendId, decisionId: desk.send(answer.sendId).decisionId });
          break;
        }
        case 'undo':
          if (own !== undefined) desk.decide.undo(own.decisionId, person.id);
          break;
        case 'now':
          if (own !== undefined) desk.engine.sendNow(own.sendId, person.id);
          break;
        case 'resolve':
          if (own !== undefined) desk.engine.resolve(own.sendId, 'draft-again', person.id);
          break;
        case 'suppress':
          await desk.engine.whenIdle();
          suppressedAt.set(pkg.contact.email, suppressedAt.get(pkg.contact.email) ?? server.mails.length);
          desk.decide.submit(desk.other(pkg, { kind: 'do-not-contact', scope: 'global', note: '' }), person.id);
          break;
        case 'wait':
          await desk.later(each.ms);
          break;
        case 'pause':
          desk.ledger.copies.setPause({
            scope: 'all',
            value: '',
            reason: 'test',
            byPersonId: person.id,
            atMs: desk.clock.nowMs(),
          });
          break;
        case 'resume':
          desk.ledger.copies.clearPause('all', '');
          break;
        case 'recheck':
          await desk.engine.recheckDeferred();
          break;
        case 'server':
          await desk.engine.whenIdle();
          mood = each.mood;
          break;
      }
    }
    await desk.engine.whenIdle();

    const all = desk.ledger.sends
      .inState([
        'held',
        'released',
        'deferred',
        'reserved',
        'transmitting',
        'retry',
        'uncertain',
        'sent',
        'refused',
        'failed',
        'expired',
        'undone',
        'abandoned',
      ])
      .map(({ send }) => send);
    // Nothing is between two states once all is quiet, and every approval is accounted for.
    expect(all.filter(({ state }) => ['released', 'reserved', 'transmitting'].includes(state))).toEqual([]);
    for (const { state } of all)
      expect(isSettled(state) || ['held', 'deferred', 'retry', 'uncertain'].includes(state)).toBe(true);
    // No mailbox day passes its cap, by the ledger and by what the server took.
    for (let day = 11; day < 30; day += 1)
      expect(desk.ledger.sends.takenOn(person.mailbox.id, `2026-11-${day}`)).toBeLessThanOrEqual(CAP);
    const ids = server.mails.map(({ raw }) => /^Message-ID: (\S+)/m.exec(raw)![1]!);
    expect(new Set(ids).size).toBe(ids.length);
    // What the server took is known as sent, uncertain, or what a person gave up; nothing else says it left.
    for (const send of all) {
      if (ids.includes(send.messageId)) expect(['sent', 'uncertain', 'abandoned']).toContain(send.state);
      if (send.state === 'sent') expect(ids).toContain(send.messageId);
    }
    for (const [address, from] of suppressedAt) {
      expect(server.mails.slice(from).filter(({ to }) => to.includes(address))).toEqual([]);
    }
    expect(desk.ledger.trace.firstBrokenLine()).toBeNull();
  } finally {
    await desk.discard();
  }
}

describe('limits', { timeout: 300_000 }, () => {
  it('hold in any order of events', async () => {
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), play), { numRuns: 25 });
  });
});
