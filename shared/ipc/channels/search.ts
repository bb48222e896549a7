/** The channel of the search over everything: packages wherever they lie, replies, escalations, leads and the suppression list. */
import { z } from 'zod';
import { Escalation } from '../../domain/escalation.ts';
import { PackageState } from '../../domain/handoff-package.ts';
import { ContactId, EscalationId, PackageId, ReplyId, SendId, SuppressionId } from '../../domain/ids.ts';
import { LifecycleStage } from '../../domain/lifecycle-stage.ts';
import { ReplyState } from '../../domain/reply.ts';
import { SendState } from '../../domain/send.ts';
import { SuppressionReason } from '../../domain/suppression.ts';
import { EpochMs } from '../../domain/time.ts';
import { channel } from '../channel.ts';

/** Shortest word that is looked for: one letter is in everything. */
export const SHORTEST_WORD = 2;

const shown = {
  /** Who it is about, for one line. */
  title: z.string(),
  /** What it says, for a second line. */
  context: z.string(),
  /** The first word found in a longer text, with what stands around it; null where title or context show it already. */
  excerpt: z.object({ before: z.string(), match: z.string(), after: z.string() }).nullable(),
  /** When it was last of note. */
  atMs: EpochMs.nullable(),
};

export const Found = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('package'),
    id: PackageId,
    state: PackageState,
    /** Its newest message, where one was countersigned. */
    send: z.object({ id: SendId, state: SendState }).nullable(),
    ...shown,
  }),
  z.object({ kind: z.literal('reply'), id: ReplyId, state: ReplyState, ...shown }),
  z.object({ kind: z.literal('escalation'), id: EscalationId, state: Escalation.shape.state, ...shown }),
  z.object({ kind: z.literal('lead'), id: ContactId, state: LifecycleStage, ...shown }),
  z.object({ kind: z.literal('suppression'), id: SuppressionId, state: SuppressionReason, ...shown }),
]);
export type Found = z.infer<typeof Found>;

export const SEARCH_CHANNELS = {
  /**
   * What holds each of the words, or begins with it, letters with or without marks: names and addresses before texts, the newest first. An
   * SDR finds what is theirs or nobody's, a lead and RevOps the team's. At most `limit` of each kind.
   */
  'search.everything': channel(
    () => z.object({ words: z.string().max(200), limit: z.int().min(1).max(50) }),
    () =>
      z.object({
        found: z.array(Found),
        /** Packages, replies and escalations that are not read into the index yet: what is in them may be missing. */
        unread: z.int().min(0),
      }),
  ),
} as const;
