/** One reply that stays with the agent, its world, and a playbook; tests change one thing at a time. */
import { Playbook } from '../../shared/domain/playbook.ts';
import { ReplyReading } from '../../shared/domain/reply-reading.ts';
import type { EscalationInput } from '../../shared/policy/escalation/escalation-input.ts';
import type { ReplyWorld } from '../../shared/policy/replies/next-step.ts';
import { NOW, policy } from './sample.ts';

/** In rows as a team would have them. */
export const playbook = Playbook.parse({
  rows: [
    {
      class: 'not-now',
      objection: null,
      move: 'confirm-date-and-trigger',
      guidance: 'Repeat the date, promise silence.',
    },
    { class: 'objection', objection: 'has-tool', move: 'ask-one-question', guidance: 'Do not compare.' },
    { class: 'objection', objection: 'no-budget', move: 'offer-lighter-option', guidance: 'No figures.' },
    { class: 'objection', objection: 'no-budget', move: 'send-asset', guidance: 'Something to read.' },
    { class: 'objection', objection: 'bad-fit', move: 'escalate', guidance: 'A person judges.' },
    { class: 'objection', objection: null, move: 'escalate', guidance: 'A person answers.' },
  ],
});

export const replyPolicy = {
  limits: policy.limits,
  escalation: { ...policy.escalation, competitors: ['Ledgerline', 'Audit Rail'] },
};

/** "Do you have a one-pager?" */
export const reading = ReplyReading.parse({
  class: 'info-request',
  confidence: 0.92,
  by: 'rules',
  evidence: [{ text: 'Do you have a one-pager', start: 0, end: 23 }],
  objection: null,
  namedTool: null,
  returnAtMs: null,
  circleBack: null,
  referral: null,
  hasLeft: false,
  asks: ['asset'],
  mood: 'calm',
  speaksToModels: false,
  people: 1,
});

export const stayingInput: EscalationInput = {
  reading,
  newText: 'Do you have a one-pager?',
  contact: { seniority: 'manager' },
  account: { tier: 2, headcount: 100, industry: 'Logistics' },
  policy: replyPolicy,
  engagement: ['reply'],
  earlierObjections: [],
  approvedAsset: 'asset',
  clarifyingQuestionsAsked: 0,
  toolQuestionAsked: false,
  playbookAnswers: false,
  meetingAgreed: false,
  qualification: 'complete',
};

export type Change = Partial<Omit<EscalationInput, 'reading'>> & { readonly reading?: Partial<ReplyReading> };

export const changedInput = (input: EscalationInput, { reading: change, ...rest }: Change): EscalationInput => ({
  ...input,
  ...rest,
  reading: { ...input.reading, ...change },
});

export const world: ReplyWorld = {
  newText: stayingInput.newText,
  contact: { seniority: 'manager', timeZone: 'Europe/Berlin' },
  account: stayingInput.account,
  policy: replyPolicy,
  playbook,
  engagement: ['reply'],
  earlierObjections: [],
  movesMade: [],
  approvedAsset: 'asset',
  clarifyingQuestionsAsked: 0,
  meetingAgreed: false,
  qualification: 'complete',
  atMs: NOW,
};
