/** Channels of the agent's work: run and stop it, see each step, its queues, the library it goes by, the model it asks. */
import { z } from 'zod';
import { Account } from '../../domain/account.ts';
import { AgentRun, AgentStep, LeadStanding, ModelUse } from '../../domain/agent-run.ts';
import { Contact } from '../../domain/contact.ts';
import { Icp, IcpRating } from '../../domain/icp.ts';
import { MAX_BODY_CHARS, MAX_SUBJECT_CHARS } from '../../domain/draft.ts';
import { Finding } from '../../domain/finding.ts';
import { ContactId, LibraryId, PackageId, ReplyId, SegmentId } from '../../domain/ids.ts';
import { Lead } from '../../domain/lead.ts';
import { LibraryChange } from '../../domain/library-change.ts';
import { LibraryEntry, LibraryKind } from '../../domain/library-entry.ts';
import { ModelAccount } from '../../domain/model-account.ts';
import { ReplyClass } from '../../domain/reply-class.ts';
import { ScoreDrift } from '../../domain/score-drift.ts';
import { line, prose } from '../../domain/text.ts';
import { EpochMs } from '../../domain/time.ts';
import { CanaryVerdict, VersionOutcome } from '../../domain/version-outcome.ts';
import { channel, no, nothing, ok, okOrNo } from '../channel.ts';

const LeadQueue = LeadStanding.shape.queue;

export const AgentState = z.object({
  state: z.enum(['off', 'waiting', 'running', 'stopping']),
  /** Why it does not run, in words; null while it does or may. */
  because: line(300).nullable(),
  nextRunAtMs: EpochMs.nullable(),
  /** `template drafter`, or the model's name. */
  drafter: line(160),
  /** The run under way or the last one. */
  run: AgentRun.nullable(),
  today: z.object({ use: ModelUse, tokensMost: z.int().min(0), costMicrosMost: z.int().min(0) }),
  /** Packages waiting for this person, and how many may wait at most before nothing more is drafted. */
  reviewWaiting: z.int().min(0),
  reviewMost: z.int().min(0),
});
export type AgentState = z.infer<typeof AgentState>;

export const ListedLead = z.object({
  lead: Lead,
  account: Account,
  contact: Contact,
  standing: LeadStanding.nullable(),
  /** When it came into its stage; null where nobody saw it. */
  stageSinceMs: EpochMs.nullable(),
});
export type ListedLead = z.infer<typeof ListedLead>;

