/** No question is put to a model once the day's budget is used up: by what the ledger has, and by what this process was answered since. */
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import type { Used } from './agent-watch.ts';
import type { LedgerWatch } from './ledger-watch.ts';
import type { Machine } from './machine.ts';
import type { Referee } from './referee.ts';
import type { SimTime } from './time.ts';

export function budgetWatch(machine: Machine, personId: string, time: SimTime, referee: Referee) {
  let known: { readonly day: string; readonly used: Used } | null = null;
  const onDay = (watch: LedgerWatch): { readonly day: string; readonly used: Used } => {
    const day = watch.agent.dayOf(personId, time.wallMs());
    return known?.day === day ? known : { day, used: watch.agent.used(personId, time.wallMs()) };
  };
  return {
    asked() {
      const watch = machine.watch();
      if (watch === null) return;
      known = onDay(watch);
      if (watch.agent.isSpent(known.used))
        referee.violated('the day’s budget is kept', `a question after ${JSON.stringify(known.used)} were used`);
    },
    used({ inputTokens, outputTokens, costMicros }: ModelUse) {
      const watch = machine.watch();
      if (watch === null) return;
      const { day, used } = onDay(watch);
      known = {
        day,
        used: { tokens: used.tokens + inputTokens + outputTokens, costMicros: used.costMicros + costMicros },
      };
    },
  };
}
