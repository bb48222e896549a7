/** Mail the embedded mailbox had sent before this desk began, from a file that the demo leaves beside it. Reads only. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MailboxId } from '../../shared/domain/ids.ts';
import { EpochMs } from '../../shared/domain/time.ts';

export const SENT_BEFORE_FILE = 'sent-before.json';

const SentBefore = z.array(
  z.object({ mailboxId: MailboxId, messageId: z.string().max(1_000).nullable(), atMs: EpochMs }),
);
export type SentBefore = z.infer<typeof SentBefore>;

/** Empty where there is no such file. One that can't be read throws: it is ours, and nobody else writes there. */
export async function readSentBefore(folder: string): Promise<SentBefore> {
  let text: string;
  try {
    text = await readFile(join(folder, SENT_BEFORE_FILE), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  }
  return SentBefore.parse(JSON.parse(text));
}
