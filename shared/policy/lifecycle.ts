/** Who may move a lead into which stage, and on what condition. It moves nothing itself. */
import type { LifecycleStage } from '../domain/lifecycle-stage.ts';
import type { Actor } from '../domain/person.ts';
import { groupOfStage, mayWrite } from './permissions.ts';

/** What is known when a move is asked for; what is left out counts as not so. */
export interface MoveFacts {
  /** Labels of required fields that are still empty; undefined where nobody looked. */
  readonly missingFields?: readonly string[];
  readonly hasValidPackage?: boolean;
  readonly sequenceApproved?: boolean;
  readonly nextStepAtMs?: number | null;
  /** Why, in words: needed to suggest a disqualification. */
  readonly reason?: string;
  readonly booking?: BookingFacts;
}

/** The booking rule of Tier 2: all of it, or a person sets the meeting. */
export interface BookingFacts {
  readonly tier: 1 | 2 | 3;
  /** The meeting is the 15-minute fit check, nothing longer. */
  readonly isFitCheck: boolean;
  readonly personConfirmed: boolean;
  readonly agendaAgreed: boolean;
  readonly qualifiersConfirmed: number;
}

export interface Move {
  readonly kind: 'allowed' | 'suggest-only' | 'forbidden';
  /** One sentence for the person who tried, or for the trace. */
  readonly because: string;
}

interface StageRule {
  readonly title: string;
  /** What keeps the agent from moving a lead here, or null. */
  readonly agentNeeds: (facts: MoveFacts) => string | null;
  /** What the agent's move becomes where something keeps it. */
  readonly otherwise: 'forbidden' | 'suggest-only';
}

const nothing = () => null;

/** The ten stages with the agent's conditions; people are bound by the permission table alone. */
const STAGE_RULES: Readonly<Record<LifecycleStage, StageRule>> = {
  new: { title: 'New', agentNeeds: nothing, otherwise: 'forbidden' },
  enriched: {
    title: 'Enriched',
    agentNeeds: ({ missingFields }) =>
      missingFields === undefined
        ? 'nobody has checked the required fields'
        : missingFields.length > 0
          ? `required fields are missing: ${missingFields.join(', ')}`
          : null,
    otherwise: 'forbidden',
  },
  scored: { title: 'Scored', agentNeeds: nothing, otherwise: 'forbidden' },
  sequencing: {
    title: 'Sequencing',
    agentNeeds: ({ hasValidPackage, sequenceApproved }) =>
      hasValidPackage !== true
        ? 'there is no valid handoff package'
        : sequenceApproved !== true
          ? 'its sequence is not approved'
          : null,
    otherwise: 'forbidden',
  },
  engaged: { title: 'Engaged', agentNeeds: nothing, otherwise: 'forbidden' },
  escalated: { title: 'Escalated to human', agentNeeds: nothing, otherwise: 'forbidden' },
  qualifying: {
    title: 'Human qualifying',
    agentNeeds: () => 'qualifying is a person’s work',
    otherwise: 'suggest-only',
  },
  'meeting-set': {
    title: 'Meeting set',
    agentNeeds: ({ booking }) => whyNotBooked(booking),
    otherwise: 'suggest-only',
  },
  disqualified: {
    title: 'Disqualified',
    agentNeeds: () => 'only a person disqualifies',
    otherwise: 'suggest-only',
  },
  nurture: {
    title: 'Nurture',
    agentNeeds: ({ nextStepAtMs }) => (typeof nextStepAtMs === 'number' ? null : 'there is no next-step date'),
    otherwise: 'forbidden',
  },
};

/** Whether the actor may move a lead into the stage, may only suggest it, or neither; always with the reason. */
export function mayMove(actor: Actor, to: LifecycleStage, facts: MoveFacts = {}): Move {
  const rule = STAGE_RULES[to];
  if (actor !== 'agent') {
    return mayWrite(actor, groupOfStage(to)) === 'write'
      ? { kind: 'allowed', because: `a person may move a lead to ${rule.title}` }
      : { kind: 'forbidden', because: `this role may not move a lead to ${rule.title}` };
  }
  const missing = rule.agentNeeds(facts);
  if (missing === null) return { kind: 'allowed', because: `the agent may move a lead to ${rule.title}` };
  if (to === 'disqualified' && (facts.reason ?? '').trim() === '') {
    return { kind: 'forbidden', because: 'The agent may suggest a disqualification only with a reason.' };
  }
  const verb = rule.otherwise === 'suggest-only' ? 'may only suggest' : 'may not move a lead to';
  return { kind: rule.otherwise, because: `The agent ${verb} ${rule.title}: ${missing}.` };
}

function whyNotBooked(booking: BookingFacts | undefined): string | null {
  if (booking === undefined) return 'nothing is known of a booking';
  if (booking.tier !== 2) return `the booking rule is for Tier 2, this is Tier ${booking.tier}`;
  if (!booking.isFitCheck) return 'the meeting is not the 15-minute fit check';
  if (!booking.personConfirmed) return 'the person has not confirmed';
  if (!booking.agendaAgreed) return 'the agenda is not agreed';
  if (booking.qualifiersConfirmed < 1) return 'no qualifier is confirmed';
  return null;
}
