/**
 * Does what follows from one reply: reads it, asks the model where the rules are unsure and a model was chosen, and carries out the one
 * step that policy names. Everything becomes durable together, once. It writes to nobody: an answer is a draft that waits for its person.
 */
import { AgentRunId } from '../../../shared/domain/ids.ts';
import type { ModelUse } from '../../../shared/domain/agent-run.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { PlaybookMove } from '../../../shared/domain/playbook.ts';
import type { Reply } from '../../../shared/domain/reply.ts';
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';
import { sayDay } from '../../../shared/policy/local-time.ts';
import { nextStepFor, type Escalate, type NextStep } from '../../../shared/policy/replies/next-step.ts';
import { normaliseAddress } from '../../../shared/policy/suppression-match.ts';
import type { DraftedAnswer, ReplyDesk } from '../../ports/reply-desk.ts';
import { escalationIdOf, handOver, line, type HandOver } from './hand-over.ts';
import { moveLead, pause, refer, referralWords, type Acting } from './move-on.ts';
import { asksModel, together } from './read-again.ts';
import { caseOf, lightAsset, type ReplyCase } from './reply-case.ts';

/** Replies are acted on as they come, outside any run: their steps stand under this id. */
export const REPLIES_RUN = AgentRunId.parse('replies');

const UNUSED: ModelUse = { inputTokens: 0, outputTokens: 0, costMicros: 0 };

/** `waits`: the team's policy is not known yet, or the desk is being closed. */
export type ActedOn = { readonly kind: Reply['state'] | 'waits'; readonly isHot: boolean };

export async function actOnReply(desk: ReplyDesk, id: Reply['id']): Promise<ActedOn> {
  const policy = desk.policy();
  const reply = desk.ledger.replies.read(id);
  if (policy === null || reply === null) return { kind: 'waits', isHot: false };
  const began = desk.clock.nowMs();
  const read = await readingOf(desk, reply, policy.limits.classifierCutoffPercent);
  if (read === null) return { kind: 'waits', isHot: false };
  const one = caseOf(desk, { ...reply, reading: read.reading }, read.reading, policy);
  const step = one === null ? null : nextStepFor(read.reading, one.world);
  const drafted = one === null || step === null ? null : await draftFor(desk, one, step);
  if (drafted?.kind === 'stopped') return { kind: 'waits', isHot: false };
  return desk.transact(() => {
    // A person may have taken it, or labelled it, while a model was thinking.
    const now = desk.ledger.replies.read(id);
    if (now?.state !== 'new') return { kind: now?.state ?? 'waits', isHot: false };
    const tookMs = Math.max(0, desk.clock.nowMs() - began);
    const acting: Acting = {
      desk,
      one,
      reply: { ...now, reading: read.reading },
      reading: read.reading,
      slaMinutes: policy.limits.escalationSlaMinutes,
      nowMs: desk.clock.nowMs(),
    };
    record(acting, 'read-reply', read.because, {
      use: read.use,
      versions: read.versions,
      tookMs,
      output: read.reading,
    });
    const end = step === null ? escalated(acting, NO_RECORD) : carryOut(acting, step, drafted);
    // What it was read as stays beside a person's label.
    const reading = now.labelled === null ? read.reading : now.reading;
    desk.ledger.replies.put({ ...acting.reply, reading, state: end.state, done: line(end.done), ...end.links });
    record(acting, 'act-on-reply', end.done, {
      use: drafted?.use ?? UNUSED,
      versions: drafted?.kind === 'drafted' ? drafted.versions : [],
      tookMs: 0,
      output: {
        step: step?.kind ?? 'escalate',
        move: step?.kind === 'draft-reply' && end.state === 'drafted' ? step.move : null,
      },
    });
    desk.trace({
      kind: `reply-${end.state}`,
      replyId: reply.id,
      contactId: reply.contactId,
      class: read.reading.class,
      rule: end.rule ?? null,
      escalationId: end.links.escalationId ?? null,
      packageId: end.links.draftPackageId ?? null,
    });
    return { kind: end.state, isHot: end.state === 'escalated' };
  });
}

