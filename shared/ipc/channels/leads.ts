/** Channels of a CSV of leads: what its columns are, its import or a trial of it, and what became of each row. */
import { z } from 'zod';
import { channel, no } from '../channel.ts';
import { LeadCounts, LeadMapping, LeadPreview, LeadRemark } from '../lead-file.ts';
import { line } from '../../domain/text.ts';

export const LEADS_CHANNELS = {
  /** The first bytes of a CSV, at most 64 KB, base64. Without a mapping one is suggested, or the one remembered for these headers. */
  'leads.preview': channel(
    () => z.object({ base64: z.base64().max(90_000), mapping: LeadMapping.nullable() }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('csv'), preview: LeadPreview }), no]),
  ),
  /** Begins an import; its bytes and its end go through `import.append`, `import.finish` and `import.cancel`. */
  'leads.import': channel(
    () =>
      z.object({
        fileName: line(300),
        bytes: z.int().min(0),
        mapping: LeadMapping,
        /** Of the preview: the mapping is suggested again for such a file. */
        headers: z.string().max(100).nullable(),
        /** Whom the CRM knows already: left as they are, or their empty fields filled. Nothing that is there is ever overwritten. */
        known: z.enum(['skip', 'fill']),
        /** `try` reads all of it and takes nothing. */
        mode: z.enum(['try', 'import']),
      }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('ready'), importId: z.string() }), no]),
  ),
  /** What became of the rows, a page at a time. Kept until another import begins. */
  'leads.report': channel(
    () =>
      z.object({
        importId: z.string(),
        list: z.enum(['refused', 'noted']),
        from: z.int().min(0),
        limit: z.int().min(0).max(500),
      }),
    () =>
      z.object({
        counts: LeadCounts,
        remarks: z.array(LeadRemark),
        /** Of this list; the first 100,000 are kept, the counts are always whole. */
        listed: z.int().min(0),
      }),
  ),
} as const;
