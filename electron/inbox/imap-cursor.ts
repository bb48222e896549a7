/** Where reading a folder goes on. It survives a server that numbers its folder anew: then the last known time counts, never the number. */
import { z } from 'zod';

const Cursor = z.object({
  formatVersion: z.literal(1),
  /** UIDVALIDITY, decimal: while it stays, so do the numbers. */
  uidValidity: z.string().regex(/^\d{1,20}$/),
  uid: z.int().min(0),
  /** The newest filing time that was read. */
  seenAtMs: z.int().min(0),
  /**
   * HIGHESTMODSEQ (RFC 7162), decimal, as it stood before everything up to `uid` was read: while it stays, nothing arrived. Null where the
   * server gives none, or where more lay there than was read.
   */
  modSeq: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable()
    .default(null),
});
export type ImapCursor = z.infer<typeof Cursor>;

/** Null where there is none, or where it can't be read: then reading starts over, and what was read comes again. */
export function readCursor(text: string | null): ImapCursor | null {
  if (text === null) return null;
  try {
    return Cursor.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const writeCursor = (
  cursor: Omit<ImapCursor, 'formatVersion' | 'modSeq'> & Partial<Pick<ImapCursor, 'modSeq'>>,
): string => JSON.stringify({ formatVersion: 1, modSeq: null, ...cursor });
