/** Who may move a lead into which stage, and on what condition. It moves nothing itself. */
import type { LifecycleStage } from '../domain/lifecycle-stage.ts';
import type { Actor, Role } from '../domain/person.ts';
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

/** What a stage is called on screen. */
export const stageTitle = (stage: LifecycleStage): string => STAGE_RULES[stage].title;

/**
 * The halves of the board: what the agent moves on by itself, and what is a person's. Nurture stands with the agent, which takes a lead up
 * again when its date comes.
 */
export const AI_STAGES = ['new', 'enriched', 'scored', 'sequencing', 'engaged', 'nurture'] as const;
export const HUMAN_STAGES = ['escalated', 'qualifying', 'meeting-set', 'disqualified'] as const;

/**
 * Stages that say what has been done, so that nobody's hand can make them true. Spec 2 has two tables: the permission table lets people write
 * stages 2 to 5 (a person's approval moves a lead to Sequencing), the table of stages leaves entering them to the agent. Both hold: the desk
 * writes them in a person's name where it happened, and the board does not.
 */
const SAYS_WHAT_WAS_DONE: Readonly<Partial<Record<LifecycleStage, string>>> = {
  enriched: 'Enriched says that every required field is there. The agent moves a lead here when it has found them.',
  scored: 'Scored says that a score stands. The agent moves a lead here when it has worked one out.',
  sequencing: 'Sequencing says that a package was made for an approved sequence. Run the agent, or move it to New.',
  engaged: 'Engaged says that they replied or clicked. The agent moves a lead here when that happens.',
};

/** What has to be said with a move by hand. */
export function asksFor(to: LifecycleStage): 'reason' | 'date' | 'note' | null {
  switch (to) {
    case 'disqualified':
      return 'reason';
    case 'nurture':
      return 'date';
    case 'escalated':
      return 'note';
    default:
      return null;
  }
}

export interface HandMove {
  readonly from: LifecycleStage;
  readonly to: LifecycleStage;
  readonly reason: string;
  readonly nextStepAtMs: number | null;
  readonly nowMs: number;
}

/** Whether a person may drop a lead there, before anything is asked for: null, or why not in words for them. */
export function whyNotDrop(role: Role, from: LifecycleStage, to: LifecycleStage): string | null {
  if (from === to) return `It stands in ${STAGE_RULES[to].title} already.`;
  const done = SAYS_WHAT_WAS_DONE[to];
  if (done !== undefined) return done;
  const move = mayMove(role, to);
  return move.kind === 'allowed' ? null : move.because;
}

/** The same with what was asked for. */
export function mayMoveByHand(role: Role, { from, to, reason, nextStepAtMs, nowMs }: HandMove): Move {
  const because = whyNotDrop(role, from, to);
  if (because !== null) return { kind: 'forbidden', because };
  if (asksFor(to) === 'reason' && reason.trim() === '')
    return { kind: 'forbidden', because: 'Say why: a disqualification without a reason teaches nobody anything.' };
  if (asksFor(to) === 'date' && (nextStepAtMs === null || nextStepAtMs <= nowMs))
    return { kind: 'forbidden', because: 'Nurture needs a day to come on which the agent takes the lead up again.' };
  return mayMove(role, to);
}

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
