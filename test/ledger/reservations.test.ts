import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MailboxId, SendId } from '../../shared/domain/ids.ts';
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import { readItems } from '../feed-bodies.ts';
import { aSlot, type SlotChange } from './a-slot.ts';
import { applyPackages, aPackage, createSend, moveAlong, newLedger, NOW_MS, open, packageId, SAM } from './fixtures.ts';

const SAMS = MailboxId.parse('mailbox-sam');
const mailbox = (name: string) => MailboxId.parse(`mailbox-${name}`);
const sendId = (number: number) => SendId.parse(`send-${number}`);
const day = '2026-11-03';
const HOUR_MS = 3_600_000;

/** A new ledger with this many sends, numbered from 0; `kind` and `domain` say what each counts for. */
function withSends(
  count: number,
  kind: (number: number) => MessageKind = () => 'first-touch',
  domain: (number: number) => string = (number) => `firm-${number}.example`,
) {
  const opened = newLedger();
  opened.ledger.transact(() => {
    for (let number = 0; number < count; number += 1)
      createSend(opened.ledger, number, { messageKind: kind(number), email: `dana.reyes@${domain(number)}` });
  });
  return {
    ...opened,
    take: (number: number, change: SlotChange = {}) => opened.ledger.sends.reserve(aSlot(`send-${number}`, change)),
  };
}

describe('slots of a mailbox’s day', () => {
  it('are taken until the cap, and no further', () => {
    const { ledger, take } = withSends(4);
    expect([0, 1, 2, 3].map((number) => take(number, { mailboxPerDay: 3 }))).toEqual([
      'taken',
      'taken',
      'taken',
      'mailbox-day',
    ]);
    expect(ledger.sends.takenOn(SAMS, day)).toBe(3);
    ledger.sends.giveBack(sendId(1));
    expect(take(3, { mailboxPerDay: 3 })).toBe('taken');
  });

  it('are held once by a send, however often it asks', () => {
    const { ledger, take } = withSends(1);
    expect([1, 1, 0].map((mailboxPerDay) => take(0, { mailboxPerDay }))).toEqual(['taken', 'taken', 'taken']);
    expect(ledger.sends.takenOn(SAMS, day)).toBe(1);
  });

  it('move with a send to another day, which frees the old one', () => {
    const { ledger, take } = withSends(1);
    take(0, { mailboxPerDay: 1 });
    expect(take(0, { day: '2026-11-04', mailboxPerDay: 1 })).toBe('taken');
    expect([ledger.sends.takenOn(SAMS, day), ledger.sends.takenOn(SAMS, '2026-11-04')]).toEqual([0, 1]);
  });

  it('stay where they are while the other day is full', () => {
    const { ledger, take } = withSends(2);
    take(0, { mailboxPerDay: 1 });
    take(1, { day: '2026-11-04', mailboxPerDay: 1 });
    expect(take(0, { day: '2026-11-04', mailboxPerDay: 1 })).toBe('mailbox-day');
    expect(ledger.sends.takenOn(SAMS, day)).toBe(1);
  });

  it('can’t be taken back or moved once the message left or may have left', () => {
    const { ledger } = newLedger();
    for (const [number, end] of [
      [1, 'sent'],
      [2, 'uncertain'],
    ] as const) {
      const send = createSend(ledger, number);
      ledger.sends.reserve(aSlot(send.id));
      moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting', end]);
      expect(() => ledger.sends.giveBack(send.id)).toThrow(end);
      expect(() => ledger.sends.reserve(aSlot(send.id, { day: '2026-11-04' }))).toThrow(end);
    }
    expect(ledger.sends.takenOn(SAMS, day)).toBe(2);
  });

  it('count what other tools sent that day', () => {
    const { ledger, take } = withSends(2);
    ledger.copies.setPeople([SAM]);
    const at = (hour: number) => ({
      messageId: `<other-${hour}@tool.example>`,
      atMs: Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS,
    });
    // Midnight of the next day is not today's, and our own mail counts once.
    const own = { messageId: ledger.sends.read(sendId(0))!.send.messageId, atMs: NOW_MS };
    ledger.mailboxes.recordSentFolder({
      mailboxId: SAMS,
      sinceMs: at(0).atMs,
      atMs: NOW_MS,
      mail: [at(1), at(23), at(24), own],
    });
    expect([take(0, { mailboxPerDay: 3 }), take(1, { mailboxPerDay: 3 })]).toEqual(['taken', 'mailbox-day']);
  });
});

