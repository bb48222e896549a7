/** How far the agent may still go today: tokens, cost, room in the review queue. Each no has its reason. */
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';

/** A cent is ten thousand millionths. */
const MICROS_A_CENT = 10_000;

export interface Budget {
  readonly use: ModelUse;
  readonly tokensMost: number;
  readonly costMicrosMost: number;
  readonly reviewWaiting: number;
  readonly reviewMost: number;
  /** Why nothing more is done today that costs; null while there is something left. */
  readonly spent: string | null;
  /** Why nothing more is drafted now, though leads may still be assessed; null while there is room. */
  readonly full: string | null;
}

type BudgetDesk = Pick<AgentDesk, 'clock' | 'ledger' | 'person' | 'waitingSends' | 'slotsTomorrow'>;

export function budgetOf(desk: BudgetDesk, policy: PolicyDocument): Budget {
  const nowMs = desk.clock.nowMs();
  const { id, mailbox } = desk.person();
  const { agentTokensPerDay, agentCostPerDayCents, agentQueueMost, agentDraftAheadPercent } = policy.limits;
  const use = desk.ledger.runs.usedSince(mailboxDay(nowMs, mailbox.timeZone).startAtMs);
  const costMicrosMost = agentCostPerDayCents * MICROS_A_CENT;
  const reviewWaiting = desk.ledger.openPackages(id);
  const free = Math.max(0, desk.slotsTomorrow(nowMs) - desk.waitingSends());
  const ahead = Math.floor((free * agentDraftAheadPercent) / 100);
  const reviewMost = Math.min(agentQueueMost, ahead);
  const spent = spentBecause(use, policy);
  const full = reviewWaiting >= reviewMost ? whyFull(reviewWaiting, agentQueueMost, ahead, free) : null;
  return { use, tokensMost: agentTokensPerDay, costMicrosMost, reviewWaiting, reviewMost, spent, full };
}

/** Why no model is asked any more today; null while there is something left. */
export function spentBecause(use: ModelUse, { limits }: PolicyDocument): string | null {
  const { agentTokensPerDay, agentCostPerDayCents } = limits;
  if (use.inputTokens + use.outputTokens >= agentTokensPerDay)
    return `Today’s ${agentTokensPerDay.toLocaleString('en-GB')} tokens are used up.`;
  const isSpent = use.costMicros > 0 && use.costMicros >= agentCostPerDayCents * MICROS_A_CENT;
  return isSpent ? 'Today’s cost budget is used up.' : null;
}

function whyFull(waiting: number, queueMost: number, ahead: number, free: number): string {
  return queueMost <= ahead
    ? `The review queue is full: ${waiting} packages wait, ${queueMost} are the most.`
    : `The review queue is ahead of the mailbox: ${waiting} packages wait, and tomorrow has ${free} free slots.`;
}
