/** One lead's work in one run: a first touch from rating to queue, or the next step of its sequence. It ends with a package in its person's queue, or with a reason. */
import { z } from 'zod';
import type { Draft } from '../../shared/domain/draft.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { type ContactId, PackageId } from '../../shared/domain/ids.ts';
import type { Asset } from '../../shared/domain/outreach-library.ts';
import type { ApprovedSequence } from '../../shared/policy/policy-parts/sequences.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { sequenceFor } from '../../shared/policy/follow-up.ts';
import { withRoute } from '../../shared/policy/routing/route-lead.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import type { LeadFile } from '../ports/agent-ledger.ts';
import { assessLead } from './assess/assess-lead.ts';
import { produceDraft, type FinishedDraft } from './draft.ts';
import { draftPackage } from './draft-package.ts';
import type { DraftTask } from './draft-task.ts';
import { crmWords } from './why-account.ts';
import type { Journal, Settled } from './journal.ts';
import { assetFact, usefulAssets, valuePropFacts, type InForce } from './library-view.ts';
import { moveLead, setStanding } from './move-lead.ts';
import { stepToTake, type FollowUp } from './pick.ts';
import { threadWith } from './thread.ts';

export interface LeadWork {
  readonly desk: AgentDesk;
  readonly journal: Journal;
  readonly policy: PolicyDocument;
  readonly signal: AbortSignal;
  readonly contactId: ContactId;
  /** False while the review queue is full: a lead is assessed and waits, ready. */
  readonly mayDraft: boolean;
}

/** A task about a lead of the ledger. */
type LeadTask = DraftTask & { readonly file: LeadFile };

export type LeadEnd =
  { readonly kind: 'queued' | 'blocked' | 'failed'; readonly because: string } | { readonly kind: 'stopped' };

export async function workOnLead(work: LeadWork, kind: 'first-touch' | 'follow-up'): Promise<LeadEnd> {
  return kind === 'first-touch' ? firstTouch(work) : followUp(work);
}

async function firstTouch(work: LeadWork): Promise<LeadEnd> {
  const { desk, policy, contactId } = work;
  const first = desk.ledger.leads.read(contactId);
  if (first === null) return { kind: 'blocked', because: 'the lead is gone' };
  const sequence = sequenceFor(policy, first.account.segmentId);
  if (sequence === null)
    return blockedAt(work, first, `No approved sequence is live for ${first.account.segmentName}.`);
  const assessed = await assessLead(work, first);
  if (assessed.kind !== 'go') return assessed;
  if (!work.mayDraft) return { kind: 'blocked', because: 'ready; drafted once the review queue has room' };
  const [step] = [...sequence.steps].sort((one, other) => one.number - other.number);
  if (step === undefined) return { kind: 'blocked', because: 'its sequence has no step' };
  const { file, score, route, rated } = assessed;
  return finish(work, {
    ...common(work, file),
    purpose: 'first-touch',
    step: stepOf(sequence, step),
    score: withRoute(score, route),
    thread: [],
    assetUrl: null,
    whyAccount: crmWords(file, rated.matched),
  });
}

async function followUp(work: LeadWork): Promise<LeadEnd> {
  const { desk, policy, contactId } = work;
  const file = desk.ledger.leads.read(contactId);
  if (file === null) return { kind: 'blocked', because: 'the lead is gone' };
  const next = stepToTake(desk, policy, file);
  if (next.kind !== 'due')
    return { kind: 'blocked', because: next.kind === 'fresh' ? 'nothing was sent to them yet' : next.because };
  return finish(work, followUpTask(work, file, next));
}

function followUpTask(work: LeadWork, file: LeadFile, { last, step, sequence, isBump }: FollowUp): LeadTask {
  const { desk } = work;
  const base = common(work, file);
  const asset = isBump
    ? workedExample(usefulAssets(desk.ledger.library, file.account.segmentId, file.contact.id))
    : null;
  const offered = asset === null ? null : assetFact(asset, asset.title);
  return {
    ...base,
    facts: [...base.facts, ...(offered === null ? [] : [offered])],
    purpose: isBump && offered !== null ? 'value-bump' : 'follow-up',
    step: stepOf(sequence, step),
    score: last.score,
    thread: threadWith(desk, last, null),
    assetUrl: offered?.url ?? null,
    whyAccount: last.rationale.whyAccount,
  };
}

/** Something to work with before something to read; the first by id among equals. */
function workedExample<A extends Pick<InForce<Asset>, 'body' | 'version'>>(assets: readonly A[]): A | null {
  const order: readonly Asset['kind'][] = ['worked-example', 'guide', 'case-study', 'deck'];
  const [best] = [...assets].sort(
    (one, other) =>
      order.indexOf(one.body.kind) - order.indexOf(other.body.kind) || (one.version < other.version ? -1 : 1),
  );
  return best ?? null;
}