describe('caps of cold mail', () => {
  const two = (number: number): string => (number === 1 ? 'b.example' : 'a.example');
  it.each<[string, SlotChange]>([
    ['mailbox-warmup', { cold: { warmUpPerDay: 1 } }],
    ['complaint-rate', { cold: { complaintsPerDay: 1 } }],
    ['domain-day', { cold: { domainPerDay: 1 } }],
    ['domain-week', { cold: { domainPerWeek: 1 } }],
  ])('%s holds the next first touch or follow-up, and no reply', (code, change) => {
    const kinds = ['first-touch', 'follow-up', 'first-touch', 'reply'] as const;
    const { take } = withSends(4, (number) => kinds[number]!);
    expect([0, 1, 2, 3].map((number) => take(number, change))).toEqual(['taken', code, code, 'taken']);
  });

  it('a domain’s ceilings count cold mail only', () => {
    const { take } = withSends(3, (number) => (number < 2 ? 'reply' : 'first-touch'));
    expect([0, 1, 2].map((number) => take(number, { cold: { domainPerDay: 1, domainPerWeek: 1 } }))).toEqual([
      'taken',
      'taken',
      'taken',
    ]);
  });

  it('recipient-domain-day holds what goes to the same domain, in any case', () => {
    const { take } = withSends(
      4,
      () => 'first-touch',
      (number) => (number === 3 ? 'A.Example' : two(number)),
    );
    const change = { cold: { recipientDomainPerDay: 1 } };
    expect([0, 1, 2, 3].map((number) => take(number, change))).toEqual([
      'taken',
      'taken',
      'recipient-domain-day',
      'recipient-domain-day',
    ]);
  });

  it('a week goes from Monday to Sunday', () => {
    const { take } = withSends(3);
    const change = { cold: { domainPerWeek: 1 } };
    expect(take(0, { ...change, day: '2026-11-02' })).toBe('taken');
    expect(take(1, { ...change, day: '2026-11-08' })).toBe('domain-week');
    expect(take(1, { ...change, day: '2026-11-09' })).toBe('taken');
    expect(take(2, { ...change, day: '2026-11-09' })).toBe('domain-week');
  });

  it('a full cap takes nothing and begins no pause', () => {
    const { ledger, take } = withSends(1);
    expect(take(0, { cold: { warmUpPerDay: 0 }, pace: { minMs: 60_000, maxMs: 60_000 } })).toBe('mailbox-warmup');
    expect(ledger.sends.takenOn(SAMS, day)).toBe(0);
    expect(take(0)).toBe('taken');
  });
});

describe('the pause between two sends', () => {
  const pace = { minMs: 45_000, maxMs: 180_000 };

  it('holds the next cold message, no reply, and is drawn between the two', () => {
    const { ledger, take } = withSends(60, (number) => (number % 2 === 1 ? 'reply' : 'first-touch'));
    ledger.copies.setPeople([SAM]);
    let nowMs = NOW_MS;
    const pauses = new Set<number>();
    for (let number = 0; number < 60; number += 2) {
      expect(take(number, { nowMs, pace })).toBe('taken');
      const next = ledger.copies.deskWorld(nowMs).mailboxes[0]!.nextSendAtMs!;
      pauses.add(next - nowMs);
      expect(next - nowMs).toBeGreaterThanOrEqual(pace.minMs);
      expect(next - nowMs).toBeLessThanOrEqual(pace.maxMs);
      if (number < 58) expect(take(number + 2, { nowMs: next - 1, pace })).toBe('pace');
      expect(take(number + 1, { nowMs, pace: { minMs: 0, maxMs: 0 } })).toBe('taken');
      nowMs = next;
    }
    expect(pauses.size).toBeGreaterThan(20);
  });

  it('is begun by a reply too, and never made shorter by one', () => {
    const { take } = withSends(4, (number) => (number < 2 ? 'reply' : 'first-touch'));
    take(0, { nowMs: NOW_MS, pace: { minMs: 100_000, maxMs: 100_000 } });
    take(1, { nowMs: NOW_MS, pace: { minMs: 1_000, maxMs: 1_000 } });
    expect(take(2, { nowMs: NOW_MS + 99_999, pace })).toBe('pace');
    expect(take(2, { nowMs: NOW_MS + 100_000, pace })).toBe('taken');
  });

  it('stays when the slot is given back', () => {
    const { ledger, take } = withSends(2);
    take(0, { nowMs: NOW_MS, pace });
    ledger.sends.giveBack(sendId(0));
    expect(take(1, { nowMs: NOW_MS + 1, pace })).toBe('pace');
  });
});

