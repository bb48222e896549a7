/** When a reply goes to a human: every trigger, every case that stays with the agent, and that any trigger beats every stay rule. */
import { describe, expect, it } from 'vitest';
import { EscalationTrigger } from '../../shared/domain/decision.ts';
import {
  escalationFor,
  type EscalationRuleCode,
  type StayRuleCode,
} from '../../shared/policy/escalation/escalation-for.ts';
import type { EscalationInput } from '../../shared/policy/escalation/escalation-input.ts';
import { ESCALATION_RULES } from '../../shared/policy/escalation/escalation-rules.ts';
import { STAY_RULES } from '../../shared/policy/escalation/stay-rules.ts';
import { stayingInput, reading, type Change, changedInput } from './reply-sample.ts';

const TRIGGERS: readonly (readonly [EscalationRuleCode, EscalationTrigger, string, Change])[] = [
  ['complaint', 'dissatisfaction', 'a complaint', { reading: { class: 'complaint' } }],
  ['anger', 'dissatisfaction', 'annoyance', { reading: { mood: 'annoyed' } }],
  ['anger', 'dissatisfaction', 'anger', { reading: { mood: 'angry' } }],
  ['wants-a-person', 'wants-a-person', 'a wish to talk to a person', { reading: { asks: ['human'] } }],
  ['demo-request', 'positive-intent', 'a demo request', { reading: { asks: ['demo'] } }],
  ['positive-reply', 'positive-intent', 'a positive reply', { reading: { class: 'positive' } }],
  ['meeting-intent', 'positive-intent', 'a word of meeting', { reading: { asks: ['meeting'] } }],
  ['price', 'pricing-or-legal', 'a price', { reading: { asks: ['price'] } }],
  ['negotiation', 'pricing-or-legal', 'a negotiation', { reading: { asks: ['negotiation'] } }],
  ['procurement', 'pricing-or-legal', 'procurement', { reading: { asks: ['procurement'] } }],
  ['security', 'pricing-or-legal', 'security', { reading: { asks: ['security'] } }],
  ['legal', 'pricing-or-legal', 'legal', { reading: { asks: ['legal'] } }],
  ['residency', 'pricing-or-legal', 'data residency', { reading: { asks: ['residency'] } }],
  ['buying-timeline', 'buying-timeline', 'a buying timeline', { reading: { asks: ['timeline'] } }],
  [
    'competitor',
    'competitor-named',
    'a listed competitor in the words',
    { newText: 'How do you compare to LEDGERLINE?' },
  ],
  ['competitor', 'competitor-named', 'a listed competitor in the reading', { reading: { namedTool: 'Ledgerline' } }],
  ['displacement', 'displacement', 'an answer about their tool', { toolQuestionAsked: true }],
  [
    'same-objection-twice',
    'repeated-objection',
    'the same objection twice',
    { reading: { class: 'objection', objection: 'no-budget' }, earlierObjections: ['no-need', 'no-budget'] },
  ],
  ['integration', 'technical-question', 'an integration', { reading: { asks: ['integration'] } }],
  ['technical', 'technical-question', 'a technical question', { reading: { asks: ['technical'] } }],
  ['several-people', 'several-people', 'two people on the thread', { reading: { people: 2 } }],
  ['meeting-link', 'intent-signal', 'a click on the meeting link', { engagement: ['click', 'meeting-link'] }],
  ['pricing-page', 'intent-signal', 'a visit to the pricing page', { engagement: ['pricing-page'] }],
  ['executive', 'executive-or-tier-1', 'a chief', { contact: { seniority: 'c-level' } }],
  ['executive', 'executive-or-tier-1', 'a founder', { contact: { seniority: 'founder' } }],
  [
    'tier-1',
    'executive-or-tier-1',
    'a Tier 1 account',
    { account: { tier: 1, headcount: 100, industry: 'Logistics' } },
  ],
  [
    'enterprise',
    'executive-or-tier-1',
    'an enterprise',
    { account: { tier: 2, headcount: 1_000, industry: 'Logistics' } },
  ],
  [
    'regulated-industry',
    'regulated-industry',
    'a regulated industry',
    { account: { tier: 2, headcount: 100, industry: 'Hospitals & Healthcare' } },
  ],
  ['speaks-to-models', 'unsure-reading', 'orders to a model', { reading: { speaksToModels: true } }],
  ['unsure', 'unsure-reading', 'a reading under the cutoff', { reading: { confidence: 0.749 } }],
];

