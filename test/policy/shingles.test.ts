/** Likeness is the same however often a mailbox's list is asked with, and is what the two sets of shingles say. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentBody } from '../../shared/domain/recent-body.ts';
import { nearestOf } from '../../shared/policy/shingles.ts';

const shingles = fc
  .uniqueArray(fc.nat({ max: 30 }), { minLength: 1, maxLength: 20 })
  .map((found) => found.sort((one, other) => one - other));

it('of a list that was asked with once or many times is the same, and is the share of what both hold', () => {
  fc.assert(
    fc.property(shingles, fc.array(shingles, { minLength: 1, maxLength: 6 }), (own, others) => {
      const recent = others.map((each, at) =>
        RecentBody.parse({
          sendId: `send-${at}`,
          mailboxId: 'mailbox-sam',
          sentAtMs: at,
          accountName: 'Northwind',
          shingles: each,
        }),
      );
      const percents = others.map((each) => {
        const both = own.filter((one) => each.includes(one)).length;
        return (100 * both) / (own.length + each.length - both);
      });
      const best = Math.max(...percents);
      for (let asked = 0; asked < 12; asked += 1) {
        const nearest = nearestOf(own, recent);
        expect(nearest?.percent ?? 0).toBe(best);
        if (nearest !== null) expect(nearest.recent).toBe(recent[percents.indexOf(best)]);
      }
    }),
  );
});
