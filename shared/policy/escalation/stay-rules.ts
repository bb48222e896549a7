/** The table of what the agent may do on its own where no rule takes the reply to a human. */
import { isPlainScheduling, type EscalationInput } from './escalation-input.ts';

interface StayRule {
  readonly code: string;
  readonly because: string;
  readonly holds: (input: EscalationInput) => boolean;
}

/** What the agent may do on its own, where no trigger fires. */
export const STAY_RULES = [
  {
    code: 'not-me',
    because: 'They name, or stand aside for, somebody else; the agent routes it',
    holds: ({ reading }) => reading.class === 'not-me',
  },
  {
    code: 'info-with-asset',
    because: 'An approved asset answers it',
    holds: ({ reading, approvedAsset, clarifyingQuestionsAsked, policy }) =>
      reading.class === 'info-request' &&
      approvedAsset !== 'none' &&
      clarifyingQuestionsAsked <= policy.limits.clarifyingQuestionsMax,
  },
  {
    code: 'circle-back',
    because: 'They say when to come back',
    holds: ({ reading }) => reading.class === 'not-now' && (reading.circleBack?.atMs ?? null) !== null,
  },
  {
    code: 'plain-scheduling',
    because: 'A meeting is agreed, and only its time moves',
    holds: isPlainScheduling,
  },
  {
    code: 'playbook-move',
    because: 'The playbook has an answer to it',
    holds: ({ reading, playbookAnswers }) =>
      (reading.class === 'objection' || reading.class === 'not-now') && playbookAnswers,
  },
  {
    code: 'qualification-open',
    because: 'Qualification is not complete, and the thread asks one thing at a time',
    holds: ({ reading, qualification, clarifyingQuestionsAsked, policy }) =>
      qualification === 'incomplete' &&
      (reading.class === 'info-request' || reading.class === 'other') &&
      reading.asks.length <= 1 &&
      reading.people <= 1 &&
      clarifyingQuestionsAsked < policy.limits.clarifyingQuestionsMax,
  },
] as const satisfies readonly StayRule[];
