/** What stands on the board, a lead or an opportunity, and what each column asks of it. The rules are the policy's; here they meet. */
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import { OpportunityStage } from '../../../shared/domain/opportunity.ts';
import type { Role } from '../../../shared/domain/person.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import type { ListedOpportunity } from '../../../shared/ipc/channels/board.ts';
import { AI_STAGES, asksFor, HUMAN_STAGES, stageTitle, whyNotDrop } from '../../../shared/policy/lifecycle.ts';
import {
  asksForClosing,
  opportunityStageTitle,
  whyNotDropOpportunity,
  whyNotOpen,
} from '../../../shared/policy/opportunity.ts';
import { BOARD_WORDS } from './board-words.ts';

/** No stage of the one is called as one of the other. */
export type BoardStage = LifecycleStage | OpportunityStage;

export type BoardCard =
  | { readonly kind: 'lead'; readonly id: string; readonly stage: LifecycleStage; readonly listed: ListedLead }
  | {
      readonly kind: 'opportunity';
      readonly id: string;
      readonly stage: OpportunityStage;
      readonly listed: ListedOpportunity;
    };

/** From left to right: the agent's, people's, and what may become a sale, which is people's too. */
export const GROUPS: readonly { readonly name: string; readonly stages: readonly BoardStage[] }[] = [
  { name: BOARD_WORDS.ai, stages: AI_STAGES },
  { name: BOARD_WORDS.human, stages: HUMAN_STAGES },
  { name: BOARD_WORDS.opportunities, stages: OpportunityStage.options },
];
export const STAGES: readonly BoardStage[] = GROUPS.flatMap(({ stages }) => stages);

export const leadCard = (listed: ListedLead): BoardCard => ({
  kind: 'lead',
  id: listed.contact.id,
  stage: listed.lead.stage,
  listed,
});
export const opportunityCard = (listed: ListedOpportunity): BoardCard => ({
  kind: 'opportunity',
  id: listed.opportunity.id,
  stage: listed.opportunity.standing.stage,
  listed,
});

export const isOpportunityStage = (stage: BoardStage): stage is OpportunityStage =>
  (OpportunityStage.options as readonly string[]).includes(stage);

export const titleOf = (stage: BoardStage): string =>
  isOpportunityStage(stage) ? opportunityStageTitle(stage) : stageTitle(stage);

/** What has to be said with a card put there. */
export const asksOf = (stage: BoardStage): 'reason' | 'date' | 'note' | 'confirmation' | null =>
  isOpportunityStage(stage) ? asksForClosing(stage) : asksFor(stage);

/** Whether it may be put there, before anything is asked for: null, or why not. */
export function whyNotPut(role: Role, card: BoardCard, to: BoardStage): string | null {
  if (card.kind === 'lead')
    return isOpportunityStage(to) ? whyNotOpen(role, card.stage, to) : whyNotDrop(role, card.stage, to);
  return isOpportunityStage(to) ? whyNotDropOpportunity(role, card.stage, to) : BOARD_WORDS.staysOpportunity;
}