interface Read {
  readonly reading: ReplyReading;
  readonly use: ModelUse;
  readonly versions: readonly string[];
  readonly because: string;
}

/** By rules; by the model as well where that may help. A model that gives nothing costs no time twice: the rules decide alone. */
async function readingOf(desk: ReplyDesk, reply: Reply, cutoffPercent: number): Promise<Read | null> {
  const rules = reply.reading;
  if (rules === null) throw new Error(`The reply ${reply.id} was kept without a reading.`);
  // A person's word stands; nobody is asked again.
  if (reply.labelled !== null) {
    const { class: label } = reply.labelled;
    const reading: ReplyReading = { ...rules, class: label, confidence: 1 };
    return { reading, use: UNUSED, versions: [], because: `${label}, labelled by a person` };
  }
  const byRules: Read = { reading: rules, use: UNUSED, versions: [], because: `${rules.class} by ${rules.by}` };
  const askModel = asksModel(rules, cutoffPercent) ? desk.askModel : null;
  if (askModel === null) return byRules;
  const [answered] = reply.contactId === null ? [] : desk.sentTo(reply.contactId);
  const asked = await askModel(reply, answered?.text ?? null);
  switch (asked.kind) {
    case 'stopped':
      return null;
    case 'none':
      return { ...byRules, use: asked.use, because: `${byRules.because}; the model: ${asked.because}` };
    case 'read': {
      const reading = together(rules, asked.reading);
      return { reading, use: asked.use, versions: [asked.version], because: `${reading.class} by ${reading.by}` };
    }
    default:
      return asked satisfies never;
  }
}

/** Drafting may take a model's time, so it comes before the transaction; null where nothing is to be drafted. */
async function draftFor(desk: ReplyDesk, one: ReplyCase, step: NextStep): Promise<DraftedAnswer | null> {
  if (step.kind !== 'draft-reply') return null;
  const none = (because: string): DraftedAnswer => ({ kind: 'none', because, use: UNUSED });
  const { file, reply, playbook } = one;
  if (step.move === 'escalate') return none('the playbook sends it to a person');
  if (file === null) return none('they are no lead of the agent’s');
  // An answer goes to the address the CRM has; whoever wrote from another one is looked at by a person first.
  if (normaliseAddress(reply.from) !== normaliseAddress(file.contact.email))
    return none('they wrote from another address than the CRM has');
  const guidance = playbook.rows.find(
    ({ move, class: of }) => move === step.move && of === reply.reading?.class,
  )?.guidance;
  return desk.draft({
    file,
    reply,
    move: step.move,
    guidance: guidance ?? '',
    asset: assetOf(desk, one, step.move),
  });
}

function assetOf(desk: ReplyDesk, { asset, account }: ReplyCase, move: PlaybookMove): ReplyCase['asset'] {
  switch (move) {
    case 'send-asset':
      return asset;
    case 'offer-lighter-option':
      return lightAsset(desk, account.segmentId);
    case 'ask-one-question':
    case 'confirm-date-and-trigger':
    case 'thank-and-ask-referral':
    case 'confirm-time':
    case 'escalate':
      return null;
    default:
      return move satisfies never;
  }
}

interface End {
  readonly state: Reply['state'];
  readonly done: string;
  readonly rule?: string;
  readonly links: Partial<Pick<Reply, 'escalationId' | 'draftPackageId'>>;
}

const handled = (done: string): End => ({ state: 'handled', done, links: {} });

const NO_RECORD: HandOver = {
  trigger: 'other',
  rule: 'no-record',
  evidence: 'The contact or the account is not in the CRM’s copies.',
  because: 'Nothing is known of who wrote it any more',
  suggestedStep: 'Find them in the CRM, and answer in your own words.',
};

