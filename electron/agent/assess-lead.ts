/** The steps that say whether a lead is worth writing to: rate, enrich, verify, score, route. Each is on record; none writes a word to anybody. */
import { z } from 'zod';
import { Verification, type Contact } from '../../shared/domain/contact.ts';
import { EpochMs } from '../../shared/domain/time.ts';
import { Fact } from '../../shared/domain/fact.ts';
import { type Icp, IcpRating, RequiredField } from '../../shared/domain/icp.ts';
import type { LeadStanding } from '../../shared/domain/agent-run.ts';
import { LeadRoute } from '../../shared/domain/routing-table.ts';
import type { Score } from '../../shared/domain/score.ts';
import { Signal } from '../../shared/domain/signal.ts';
import { missingFields, sayMissing } from '../../shared/policy/icp/missing-fields.ts';
import { rateLead, type Rated } from '../../shared/policy/icp/rate-lead.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { routeLead } from '../../shared/policy/routing/route-lead.ts';
import { scoreLead } from '../../shared/policy/scoring/score-lead.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import type { LeadFile } from '../ports/agent-ledger.ts';
import { fillRecords } from './enrich/fill-records.ts';
import type { Journal, StepEnd } from './journal.ts';
import { inForce, type InForce } from './library-view.ts';
import { ScoreOutput } from './last-score.ts';
import { markOf } from './lead-mark.ts';
import { moveLead, setStanding } from './move-lead.ts';

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

export interface AssessParts {
  readonly desk: AgentDesk;
  readonly journal: Journal;
  readonly policy: PolicyDocument;
  readonly signal: AbortSignal;
}

const RatedOutput = z.object({
  rating: IcpRating,
  matched: z.array(z.string()),
  failed: z.array(z.string()),
  excludedBy: z.string().nullable(),
});
const EnrichOutput = z.object({ facts: z.array(Fact), signals: z.array(Signal), missing: z.array(RequiredField) });
const VerifyOutput = z.object({ verification: Verification, verifiedAtMs: EpochMs.nullable() });
const RouteOutput = z.object({ route: LeadRoute, row: z.string(), because: z.string() });

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

  const enriched = await journal.step('enrich', EnrichOutput, () => enrich(parts, first, icp));
  if (enriched.kind !== 'done') return enriched;
  let file = withFound(desk.ledger.leads.read(contact.id) ?? first, enriched.output);

  const verified = await journal.step('verify-email', VerifyOutput, () => verify(parts, file, icp));
  if (verified.kind !== 'done') return verified;
  file = { ...file, contact: { ...file.contact, ...verified.output } };

  // What enrichment brought may have changed how well it fits.
  const again = rateLead({ icp: icp.body, ...file });
  const scored = await journal.step('score', ScoreOutput, () => score(parts, file, again, weights));
  if (scored.kind !== 'done') return scored;
  const routed = await journal.step('route', RouteOutput, () =>
    route(parts, file, { rated: again, score: scored.output.score, table }),
  );
  if (routed.kind !== 'done') return routed;
  return { kind: 'go', file, score: scored.output.score, route: routed.output.route, rated: again };
}

type EndOf<S extends z.ZodType> = StepEnd<z.infer<S>>;

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

/** What only a verifier can bring is not asked of providers. */
const withoutVerification = (fields: readonly RequiredField[]): readonly RequiredField[] =>
  fields.filter((field) => field !== 'contact.email-verified');

async function enrich(
  { desk, policy, signal }: AssessParts,
  first: LeadFile,
  icp: InForce<Icp>,
): Promise<EndOf<typeof EnrichOutput>> {
  const nowMs = desk.clock.nowMs();
  const age = { verifiedForDays: policy.limits.verifiedForDays, nowMs };
  const gaps = (file: LeadFile) => withoutVerification(missingFields(icp.body, fillRecords(file).file, age));
  let file = first;
  const said: string[] = [];
  let retryable = false;
  let isCostly = false;
  for (const [at, provider] of desk.providers().entries()) {
    // The first speaks for the CRM and costs nothing; the others are asked only while something is missing.
    const enriched = await provider.enrich(file, signal);
    isCostly ||= at > 0;
    if (signal.aborted) return { outcome: 'stopped' };
    switch (enriched.kind) {
      case 'found':
        file = merged(file, enriched.facts, enriched.signals);
        break;
      case 'nothing':
        break;
      case 'failed':
        said.push(enriched.because);
        retryable ||= enriched.retryable;
        break;
      default:
        enriched satisfies never;
    }
    if (gaps(file).length === 0) break;
  }
  const missing = gaps(file);
  const found = {
    facts: newOf(first.lead.facts, file.lead.facts),
    signals: newOf(first.lead.signals, file.lead.signals),
  };
  const filled = fillRecords(file);
  const input = { mark: markOf(first), providers: desk.providers().map(({ name }) => name) };
  const output = { ...found, missing: [...missing] };
  const common = { input, output, isCostly, versions: [icp.version] };
  const keep = (stage: 'enriched' | null) => {
    const { lead } = file;
    if (found.facts.length + found.signals.length > 0 || filled.filled)
      desk.write({
        opId: `agent.${file.contact.id}.found.${nowMs}`,
        kind: 'lead',
        lead,
        account: filled.file.account === file.account ? null : filled.file.account,
        contact: filled.file.contact === file.contact ? null : filled.file.contact,
      });
    if (stage === null) desk.ledger.leads.put(lead);
    else moveLead(desk, lead, stage, { because: 'every required field is there', nowMs, lead });
  };
  if (missing.length === 0)
    return {
      outcome: 'done',
      because: `every required field is there; ${found.facts.length} new facts`,
      ...common,
      // An address that is not verified yet is a required field too: the lead is enriched once that is known.
      effects: () => keep(icp.body.requiredFields.includes('contact.email-verified') ? null : 'enriched'),
    };
  const because = [sayMissing(missing), ...said].join('. ');
  return {
    outcome: retryable ? 'failed' : 'blocked',
    because,
    ...common,
    effects: () => {
      keep(null);
      setStanding(desk, file, { queue: 'enrichment-failures', because, rating: null, score: null });
    },
  };
}

