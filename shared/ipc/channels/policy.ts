/** Channels of the team policy: read it with its versions, try a change out on the past, save it. */
import { z } from 'zod';
import { Finding, RailCode, Verdict } from '../../domain/finding.ts';
import { SendId } from '../../domain/ids.ts';
import { line } from '../../domain/text.ts';
import { EpochMs } from '../../domain/time.ts';
import { PolicyDocument } from '../../policy/limits.ts';
import { PolicyChangeNote } from '../../policy/policy-parts/policy-change.ts';
import { channel, no, nothing } from '../channel.ts';

const TriedSend = z.object({
  sendId: SendId,
  accountName: z.string(),
  atMs: EpochMs,
  was: Verdict.shape.answer,
  wouldBe: Verdict.shape.answer,
  findings: z.array(Finding),
});

export const POLICY_CHANNELS = {
  /** The policy in force and its versions, newest first. `unreadable` counts versions that can't be read any more. */
  'policy.read': channel(
    () => nothing,
    () =>
      z.object({
        policy: PolicyDocument,
        versions: z.array(z.object({ policy: PolicyDocument, atMs: EpochMs, byPersonId: z.string().nullable() })),
        unreadable: z.int().min(0),
      }),
  ),
  /** What it would have stopped and let through of the last days' sends; the lists are cut at 200, the counts are whole. */
  'policy.try': channel(
    () => z.object({ policy: PolicyDocument, days: z.int().min(1).max(30) }),
    () =>
      z.object({
        sinceMs: EpochMs,
        asked: z.int().min(0),
        /** Sends whose inputs were erased or can't be read any more. */
        unknown: z.int().min(0),
        stoppedCount: z.int().min(0),
        freedCount: z.int().min(0),
        stopped: z.array(TriedSend).max(200),
        freed: z.array(TriedSend).max(200),
        byRail: z.array(z.object({ code: RailCode, stops: z.int().min(0), frees: z.int().min(0) })),
      }),
  ),
  /** Saves it as the version after `baseVersion`; `no` where somebody else was first, or this person may not. */
  'policy.save': channel(
    () =>
      z.object({
        policy: PolicyDocument,
        baseVersion: z.int().min(1),
        note: line(300).min(1),
        approvals: PolicyChangeNote.shape.approvals,
      }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('saved'), policy: PolicyDocument }), no]),
  ),
} as const;