function carryOut(acting: Acting, step: NextStep, drafted: DraftedAnswer | null): End {
  const { desk, reply, one } = acting;
  const day = (atMs: number): string => sayDay(atMs, one?.contact.timeZone ?? 'UTC');
  switch (step.kind) {
    case 'suppress': {
      // Known by the rules it was suppressed with the mail; read by the model alone it is now.
      if (acting.reading.by === 'model') desk.suppress(reply, step.reason);
      if (step.reason === 'complaint') {
        const end = escalated(acting, step.alert);
        return { ...end, done: `${step.because}: suppressed at once, and you are told.` };
      }
      return handled(`${step.because}: suppressed at once, everywhere.`);
    }
    case 'pause-until':
      pause(acting, step.atMs);
      return handled(`They are away: paused until ${day(step.atMs)}.`);
    case 'refer':
      refer(acting, step.referral);
      return handled(`${step.because}: ${referralWords(step.referral)} is suggested as a new contact.`);
    case 'nurture-until':
      moveLead(acting, 'nurture', step.atMs, step.because);
      return handled(
        `${step.because}: nurture until ${day(step.atMs)}${step.trigger === null ? '' : `, after ${step.trigger}`}.`,
      );
    case 'draft-reply':
      return answered(acting, step, drafted);
    case 'escalate':
      return escalated(acting, step.escalation);
    case 'count-bounce':
    case 'nothing':
      return handled(`${step.because}.`);
    default:
      return step satisfies never;
  }
}

/** The draft waits for its person; without one the person gets the thread. */
function answered(
  acting: Acting,
  step: Extract<NextStep, { kind: 'draft-reply' }>,
  drafted: DraftedAnswer | null,
): End {
  const { desk } = acting;
  if (drafted?.kind !== 'drafted') {
    const because = drafted?.kind === 'none' ? drafted.because : 'no answer was drafted';
    return escalated(acting, {
      trigger: 'other',
      rule: 'no-draft',
      evidence: because,
      because: `The agent has no answer to offer: ${because}`,
      suggestedStep: 'Answer in your own words.',
    });
  }
  const { pkg } = drafted;
  if (desk.ledger.queuePackage(pkg)) {
    const { revision: _revision, review, ...file } = pkg;
    if (review.ownerId !== null)
      desk.write({
        opId: `agent.${pkg.id}`,
        kind: 'package',
        pkg: file,
        ownerId: review.ownerId,
        readyAtMs: review.readyAtMs,
        expiresAtMs: review.expiresAtMs,
      });
  }
  moveLead(acting, 'engaged', step.nurtureUntilMs, step.because);
  return {
    state: 'drafted',
    done: `${step.because}: an answer waits in review (${step.move.replaceAll('-', ' ')}).`,
    links: { draftPackageId: pkg.id },
  };
}

function escalated(acting: Acting, why: HandOver | Escalate): End {
  const { desk, reply } = acting;
  desk.raise(handOver({ ...acting, ownerId: ownerOf(acting) }, why));
  moveLead(acting, 'escalated', null, why.because);
  return {
    state: 'escalated',
    done: `${why.because}: it is with you.`,
    rule: why.rule,
    links: { escalationId: escalationIdOf(reply) },
  };
}

/** Whose mailbox it came to; the mailbox is there as long as the person is. */
function ownerOf({ desk, one, reply }: Acting): PersonId {
  const people = desk.people();
  const owner =
    people.find(({ mailbox }) => mailbox.id === reply.mailboxId) ??
    people.find(({ id }) => id === (one?.file?.lead.ownerId ?? one?.pkg?.review.ownerId));
  if (owner === undefined) throw new Error(`Nobody on the team has the mailbox ${reply.mailboxId}.`);
  return owner.id;
}

function record(
  { desk, reply, nowMs }: Acting,
  name: 'read-reply' | 'act-on-reply',
  because: string,
  done: {
    readonly use: ModelUse;
    readonly versions: readonly string[];
    readonly tookMs: number;
    readonly output: unknown;
  },
): void {
  desk.ledger.runs.record({
    runId: REPLIES_RUN,
    subject: { kind: 'reply', replyId: reply.id },
    name,
    outcome: 'done',
    because: line(because),
    atMs: nowMs,
    tookMs: done.tookMs,
    use: done.use,
    versions: [...done.versions].slice(0, 20),
    input: JSON.stringify({ replyId: reply.id, contactId: reply.contactId, packageId: reply.packageId }),
    output: JSON.stringify(done.output),
  });
}
