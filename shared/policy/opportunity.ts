/** Who may move an opportunity, and open one, and what is asked of them. Its stages are people's: an agent never passes. It moves nothing itself. */
import type { LifecycleStage } from '../domain/lifecycle-stage.ts';
import { OpportunityStage } from '../domain/opportunity.ts';
import type { Actor } from '../domain/person.ts';
import { stageTitle } from './lifecycle.ts';
import { mayWrite } from './permissions.ts';

const TITLES: Readonly<Record<OpportunityStage, string>> = {
  'discovery-scheduled': 'Discovery scheduled',
  'discovery-complete': 'Discovery complete',
  evaluation: 'Evaluation',
  'security-legal': 'Security/Legal',
  negotiation: 'Negotiation',
  'closed-won': 'Closed won',
  'closed-lost': 'Closed lost',
};

/** What a stage is called on screen. */
export const opportunityStageTitle = (stage: OpportunityStage): string => TITLES[stage];

/** Where an opportunity begins, whoever opens it. */
export const FIRST_OPPORTUNITY_STAGE = 'discovery-scheduled' satisfies OpportunityStage;
/** The lead's stage in which one may be opened: there is something to discover once a meeting is agreed. */
const OPENS_FROM = 'meeting-set' satisfies LifecycleStage;

export const isClosed = (stage: OpportunityStage): boolean => stage === 'closed-won' || stage === 'closed-lost';
/** Those that are still worked on. */
export const OPEN_STAGES: readonly OpportunityStage[] = OpportunityStage.options.filter((stage) => !isClosed(stage));

/** What has to be said with a move: lost without a reason teaches nobody anything; won is asked about once more. */
export function asksForClosing(to: OpportunityStage): 'reason' | 'confirmation' | null {
  return to === 'closed-lost' ? 'reason' : to === 'closed-won' ? 'confirmation' : null;
}

/** The table's own answer, in words for whoever tried. */
function whyNotWritten(actor: Actor): string | null {
  if (mayWrite(actor, 'opportunity') === 'write') return null;
  return actor === 'agent'
    ? 'Opportunities are people’s; the agent moves none.'
    : 'This role may not change an opportunity.';
}

/** Whether it may be dropped there, before anything is asked for: null, or why not. */
export function whyNotDropOpportunity(actor: Actor, from: OpportunityStage, to: OpportunityStage): string | null {
  return from === to ? `It stands in ${TITLES[to]} already.` : whyNotWritten(actor);
}

export interface OpportunityMove {
  readonly from: OpportunityStage;
  readonly to: OpportunityStage;
  readonly reason: string;
}

/** The same with what was asked for. */
export function whyNotMoveOpportunity(actor: Actor, { from, to, reason }: OpportunityMove): string | null {
  const because = whyNotDropOpportunity(actor, from, to);
  if (because !== null) return because;
  return asksForClosing(to) === 'reason' && reason.trim() === '' ? 'Say why it was lost.' : null;
}

/** Whether the lead may be dropped into an opportunity stage, which opens one: null, or why not. */
export function whyNotOpen(actor: Actor, lead: LifecycleStage, to: OpportunityStage): string | null {
  if (to !== FIRST_OPPORTUNITY_STAGE) return `An opportunity begins in ${TITLES[FIRST_OPPORTUNITY_STAGE]}.`;
  if (lead !== OPENS_FROM)
    return `An opportunity is opened for a lead in ${stageTitle(OPENS_FROM)}; this one is in ${stageTitle(lead)}.`;
  return whyNotWritten(actor);
}
