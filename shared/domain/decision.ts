/** One person's decision, at one time, about one exact text. */
import { z } from 'zod';
import { Attestation } from './draft-edit.ts';
import { EmailAddress } from './email-address.ts';
import { RailCode } from './finding.ts';
import { DecisionId, PackageId, PersonId } from './ids.ts';
import { SuppressionScope } from './suppression.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

export const EditClass = z.enum(['unedited', 'minor', 'light', 'heavy']);
export type EditClass = z.infer<typeof EditClass>;

/** Spec 5, in the order of their keys 1 to 9 and 0. */
export const RejectionReason = z.enum([
  'wrong-fact',
  'weak-signal',
  'wrong-person',
  'not-icp',
  'bad-timing',
  'tone',
  'spam-risk',
  'unclear',
  'do-not-contact',
  'other',
]);
export type RejectionReason = z.infer<typeof RejectionReason>;

/** The first nine a person may choose as well; the others are the agent's, about a reply (spec 3). Old ledgers hold them: none goes away. */
export const EscalationTrigger = z.enum([
  'positive-intent',
  'pricing-or-legal',
  'technical-question',
  'competitor-named',
  'executive-or-tier-1',
  'several-people',
  'dissatisfaction',
  'sensitive-claim',
  'other',
  'intent-signal',
  'buying-timeline',
  'repeated-objection',
  'wants-a-person',
  'regulated-industry',
  'displacement',
  'unsure-reading',
]);
export type EscalationTrigger = z.infer<typeof EscalationTrigger>;

const common = {
  id: DecisionId,
  packageId: PackageId,
  packageRevision: z.int().min(1),
  personId: PersonId,
  atMs: EpochMs,
  openedAtMs: EpochMs,
  activeMs: z.int().min(0),
};

/** Approval: exactly what was on screen, so that main can refuse anything else. */
const Approve = z.object({
  ...common,
  kind: z.literal('approve'),
  message: z.object({
    to: EmailAddress,
    from: EmailAddress,
    subject: z.string().max(300),
    text: z.string().max(24_000),
  }),
  /** The body without its footer, as approved; equal to the draft's own where nothing was edited. */
  body: z.string().max(20_000),
  editClass: EditClass,
  seen: z.array(RailCode).max(RailCode.options.length),
  attested: z.array(Attestation).max(200),
});
const Reject = z.object({
  ...common,
  kind: z.literal('reject'),
  reason: RejectionReason,
  note: line(1_000),
  /** The sentence that is wrong, where the reason asks for one. */
  sentence: z.string().max(2_000).nullable(),
});
const Escalate = z.object({
  ...common,
  kind: z.literal('escalate'),
  trigger: EscalationTrigger,
  note: line(1_000),
});
const Snooze = z.object({
  ...common,
  kind: z.literal('snooze'),
  until: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('time'), atMs: EpochMs }),
    /** A new revision with a signal that was not there, or at the latest the package's expiry. */
    z.object({ kind: z.literal('fresh-signal') }),
  ]),
});
const DoNotContact = z.object({
  ...common,
  kind: z.literal('do-not-contact'),
  scope: SuppressionScope.extract(['contact', 'domain', 'global']),
  note: line(1_000),
});

export const Decision = z.discriminatedUnion('kind', [Approve, Reject, Escalate, Snooze, DoNotContact]);
export type Decision = z.infer<typeof Decision>;
export type Approval = z.infer<typeof Approve>;

/** A decision as the ledger keeps it and the feed shows it: with its undo window and whether it was undone. */
export const DecisionRecord = z.object({
  decision: Decision,
  /** Until then Z takes it back; the main process owns this clock. */
  undoUntilMs: EpochMs,
  state: z.enum(['standing', 'undone', 'settled']),
});
export type DecisionRecord = z.infer<typeof DecisionRecord>;
