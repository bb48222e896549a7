/** Whom the agent works on next: follow-ups that are due, then first touches, Tier 1 first. It writes to nobody and changes nothing. */
import type { LeadStanding } from '../../shared/domain/agent-run.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { staleAtMs } from '../../shared/domain/signal.ts';
import { nextStep, sequenceFor, spacedAtMs, whyStopped } from '../../shared/policy/follow-up.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { ApprovedSequence } from '../../shared/policy/policy-parts/sequences.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import { EVERY_LEAD, type LeadFile } from '../ports/agent-ledger.ts';
import { lastRated, markOf } from './lead-mark.ts';
import { inForce } from './library-view.ts';

export interface Picked {
  readonly contactId: ContactId;
  readonly kind: 'first-touch' | 'follow-up';
}

export interface FollowUp {
  readonly kind: 'due';
  readonly last: HandoffPackage;
  readonly sequence: ApprovedSequence;
  readonly step: { readonly number: number; readonly kind: ApprovedSequence['steps'][number]['kind'] };
  /** After a click or a visit: something useful instead of the plain next step. */
  readonly isBump: boolean;
}

export type StepToTake =
  | FollowUp
  /** Nothing was ever written to them. */
  | { readonly kind: 'fresh' }
  | { readonly kind: 'not-now'; readonly because: string };

type PickDesk = Pick<AgentDesk, 'ledger' | 'clock' | 'pauses' | 'person'>;

/** States in which a package is in somebody's hands or on its way. */
const UNDER_WAY: ReadonlySet<string> = new Set([
  'ready',
  'opened',
  'snoozed',
  'approved',
  'escalated',
  'released',
  'deferred',
  'uncertain',
]);
/** Stages in which a lead is not the agent's. */
const NOT_OURS: ReadonlySet<string> = new Set(['escalated', 'qualifying', 'meeting-set', 'disqualified']);

/** What is next for this lead by the stop rules and its sequence. */
export function stepToTake(
  desk: PickDesk,
  policy: PolicyDocument,
  file: LeadFile,
  wanted: 'first-touch' | 'follow-up' = 'follow-up',
): StepToTake {
  const { ledger, clock } = desk;
  const nowMs = clock.nowMs();
  const { contact, account, lead } = file;
  const no = (because: string): StepToTake => ({ kind: 'not-now', because });
  if (NOT_OURS.has(lead.stage)) return no('the lead is with a person');
  // Away, or asked to be left alone until then: nothing is written before, whatever the sequence has.
  if (lead.nextStepAtMs !== null && lead.nextStepAtMs > nowMs) return no('they are left alone until a later day');
  const paused = desk
    .pauses()
    .find(
      ({ scope, value }) =>
        (scope === 'segment' && value === account.segmentId) ||
        (scope === 'mailbox' && value === desk.person().mailbox.id),
    );
  if (paused !== undefined) return no(`paused: ${paused.reason}`);
  const packages = ledger.leads.packages(contact.id, 30);
  if (packages.some(({ review }) => UNDER_WAY.has(review.state))) return no('a package about them is open');
  const world = ledger.leads.world(contact.id, nowMs);
  if (world === null) return no('the lead is gone');
  const sent = packages.filter(({ review }) => review.state === 'sent');
  const touched = ledger.leads.touches(contact.id, 100).filter(({ direction }) => direction === 'outbound');
  const startedAtMs =
    sent.length === 0
      ? null
      : Math.min(...sent.map(({ review }) => review.readyAtMs), ...touched.map(({ atMs }) => atMs));
  const stopped = whyStopped({ account, contact, world, startedAtMs, limits: policy.limits, nowMs });
  if (stopped !== null) return no(stopped);
  const [last] = sent;
  if (last === undefined) {
    if (world.newContactsOfAccount.length >= policy.limits.newContactsPerAccount && wanted === 'first-touch')
      return no('other people of this company were written to lately');
    return { kind: 'fresh' };
  }
  if (wanted === 'first-touch') return no('they were written to already');
  return nextOf(desk, policy, { file, packages, last, lastTouchAtMs: world.outboundAtMs[0] ?? last.review.readyAtMs });
}

function nextOf(
  desk: PickDesk,
  policy: PolicyDocument,
  {
    file,
    packages,
    last,
    lastTouchAtMs,
  }: {
    readonly file: LeadFile;
    readonly packages: readonly HandoffPackage[];
    readonly last: HandoffPackage;
    readonly lastTouchAtMs: number;
  },
): StepToTake {
  const nowMs = desk.clock.nowMs();
  const no = (because: string): StepToTake => ({ kind: 'not-now', because });
  const sequence = policy.sequences.find(({ id }) => id === last.step.sequenceId);
  if (sequence?.state !== 'live') return no('its sequence is not live');
  if (desk.pauses().some(({ scope, value }) => scope === 'sequence' && value === sequence.id))
    return no('its sequence is paused');
  const ofSequence = packages.filter(({ step }) => step.sequenceId === sequence.id);
  // What a person rejected is done too: the same step again would be the same question to them.
  const doneNumber = Math.max(...ofSequence.map(({ step }) => step.number), last.step.number);
  const place = {
    sequence,
    doneNumber,
    lastTouchAtMs,
    timeZone: file.contact.timeZone,
    spacingBusinessDays: policy.limits.spacingBusinessDays,
  };
  const next = nextStep(place);
  if (next === null) return no('its sequence is over');
  const hasClicked = desk.ledger.leads
    .engagement(file.contact.id, 20)
    .some(({ kind, atMs }) => (kind === 'click' || kind === 'pricing-page') && atMs > lastTouchAtMs);
  const email = sequence.steps.find(({ number, kind }) => number >= next.number && kind === 'email');
  if (hasClicked && email !== undefined && spacedAtMs(place) <= nowMs)
    return { kind: 'due', last, sequence, step: { number: email.number, kind: 'email' }, isBump: true };
  if (next.dueAtMs > nowMs) return no('its next step is not due yet');
  return { kind: 'due', last, sequence, step: next, isBump: false };
}