describe('days by the mailbox’s own clock', () => {
  it.each([
    ['25 hours in Berlin', Date.UTC(2026, 9, 24, 22), 25, 'Europe/Berlin'],
    ['23 hours in Berlin', Date.UTC(2027, 2, 27, 23), 23, 'Europe/Berlin'],
    ['25 hours in New York', Date.UTC(2026, 10, 1, 4), 25, 'America/New_York'],
    ['23 hours in New York', Date.UTC(2027, 2, 14, 5), 23, 'America/New_York'],
  ])('%s have one cap from their first to their last moment', (_name, startMs, hours, zone) => {
    const { take } = withSends(3);
    const endMs = startMs + hours * HOUR_MS;
    expect(mailboxDay(startMs, zone)).toMatchObject({ startAtMs: startMs, endAtMs: endMs });
    const change = { zone, mailboxPerDay: 1 };
    expect(take(0, { ...change, nowMs: startMs })).toBe('taken');
    expect(take(1, { ...change, nowMs: endMs - 1 })).toBe('mailbox-day');
    expect(take(1, { ...change, nowMs: endMs })).toBe('taken');
    expect(take(2, { ...change, nowMs: endMs })).toBe('mailbox-day');
  });
});

describe('the worlds on the page', () => {
  it('show how many went to the recipient’s domain today, as slots are taken and given back', () => {
    const { ledger, take } = withSends(
      1,
      () => 'first-touch',
      () => 'big.example',
    );
    ledger.copies.setPeople([SAM]);
    applyPackages(ledger, [aPackage({ id: 'other', contactId: 'contact-2', email: 'kim.lee@big.example' })]);
    const shown = () =>
      readItems(ledger.feed.page(ledger.feed.epoch, 0, 1_000)).find(
        ({ kind, id }) => kind === 'world' && id === 'other',
      )?.body;
    expect(shown()).toMatchObject({ recipientDomain: { name: 'big.example', takenToday: 0 } });
    take(0, { nowMs: NOW_MS, zone: SAM.mailbox.timeZone });
    expect(shown()).toMatchObject({ recipientDomain: { takenToday: 1 } });
    expect(ledger.copies.packageWorld(packageId('other'))?.recipientDomain.takenToday).toBe(1);
    ledger.sends.giveBack(sendId(0));
    expect(shown()).toMatchObject({ recipientDomain: { takenToday: 0 } });
  });
});

interface Held {
  readonly box: string;
  readonly day: string;
}

