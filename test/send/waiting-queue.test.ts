/** Who is looked at next, and that what waits for the mailbox costs nothing while it waits. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Ledger } from '../../electron/ports/ledger.ts';
import type { Transport } from '../../electron/ports/transport.ts';
import { NOW, person } from '../policy/sample.ts';
import { openParts, packageNumber, policy, UNDO_MS, type Parts, type PartsWish } from './desk-parts.ts';

vi.setConfig({ testTimeout: 60_000 });

let parts: Parts | null = null;
afterEach(() => parts?.discard());
const open = (wish: PartsWish): Parts => (parts = openParts(wish));

/** Takes each message at once, and remembers in which order they were offered. */
function orderly(): { readonly transport: Transport; readonly to: string[] } {
  const to: string[] = [];
  return {
    to,
    transport: {
      async transmit(envelope, _bytes, beforeMark) {
        to.push(envelope.to);
        await beforeMark(() => true);
        return { kind: 'accepted', reply: '250 ok', serverAtMs: null };
      },
      test: () => Promise.resolve(null),
      close: () => Promise.resolve(),
    },
  };
}

const numbers = (to: readonly string[]) => to.map((address) => Number(/firm-(\d+)/.exec(address)?.[1]));

describe('sends that wait', () => {
  it('leave in the order of slot, then expiry and tier, then approval', async () => {
    const { transport, to } = orderly();
    const desk = open({ transport });
    const clean = packageNumber(0);
    const review = (hours: number) => ({ ...clean.review, expiresAtMs: NOW + hours * 3_600_000 });
    const tier = (number: number, each: 1 | 2 | 3) => ({ ...packageNumber(number).account, tier: each });
    const packages = desk.add(
      packageNumber(1, 'first-touch', { account: tier(1, 3), review: review(20) }),
      packageNumber(2, 'first-touch', { account: tier(2, 1), review: review(20) }),
      packageNumber(3, 'first-touch', { account: tier(3, 1), review: review(20) }),
      packageNumber(4, 'first-touch', { account: tier(4, 1), review: review(10) }),
      packageNumber(5, 'follow-up', { account: tier(5, 3), review: review(20) }),
    );
    for (const pkg of packages) desk.approve(pkg);
    await desk.later(UNDO_MS);
    expect(numbers(to)).toEqual([5, 4, 2, 3, 1]);
  });

  it('for the mailbox’s next day are not looked at, or written, one by one each time', async () => {
    const { transport, to } = orderly();
    let amended = 0;
    const around = (ledger: Ledger): Ledger => ({
      ...ledger,
      sends: {
        ...ledger.sends,
        amend(...values) {
          amended += 1;
          ledger.sends.amend(...values);
        },
      },
    });
    const desk = open({
      transport,
      around,
      policy: { ...policy, limits: { ...policy.limits, mailboxPerDay: 3, reviewWindowHours: 2_000 } },
    });
    const ids = desk
      .add(...Array.from({ length: 40 }, (_, at) => packageNumber(at)))
      .map((pkg) => desk.approve(pkg).sendId);
    await desk.later(UNDO_MS);
    expect(to).toHaveLength(3);
    expect(ids.filter((id) => desk.send(id).state === 'deferred')).toHaveLength(37);
    amended = 0;
    const gates = () => desk.ledger.trace.page(0, 10_000).filter(({ kind }) => kind === 'gate').length;
    const before = gates();
    await desk.engine.recheckDeferred();
    await desk.engine.recheckDeferred();
    expect([amended, gates() - before]).toEqual([0, 0]);
    await desk.later(24 * 3_600_000);
    expect(to).toHaveLength(6);
    // Those that stay were moved to another day once at most, not once for each that left.
    expect(amended).toBeLessThanOrEqual(80);
  });

  it('past a fault of one of them: the others leave', async () => {
    const { transport, to } = orderly();
    let isBroken = false;
    const desk = open({
      transport,
      around: (ledger) => ({
        ...ledger,
        copies: {
          ...ledger.copies,
          packageWorld(id) {
            if (isBroken && id === 'pkg-1') throw new Error('unreadable');
            return ledger.copies.packageWorld(id);
          },
        },
      }),
    });
    const packages = desk.add(packageNumber(1), packageNumber(2), packageNumber(3));
    for (const pkg of packages) desk.approve(pkg);
    isBroken = true;
    await desk.later(UNDO_MS);
    expect(numbers(to)).toEqual([2, 3]);
    isBroken = false;
    await desk.later(60_000);
    expect(numbers(to)).toEqual([2, 3, 1]);
  });
});

describe('a pause that comes between the gate and the end of the message', () => {
  const clean = packageNumber(1);
  it.each([
    ['all', ''],
    ['mailbox', person.mailbox.id],
    ['segment', clean.account.segmentId],
    ['sequence', clean.step.sequenceId],
    ['version', clean.draft?.templateVersion ?? ''],
    ['version', clean.draft?.promptVersion ?? ''],
  ] as const)('cuts it where it names its %s %s', async (scope, value) => {
    let marks = 0;
    const desk = open({
      transport: {
        ...orderly().transport,
        async transmit(_envelope, _bytes, beforeMark) {
          desk.ledger.copies.setPause({ scope, value, reason: 'a look', byPersonId: person.id, atMs: NOW });
          try {
            await beforeMark(() => true);
            marks += 1;
          } catch (cause) {
            return { kind: 'not-accepted', reason: String(cause) };
          }
          return { kind: 'accepted', reply: '250 ok', serverAtMs: null };
        },
      },
    });
    const [pkg] = desk.add(clean);
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect([marks, desk.send(sendId).state]).toEqual([0, 'deferred']);
    expect(desk.send(sendId).findings.map(({ code }) => code)).toEqual(['paused']);
  });

  it('lets it go where it names another sequence', async () => {
    const { transport, to } = orderly();
    const desk = open({
      transport: {
        ...transport,
        transmit(...values) {
          desk.ledger.copies.setPause({
            scope: 'sequence',
            value: 'other',
            reason: 'a look',
            byPersonId: person.id,
            atMs: NOW,
          });
          return transport.transmit(...values);
        },
      },
    });
    desk.approve(desk.add(clean)[0]!);
    await desk.later(UNDO_MS);
    expect(to).toHaveLength(1);
  });
});
