/** Who may write what and move whom: both tables, whole. */
import { describe, expect, test } from 'vitest';
import type { PushOp } from '../../electron/ports/connector.ts';
import { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import { Actor } from '../../shared/domain/person.ts';
import {
  AI_STAGES,
  HUMAN_STAGES,
  mayMove,
  mayMoveByHand,
  whyNotDrop,
  type MoveFacts,
} from '../../shared/policy/lifecycle.ts';
import {
  FIELD_GROUPS,
  groupOf,
  groupOfStage,
  mayWrite,
  whyNotRemoveSuppression,
  type FieldGroup,
  type WriteRight,
} from '../../shared/policy/permissions.ts';

/** The table as RevOps reads it: agent, SDR, lead, RevOps. */
const TABLE: Readonly<Record<FieldGroup, readonly [WriteRight, WriteRight, WriteRight, WriteRight]>> = {
  activity: ['write', 'write', 'write', 'write'],
  package: ['write', 'write', 'write', 'write'],
  'review-outcome': ['no', 'write', 'write', 'write'],
  suggestion: ['write', 'write', 'write', 'write'],
  'early-lifecycle': ['write', 'write', 'write', 'write'],
  'late-lifecycle': ['suggest', 'write', 'write', 'write'],
  tags: ['write', 'write', 'write', 'write'],
  'next-step-date': ['write', 'write', 'write', 'write'],
  ownership: ['no', 'no', 'write', 'write'],
  opportunity: ['no', 'write', 'write', 'write'],
  'disqualification-reason': ['suggest', 'write', 'write', 'write'],
  'suppression-add': ['write', 'write', 'write', 'write'],
  'suppression-remove': ['no', 'no', 'no', 'write'],
  'attention-checks': ['no', 'no', 'write', 'write'],
  configuration: ['no', 'no', 'no', 'write'],
};

test.each(
  FIELD_GROUPS.flatMap((group) => Actor.options.map((actor, at) => [actor, group, TABLE[group][at]!] as const)),
)('%s on %s: %s', (actor, group, expected) => {
  expect(mayWrite(actor, group)).toBe(expected);
});

test('every kind of CRM write falls into a group', () => {
  const groups: Readonly<Record<PushOp['kind'], FieldGroup>> = {
    activity: 'activity',
    task: 'activity',
    'source-tag': 'tags',
    'package-outcome': 'review-outcome',
    suggestion: 'suggestion',
    package: 'package',
    lead: 'package',
    lifecycle: 'early-lifecycle',
    opportunity: 'opportunity',
    'opportunity-stage': 'opportunity',
  };
  for (const [kind, group] of Object.entries(groups)) {
    const op = { kind, stage: 'sequencing' } as Pick<Extract<PushOp, { kind: 'lifecycle' }>, 'kind' | 'stage'>;
    expect(groupOf(op)).toBe(group);
  }
  expect(LifecycleStage.options.filter((stage) => groupOfStage(stage) === 'late-lifecycle')).toEqual([
    'qualifying',
    'meeting-set',
    'disqualified',
  ]);
});

describe('taking an entry off the suppression list', () => {
  const removal = { entryReason: 'manual', because: 'entered twice', writtenRequest: null } as const;
  test.each([
    ['sdr', removal, /Only RevOps/],
    ['lead', removal, /Only RevOps/],
    ['agent', removal, /Only RevOps/],
    ['revops', { ...removal, because: ' ' }, /needs a reason/],
    ['revops', { ...removal, entryReason: 'unsubscribe' }, /an unsubscribe stays until the contact asks in writing/],
    ['revops', { ...removal, entryReason: 'complaint' }, /a complaint stays/],
  ] as const)('%s: refused (%#)', (actor, asked, says) => {
    expect(whyNotRemoveSuppression(actor, asked)).toMatch(says);
  });
  test('RevOps may, with a reason, and with the contact’s own request where they opted out', () => {
    expect(whyNotRemoveSuppression('revops', removal)).toBeNull();
    expect(
      whyNotRemoveSuppression('revops', { ...removal, entryReason: 'unsubscribe', writtenRequest: 'mail of 3 May' }),
    ).toBeNull();
  });
});

describe('moving a lead', () => {
  const booking = {
    tier: 2,
    isFitCheck: true,
    personConfirmed: true,
    agendaAgreed: true,
    qualifiersConfirmed: 1,
  } as const;
  const everything: MoveFacts = {
    missingFields: [],
    hasValidPackage: true,
    sequenceApproved: true,
    nextStepAtMs: 1,
    reason: 'no budget',
    booking,
  };

  test.each<readonly [LifecycleStage, MoveFacts, 'allowed' | 'suggest-only' | 'forbidden', RegExp]>([
    ['new', {}, 'allowed', /./],
    ['enriched', everything, 'allowed', /./],
    ['enriched', {}, 'forbidden', /nobody has checked/],
    ['enriched', { missingFields: ['headcount', 'role'] }, 'forbidden', /headcount, role/],
    ['scored', {}, 'allowed', /./],
    ['sequencing', everything, 'allowed', /./],
    ['sequencing', { sequenceApproved: true }, 'forbidden', /no valid handoff package/],
    ['sequencing', { hasValidPackage: true }, 'forbidden', /not approved/],
    ['engaged', {}, 'allowed', /./],
    ['escalated', {}, 'allowed', /./],
    ['qualifying', everything, 'suggest-only', /person’s work/],
    ['meeting-set', everything, 'allowed', /./],
    ['meeting-set', {}, 'suggest-only', /nothing is known/],
    ['meeting-set', { booking: { ...booking, tier: 1 } }, 'suggest-only', /this is Tier 1/],
    ['meeting-set', { booking: { ...booking, isFitCheck: false } }, 'suggest-only', /fit check/],
    ['meeting-set', { booking: { ...booking, personConfirmed: false } }, 'suggest-only', /not confirmed/],
    ['meeting-set', { booking: { ...booking, agendaAgreed: false } }, 'suggest-only', /agenda/],
    ['meeting-set', { booking: { ...booking, qualifiersConfirmed: 0 } }, 'suggest-only', /qualifier/],
    ['disqualified', everything, 'suggest-only', /only a person disqualifies/],
    ['disqualified', {}, 'forbidden', /only with a reason/],
    ['nurture', everything, 'allowed', /./],
    ['nurture', {}, 'forbidden', /no next-step date/],
    ['nurture', { nextStepAtMs: null }, 'forbidden', /no next-step date/],
  ])('the agent to %s (%#): %s', (stage, facts, kind, says) => {
    const move = mayMove('agent', stage, facts);
    expect(move.kind).toBe(kind);
    expect(move.because).toMatch(says);
  });

  test.each(
    Actor.options
      .filter((actor) => actor !== 'agent')
      .flatMap((actor) => LifecycleStage.options.map((stage) => [actor, stage] as const)),
  )('%s may move a lead to %s', (actor, stage) => {
    expect(mayMove(actor, stage).kind).toBe('allowed');
  });
});

describe('a lead moved by a person’s hand', () => {
  const NOW_MS = Date.UTC(2026, 10, 24, 9);
  const byHand = (
    to: (typeof LifecycleStage.options)[number],
    more: { readonly reason?: string; readonly nextStepAtMs?: number | null } = {},
  ) => mayMoveByHand('sdr', { from: 'engaged', to, reason: '', nextStepAtMs: null, nowMs: NOW_MS, ...more });

  test.each([
    ['new', {}, 'allowed', /./],
    ['enriched', {}, 'forbidden', /every required field/],
    ['scored', {}, 'forbidden', /a score stands/],
    ['sequencing', {}, 'forbidden', /package was made/],
    ['engaged', {}, 'forbidden', /already/],
    ['escalated', {}, 'allowed', /./],
    ['qualifying', {}, 'allowed', /./],
    ['meeting-set', {}, 'allowed', /./],
    ['disqualified', {}, 'forbidden', /Say why/],
    ['disqualified', { reason: 'not their budget' }, 'allowed', /./],
    ['nurture', {}, 'forbidden', /a day to come/],
    ['nurture', { nextStepAtMs: NOW_MS }, 'forbidden', /a day to come/],
    ['nurture', { nextStepAtMs: NOW_MS + 1 }, 'allowed', /./],
  ] as const)('to %s (%#): %s', (to, more, kind, says) => {
    const move = byHand(to, more);
    expect(move.kind).toBe(kind);
    expect(move.because).toMatch(says);
  });

  test('what may not be dropped never passes with more said; both halves together are all stages', () => {
    expect([...AI_STAGES, ...HUMAN_STAGES].toSorted()).toEqual(LifecycleStage.options.toSorted());
    for (const role of ['sdr', 'lead', 'revops'] as const)
      for (const from of LifecycleStage.options)
        for (const to of LifecycleStage.options) {
          const all = { from, to, reason: 'because', nextStepAtMs: NOW_MS + 1, nowMs: NOW_MS };
          expect(mayMoveByHand(role, all).kind === 'allowed').toBe(whyNotDrop(role, from, to) === null);
        }
  });
});