/** Standings that end a lead's way until something about it changes. */
const WAITS: ReadonlySet<LeadStanding['queue']> = new Set([
  'enrichment-failures',
  'scoring-review',
  'human',
  'dropped',
]);
/** An enrichment failure is tried again after this long even where nothing changed: a provider may know more. */
const TRY_AGAIN_MS = 24 * 3_600_000;
const PAGE = 200;
const MOST_FOLLOW_UPS = 500;

/** In the order they are worked on. Where nothing may be drafted, only those whose worth is still to be found. */
export function pickLeads(desk: PickDesk, policy: PolicyDocument, mayDraft: boolean): readonly Picked[] {
  if (!mayDraft)
    return firstTouches(desk, policy).filter(({ contactId }) => !isAssessed(desk.ledger.leads.read(contactId)));
  const followUps = desk.ledger.leads.sequencing(desk.person().id, MOST_FOLLOW_UPS).flatMap((contactId): Picked[] => {
    const file = desk.ledger.leads.read(contactId);
    if (file === null || file.lead.ownerId !== desk.person().id) return [];
    return stepToTake(desk, policy, file).kind === 'due' ? [{ contactId, kind: 'follow-up' }] : [];
  });
  return [...followUps, ...firstTouches(desk, policy)];
}

/** Rated, scored and found ready: nothing is left to do but to draft. */
export function isAssessed(file: LeadFile | null): boolean {
  return file?.standing?.queue === 'first-touch-ready';
}

function firstTouches(desk: PickDesk, policy: PolicyDocument): readonly Picked[] {
  const { ledger } = desk;
  const nowMs = desk.clock.nowMs();
  const found: { readonly picked: Picked; readonly rank: readonly number[]; readonly accountId: string }[] = [];
  for (let after: string | null = null; ;) {
    const page = ledger.leads.page(
      { ...EVERY_LEAD, ownerId: desk.person().id, stages: ['new', 'enriched', 'scored', 'nurture'] },
      after,
      PAGE,
    );
    for (const file of page) {
      if (!isWorkable(desk, policy, file, nowMs)) continue;
      const { contact, account, standing, lead } = file;
      const isFresh = lead.signals.some((signal) => staleAtMs(signal) > nowMs);
      found.push({
        picked: { contactId: contact.id, kind: 'first-touch' },
        accountId: account.id,
        rank: [account.tier, isFresh ? 0 : 1, -(standing?.score ?? 50)],
      });
    }
    after = page.at(-1)?.contact.id ?? null;
    if (page.length < PAGE || after === null) break;
  }
  const perAccount = new Map<string, number>();
  return found
    .sort((one, other) => compare(one.rank, other.rank) || (one.picked.contactId < other.picked.contactId ? -1 : 1))
    .filter(({ accountId }) => {
      const before = perAccount.get(accountId) ?? 0;
      perAccount.set(accountId, before + 1);
      return before < policy.limits.newContactsPerAccount;
    })
    .map(({ picked }) => picked);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [at, value] of one.entries()) {
    const difference = value - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isWorkable(desk: PickDesk, policy: PolicyDocument, file: LeadFile, nowMs: number): boolean {
  const { lead, standing } = file;
  if (lead.stage === 'nurture' && (lead.nextStepAtMs === null || lead.nextStepAtMs > nowMs)) return false;
  if (sequenceFor(policy, file.account.segmentId) === null && standing !== null) return false;
  // A person's "go on" answers its score and its route; what stops it elsewhere still waits for a change.
  if (standing !== null && WAITS.has(standing.queue) && !mayHaveChanged(desk, file, standing, nowMs)) return false;
  return stepToTake(desk, policy, file, 'first-touch').kind === 'fresh';
}

/** New records, facts or an ICP version: the lead is looked at again. */
function mayHaveChanged(desk: PickDesk, file: LeadFile, standing: LeadStanding, nowMs: number): boolean {
  const rated = lastRated(desk.ledger, file);
  if (rated === null || rated.mayDoBetter) return true;
  const icp = inForce(desk.ledger.library.list('icp'), file.account.segmentId, file.contact.id);
  if (icp !== null && !rated.versions.includes(icp.version)) return true;
  if (standing.queue === 'enrichment-failures' && nowMs - standing.atMs > TRY_AGAIN_MS) return true;
  return rated.mark !== markOf(file);
}
