/** What a start makes of what the last run left: undo windows anew, safe ones again, unknown ones never. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendState } from '../../shared/domain/send.ts';
import { NOW } from '../policy/sample.ts';
import { aSlot } from '../ledger/a-slot.ts';
import { openParts, packageNumber, smtpTo, turnedClock, UNDO_MS, type Parts } from './desk-parts.ts';
import { startServer, type TestServer } from './smtp-servers.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let dir: string;
let server: TestServer;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-recover-'));
  server = await startServer();
});
afterEach(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** A desk that stopped with its send in this state. */
async function stoppedIn(
  states: readonly SendState[],
  marked = false,
): Promise<Parts['approve'] extends (pkg: never) => infer R ? R : never> {
  const desk = openParts({ dir, transport: smtpTo(server.port) });
  const [pkg] = desk.add(packageNumber(1));
  const ids = desk.approve(pkg!);
  let from: SendState = 'held';
  for (const to of states) {
    if (to === 'reserved')
      desk.ledger.sends.reserve(aSlot(ids.sendId, { mailbox: desk.send(ids.sendId).mailboxId, day: '2026-11-11' }));
    desk.ledger.sends.move(ids.sendId, from, to, desk.clock.nowMs(), { because: 'test' });
    from = to;
  }
  if (marked) desk.ledger.sends.setMark(ids.sendId, desk.clock.nowMs());
  await desk.close();
  return ids;
}

async function restarted(lookup: 'found' | 'absent' = 'absent'): Promise<Parts> {
  const desk = openParts({
    dir,
    clock: turnedClock(NOW + 3_600_000),
    transport: smtpTo(server.port),
    lookup: { findByMessageId: () => Promise.resolve(lookup) },
  });
  desk.engine.recover();
  await desk.engine.tick();
  await desk.engine.whenIdle();
  return desk;
}

describe('after a restart', () => {
  it('a held send gets its whole undo window again', async () => {
    const { sendId } = await stoppedIn([]);
    const desk = await restarted();
    expect(desk.send(sendId)).toMatchObject({ state: 'held', releaseAtMs: NOW + 3_600_000 + UNDO_MS });
    await desk.later(UNDO_MS);
    expect(desk.send(sendId).state).toBe('sent');
    await desk.close();
  });

  it.each([['released'], ['released', 'reserved'], ['released', 'reserved', 'transmitting']] as SendState[][])(
    'a send stopped after %s %s %s is sent, once',
    async (...states) => {
      const { sendId } = await stoppedIn(states.filter((state) => (state as unknown) !== undefined));
      const desk = await restarted();
      expect(desk.send(sendId).state).toBe('sent');
      expect(server.mails).toHaveLength(1);
      expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, '2026-11-11')).toBe(1);
      await desk.close();
    },
  );

  it.each([
    ['found', 'sent'],
    ['absent', 'uncertain'],
  ] as const)(
    'a send stopped after its mark that is %s in the mailbox is %s, and never transmitted again',
    async (lookup, state) => {
      const { sendId } = await stoppedIn(['released', 'reserved', 'transmitting'], true);
      const desk = await restarted(lookup);
      expect(desk.send(sendId).state).toBe(state);
      await desk.later(90 * 3_600_000);
      expect(server.mails).toEqual([]);
      expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, '2026-11-11')).toBe(1);
      await desk.close();
    },
  );

  it('an approval signed with a key that is gone still leaves, by the public key that was kept', async () => {
    const { sendId } = await stoppedIn([]);
    const desk = await restarted();
    await desk.later(UNDO_MS);
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['sent', 1]);
    await desk.close();
  });
});

describe('stopping', () => {
  it('waits for what is in flight, and starts nothing more', async () => {
    const desk = openParts({ dir, transport: smtpTo(server.port) });
    const ids = desk
      .add(...Array.from({ length: 5 }, (_, at) => packageNumber(at)))
      .map((pkg) => desk.approve(pkg).sendId);
    for (const id of ids)
      desk.ledger.sends.amend(id, desk.clock.nowMs(), { releaseAtMs: desk.clock.nowMs(), because: 'test' });
    await desk.engine.tick();
    await desk.engine.stop();
    const states = ids.map((id) => desk.send(id).state);
    expect(states.filter((state) => state === 'transmitting' || state === 'reserved')).toEqual([]);
    expect(server.mails).toHaveLength(states.filter((state) => state === 'sent').length);
    expect(states.filter((state) => state === 'sent')).toHaveLength(3);
    desk.ledger.close();
  });
});
