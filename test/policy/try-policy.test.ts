/** What a policy would have made of messages of the past. */
import { describe, expect, test } from 'vitest';
import { SendId } from '../../shared/domain/ids.ts';
import { gateRecord } from '../../shared/policy/gate-record.ts';
import { tryPolicy, type PastGate } from '../../shared/policy/try-policy.ts';
import { NOW, policy, released, sampleInput, sampleMailbox, type Change } from './sample.ts';

const past = (id: string, change: Change = {}): PastGate => {
  const input = released(sampleInput(change));
  return { sendId: SendId.parse(id), record: gateRecord(input), policy: input.policy };
};
const stricter = { ...policy, version: 4, limits: { ...policy.limits, mailboxPerDay: 10 } };

describe('a policy tried on the past', () => {
  test('that is the one of then changes nothing', () => {
    expect(tryPolicy([past('s-1'), past('s-2')], policy)).toEqual({ asked: 2, stopped: [], freed: [], byRail: [] });
  });

  test('stops what passed, with the finding that would have stood against it', () => {
    const trial = tryPolicy([past('s-1')], stricter);
    expect(trial.stopped).toMatchObject([
      { sendId: 's-1', accountName: 'Northwind Logistics', atMs: NOW, was: 'clear', wouldBe: 'hold' },
    ]);
    expect(trial.stopped[0]?.findings.map(({ code }) => code)).toContain('mailbox-day');
    expect(trial.byRail).toContainEqual({ code: 'mailbox-day', stops: 1, frees: 0 });
  });

  test('frees what was held, with the finding of then', () => {
    const full = { desk: { mailboxes: [sampleMailbox({ takenToday: 40, elsewhere: null })] } };
    const looser = {
      ...policy,
      version: 4,
      limits: { ...policy.limits, mailboxPerDay: 60, domainPerDay: 1_000, domainPerWeek: 5_000 },
    };
    const trial = tryPolicy([past('s-1', full)], looser);
    expect(trial.freed).toMatchObject([{ sendId: 's-1', was: 'hold', wouldBe: 'clear' }]);
    expect(trial.freed[0]?.findings.map(({ code }) => code)).toContain('mailbox-day');
  });

  test('composes the message anew: another opt-out line or address refuses nothing', () => {
    const footer = {
      ...policy,
      version: 4,
      postalAddress: 'Tallyhook, 2 Other Street, 10115 Berlin',
      unsubscribe: { ...policy.unsubscribe, optOutLine: 'Write “stop” and we stop.' },
    };
    expect(tryPolicy([past('s-1')], footer)).toMatchObject({ stopped: [], freed: [] });
  });
});
