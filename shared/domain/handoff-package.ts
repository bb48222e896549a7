/** The handoff package: everything a person needs to decide about one piece of the agent's work. */
import { z } from 'zod';
import { Account } from './account.ts';
import { Contact } from './contact.ts';
import { Draft } from './draft.ts';
import { Engagement } from './engagement.ts';
import { Fact } from './fact.ts';
import { PackageId, PersonId, SequenceId, SignalId } from './ids.ts';
import { Score } from './score.ts';
import { Signal } from './signal.ts';
import { line, prose } from './text.ts';
import { EpochMs } from './time.ts';
import { Touch } from './touch.ts';

/** First touch, follow-up in a sequence, reply in a live thread. A reply to a person who wrote is not cold mail. */
export const MessageKind = z.enum(['first-touch', 'follow-up', 'reply']);
export type MessageKind = z.infer<typeof MessageKind>;

/** Where a package stands with its person. `expired` is its own end, never a rejection. */
export const PackageState = z.enum([
  'ready',
  'opened',
  'approved',
  'rejected',
  'escalated',
  'suppressed',
  'released',
  'sent',
  'refused',
  'deferred',
  'uncertain',
  'snoozed',
  'expired',
  'superseded',
]);
export type PackageState = z.infer<typeof PackageState>;

/** The queues of spec 2, on the AI's, the human's and RevOps' side. */
export const Queue = z.enum([
  'enrichment-failures',
  'scoring-review',
  'first-touch-ready',
  'follow-ups-due',
  'low-risk-replies',
  'review',
  'escalations',
  'hot-replies',
  'calls',
  're-qualify',
  'since-away',
  'qa-review',
  'deliverability-watchlist',
  'change-requests',
]);
export type Queue = z.infer<typeof Queue>;

export const Review = z.object({
  /** Only this person's desk decides and sends it; nobody's yet where null. */
  ownerId: PersonId.nullable(),
  queue: Queue,
  /** Higher goes first among equals; 0 is normal. */
  priority: z.int().min(-100).max(100),
  readyAtMs: EpochMs,
  expiresAtMs: EpochMs,
  state: PackageState,
  openedAtMs: EpochMs.nullable(),
  /** Milliseconds a person was active on it. */
  activeMs: z.int().min(0),
});

export const Step = z.object({
  kind: z.enum(['email', 'call', 'linkedin']),
  sequenceId: SequenceId,
  sequenceName: line(120),
  /** 1 for the first touch. */
  number: z.int().min(1).max(50),
});

/** One message of the conversation so far, for threading headers and for reading. */
export const ThreadMessage = z.object({
  messageId: line(300).nullable(),
  direction: z.enum(['outbound', 'inbound']),
  from: line(300),
  atMs: EpochMs,
  subject: line(300),
  text: prose(20_000),
});
export type ThreadMessage = z.infer<typeof ThreadMessage>;

const bodyOfPackage = z.object({
  formatVersion: z.literal(1),
  id: PackageId,
  messageKind: MessageKind,
  /** 1 review and approve, 2 auto-send with spot check, 3 tiered (spec 1). */
  handoffModel: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  step: Step,
  account: Account,
  contact: Contact,
  signals: z.array(Signal).max(50),
  facts: z.array(Fact).max(200),
  score: Score,
  rationale: z.object({
    whyAccount: line(500),
    whyPerson: line(500),
    /** One sentence about one signal. */
    whyNow: z.object({ text: line(500), signalId: SignalId.nullable() }),
  }),
  /** Only an email step has one. */
  draft: Draft.nullable(),
  engagement: z.array(Engagement).max(100),
  priorTouches: z.array(Touch).max(200),
  thread: z.array(ThreadMessage).max(100),
});

type PackageBody = z.infer<typeof bodyOfPackage>;

/** What must agree inside one package, beyond the shape of its fields. */
function checkConsistency(pkg: PackageBody, context: z.RefinementCtx): void {
  const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const factIds = new Set<string>();
  pkg.facts.forEach((fact, at) => {
    if (factIds.has(fact.id)) complain(['facts', at, 'id'], `the fact id ${fact.id} is used twice`);
    factIds.add(fact.id);
  });
  if (pkg.contact.accountId !== pkg.account.id) {
    complain(['contact', 'accountId'], 'the contact belongs to another account than the package');
  }
  const { signalId } = pkg.rationale.whyNow;
  if (signalId !== null && !pkg.signals.some((signal) => signal.id === signalId)) {
    complain(['rationale', 'whyNow', 'signalId'], `there is no signal ${signalId} in the package`);
  }
  if (pkg.step.kind === 'email' && pkg.draft === null) complain(['draft'], 'an email step needs a draft');
  if (pkg.step.kind !== 'email' && pkg.draft !== null) complain(['draft'], 'only an email step has a draft');
  pkg.draft?.sentences.forEach((sentence, at) => {
    if (pkg.draft !== null && !pkg.draft.body.includes(sentence.text)) {
      complain(['draft', 'sentences', at, 'text'], 'this sentence does not stand in the body');
    }
    sentence.factIds.forEach((factId, factAt) => {
      if (!factIds.has(factId)) {
        complain(['draft', 'sentences', at, 'factIds', factAt], `there is no fact ${factId} in the package`);
      }
    });
  });
}

/** What any agent or workflow writes into a file or a CRM record; published as `resources/handoff-package.schema.json`. */
export const PackageFile = bodyOfPackage.superRefine(checkConsistency);
export type PackageFile = z.infer<typeof PackageFile>;

/** A package as the CRM holds it: what was produced, with its revision and where it stands in review. */
export const HandoffPackage = bodyOfPackage
  .extend({ revision: z.int().min(1), review: Review })
  .superRefine(checkConsistency);
export type HandoffPackage = z.infer<typeof HandoffPackage>;
