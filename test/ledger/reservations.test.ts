import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MailboxId, SendId } from '../../shared/domain/ids.ts';
import { createSend, moveAlong, newLedger, open } from './fixtures.ts';

const SAMS = MailboxId.parse('mailbox-sam');
const mailbox = (name: string) => MailboxId.parse(`mailbox-${name}`);
const sendId = (number: number) => SendId.parse(`send-${number}`);
const day = '2026-11-03';

describe('slots of a mailbox’s day', () => {
  it('are taken until the cap, and no further', () => {
    const { ledger } = newLedger();
    for (let number = 0; number < 4; number += 1) createSend(ledger, number);
    const answers = [0, 1, 2, 3].map((number) =>
      ledger.sends.reserve({ mailboxId: SAMS, day, sendId: sendId(number), cap: 3 }),
    );
    expect(answers).toEqual(['taken', 'taken', 'taken', 'full']);
    expect(ledger.sends.takenOn(SAMS, day)).toBe(3);
    ledger.sends.giveBack(sendId(1));
    expect(ledger.sends.reserve({ mailboxId: SAMS, day, sendId: sendId(3), cap: 3 })).toBe('taken');
  });

  it('are held once by a send, however often it asks', () => {
    const { ledger } = newLedger();
    createSend(ledger, 1);
    const ask = (cap: number) => ledger.sends.reserve({ mailboxId: SAMS, day, sendId: sendId(1), cap });
    expect([ask(1), ask(1), ask(0)]).toEqual(['taken', 'taken', 'taken']);
    expect(ledger.sends.takenOn(SAMS, day)).toBe(1);
  });

  it('move with a send to another day, which frees the old one', () => {
    const { ledger } = newLedger();
    createSend(ledger, 1);
    ledger.sends.reserve({ mailboxId: SAMS, day, sendId: sendId(1), cap: 1 });
    expect(ledger.sends.reserve({ mailboxId: SAMS, day: '2026-11-04', sendId: sendId(1), cap: 1 })).toBe('taken');
    expect([ledger.sends.takenOn(SAMS, day), ledger.sends.takenOn(SAMS, '2026-11-04')]).toEqual([0, 1]);
  });

  it('stay where they are while the other day is full', () => {
    const { ledger } = newLedger();
    createSend(ledger, 1);
    createSend(ledger, 2);
    ledger.sends.reserve({ mailboxId: SAMS, day, sendId: sendId(1), cap: 1 });
    ledger.sends.reserve({ mailboxId: SAMS, day: '2026-11-04', sendId: sendId(2), cap: 1 });
    expect(ledger.sends.reserve({ mailboxId: SAMS, day: '2026-11-04', sendId: sendId(1), cap: 1 })).toBe('full');
    expect(ledger.sends.takenOn(SAMS, day)).toBe(1);
  });

  it('can’t be taken back or moved once the message left or may have left', () => {
    const { ledger } = newLedger();
    for (const [number, end] of [
      [1, 'sent'],
      [2, 'uncertain'],
    ] as const) {
      const send = createSend(ledger, number);
      ledger.sends.reserve({ mailboxId: SAMS, day, sendId: send.id, cap: 9 });
      moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting', end]);
      expect(() => ledger.sends.giveBack(send.id)).toThrow(end);
      expect(() => ledger.sends.reserve({ mailboxId: SAMS, day: '2026-11-04', sendId: send.id, cap: 9 })).toThrow(end);
    }
    expect(ledger.sends.takenOn(SAMS, day)).toBe(2);
  });

  it('never pass a cap, in any order of taking and giving back over two connections', { timeout: 60_000 }, () => {
    const { ledger, path } = newLedger();
    const other = open({ path });
    const sends = 8;
    for (let number = 0; number < sends; number += 1) createSend(ledger, number);
    const caps = { sam: 2, kim: 3 } as const;
    const days = ['2026-11-03', '2026-11-04'] as const;
    const step = fc.record({
      send: fc.integer({ min: 0, max: sends - 1 }),
      box: fc.constantFrom('sam' as const, 'kim' as const),
      day: fc.constantFrom(...days),
      give: fc.boolean(),
      second: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        for (let number = 0; number < sends; number += 1) ledger.sends.giveBack(sendId(number));
        /** What each send should hold, by the plain rule. */
        const held = new Map<number, string>();
        for (const each of steps) {
          const through = each.second ? other : ledger;
          const slot = `${each.box} ${each.day}`;
          if (each.give) {
            through.sends.giveBack(sendId(each.send));
            held.delete(each.send);
          } else {
            const others = [...held].filter(([send, at]) => send !== each.send && at === slot).length;
            const expected = held.get(each.send) === slot || others < caps[each.box] ? 'taken' : 'full';
            const answer = through.sends.reserve({
              mailboxId: mailbox(each.box),
              day: each.day,
              sendId: sendId(each.send),
              cap: caps[each.box],
            });
            expect(answer).toBe(expected);
            if (answer === 'taken') held.set(each.send, slot);
          }
          for (const box of ['sam', 'kim'] as const) {
            for (const date of days) {
              const taken = ledger.sends.takenOn(mailbox(box), date);
              expect(taken).toBe([...held.values()].filter((at) => at === `${box} ${date}`).length);
              expect(taken).toBeLessThanOrEqual(caps[box]);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
    other.close();
  });

  it('never pass a cap while two processes take them at once', { timeout: 60_000 }, async () => {
    const { ledger, path } = newLedger();
    ledger.transact(() => {
      for (let number = 0; number < 300; number += 1) createSend(ledger, number);
    });
    const takers = ['even', 'odd'].map((side) =>
      spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'slot-taker.ts'), path, side, '40'],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
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
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(ledger.sends.takenOn(SAMS, day)).toBe(40);
  });
});
