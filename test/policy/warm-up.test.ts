import { describe, expect, it } from 'vitest';
import type { Ramp } from '../../shared/domain/mailbox-world.ts';
import { MailboxId } from '../../shared/domain/ids.ts';
import { domainShare } from '../../shared/policy/domain-share.ts';
import { rampFrom, warmDay, warmUpAllowance } from '../../shared/policy/warm-up.ts';
import { policy } from './sample.ts';

const limits = { mailboxPerDay: 40, warmupStartPerDay: 5, warmupStepPerDay: 2 };
const ramp: Ramp = { startDay: '2026-10-20', startPerDay: 5, basis: 'new', frozen: null };

describe('a warm-up ramp', () => {
  it.each([
    ['2026-10-19', 5],
    ['2026-10-20', 5],
    ['2026-10-21', 7],
    // Over the day on which the clocks change.
    ['2026-10-26', 17],
    ['2026-11-06', 39],
    ['2026-11-07', 40],
    ['2027-03-01', 40],
  ])('on %s allows %i', (day, allowed) => expect(warmUpAllowance(ramp, day, limits)).toBe(allowed));

  it('stays where it was frozen', () => {
    const frozen = { ...ramp, frozen: { day: '2026-10-22', because: 'refused' } };
    expect(['2026-10-21', '2026-10-22', '2026-12-01'].map((day) => warmUpAllowance(frozen, day, limits))).toEqual([
      7, 9, 9,
    ]);
    expect(warmDay(frozen, limits)).toBeNull();
  });

  it('says when it is done', () => {
    expect(warmDay(ramp, limits)).toBe('2026-11-07');
    expect(warmDay({ ...ramp, startPerDay: 40 }, limits)).toBe('2026-10-20');
    expect(warmDay(ramp, { ...limits, warmupStepPerDay: 0 })).toBeNull();
  });

  it.each<[string, Record<string, number>, Pick<Ramp, 'startPerDay' | 'basis'>]>([
    ['nothing', {}, { startPerDay: 5, basis: 'new' }],
    ['one burst', { '2026-10-19': 300 }, { startPerDay: 5, basis: 'sent-folder' }],
    [
      'three days',
      { '2026-10-19': 300, '2026-10-16': 22, '2026-10-12': 18 },
      { startPerDay: 18, basis: 'sent-folder' },
    ],
    [
      'many busy days',
      { '2026-10-19': 90, '2026-10-16': 90, '2026-10-12': 90 },
      { startPerDay: 40, basis: 'sent-folder' },
    ],
    ['days long ago', { '2026-08-01': 30, '2026-08-02': 30, '2026-08-03': 30 }, { startPerDay: 5, basis: 'new' }],
    ['today, which is not over', { '2026-10-20': 30 }, { startPerDay: 5, basis: 'new' }],
  ])('begins after a history of %s', (_name, history, begun) => {
    expect(rampFrom(new Map(Object.entries(history)), 'sent-folder', '2026-10-20', limits)).toEqual({
      startDay: '2026-10-20',
      frozen: null,
      ...begun,
    });
  });
});

describe('a mailbox’s share of its domain', () => {
  const box = (name: string, domain = 'tallyhook.example') => ({
    id: MailboxId.parse(name),
    address: `${name}@${domain}`,
  });
  const team = [box('sam'), box('mira'), box('kim', 'other.example')];

  it('is alike for all its mailboxes where nobody gave any', () => {
    expect(domainShare(policy, box('sam'), team)).toEqual({
      domain: 'tallyhook.example',
      percent: 50,
      day: 100,
      week: 400,
      isGiven: false,
    });
    expect(domainShare(policy, box('kim', 'other.example'), team).percent).toBe(100);
  });

  it('is what RevOps gave, and nothing for a mailbox that is not listed', () => {
    const given = {
      ...policy,
      domainShares: [{ domain: 'tallyhook.example', shares: [{ mailboxId: MailboxId.parse('sam'), percent: 33 }] }],
    };
    expect(domainShare(given, box('sam'), team)).toMatchObject({ day: 66, week: 264, isGiven: true });
    expect(domainShare(given, box('mira'), team)).toMatchObject({ percent: 0, day: 0, week: 0 });
  });

  it('never adds up to more than the ceiling', () => {
    const many = Array.from({ length: 7 }, (_, at) => box(`m${at}`));
    const sum = many.reduce((total, one) => total + domainShare(policy, one, many).day, 0);
    expect(sum).toBeLessThanOrEqual(policy.limits.domainPerDay);
  });
});
