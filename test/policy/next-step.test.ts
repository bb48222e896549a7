/** What follows from each class of reply, by the playbook’s rows. */
import { describe, expect, it } from 'vitest';
import { ReplyClass } from '../../shared/domain/reply-class.ts';
import { Objection, type ReplyReading } from '../../shared/domain/reply-reading.ts';
import { nextStepFor, type NextStep, type ReplyWorld } from '../../shared/policy/replies/next-step.ts';
import { DAY, NOW } from './sample.ts';
import { reading, world } from './reply-sample.ts';

const stepOf = (change: Partial<ReplyReading>, worldChange: Partial<ReplyWorld> = {}): NextStep =>
  nextStepFor({ ...reading, asks: [], ...change }, { ...world, ...worldChange });

/** Midnight in Berlin, so many days after Wednesday 11 November 2026; all in winter time. */
const midnight = (days: number): number => Date.UTC(2026, 10, 10, 23) + days * DAY;
const LATER = Date.UTC(2027, 6, 1);

describe('what follows', () => {
  const somebody = { name: 'Ana Silva', title: null, email: 'ana.silva@firm.example' };
  const later = { atMs: LATER, trigger: 'after the migration', words: 'in Q3, after the migration' };
  const noDate = { atMs: null, trigger: 'after the migration', words: 'after the migration' };

  it.each<readonly [string, Partial<ReplyReading>, Partial<ReplyWorld>, object]>([
    ['unsubscribe suppresses', { class: 'unsubscribe' }, {}, { kind: 'suppress', reason: 'unsubscribe' }],
    [
      'unsubscribe suppresses, however unsure, angry, senior or many',
      { class: 'unsubscribe', confidence: 0.2, mood: 'angry', people: 4, asks: ['price', 'human'] },
      { account: { tier: 1, headcount: 9_000, industry: 'Banking' } },
      { kind: 'suppress', reason: 'unsubscribe' },
    ],
    [
      'complaint suppresses and alerts',
      { class: 'complaint' },
      {},
      { kind: 'suppress', reason: 'complaint', alert: { trigger: 'dissatisfaction', rule: 'complaint' } },
    ],
    ['bounce is counted', { class: 'bounce', confidence: 1 }, {}, { kind: 'count-bounce' }],
    [
      'out of office pauses until the return',
      { class: 'auto-reply', returnAtMs: LATER },
      {},
      { kind: 'pause-until', atMs: LATER },
    ],
    [
      'out of office pauses also a Tier 1 account: it is no reply',
      { class: 'auto-reply', returnAtMs: LATER },
      { account: { tier: 1, headcount: 9_000, industry: 'Banking' } },
      { kind: 'pause-until', atMs: LATER },
    ],
    [
      'out of office without a date pauses for the policy’s days',
      { class: 'auto-reply' },
      {},
      { kind: 'pause-until', atMs: midnight(7) },
    ],
    [
      'out of office with a date that is past does as well',
      { class: 'auto-reply', returnAtMs: NOW - DAY },
      {},
      { kind: 'pause-until', atMs: midnight(7) },
    ],
    [
      'who has left is to be replaced',
      { class: 'auto-reply', hasLeft: true, referral: somebody },
      {},
      { kind: 'refer', referral: somebody },
    ],
    [
      'who has left without naming anybody is to be replaced by somebody to be found',
      { class: 'auto-reply', hasLeft: true },
      {},
      { kind: 'refer', referral: { name: null, title: null, email: null } },
    ],
    ['not me, with a name', { class: 'not-me', referral: somebody }, {}, { kind: 'refer', referral: somebody }],
    [
      'not me, without one, is asked who',
      { class: 'not-me' },
      {},
      { kind: 'draft-reply', move: 'thank-and-ask-referral' },
    ],
    [
      'not now with a date is confirmed, then rests until it',
      { class: 'not-now', objection: 'timing', circleBack: later },
      {},
      { kind: 'draft-reply', move: 'confirm-date-and-trigger', nurtureUntilMs: LATER },
    ],
    [
      'not now with a date that was confirmed rests',
      { class: 'not-now', objection: 'timing', circleBack: later },
      { movesMade: ['confirm-date-and-trigger'] },
      { kind: 'nurture-until', atMs: LATER, trigger: 'after the migration' },
    ],
    [
      'not now without a date is asked for one',
      { class: 'not-now', objection: 'timing', circleBack: noDate },
      {},
      { kind: 'draft-reply', move: 'confirm-date-and-trigger', nurtureUntilMs: midnight(90) },
    ],
    [
      'not now without a date, asked before, is a human’s',
      { class: 'not-now', objection: 'timing', circleBack: noDate },
      { movesMade: ['confirm-date-and-trigger'] },
      { kind: 'escalate', escalation: { rule: 'no-stay-rule' } },
    ],
    [
      'a question with an asset gets it',
      { class: 'info-request', asks: ['asset'] },
      {},
      { kind: 'draft-reply', move: 'send-asset' },
    ],
    [
      'a question without an asset is a human’s',
      { class: 'info-request', asks: ['asset'] },
      { approvedAsset: 'none' },
      { kind: 'escalate', escalation: { rule: 'no-stay-rule' } },
    ],
    [
      'a question without an asset may be asked back once while qualification is open',
      { class: 'info-request', asks: ['asset'] },
      { approvedAsset: 'none', qualification: 'incomplete' },
      { kind: 'draft-reply', move: 'ask-one-question' },
    ],
    [
      'a price is a human’s',
      { class: 'info-request', asks: ['price'] },
      {},
      { kind: 'escalate', escalation: { trigger: 'pricing-or-legal', rule: 'price' } },
    ],
    [
      '“we use X” gets the one question',
      { class: 'objection', objection: 'has-tool', namedTool: 'Freightcheck' },
      {},
      { kind: 'draft-reply', move: 'ask-one-question', nurtureUntilMs: null },
    ],
    [
      '“we use X”, asked and answered, is a human’s',
      { class: 'objection', objection: 'has-tool' },
      { movesMade: ['ask-one-question'], earlierObjections: ['has-tool'] },
      { kind: 'escalate', escalation: { trigger: 'displacement' } },
    ],
    [
      '“we use” a listed competitor is a human’s at once',
      { class: 'objection', objection: 'has-tool', namedTool: 'Ledgerline' },
      {},
      { kind: 'escalate', escalation: { trigger: 'competitor-named', evidence: 'names Ledgerline' } },
    ],
    [
      '“no budget” gets the lighter option, then rests',
      { class: 'objection', objection: 'no-budget' },
      {},
      { kind: 'draft-reply', move: 'offer-lighter-option', nurtureUntilMs: midnight(90) },
    ],
    [
      '“no budget” after the lighter option gets content',
      { class: 'objection', objection: 'no-budget' },
      { movesMade: ['offer-lighter-option'] },
      { kind: 'draft-reply', move: 'send-asset', nurtureUntilMs: midnight(90) },
    ],
    [
      '“no budget” a second time is a human’s',
      { class: 'objection', objection: 'no-budget' },
      { movesMade: ['offer-lighter-option'], earlierObjections: ['no-budget'] },
      { kind: 'escalate', escalation: { trigger: 'repeated-objection' } },
    ],
    [
      'a plain no has no row of its own: a human’s',
      { class: 'objection', objection: 'other' },
      {},
      { kind: 'escalate', escalation: { rule: 'no-stay-rule' } },
    ],
    [
      'a row that says so is a human’s',
      { class: 'objection', objection: 'bad-fit' },
      {},
      { kind: 'escalate', escalation: { rule: 'no-stay-rule' } },
    ],
    [
      'a positive reply is a human’s',
      { class: 'positive' },
      {},
      { kind: 'escalate', escalation: { trigger: 'positive-intent' } },
    ],
    [
      'an agreed meeting that moves is confirmed',
      { class: 'positive', asks: ['meeting'] },
      { meetingAgreed: true },
      { kind: 'draft-reply', move: 'confirm-time', nurtureUntilMs: null },
    ],
    [
      'what is not understood is a human’s',
      { class: 'other', confidence: 0.3 },
      {},
      { kind: 'escalate', escalation: { trigger: 'unsure-reading' } },
    ],
    [
      'an objection that is not surely one is a human’s',
      { class: 'objection', objection: 'no-need', confidence: 0.7 },
      {},
      { kind: 'escalate', escalation: { rule: 'unsure' } },
    ],
  ])('%s', (_name, change, worldChange, expected) => {
    expect(stepOf(change, worldChange)).toMatchObject(expected);
  });

  it('is something for every class and objection, whatever is not known', () => {
    for (const name of ReplyClass.options) {
      for (const objection of [null, ...Objection.options]) {
        expect(stepOf({ class: name, objection }).kind, `${name} ${objection}`).not.toBe('nothing');
      }
    }
  });

  it.each(['procurement', 'security', 'legal', 'residency', 'price', 'negotiation'] as const)(
    'is a human’s where %s comes up, whatever the class',
    (ask) => {
      for (const name of ['info-request', 'not-now', 'not-me', 'objection', 'other', 'positive'] as const) {
        expect(stepOf({ class: name, asks: [ask] }).kind).toBe('escalate');
      }
    },
  );

  it('is a human’s where the playbook has no row left', () => {
    const made = { movesMade: ['offer-lighter-option', 'send-asset'] } as const;
    expect(stepOf({ class: 'objection', objection: 'no-budget' }, made)).toMatchObject({ kind: 'escalate' });
  });

  it('rests as long as the policy says', () => {
    const limits = { ...world.policy.limits, nurtureDays: 30, outOfOfficeDays: 2 };
    const other = { policy: { ...world.policy, limits } };
    expect(stepOf({ class: 'objection', objection: 'no-budget' }, other)).toMatchObject({
      nurtureUntilMs: midnight(30),
    });
    expect(stepOf({ class: 'auto-reply' }, other)).toMatchObject({ atMs: midnight(2) });
  });
});
