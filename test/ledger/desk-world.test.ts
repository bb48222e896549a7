import { describe, expect, it } from 'vitest';
import { MailboxId } from '../../shared/domain/ids.ts';
import { DeskWorld, Pause } from '../../shared/domain/world.ts';
import { aSlot } from './a-slot.ts';
import { createSend, DAY_MS, moveAlong, newLedger, NOW_MS, SAM } from './fixtures.ts';

const aPause = (value: string) =>
  Pause.parse({ scope: 'segment', value, reason: 'checking', byPersonId: 'person-sam', atMs: NOW_MS });

describe('the world around the desk', () => {
  it('is empty, and still whole, in a new ledger', () => {
    const { ledger } = newLedger();
    expect(DeskWorld.parse(ledger.copies.deskWorld(NOW_MS))).toEqual({
      checkedAtMs: { suppressions: null, 'opt-outs': null, threads: null, owner: null, policy: null },
      ledgerLatestAtMs: 0,
      serverDate: null,
      mailboxes: [],
      confirmedAtMs: {},
      pauses: [],
    });
  });

  it('knows when each check last succeeded and what date a server gave', () => {
    const { ledger } = newLedger();
    ledger.copies.recordCheck('owner', NOW_MS - 10);
    ledger.copies.recordCheck('owner', NOW_MS);
    ledger.copies.recordServerDate(NOW_MS + 400, NOW_MS + 1);
    expect(ledger.copies.deskWorld(NOW_MS)).toMatchObject({
      checkedAtMs: { owner: NOW_MS, policy: null },
      serverDate: { serverAtMs: NOW_MS + 400, localAtMs: NOW_MS + 1 },
      ledgerLatestAtMs: NOW_MS + 1,
    });
  });

  it('counts a mailbox’s slots of its own day and what still wants one', () => {
    const { ledger } = newLedger();
    ledger.copies.setPeople([SAM]);
    const sends = [1, 2, 3, 4, 5].map((number) => createSend(ledger, number));
    createSend(ledger, 6, { mailboxId: 'mailbox-kim' });
    moveAlong(ledger, sends[0]!, ['held', 'released', 'reserved', 'transmitting', 'sent']);
    moveAlong(ledger, sends[1]!, ['held']);
    moveAlong(ledger, sends[2]!, ['held', 'released', 'deferred']);
    moveAlong(ledger, sends[3]!, ['held', 'undone']);
    const reserve = (at: number, day: string) =>
      ledger.sends.reserve(aSlot(sends[at]!.id, { day, zone: SAM.mailbox.timeZone }));
    reserve(0, '2026-11-03');
    reserve(2, '2026-11-04');
    expect(ledger.copies.deskWorld(NOW_MS).mailboxes).toMatchObject([
      {
        id: 'mailbox-sam',
        address: 'sam@ourco.example',
        ownerId: 'person-sam',
        displayName: 'Sam Okafor',
        timeZone: 'Europe/Berlin',
        dayStartAtMs: Date.UTC(2026, 10, 2, 23),
        dayEndAtMs: Date.UTC(2026, 10, 3, 23),
        takenToday: 1,
        takenThisWeek: 1,
        coldToday: 1,
        coldThisWeek: 1,
        waiting: 3,
      },
    ]);
    expect(ledger.copies.deskWorld(NOW_MS + DAY_MS).mailboxes[0]!.takenToday).toBe(1);
    expect(ledger.sends.takenOn(MailboxId.parse('mailbox-kim'), '2026-11-03')).toBe(0);
  });

  it('is put into the feed only where more changed than the ledger’s newest time', () => {
    const { ledger } = newLedger();
    ledger.copies.setPeople([SAM]);
    ledger.copies.publishDesk(NOW_MS);
    const seq = ledger.feed.latestSeq();
    ledger.trace.append({ atMs: NOW_MS + 5, kind: 'ledger', actor: 'system', subject: {} });
    ledger.copies.publishDesk(NOW_MS);
    expect(ledger.feed.latestSeq()).toBe(seq);
    ledger.copies.recordCheck('policy', NOW_MS);
    ledger.copies.publishDesk(NOW_MS);
    expect(ledger.feed.page(ledger.feed.epoch, seq, 10).items).toMatchObject([
      { kind: 'desk', id: 'desk', body: { checkedAtMs: { policy: NOW_MS }, ledgerLatestAtMs: NOW_MS + 5 } },
    ]);
  });

  it('keeps the newest time the desk wrote, whatever comes after, and forgets what was undone', () => {
    const { ledger } = newLedger();
    const latest = () => ledger.copies.deskWorld(NOW_MS).ledgerLatestAtMs;
    const append = (atMs: number) => ledger.trace.append({ atMs, kind: 'ledger', actor: 'system', subject: {} });
    append(NOW_MS + 100);
    append(NOW_MS + 50);
    expect(latest()).toBe(NOW_MS + 100);
    expect(() =>
      ledger.transact(() => {
        append(NOW_MS + 900);
        throw new Error('stop');
      }),
    ).toThrow();
    expect(latest()).toBe(NOW_MS + 100);
    const send = createSend(ledger, 1);
    ledger.sends.move(send.id, 'countersigned', 'held', NOW_MS + 300, { because: 'test' });
    expect(latest()).toBe(NOW_MS + 300);
  });

  it('keeps pauses until they are lifted, one for each thing', () => {
    const { ledger } = newLedger();
    ledger.copies.setPause(aPause('b'));
    ledger.copies.setPause(aPause('a'));
    ledger.copies.setPause({ ...aPause('a'), reason: 'another reason' });
    expect(ledger.copies.pauses().map((pause) => `${pause.value} ${pause.reason}`)).toEqual([
      'a another reason',
      'b checking',
    ]);
    ledger.copies.clearPause('segment', 'a');
    ledger.copies.clearPause('all', 'b');
    expect(ledger.copies.deskWorld(NOW_MS).pauses).toEqual([aPause('b')]);
  });
});
