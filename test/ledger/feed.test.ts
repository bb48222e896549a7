import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeedPage } from '../../shared/ipc/feed.ts';
import { bodyOf, readItems } from '../feed-bodies.ts';
import {
  aPackage,
  anEdit,
  anEscalation,
  applyPackages,
  createSend,
  moveAlong,
  newLedger,
  NOW_MS,
  open,
  packageId,
  SAM,
  temporaryPath,
} from './fixtures.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';

/** A reader's copy: latest body by kind and id, as a page client keeps it. */
type Copy = Map<string, unknown>;

function applyItems(copy: Copy, items: ReturnType<typeof readItems>): void {
  for (const { kind, id, body } of items) {
    if (body === null) copy.delete(`${kind} ${id}`);
    else copy.set(`${kind} ${id}`, body);
  }
}

function readAll(ledger: Ledger, limit = 2_000): Copy {
  const copy: Copy = new Map();
  for (let after = 0; ;) {
    const page = ledger.feed.page(ledger.feed.epoch, after, limit);
    applyItems(copy, readItems(page));
    after = page.upToSeq;
    if (!page.more) return copy;
  }
}

describe('the feed', () => {
  it('answers pages that keep to the contract', () => {
    const { ledger } = newLedger();
    moveAlong(ledger, createSend(ledger, 1), ['held', 'released']);
    ledger.decisions.createEscalation(anEscalation());
    ledger.decisions.putEdit(anEdit());
    ledger.copies.setPeople([SAM]);
    ledger.copies.publishDesk(NOW_MS);
    const page = FeedPage.parse(ledger.feed.page(ledger.feed.epoch, 0, 100));
    expect(page.items.map((item) => item.kind).sort()).toEqual([
      'desk',
      'edit',
      'escalation',
      'package',
      'people',
      'send',
      'world',
    ]);
    expect(page.upToSeq).toBe(page.latestSeq);
  });

  it('keeps only the latest revision of an object, under a new number', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const first = ledger.feed.latestSeq();
    applyPackages(ledger, [aPackage({ revision: 2, subject: 'Second' })], 'c2');
    const page = ledger.feed.page(ledger.feed.epoch, 0, 10);
    const packages = page.items.filter((item) => item.kind === 'package');
    expect(packages).toHaveLength(1);
    expect(packages[0]!.seq).toBeGreaterThan(first);
    expect(bodyOf('package', packages[0]!.body)?.revision).toBe(2);
  });

  it('leaves a tombstone for what is gone', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const after = ledger.feed.latestSeq();
    ledger.copies.applyPulled('package', [{ kind: 'package', id: 'package-1', body: null }], 'c2');
    expect(ledger.feed.page(ledger.feed.epoch, after, 10).items).toMatchObject([
      { kind: 'package', id: 'package-1', body: null },
      { kind: 'world', id: 'package-1', body: null },
    ]);
  });

  it.each([
    ['another epoch', 'somebody-else', 2],
    ['no epoch', null, 2],
    ['a number from the future', undefined, 999],
  ])('answers a reader with %s from the start', (_name, epoch, afterSeq) => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage(), aPackage({ id: 'package-2' })]);
    const page = ledger.feed.page(epoch === undefined ? ledger.feed.epoch : epoch, afterSeq, 100);
    expect(page.items.map((item) => item.seq)).toEqual([1, 2, 3, 4]);
    expect(page.epoch).toBe(ledger.feed.epoch);
  });

  it('ends a page of very long bodies early', { timeout: 60_000 }, () => {
    const { ledger } = newLedger();
    const long = 'Thank you for writing back so soon. '.repeat(540);
    const thread = Array.from({ length: 100 }, () => ({
      messageId: null,
      direction: 'inbound' as const,
      from: 'Dana',
      atMs: 1,
      subject: 'Re',
      text: long,
    }));
    applyPackages(
      ledger,
      Array.from({ length: 12 }, (_, at) => ({ ...aPackage({ id: `package-${at}` }), thread })),
    );
    const page = ledger.feed.page(ledger.feed.epoch, 0, 2_000);
    expect(page.more).toBe(true);
    expect(page.items.length).toBeLessThan(12);
    expect(readAll(ledger).size).toBe(24);
  });

  it('brings a reader with any page sizes and any restarts to the latest state', { timeout: 60_000 }, () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('package' as const),
        id: fc.integer({ min: 0, max: 8 }),
        revision: fc.integer({ min: 1, max: 6 }),
      }),
      fc.record({ do: fc.constant('bury' as const), id: fc.integer({ min: 0, max: 8 }) }),
      fc.record({
        do: fc.constant('edit' as const),
        id: fc.integer({ min: 0, max: 8 }),
        body: fc.string({ maxLength: 20 }),
      }),
      fc.record({ do: fc.constant('discard' as const), id: fc.integer({ min: 0, max: 8 }) }),
      fc.record({ do: fc.constant('read' as const), limit: fc.integer({ min: 1, max: 7 }) }),
      /** The reader loses the page it was applying: neither items nor number are kept. */
      fc.record({ do: fc.constant('lose' as const), limit: fc.integer({ min: 1, max: 7 }) }),
      fc.record({ do: fc.constant('wipe' as const) }),
      fc.record({ do: fc.constant('reopen' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const path = temporaryPath();
        let ledger = open({ path });
        let copy: Copy = new Map();
        let reached = 0;
        const read = (limit: number) => {
          const page = ledger.feed.page(ledger.feed.epoch, reached, limit);
          expect(page.items.map((item) => item.seq)).toEqual(page.items.map((item) => item.seq).sort((a, b) => a - b));
          applyItems(copy, readItems(page));
          reached = page.upToSeq;
          return page.more;
        };
        for (const [at, each] of steps.entries()) {
          if (each.do === 'package')
            applyPackages(ledger, [aPackage({ id: `package-${each.id}`, revision: each.revision })], `c${at}`);
          if (each.do === 'bury')
            ledger.copies.applyPulled('package', [{ kind: 'package', id: `package-${each.id}`, body: null }], `c${at}`);
          if (each.do === 'edit')
            ledger.decisions.putEdit(anEdit({ packageId: `package-${each.id}`, body: each.body }));
          if (each.do === 'discard') ledger.decisions.discardEdit(packageId(`package-${each.id}`));
          if (each.do === 'read') read(each.limit);
          if (each.do === 'lose') ledger.feed.page(ledger.feed.epoch, reached, each.limit);
          if (each.do === 'wipe') {
            copy = new Map();
            reached = 0;
          }
          if (each.do === 'reopen') {
            ledger.close();
            ledger = open({ path, expectExisting: true });
          }
        }
        while (read(3));
        expect(copy).toEqual(readAll(ledger));
        ledger.close();
      }),
      { numRuns: 60 },
    );
  });
});
