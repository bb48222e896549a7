/** Who may move an opportunity and open one: every role over every stage, and an agent never. */
import { describe, expect, test } from 'vitest';
import { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import { Opportunity, OpportunityStage } from '../../shared/domain/opportunity.ts';
import { Actor } from '../../shared/domain/person.ts';
import { mayWrite } from '../../shared/policy/permissions.ts';
import {
  asksForClosing,
  OPEN_STAGES,
  whyNotDropOpportunity,
  whyNotMoveOpportunity,
  whyNotOpen,
} from '../../shared/policy/opportunity.ts';

const STAGES = OpportunityStage.options;
const everyMove = STAGES.flatMap((from) => STAGES.map((to) => [from, to] as const));

describe.each(Actor.options)('%s', (actor) => {
  const may = mayWrite(actor, 'opportunity') === 'write';

  test('moves from any stage to any other exactly where the permission table says so', () => {
    for (const [from, to] of everyMove) {
      const because = whyNotDropOpportunity(actor, from, to);
      expect(because === null, `${from} to ${to}`).toBe(may && from !== to);
      expect(whyNotMoveOpportunity(actor, { from, to, reason: 'because' }) === null).toBe(because === null);
    }
  });

  test('opens one for a lead whose meeting is set, into the first stage, and nowhere else', () => {
    for (const lead of LifecycleStage.options)
      for (const to of STAGES)
        expect(whyNotOpen(actor, lead, to) === null, `${lead} to ${to}`).toBe(
          may && lead === 'meeting-set' && to === 'discovery-scheduled',
        );
  });
});

test('an agent is told that it moves none', () => {
  expect(whyNotDropOpportunity('agent', 'evaluation', 'negotiation')).toMatch(/the agent moves none/);
  expect(whyNotOpen('agent', 'meeting-set', 'discovery-scheduled')).toMatch(/the agent moves none/);
});

test('lost asks why and won asks once more; nothing else asks anything', () => {
  expect(STAGES.filter((stage) => asksForClosing(stage) !== null)).toEqual(['closed-won', 'closed-lost']);
  const lost = { from: 'evaluation', to: 'closed-lost' } as const;
  expect(whyNotMoveOpportunity('sdr', { ...lost, reason: ' ' })).toBe('Say why it was lost.');
  expect(whyNotMoveOpportunity('sdr', { ...lost, reason: 'no budget' })).toBeNull();
  expect(whyNotMoveOpportunity('sdr', { ...lost, to: 'closed-won', reason: '' })).toBeNull();
  expect(OPEN_STAGES).toEqual(STAGES.slice(0, -2));
});

test('the shape takes a day for a close date and a currency by its code, and nothing else', () => {
  const opportunity = {
    id: 'opp-1',
    accountId: 'acc-1',
    contactId: 'con-1',
    ownerId: null,
    standing: { stage: 'evaluation', sinceAtMs: null, because: '' },
    amount: { value: 12_000.5, currency: 'EUR' },
    closesOn: '2026-12-18',
  };
  expect(Opportunity.safeParse(opportunity).success).toBe(true);
  for (const wrong of [
    { closesOn: '18.12.2026' },
    { closesOn: '2026-02-30' },
    { amount: { value: -1, currency: 'EUR' } },
    { amount: { value: 1, currency: '€' } },
    { standing: { ...opportunity.standing, stage: 'new' } },
  ])
    expect(Opportunity.safeParse({ ...opportunity, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
});
