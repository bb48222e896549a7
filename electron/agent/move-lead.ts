/** Moves a lead along the lifecycle, here and in the CRM by one write, and says where it stands with the agent. What the agent may not move it leaves. */
import type { LeadStanding } from '../../shared/domain/agent-run.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import type { MoveFacts } from '../../shared/policy/lifecycle.ts';
import { missingFields } from '../../shared/policy/icp/missing-fields.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import type { LeadFile } from '../ports/agent-ledger.ts';
import { fillRecords } from './enrich/fill-records.ts';
import { line } from './journal.ts';
import { inForce } from './library-view.ts';

/** The agent's own part of the way, in its order; what is past it is not moved back. */
const WAY: readonly LifecycleStage[] = ['new', 'enriched', 'scored', 'sequencing'];

/** The further of the two along the agent's way; a nurtured lead begins it again. */
export function forward(from: LifecycleStage, to: LifecycleStage): LifecycleStage {
  if (from === 'nurture') return to;
  const at = WAY.indexOf(from);
  return at >= 0 && at < WAY.indexOf(to) ? to : from;
}

export interface MoveWish {
  readonly because: string;
  readonly nowMs: number;
  readonly nextStepAtMs?: number;
  /** The lead with other changes that go along. */
  readonly lead?: Lead;
}

/** In the caller's transaction. `facts` are what the door will be told; it asks the same rule again. */
export function moveLead(
  desk: AgentDesk,
  known: Lead,
  to: LifecycleStage,
  { because, nowMs, nextStepAtMs, lead }: MoveWish,
): void {
  const before = desk.ledger.leads.read(known.contactId)?.lead ?? known;
  const stage = to === 'nurture' ? 'nurture' : forward(before.stage, to);
  const next: Lead = {
    ...(lead ?? before),
    stage,
    nextStepAtMs: stage === 'nurture' ? (nextStepAtMs ?? before.nextStepAtMs) : null,
  };
  desk.ledger.leads.put(next);
  if (next.nextStepAtMs !== before.nextStepAtMs)
    desk.write({
      opId: `agent.${known.contactId}.next-step.${nowMs}`,
      kind: 'lead',
      lead: next,
      account: null,
      contact: null,
    });
  if (next.stage === before.stage) return;
  desk.write({
    opId: `agent.${known.contactId}.${next.stage}.${nowMs}`,
    kind: 'lifecycle',
    contactId: known.contactId,
    stage: next.stage,
    because: line(because),
  });
}

export function setStanding(
  desk: AgentDesk,
  { contact, standing }: LeadFile,
  next: Pick<LeadStanding, 'queue' | 'because' | 'rating' | 'score'>,
): void {
  desk.ledger.leads.setStanding({
    contactId: contact.id,
    ...next,
    because: line(next.because),
    rating: next.rating ?? standing?.rating ?? null,
    score: next.score ?? standing?.score ?? null,
    cleared: standing?.cleared ?? false,
    atMs: desk.clock.nowMs(),
  });
}

/** What is known of a lead when the CRM's door asks whether the agent may move it (policy lifecycle). */
export function moveFacts(desk: Pick<AgentDesk, 'ledger' | 'policy' | 'clock'>, contactId: ContactId): MoveFacts {
  const file = desk.ledger.leads.read(contactId);
  const policy = desk.policy();
  if (file === null || policy === null) return {};
  const steps = desk.ledger.runs.stepsOf({ kind: 'lead', contactId }, 40);
  const verified = steps.find(({ name }) => name === 'verify-email');
  const enriched = steps.find(({ name }) => name === 'enrich');
  const icp = inForce(desk.ledger.library.list('icp'), file.account.segmentId, contactId);
  const age = { verifiedForDays: policy.limits.verifiedForDays, nowMs: desk.clock.nowMs() };
  const packages = desk.ledger.leads.packages(contactId, 10);
  const open = packages.find(({ review }) => !OVER.has(review.state));
  return {
    // The steps on record say what was there when the move was decided; the copies may not have it back from the CRM yet.
    ...(enriched?.outcome === 'done' && verified?.outcome === 'done'
      ? { missingFields: [] }
      : icp === null
        ? {}
        : { missingFields: missingFields(icp.body, fillRecords(file).file, age) }),
    hasValidPackage: open !== undefined,
    sequenceApproved:
      open !== undefined && policy.sequences.some(({ id, state }) => id === open.step.sequenceId && state === 'live'),
    nextStepAtMs: file.lead.nextStepAtMs,
  };
}

const OVER: ReadonlySet<string> = new Set(['rejected', 'suppressed', 'expired', 'superseded', 'refused']);
