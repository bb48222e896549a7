/** Somebody comes onto the suppression list while a message to them waits: it is refused at once, in whichever state it waits. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SendState } from '../../shared/domain/send.ts';
import { person } from '../policy/sample.ts';
import { aSuppression } from '../ledger/fixtures.ts';
import { openParts, packageNumber, policy, smtpTo, UNDO_MS, type Parts, type PartsWish } from './desk-parts.ts';
import { startFaultyServer, startServer } from './smtp-servers.ts';

vi.setConfig({ testTimeout: 60_000 });

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
const open = (wish: PartsWish = {}): Parts => {
  const parts = openParts(wish);
  cleanUps.push(() => parts.discard());
  return parts;
};

const ADDRESS = 'dana.reyes@firm-1.example';
/** How each entry means the waiting recipient. */
const ENTRIES = {
  global: aSuppression({ scope: 'global', value: 'Dana.Reyes+x@FIRM-1.example' }),
  domain: aSuppression({ scope: 'domain', value: 'firm-1.example' }),
  account: aSuppression({ scope: 'account', value: 'acc-1' }),
  contact: aSuppression({ scope: 'contact', value: 'con-1' }),
} as const;

/** A desk whose one send waits in this state, and that has written to nobody. */
async function waitingIn(
  state: SendState,
): Promise<{ desk: Parts; send: () => ReturnType<Parts['send']>; mails: () => number }> {
  const server = await (state === 'retry'
    ? startFaultyServer(() => ({ rcpt: '450 4.2.1 try again later' }))
    : startServer());
  cleanUps.push(() => server.stop());
  const closed = { ...policy, sendWindow: { startMinute: 1, endMinute: 2, days: [1] } };
  const desk = open({ transport: smtpTo(server.port), ...(state === 'deferred' ? { policy: closed } : {}) });
  const [pkg] = desk.add(packageNumber(1));
  const { sendId } = desk.approve(pkg!);
  if (state !== 'held') await desk.later(UNDO_MS);
  expect(desk.send(sendId).state).toBe(state);
  return { desk, send: () => desk.send(sendId), mails: () => server.mails.length };
}

describe.each(['held', 'deferred', 'retry'] as const)('a send that is %s', (state) => {
  it.each(Object.entries(ENTRIES))(
    'is refused at once by a %s entry, with the finding, and never leaves',
    async (_scope, entry) => {
      const { desk, send, mails } = await waitingIn(state);
      desk.ledger.suppressions.put([entry]);
      // Not a turn of the clock, not even of the event loop.
      desk.engine.stopSuppressed();
      expect(send()).toMatchObject({ state: 'refused', clearsAtMs: null });
      expect(send().findings).toContainEqual(
        expect.objectContaining({
          code: 'suppressed',
          answer: 'refuse',
          evidence: expect.stringContaining(entry.value) as string,
        }),
      );
      expect(desk.ledger.copies.readPackage(send().packageId)?.review.state).toBe('refused');
      expect(
        desk.ledger.trace
          .page(0, 100)
          .filter(({ kind }) => kind === 'gate')
          .at(-1)?.subject,
      ).toMatchObject({ answer: 'refuse' });
      await desk.later(7 * 86_400_000);
      expect([send().state, mails()]).toEqual(['refused', 0]);
      expect(desk.ledger.trace.firstBrokenLine()).toBeNull();
    },
  );

  it('stays where it is for an entry that means somebody else, has ended, or was taken off again', async () => {
    const { desk, send } = await waitingIn(state);
    desk.ledger.suppressions.put([
      aSuppression({ id: 'other', value: 'somebody@firm-1.example' }),
      aSuppression({ id: 'ended', value: ADDRESS, expiresAtMs: desk.clock.nowMs() }),
      aSuppression({ id: 'off', value: ADDRESS }),
    ]);
    desk.ledger.suppressions.remove(['off']);
    desk.engine.stopSuppressed();
    expect(send().state).toBe(state);
  });

  it('is refused by an entry that is pulled from the CRM, and by the next look at what waits', async () => {
    const { desk, send } = await waitingIn(state);
    desk.ledger.suppressions.applyPulled(
      [{ id: 'o', entry: aSuppression({ id: 'o', value: ADDRESS }) }],
      'c1',
      'opt-out',
    );
    const recheck = desk.engine.recheckDeferred();
    expect(send().state).toBe('refused');
    await recheck;
  });
});

describe('where the policy keeps plus-addresses apart', () => {
  const apart = { ...policy, suppression: { foldPlusAddresses: false } };

  it('an entry for another plus-part stops nobody, and one for the address itself does', async () => {
    const server = await startServer();
    cleanUps.push(() => server.stop());
    const desk = open({ transport: smtpTo(server.port), policy: apart });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    desk.ledger.suppressions.put([aSuppression({ id: 'a', value: 'dana.reyes+news@firm-1.example' })]);
    desk.engine.stopSuppressed();
    expect(desk.send(sendId).state).toBe('held');
    desk.ledger.suppressions.put([aSuppression({ id: 'b', value: 'DANA.reyes@Firm-1.example.' })]);
    desk.engine.stopSuppressed();
    expect(desk.send(sendId).state).toBe('refused');
  });
});

describe('after the entry is taken back', () => {
  it('the package can be approved again, and leaves', async () => {
    const { desk, send, mails } = await waitingIn('held');
    desk.ledger.suppressions.put([ENTRIES.global]);
    desk.engine.stopSuppressed();
    const refused = send();
    expect(desk.decide.undo(refused.decisionId, person.id).kind).toBe('no');
    desk.ledger.suppressions.remove([ENTRIES.global.id]);
    const pkg = desk.ledger.copies.readPackage(refused.packageId);
    const again = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect([desk.send(again.sendId).state, mails()]).toEqual(['sent', 1]);
  });
});