const stepOf = (
  { id, name }: ApprovedSequence,
  { kind, number }: Pick<ApprovedSequence['steps'][number], 'kind' | 'number'>,
) => ({
  kind,
  number,
  sequenceId: id,
  sequenceName: name,
});

function common({ desk, policy }: LeadWork, file: LeadFile) {
  const { contact, account, lead } = file;
  const { library, leads } = desk.ledger;
  return {
    file,
    person: desk.person(),
    policy,
    facts: [...lead.facts, ...valuePropFacts(library, account.segmentId, contact.id)],
    priorTouches: leads.touches(contact.id, 100),
    engagement: leads.engagement(contact.id, 50),
    move: null,
    nowMs: desk.clock.nowMs(),
  } as const;
}

/** Drafts where the step is an email, and queues. */
async function finish(work: LeadWork, task: LeadTask): Promise<LeadEnd> {
  const { desk, journal, signal } = work;
  if (task.step.kind !== 'email') return queue(work, task, null);
  const drafted: Settled<FinishedDraft> = await produceDraft(desk, task, journal.step, signal);
  if (drafted.kind === 'done') return queue(work, task, drafted.output.draft);
  if (drafted.kind === 'blocked') return blockedAfterDraft(work, task.file, drafted.because);
  return drafted;
}

const QueueOutput = z.object({ packageId: PackageId });

async function queue(work: LeadWork, task: LeadTask, draft: Draft | null): Promise<LeadEnd> {
  const { desk, journal } = work;
  const queued = await journal.step('queue', QueueOutput, () => {
    const nowMs = desk.clock.nowMs();
    const id = PackageId.parse(`pkg-agent-${desk.random.uuid()}`);
    const pkg = draftPackage(task, draft, id, nowMs);
    const input = { contactId: task.file.contact.id, step: task.step.number, sequenceId: task.step.sequenceId };
    const reason = whyNotNow(work, task);
    if (reason !== null) return { outcome: 'blocked', because: reason, input };
    return {
      outcome: 'done',
      because: task.step.kind === 'email' ? 'waits for review' : `a ${task.step.kind} to make`,
      input,
      output: { packageId: id },
      effects: () => putInQueue(work, pkg, task),
    };
  });
  if (queued.kind === 'done') return { kind: 'queued', because: queued.output.packageId };
  return queued;
}

/** A model may have taken minutes: what was so when the lead was picked is looked at once more. */
function whyNotNow({ desk, policy, contactId }: LeadWork, { file, purpose }: LeadTask): string | null {
  const now = desk.ledger.leads.read(contactId);
  if (now === null) return 'the lead is gone';
  if (now.contact.email !== file.contact.email) return 'their address changed meanwhile';
  if (now.lead.ownerId !== desk.person().id) return 'the lead is with somebody else now';
  const stopped = stepToTake(desk, policy, now, purpose === 'first-touch' ? 'first-touch' : 'follow-up');
  return stopped.kind === 'due' || stopped.kind === 'fresh' ? null : stopped.because;
}

function putInQueue({ desk }: LeadWork, pkg: HandoffPackage, task: LeadTask): void {
  const { revision: _revision, review, ...file } = pkg;
  if (!desk.ledger.queuePackage(pkg)) throw new Error(`there is a package ${pkg.id} already`);
  desk.write({
    opId: `agent.${pkg.id}`,
    kind: 'package',
    pkg: file,
    ownerId: task.person.id,
    readyAtMs: review.readyAtMs,
    expiresAtMs: review.expiresAtMs,
  });
  moveLead(desk, task.file.lead, 'sequencing', {
    because: `step ${pkg.step.number} of ${pkg.step.sequenceName} waits for review`,
    nowMs: review.readyAtMs,
  });
  setStanding(desk, task.file, {
    queue: 'in-review',
    because: `Step ${pkg.step.number} of ${pkg.step.sequenceName}`,
    rating: null,
    score: task.score.overall,
  });
}

async function blockedAt({ desk, journal }: LeadWork, file: LeadFile, because: string): Promise<LeadEnd> {
  const ended = await journal.step('route', z.null(), () => ({
    outcome: 'blocked',
    because,
    input: { segmentId: file.account.segmentId },
    effects: () => setStanding(desk, file, { queue: 'human', because, rating: null, score: null }),
  }));
  return ended.kind === 'done' ? { kind: 'blocked', because } : ended;
}

/** No template or prompt carries it: a person writes, or the library gets what it lacks. */
function blockedAfterDraft({ desk, journal }: LeadWork, file: LeadFile, because: string): LeadEnd {
  desk.transact(() => {
    // What the steps before it have to say comes first: that it is ready to be drafted must not be the last word.
    journal.flush();
    setStanding(desk, file, { queue: 'human', because, rating: null, score: null });
  });
  return { kind: 'blocked', because };
}
