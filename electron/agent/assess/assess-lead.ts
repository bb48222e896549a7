/** The steps that say whether a lead is worth writing to: rate, enrich, verify, score, route. Each is on record; none writes a word to anybody. */
import { z } from 'zod';
import { type Icp, IcpRating } from '../../../shared/domain/icp.ts';
import type { LeadStanding } from '../../../shared/domain/agent-run.ts';
import type { LeadRoute } from '../../../shared/domain/routing-table.ts';
import type { Score } from '../../../shared/domain/score.ts';
import { rateLead, type Rated } from '../../../shared/policy/icp/rate-lead.ts';
import { scoreLead } from '../../../shared/policy/scoring/score-lead.ts';
import type { LeadFile } from '../../ports/agent-ledger.ts';
import { inForce, type InForce } from '../library-view.ts';
import { ScoreOutput } from '../last-score.ts';
import { markOf } from '../lead-mark.ts';
import type { AssessParts, EndOf } from './assess-parts.ts';
import { EnrichOutput, enrichLead, withFound } from './enrich-lead.ts';
import { routeByTable, RouteOutput } from './route-by-table.ts';
import { verifyLead, VerifyOutput } from './verify-lead.ts';
import { moveLead, setStanding } from '../move-lead.ts';

export interface Assessed {
  /** With what enrichment and verification brought. */
  readonly file: LeadFile;
  readonly score: Omit<Score, 'route'>;
  readonly route: LeadRoute;
  readonly rated: Pick<Rated, 'rating' | 'matched'>;
}

export type Assessment =
  | ({ readonly kind: 'go' } & Assessed)
  | { readonly kind: 'blocked' | 'failed'; readonly because: string }
  | { readonly kind: 'stopped' };

const RatedOutput = z.object({
  rating: IcpRating,
  matched: z.array(z.string()),
  failed: z.array(z.string()),
  excludedBy: z.string().nullable(),
});

export async function assessLead(parts: AssessParts, first: LeadFile): Promise<Assessment> {
  const { desk, journal } = parts;
  const { contact, account } = first;
  const { library } = desk.ledger;
  const icp = inForce(library.list('icp'), account.segmentId, contact.id);
  const weights = inForce(library.list('weights'), account.segmentId, contact.id);
  const table = inForce(library.list('routing'), account.segmentId, contact.id);

  const rated = await journal.step('rate', RatedOutput, () => rate(parts, first, icp));
  if (rated.kind !== 'done') return rated;
  if (icp === null) return { kind: 'blocked', because: 'no ICP is live for this segment' };

  const enriched = await journal.step('enrich', EnrichOutput, () => enrichLead(parts, first, icp));
  if (enriched.kind !== 'done') return enriched;
  let file = withFound(desk.ledger.leads.read(contact.id) ?? first, enriched.output);

  const verified = await journal.step('verify-email', VerifyOutput, () => verifyLead(parts, file, icp));
  if (verified.kind !== 'done') return verified;
  file = { ...file, contact: { ...file.contact, ...verified.output } };

  // What enrichment brought may have changed how well it fits.
  const again = rateLead({ icp: icp.body, ...file });
  const scored = await journal.step('score', ScoreOutput, () => score(parts, file, again, weights));
  if (scored.kind !== 'done') return scored;
  const routed = await journal.step('route', RouteOutput, () =>
    routeByTable(parts, file, { rated: again, score: scored.output.score, table }),
  );
  if (routed.kind !== 'done') return routed;
  return { kind: 'go', file, score: scored.output.score, route: routed.output.route, rated: again };
}

function rate({ desk }: AssessParts, file: LeadFile, icp: InForce<Icp> | null): EndOf<typeof RatedOutput> {
  const input = { mark: markOf(file), contactId: file.contact.id, segmentId: file.account.segmentId };
  const blocked = (because: string, queue: LeadStanding['queue'], rating: IcpRating | null) => ({
    outcome: 'blocked' as const,
    because,
    input,
    versions: icp === null ? [] : [icp.version],
    effects: () => setStanding(desk, file, { queue, because, rating, score: null }),
  });
  if (icp === null) return blocked(`No ICP is live for ${file.account.segmentName}.`, 'enrichment-failures', null);
  const rated = rateLead({ icp: icp.body, ...file });
  if (rated.excludedBy !== null) return blocked(rated.excludedBy, 'dropped', rated.rating);
  return {
    outcome: 'done',
    because: `${rated.rating}: ${rated.matched.length} criteria hold, ${rated.failed.length} do not`,
    input,
    output: { ...rated, matched: [...rated.matched], failed: [...rated.failed] },
    versions: [icp.version],
  };
}

function score(
  { desk }: AssessParts,
  file: LeadFile,
  rated: Rated,
  weights: InForce<Parameters<typeof scoreLead>[0]['weights']> | null,
): EndOf<typeof ScoreOutput> {
  const nowMs = desk.clock.nowMs();
  if (weights === null) return { outcome: 'blocked', because: 'no scoring weights are live', input: null };
  const engagement = desk.ledger.leads.engagement(file.contact.id, 50);
  const made = scoreLead({ weights: weights.body, rating: rated.rating, engagement, nowMs, ...pick(file) });
  return {
    outcome: 'done',
    because: `score ${made.overall}, confidence ${made.confidence}`,
    input: { mark: markOf(file), rating: rated.rating, engagement: engagement.length },
    output: { score: made },
    versions: [weights.version],
    effects: () => moveLead(desk, file.lead, 'scored', { because: `score ${made.overall}`, nowMs }),
  };
}

const pick = ({ lead, account, contact }: LeadFile) => ({ lead, account, contact });