describe('no cap is passed', () => {
  it('in any order of taking and giving back over two connections', { timeout: 120_000 }, () => {
    const sends = 10;
    const kindOf = (number: number): MessageKind =>
      number % 5 === 0 ? 'reply' : number % 2 === 0 ? 'follow-up' : 'first-touch';
    const domainFor = (number: number): string => (number < 6 ? 'big.example' : 'small.example');
    const { ledger, path } = withSends(sends, kindOf, domainFor);
    const other = open({ path });
    // Monday and Tuesday of one week, and Monday of the next.
    const days = ['2026-11-02', '2026-11-03', '2026-11-09'] as const;
    const step = fc.record({
      send: fc.integer({ min: 0, max: sends - 1 }),
      box: fc.constantFrom('sam', 'kim'),
      day: fc.constantFrom(...days),
      give: fc.boolean(),
      second: fc.boolean(),
    });
    const caps = fc.record({
      mailboxPerDay: fc.integer({ min: 1, max: 6 }),
      warmUpPerDay: fc.integer({ min: 0, max: 6 }),
      complaintsPerDay: fc.integer({ min: 0, max: 6 }),
      domainPerDay: fc.integer({ min: 0, max: 5 }),
      domainPerWeek: fc.integer({ min: 0, max: 8 }),
      recipientDomainPerDay: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(caps, fc.array(step, { maxLength: 50 }), ({ mailboxPerDay, ...cold }, steps) => {
        for (let number = 0; number < sends; number += 1) ledger.sends.giveBack(sendId(number));
        /** What each send should hold, by the plain rule. */
        const held = new Map<number, Held>();
        const weekOf = (date: string) => (date < '2026-11-09' ? 1 : 2);
        const count = (box: string, fits: (number: number, at: Held) => boolean): number =>
          [...held].filter(([number, at]) => at.box === box && fits(number, at)).length;
        const isCold = (number: number) => kindOf(number) !== 'reply';
        const expected = (number: number, at: Held): string => {
          const mine = held.get(number);
          if (mine?.box === at.box && mine.day === at.day) return 'taken';
          const others = (fits: (number: number, at: Held) => boolean) =>
            count(at.box, (each, where) => each !== number && fits(each, where));
          const today = others((_each, where) => where.day === at.day);
          if (today >= mailboxPerDay) return 'mailbox-day';
          if (!isCold(number)) return 'taken';
          if (today >= cold.warmUpPerDay) return 'mailbox-warmup';
          if (today >= cold.complaintsPerDay) return 'complaint-rate';
          if (others((each, where) => isCold(each) && where.day === at.day) >= cold.domainPerDay) return 'domain-day';
          // The week so far: a later day of it is not known yet.
          if (
            others((each, where) => isCold(each) && weekOf(where.day) === weekOf(at.day) && where.day <= at.day) >=
            cold.domainPerWeek
          )
            return 'domain-week';
          return others(
            (each, where) => isCold(each) && where.day === at.day && domainFor(each) === domainFor(number),
          ) >= cold.recipientDomainPerDay
            ? 'recipient-domain-day'
            : 'taken';
        };
        for (const each of steps) {
          const through = each.second ? other : ledger;
          const at: Held = { box: each.box, day: each.day };
          if (each.give) {
            through.sends.giveBack(sendId(each.send));
            held.delete(each.send);
          } else {
            const answer = through.sends.reserve(
              aSlot(`send-${each.send}`, { mailbox: `mailbox-${each.box}`, day: each.day, mailboxPerDay, cold }),
            );
            expect(answer).toBe(expected(each.send, at));
            if (answer === 'taken') held.set(each.send, at);
          }
          for (const box of ['sam', 'kim']) {
            for (const date of days) {
              const taken = ledger.sends.takenOn(mailbox(box), date);
              expect(taken).toBe(count(box, (_number, where) => where.day === date));
              expect(taken).toBeLessThanOrEqual(mailboxPerDay);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
    other.close();
  });

  it.each<[string, SlotChange, number]>([
    ['mailbox-day', { mailboxPerDay: 40 }, 40],
    ['mailbox-warmup', { cold: { warmUpPerDay: 17 } }, 17],
    ['complaint-rate', { cold: { complaintsPerDay: 13 } }, 13],
    ['domain-day', { cold: { domainPerDay: 23 } }, 23],
    ['domain-week', { cold: { domainPerWeek: 31 } }, 31],
    ['recipient-domain-day', { cold: { recipientDomainPerDay: 20 } }, 20],
    ['pace', { pace: { minMs: 60_000, maxMs: 60_000 } }, 1],
  ])('while two processes take at once: %s', { timeout: 60_000 }, async (_code, change, most) => {
    const { ledger, path } = withSends(
      300,
      () => 'first-touch',
      () => 'big.example',
    );
    const takers = ['even', 'odd'].map((side) =>
      spawn(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          join(import.meta.dirname, 'slot-taker.ts'),
          path,
          side,
          JSON.stringify(change),
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      ),
    );
    const counts = await Promise.all(
      takers.map(async (taker) => {
        let said = '';
        taker.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
        const [code] = (await once(taker, 'close')) as [number];
        expect(code).toBe(0);
        return Number(said);
      }),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(most);
    expect(ledger.sends.takenOn(SAMS, day)).toBe(most);
  });
});
