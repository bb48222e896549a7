/** What a rail says, and what all rails say together. */
import { z } from 'zod';
import { EpochMs } from './time.ts';

/** Every rail has one code here, in the order a message meets them; a new rail is one new file in `policy/rails` and one code. */
export const RailCode = z.enum([
  'countersignature',
  'evidence-changed',
  'review-expired',
  'approval-expired',
  'world-fresh',
  'clock',
  'identity-fresh',
  'suppressed',
  'consent',
  'relation',
  'email-verified',
  'data-rule',
  'frequency-contact',
  'frequency-account',
  'spacing',
  'thread-live',
  'mailbox-day',
  'mailbox-warmup',
  'domain-day',
  'domain-week',
  'recipient-domain-day',
  'send-window',
  'pace',
  'bounce-rate',
  'complaint-rate',
  'authentication',
  'unsubscribe',
  'identity',
  'sequence',
  'claims',
  'banned-claims',
  'length',
  'one-call-to-action',
  'links',
  'spam-phrasing',
  'similarity',
  'injection',
  'paused',
]);
export type RailCode = z.infer<typeof RailCode>;

/** refuse: nobody can pass it. hold: clears by itself or by a check. attest: a person answers for a sentence. ask: seen. */
export const RailAnswer = z.enum(['refuse', 'hold', 'attest', 'ask']);
export type RailAnswer = z.infer<typeof RailAnswer>;

/** Where on the message a finding points, as character offsets into that field. */
export const FindingTarget = z.object({
  field: z.enum(['to', 'from', 'subject', 'body']),
  start: z.int().min(0),
  end: z.int().min(0),
});
export type FindingTarget = z.infer<typeof FindingTarget>;

export const Finding = z.object({
  code: RailCode,
  answer: RailAnswer,
  /** What was seen, with its figures, in words an SDR understands. */
  evidence: z.string().min(1).max(1_000),
  /** What would clear it, in words. */
  clears: z.string().min(1).max(500),
  /** When it clears by itself, where that is known. */
  clearsAtMs: EpochMs.nullable(),
  target: FindingTarget.nullable(),
  /** True where the rail could not know (a stale check, no network): shown as `?`, never as a tick. */
  unknown: z.boolean(),
});
export type Finding = z.infer<typeof Finding>;

/** The strictest answer of all rails, with every finding; `clear` has none but asks that were seen. */
export const Verdict = z.object({
  answer: z.enum(['clear', ...RailAnswer.options]),
  findings: z.array(Finding),
});
export type Verdict = z.infer<typeof Verdict>;