const newOf = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] =>
  after.filter(({ id }) => !before.some((each) => each.id === id));

const MOST_FACTS = 200;
const MOST_SIGNALS = 50;

/** A fact that is there stays; a provider's newer word on its own fact takes the place of its older one. */
function merged(file: LeadFile, facts: readonly Fact[], signals: readonly Signal[]): LeadFile {
  const { lead } = file;
  const fresh = new Map(facts.map((fact) => [fact.id, fact]));
  const kept = lead.facts.map((fact) => fresh.get(fact.id) ?? fact);
  const added = newOf(kept, facts);
  return {
    ...file,
    lead: {
      ...lead,
      facts: [...kept, ...added].slice(0, MOST_FACTS),
      signals: [...lead.signals, ...newOf(lead.signals, signals)].slice(0, MOST_SIGNALS),
    },
  };
}

function withFound(file: LeadFile, { facts, signals }: z.infer<typeof EnrichOutput>): LeadFile {
  return fillRecords(merged(file, facts, signals)).file;
}

async function verify(
  { desk, policy, signal }: AssessParts,
  file: LeadFile,
  icp: InForce<Icp>,
): Promise<EndOf<typeof VerifyOutput>> {
  const nowMs = desk.clock.nowMs();
  const { contact, lead } = file;
  const age = { verifiedForDays: policy.limits.verifiedForDays, nowMs };
  const isOpen = (one: Contact) =>
    missingFields(icp.body, { ...file, contact: one }, age).includes('contact.email-verified');
  const asIs = { verification: contact.verification, verifiedAtMs: contact.verifiedAtMs };
  const input = { contactId: contact.id, ...asIs, verifiers: desk.verifiers().map(({ name }) => name) };
  const enriched = () =>
    moveLead(desk, lead, 'enriched', { because: 'every required field is there, the address is verified', nowMs });
  const isRequired = icp.body.requiredFields.includes('contact.email-verified');
  if (!isOpen(contact))
    return {
      outcome: 'done',
      because: isRequired ? 'the address is verified' : 'not asked for',
      input,
      output: asIs,
      versions: [icp.version],
      ...(isRequired ? { effects: enriched } : {}),
    };
  const said: string[] = [];
  let retryable = false;
  let last: { readonly verification: Verification; readonly verifiedAtMs: number | null } = asIs;
  for (const verifier of desk.verifiers()) {
    const verdict = await verifier.verify(contact.email, signal);
    if (signal.aborted) return { outcome: 'stopped' };
    if (verdict.kind === 'failed') {
      said.push(verdict.because);
      retryable ||= verdict.retryable;
      continue;
    }
    last = { verification: verdict.verification, verifiedAtMs: verdict.atMs };
    said.push(`${verdict.source} says ${verdict.verification}`);
    break;
  }
  const verifiedContact = { ...contact, ...last };
  const keep = () => {
    if (last === asIs) return;
    desk.write({
      opId: `agent.${contact.id}.verified.${nowMs}`,
      kind: 'lead',
      lead,
      account: null,
      contact: verifiedContact,
    });
  };
  if (!isOpen(verifiedContact))
    return {
      outcome: 'done',
      because: said.join('; '),
      isCostly: true,
      input,
      output: last,
      versions: [icp.version],
      effects: () => {
        keep();
        enriched();
      },
    };
  const because = [
    sayMissing(['contact.email-verified']),
    ...(said.length === 0 ? ['no verifier is set up'] : said),
  ].join('. ');
  return {
    outcome: retryable ? 'failed' : 'blocked',
    because,
    isCostly: said.length > 0,
    input,
    output: last,
    versions: [icp.version],
    effects: () => {
      keep();
      setStanding(desk, file, { queue: 'enrichment-failures', because, rating: null, score: null });
    },
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

function route(
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

const DAY_MS = 86_400_000;