const STAYS: readonly (readonly [StayRuleCode, Change])[] = [
  ['not-me', { reading: { class: 'not-me', asks: [] } }],
  ['info-with-asset', { reading: { class: 'info-request', asks: ['asset'] }, approvedAsset: 'asset' }],
  [
    'info-with-asset',
    { reading: { class: 'info-request', asks: ['asset'] }, approvedAsset: 'asset', clarifyingQuestionsAsked: 1 },
  ],
  [
    'circle-back',
    { reading: { class: 'not-now', objection: 'timing', circleBack: { atMs: 9_000, trigger: null, words: 'in Q3' } } },
  ],
  ['plain-scheduling', { reading: { class: 'positive', asks: ['meeting'] }, meetingAgreed: true }],
  [
    'playbook-move',
    { reading: { class: 'objection', objection: 'has-tool', namedTool: 'Freightcheck' }, playbookAnswers: true },
  ],
  ['playbook-move', { reading: { class: 'not-now', objection: 'timing' }, playbookAnswers: true }],
  ['qualification-open', { reading: { class: 'other', asks: [] }, qualification: 'incomplete' }],
];

describe('a reply goes to a human', () => {
  it.each(TRIGGERS)('by %s (%s): %s', (rule, trigger, _name, change) => {
    const outcome = escalationFor(changedInput(stayingInput, change));
    expect(outcome).toMatchObject({ kind: 'escalate', rule, trigger });
    if (outcome.kind !== 'escalate') return;
    expect(EscalationTrigger.parse(outcome.trigger)).toBe(trigger);
    for (const words of [outcome.evidence, outcome.because, outcome.suggestedStep]) {
      expect(words.trim()).not.toBe('');
      expect(words).not.toMatch(/[\r\n]/);
    }
  });

  it('by every rule of the table, each shown alone above', () => {
    expect([...new Set(TRIGGERS.map(([rule]) => rule))].sort()).toEqual(
      ESCALATION_RULES.map(({ code }) => code).sort(),
    );
  });

  it('where no rule lets the agent answer', () => {
    const change: Change = { approvedAsset: 'none', qualification: 'complete' };
    expect(escalationFor(changedInput(stayingInput, change))).toMatchObject({ rule: 'no-stay-rule', trigger: 'other' });
  });

  it('with the first rule as its name and the others beside it', () => {
    const change: Change = { reading: { class: 'positive', asks: ['price', 'meeting'], people: 3 } };
    expect(escalationFor(changedInput(stayingInput, change))).toMatchObject({
      rule: 'positive-reply',
      also: ['meeting-intent', 'price', 'several-people'],
    });
  });

  it('with evidence of one line, however the mail is written', () => {
    const text = 'Call\r\nme\u2028now';
    const outcome = escalationFor(
      changedInput(stayingInput, { reading: { class: 'positive', evidence: [{ text, start: 0, end: text.length }] } }),
    );
    expect(outcome).toMatchObject({ evidence: '“Call me now”' });
  });
});

describe('a reply stays with the agent', () => {
  it.each(STAYS)('by %s', (rule, change) => {
    expect(escalationFor(changedInput(stayingInput, change))).toMatchObject({ kind: 'stay', rule });
  });

  it('by every rule of the table', () => {
    expect([...new Set(STAYS.map(([rule]) => rule))].sort()).toEqual(STAY_RULES.map(({ code }) => code).sort());
  });

  it.each(['unsubscribe', 'bounce', 'auto-reply'] as const)('where it is no answer: %s', (name) => {
    const all = TRIGGERS.filter(([rule]) => !['complaint', 'positive-reply', 'unsure'].includes(rule));
    for (const [, , , change] of all) {
      const input = changedInput(changedInput(stayingInput, change), { reading: { class: name, confidence: 1 } });
      expect(escalationFor(input).kind, JSON.stringify(change)).toBe('stay');
    }
  });

  it('not where a machine may be none', () => {
    expect(
      escalationFor(changedInput(stayingInput, { reading: { class: 'auto-reply', confidence: 0.7 } })),
    ).toMatchObject({
      rule: 'unsure',
    });
  });

  it.each([
    ['a tool that is not listed', { newText: 'We use Freightcheck.' }],
    ['a part of a listed name', { newText: 'We have Ledgerliner.' }],
    ['headcount under the line', { account: { tier: 2, headcount: 999, industry: 'Logistics' } }],
    ['no headcount known', { account: { tier: 3, headcount: null, industry: '' } }],
    ['a vice president', { contact: { seniority: 'vp' } }],
    ['the cutoff itself', { reading: { confidence: 0.75 } }],
    [
      'another objection than before',
      {
        reading: { class: 'not-now', objection: 'timing', circleBack: { atMs: 1, trigger: null, words: '' } },
        earlierObjections: ['no-budget'],
      },
    ],
    ['clicks and replies', { engagement: ['click', 'reply', 'job-change'] }],
  ] satisfies readonly (readonly [string, Change])[])('in spite of %s', (_name, change) => {
    expect(escalationFor(changedInput(stayingInput, change)).kind).toBe('stay');
  });
});