export const AGENT_CHANNELS = {
  'agent.state': channel(
    () => nothing,
    () => AgentState,
  ),
  'agent.run': channel(
    () => nothing,
    () => okOrNo,
  ),
  /** Ends after the step it is at; what was finished stays. */
  'agent.stop': channel(
    () => nothing,
    () => ok,
  ),
  'agent.runs': channel(
    () => z.object({ limit: z.int().min(1).max(100) }),
    () => z.object({ runs: z.array(AgentRun) }),
  ),
  /** Newest first. */
  'agent.steps': channel(
    () => z.object({ subject: AgentStep.shape.subject, limit: z.int().min(1).max(200) }),
    () => z.object({ steps: z.array(AgentStep) }),
  ),

  /**
   * A draft written again as its reader asks. It changes nothing: what comes back is shown against the text on screen, and only taking it
   * makes it an edit. `no`, with the reason, where nothing usable came.
   */
  'draft.rewrite': channel(
    () =>
      z.object({
        packageId: PackageId,
        subject: line(MAX_SUBJECT_CHARS),
        body: prose(MAX_BODY_CHARS),
        instruction: line(500).min(1),
      }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('rewritten'),
          subject: line(MAX_SUBJECT_CHARS),
          body: prose(MAX_BODY_CHARS),
          /** `template`: no model is connected; this is another approved wording, and the instruction was not followed. */
          by: z.enum(['model', 'template']),
          drafter: line(160),
          findings: z.array(Finding),
          use: ModelUse,
        }),
        no,
      ]),
  ),

  'leads.page': channel(
    () =>
      z.object({
        queue: LeadQueue.nullable(),
        search: line(120),
        /** A lead that stands before all others, beside the `limit` of them; not there where it is not this person's to see. */
        firstId: ContactId.nullable(),
        afterId: z.string().max(120).nullable(),
        limit: z.int().min(1).max(200),
      }),
    () =>
      z.object({
        leads: z.array(ListedLead),
        counts: z.array(z.object({ queue: LeadQueue, leads: z.int().min(0) })),
        /** In whatever queue, or in none yet. */
        all: z.int().min(0),
      }),
  ),
  /** A person looked at a lead of Scoring review and lets it go on, or drops it. */
  'leads.answer': channel(
    () => z.object({ contactId: ContactId, answer: z.enum(['go-on', 'drop']), because: line(300) }),
    () => okOrNo,
  ),

  'library.list': channel(
    () => nothing,
    () =>
      z.object({
        entries: z.array(LibraryEntry),
        /** The CRM's number of each entry's document, by `kind/id`: a change names the one it is based on. */
        documentVersions: z.record(z.string(), z.int().min(1)),
        unreadable: z.int().min(0),
      }),
  ),
  /** `no` where somebody else was first, the body does not parse (with the field), or this person may not. */
  'library.change': channel(
    /** 0 for an entry that is begun. */
    () => z.object({ kind: LibraryKind, id: LibraryId, documentVersion: z.int().min(0), change: LibraryChange }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('changed'), entry: LibraryEntry, documentVersion: z.int() }),
        no,
      ]),
  ),
  'library.outcomes': channel(
    () => z.object({ kind: LibraryKind, id: LibraryId }),
    () =>
      z.object({
        outcomes: z.array(VersionOutcome),
        /** What the stop rule says of the canary, in words; null where there is none. */
        verdict: CanaryVerdict.nullable(),
      }),
  ),
  /** How many of today's leads an ICP takes in, before it is saved. Null: the leads of every segment. */
  'icp.try': channel(
    () => z.object({ segmentId: SegmentId.nullable(), icp: Icp }),
    () =>
      z.object({
        asked: z.int().min(0),
        ratings: z.record(IcpRating, z.int().min(0)),
        /** The criteria most often failed, with how many leads. */
        failed: z.array(z.object({ criterion: line(160), leads: z.int().min(0) })).max(20),
        examples: z
          .array(
            z.object({
              rating: IcpRating,
              accountName: line(200),
              contactName: line(160),
              matched: z.array(z.string()),
              failed: z.array(z.string()),
              /** Why nothing else matters; null where no exclusion holds. */
              excludedBy: z.string().nullable(),
            }),
          )
          .max(40),
      }),
  ),

  /** The score against what came back, in ten parts of equal size, the lowest scores first. */
  'score.drift': channel(
    () => nothing,
    () => ScoreDrift,
  ),

  'model.read': channel(
    () => nothing,
    () => z.object({ account: ModelAccount.nullable(), keyKept: z.boolean() }),
  ),
  /** Asks it one small question; says what is wrong in words. The key: null for the one that is kept, nothing for none. */
  'model.test': channel(
    () => z.object({ account: ModelAccount, key: z.string().max(500).nullable() }),
    () => okOrNo,
  ),
  /** Null: back to the template drafter. */
  'model.use': channel(
    () => z.object({ account: ModelAccount.nullable(), key: z.string().max(500).nullable() }),
    () => okOrNo,
  ),

  'reply.label': channel(
    () => z.object({ replyId: ReplyId, class: ReplyClass }),
    () => okOrNo,
  ),
  /** A person takes it over, whatever the agent thought. */
  'reply.escalate': channel(
    () => z.object({ replyId: ReplyId, note: line(500) }),
    () => okOrNo,
  ),
  'reply.close': channel(
    () => z.object({ replyId: ReplyId }),
    () => okOrNo,
  ),
} as const;
