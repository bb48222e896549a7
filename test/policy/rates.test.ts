/** The levels of bounces and complaints, which the watch list shows before a rail holds anything. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainShares } from '../../shared/policy/policy-parts/domain-shares.ts';
import { domainShare } from '../../shared/policy/domain-share.ts';
import { bounceLevel, complaintLevel, complaintSlots } from '../../shared/policy/rates.ts';
import { NOW, policy } from './sample.ts';

const { limits } = policy;

test.each([
  [0, 0, 'ok'],
  [1, 20, 'ok'],
  [2, 20, 'warn'],
  [4, 49, 'warn'],
  [5, 49, 'stop'],
  [0, 50, 'ok'],
  [1, 50, 'warn'],
  [1, 51, 'ok'],
  [3, 60, 'stop'],
] as const)('%i bounces of %i are %s', (count, of, level) => {
  expect(bounceLevel({ count, of }, limits)).toMatchObject({ level });
});

test.each([
  [0, 10, 'ok'],
  [1, 10, 'throttle'],
  [3, 999, 'stop'],
  [0, 1_000, 'ok'],
  [1, 1_001, 'ok'],
  [1, 1_000, 'throttle'],
  [3, 1_000, 'stop'],
] as const)('%i complaints of %i are %s', (count, of, level) => {
  expect(complaintLevel({ complaints: { count, of }, report: null }, limits, NOW)).toMatchObject({ level });
});

test.each([
  ['ok', 40, 50, 40],
  ['throttle', 40, 50, 20],
  ['throttle', 41, 50, 20],
  ['throttle', 40, 1, 1],
  ['throttle', 1, 50, 1],
  ['throttle', 40, 100, 40],
  ['stop', 40, 50, 0],
] as const)('%s complaints leave of %i slots at %i %%: %i', (level, mailboxPerDay, throttledPercent, slots) => {
  expect(complaintSlots(level, { ...limits, mailboxPerDay, throttledPercent })).toBe(slots);
});

test('more of the same is never a better level', () => {
  const of = fc.integer({ min: 0, max: 5_000 });
  const rank = (level: string) => ['ok', 'warn', 'throttle', 'stop'].indexOf(level);
  fc.assert(
    fc.property(of, fc.integer({ min: 0, max: 100 }), (all, count) => {
      const at = (bad: number) => rank(bounceLevel({ count: bad, of: all }, limits).level);
      expect(at(count + 1)).toBeGreaterThanOrEqual(at(count));
      const complained = (bad: number) =>
        rank(complaintLevel({ complaints: { count: bad, of: all }, report: null }, limits, NOW).level);
      expect(complained(count + 1)).toBeGreaterThanOrEqual(complained(count));
    }),
  );
});

test('shares of a domain never add up to more than its ceiling, however it is cut', () => {
  const mailboxes = Array.from({ length: 12 }, (_, at) => ({
    id: `mailbox-${String(at)}` as never,
    address: `rep${String(at)}@tallyhook.example`,
  }));
  const percents = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      percents,
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 1, max: 12 }),
      (parts, domainPerDay, size) => {
        const team = mailboxes.slice(0, size);
        const listed = DomainShares.safeParse({
          domain: 'tallyhook.example',
          shares: parts.map((percent, at) => ({ mailboxId: mailboxes[at]!.id, percent })),
        });
        const domainPerWeek = domainPerDay * 4;
        const asked = {
          domainShares: listed.success ? [listed.data] : [],
          limits: { ...limits, domainPerDay, domainPerWeek },
        };
        const given = team.map((mailbox) => domainShare(asked, mailbox, team));
        expect(given.reduce((sum, { day }) => sum + day, 0)).toBeLessThanOrEqual(domainPerDay);
        expect(given.reduce((sum, { week }) => sum + week, 0)).toBeLessThanOrEqual(domainPerWeek);
      },
    ),
  );
});
