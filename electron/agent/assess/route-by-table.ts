/** Where the routing table sends a scored lead, and what that does to it. */
import { z } from 'zod';
import type { LeadStanding } from '../../../shared/domain/agent-run.ts';
import { LeadRoute } from '../../../shared/domain/routing-table.ts';
import type { Score } from '../../../shared/domain/score.ts';
import type { Rated } from '../../../shared/policy/icp/rate-lead.ts';
import { routeLead } from '../../../shared/policy/routing/route-lead.ts';
import type { LeadFile } from '../../ports/agent-ledger.ts';
import { markOf } from '../lead-mark.ts';
import type { InForce } from '../library-view.ts';
import { moveLead, setStanding } from '../move-lead.ts';
import type { AssessParts, EndOf } from './assess-parts.ts';

export const RouteOutput = z.object({ route: LeadRoute, row: z.string(), because: z.string() });

const DAY_MS = 86_400_000;

export function routeByTable(
  { desk, policy }: AssessParts,
  file: LeadFile,
  {
    rated,
    score: made,
    table,
  }: {
    readonly rated: Rated;
    readonly score: Omit<Score, 'route'>;
    readonly table: InForce<Parameters<typeof routeLead>[0]['table']> | null;
  },
): EndOf<typeof RouteOutput> {
  if (table === null) return { outcome: 'blocked', because: 'no routing table is live', input: null };
  const nowMs = desk.clock.nowMs();
  const { account, contact, standing } = file;
  const routed = routeLead({ table: table.body, score: made, account, contact, sensitiveClaim: false });
  const cleared = standing?.cleared === true;
  const input = { overall: made.overall, confidence: made.confidence, tier: account.tier, cleared };
  const common = { input, versions: [table.version] };
  const known = { rating: rated.rating, score: made.overall };
  const stay = (queue: LeadStanding['queue'], more?: () => void): EndOf<typeof RouteOutput> => ({
    ...common,
    outcome: 'blocked',
    because: routed.because,
    output: routed,
    effects: () => {
      setStanding(desk, file, { queue, because: routed.because, ...known });
      more?.();
    },
  });
  const goOn = (because: string): EndOf<typeof RouteOutput> => ({
    ...common,
    outcome: 'done',
    because,
    output: { ...routed },
    effects: () => setStanding(desk, file, { queue: 'first-touch-ready', because, ...known }),
  });
  switch (routed.route) {
    case 'sequence':
    case 'tier-2':
    case 'tier-3':
      return goOn(routed.because);
    case 'scoring-review':
      return cleared ? goOn(`${routed.because}; a person let it go on`) : stay('scoring-review');
    case 'human':
      return cleared ? goOn(`${routed.because}; a person let it go on`) : stay('human');
    case 'nurture': {
      const nextStepAtMs = nowMs + policy.limits.nurtureDays * DAY_MS;
      return stay('nurture', () =>
        moveLead(desk, file.lead, 'nurture', { because: routed.because, nowMs, nextStepAtMs }),
      );
    }
    case 'drop':
      return stay('dropped', () =>
        desk.write({
          opId: `agent.${contact.id}.disqualify.${markOf(file)}`,
          kind: 'suggestion',
          contactId: contact.id,
          field: 'lifecycle',
          value: 'disqualified',
          because: routed.because.slice(0, 500),
        }),
      );
    default:
      return routed.route satisfies never;
  }
}
