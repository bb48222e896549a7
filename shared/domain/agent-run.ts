/** What the agent did: runs, and each step for each lead or reply with its input, output, cost and time. */
import { z } from 'zod';
import { AgentRunId, ContactId, PersonId, ReplyId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** One model's use of tokens; money in millionths of the account's currency unit. */
export const ModelUse = z.object({
  inputTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  costMicros: z.int().min(0),
});
export type ModelUse = z.infer<typeof ModelUse>;

export const AgentStepName = z.enum([
  'rate',
  'enrich',
  'verify-email',
  'score',
  'route',
  'draft',
  'check',
  'repair',
  'rewrite',
  'queue',
  'read-reply',
  'act-on-reply',
]);
export type AgentStepName = z.infer<typeof AgentStepName>;

/** One finished step. `blocked`: it ended where a rule said so. `failed`: it may be tried again on another run. */
export const AgentStep = z.object({
  /** Counts up over the whole ledger. */
  no: z.int().min(1),
  runId: AgentRunId,
  /** The lead's contact or the reply it was about. */
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('lead'), contactId: ContactId }),
    z.object({ kind: z.literal('reply'), replyId: ReplyId }),
  ]),
  name: AgentStepName,
  outcome: z.enum(['done', 'blocked', 'failed']),
  /** Why it was blocked or failed, or what came out, in words. */
  because: line(500),
  atMs: EpochMs,
  tookMs: z.int().min(0),
  use: ModelUse,
  /** Versions it went by, such as `icp-freight@3`. */
  versions: z.array(line(160)).max(20),
  /** JSON, bounded; what was read and what came out. Names and bodies stay in the ledger and never go to a log. */
  input: z.string().max(60_000),
  output: z.string().max(60_000),
});
export type AgentStep = z.infer<typeof AgentStep>;

export const AgentRun = z.object({
  id: AgentRunId,
  why: z.enum(['schedule', 'by-hand']),
  byPersonId: PersonId.nullable(),
  startedAtMs: EpochMs,
  endedAtMs: EpochMs.nullable(),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** Why it ended where it did: the budget, a full review queue, a person, a fault. */
  because: line(300),
  planned: z.int().min(0),
  queued: z.int().min(0),
  blocked: z.int().min(0),
  failed: z.int().min(0),
  use: ModelUse,
});
export type AgentRun = z.infer<typeof AgentRun>;

/** Where a lead stands with the agent, for the AI queues (spec 2). */
export const LeadStanding = z.object({
  contactId: ContactId,
  queue: z.enum([
    'enrichment-failures',
    'scoring-review',
    'first-touch-ready',
    'follow-ups-due',
    'human',
    'nurture',
    'dropped',
    'in-review',
  ]),
  because: line(500),
  /** Overall score, where it was scored. */
  score: z.number().min(0).max(100).nullable(),
  rating: z.enum(['excellent', 'good', 'fair', 'not-a-fit']).nullable(),
  /** A person looked at it and let it go on (Scoring review). */
  cleared: z.boolean(),
  atMs: EpochMs,
});
export type LeadStanding = z.infer<typeof LeadStanding>;
