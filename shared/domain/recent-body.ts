/** The shape of a body that left, for rail `similarity`: its hashed shingles, never its words. */
import { z } from 'zod';
import { MailboxId, SendId } from './ids.ts';
import { EpochMs } from './time.ts';

export const RecentBody = z.object({
  sendId: SendId,
  mailboxId: MailboxId,
  sentAtMs: EpochMs,
  /** For the finding's words: whom it went to. */
  accountName: z.string(),
  /** 32-bit hashes of the prose's shingles, each once, ascending (`shared/policy/shingles.ts`). */
  shingles: z.array(z.int().min(0).max(0xffff_ffff)).max(4_000),
});
export type RecentBody = z.infer<typeof RecentBody>;