describe('a trigger beats every stay rule', () => {
  /** What the two cases set at once: where both name one field, the trigger's value counts, as in life the worse news does. */
  const pairs = STAYS.flatMap((stay) => TRIGGERS.map((trigger) => ({ stay, trigger })));

  it.each(pairs.map((pair) => [pair.trigger[2], pair.stay[0], pair] as const))(
    '%s against %s',
    (_t, _s, { stay, trigger }) => {
      const input = changedInput(changedInput(stayingInput, stay[1]), trigger[3]);
      // Who merely moves an agreed meeting shows no new intent: that is what the stay rule means, not a trigger beaten.
      const isItself = stay[0] === 'plain-scheduling' && ['positive-reply', 'meeting-intent'].includes(trigger[0]);
      // "Let us talk in September" is a date, not a meeting; a question about the tool is answered by an answer.
      const isDate = input.reading.class === 'not-now' && trigger[0] === 'meeting-intent';
      const isNoAnswer =
        trigger[0] === 'displacement' &&
        !['info-request', 'other'].includes(input.reading.class) &&
        input.reading.objection !== 'has-tool';
      expect(escalationFor(input).kind).toBe(isItself || isDate || isNoAnswer ? 'stay' : 'escalate');
    },
  );
});

describe('a price', () => {
  const asked: Change = { reading: { class: 'info-request', asks: ['price'] }, approvedAsset: 'price-sheet' };
  const allowed = (input: EscalationInput): EscalationInput => ({
    ...input,
    policy: { ...input.policy, escalation: { ...input.policy.escalation, pricesMayBeSent: true } },
  });

  it('goes to a human, also where a sheet is at hand', () => {
    expect(escalationFor(changedInput(stayingInput, asked))).toMatchObject({ rule: 'price' });
  });
  it('is answered with the one approved sheet where RevOps allows it', () => {
    expect(escalationFor(allowed(changedInput(stayingInput, asked)))).toMatchObject({ rule: 'info-with-asset' });
  });
  it('that is haggled over goes to a human all the same', () => {
    const haggled = changedInput(stayingInput, {
      ...asked,
      reading: { class: 'info-request', asks: ['price', 'negotiation'] },
    });
    expect(escalationFor(allowed(haggled))).toMatchObject({ rule: 'negotiation' });
  });
  it('without a sheet goes to a human', () => {
    expect(escalationFor(allowed(changedInput(stayingInput, { ...asked, approvedAsset: 'asset' })))).toMatchObject({
      rule: 'price',
    });
  });
});

it('the cutoff is the policy’s', () => {
  const input = changedInput(stayingInput, { reading: { confidence: 0.8 } });
  const limits = { ...input.policy.limits, classifierCutoffPercent: 85 };
  expect(escalationFor({ ...input, policy: { ...input.policy, limits } })).toMatchObject({ rule: 'unsure' });
  expect(reading.confidence).toBeGreaterThan(0.75);
});

it.each([
  ['Banking as a service', true],
  ['Behavioral health', true],
  ['Community hospitals', true],
  ['Road freight', false],
  ['Embankment builders', false],
  ['', false],
])('the industry %j is regulated by default: %s', (industry, isRegulated) => {
  const outcome = escalationFor({ ...stayingInput, account: { ...stayingInput.account, industry } });
  expect(outcome.kind === 'escalate' && outcome.rule === 'regulated-industry').toBe(isRegulated);
});
