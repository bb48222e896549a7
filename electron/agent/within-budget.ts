/** Asks a model only while the day's budget lasts: a draft that is repaired, a rewrite and a reply's reading each ask anew, wherever a run stands. */
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import type { Model } from '../ports/model.ts';
import { spentBecause } from './budget.ts';
import { added, UNUSED } from './journal.ts';

export function withinBudget({
  clock,
  ledger,
  person,
  policy,
}: Pick<AgentDesk, 'clock' | 'ledger' | 'person' | 'policy'>): (model: Model) => Model {
  /** What the ledger had when the day's first question was asked here, and what was answered since: an answer is on record only a moment later. */
  let today: { readonly startAtMs: number; readonly use: ModelUse } | null = null;
  const usedToday = () => {
    const { startAtMs } = mailboxDay(clock.nowMs(), person().mailbox.timeZone);
    if (today?.startAtMs !== startAtMs) today = { startAtMs, use: ledger.runs.usedSince(startAtMs) };
    return today;
  };
  return (model) => ({
    name: model.name,
    async ask(question, signal) {
      const inForce = policy();
      const because = inForce === null ? null : spentBecause(usedToday().use, inForce);
      if (because !== null) return { kind: 'failed', retryable: false, because, use: UNUSED };
      const answer = await model.ask(question, signal);
      const { startAtMs, use } = usedToday();
      today = { startAtMs, use: added(use, answer.use) };
      return answer;
    },
  });
}
