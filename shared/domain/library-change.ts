/** One step of a library version's way, as a person asks for it. Who may take it is policy (library-change). */
import { z } from 'zod';
import { SegmentId } from './ids.ts';
import { line } from './text.ts';

/** RevOps alone approves, sends back and retires. */
export const LibraryChange = z.discriminatedUnion('act', [
  /** A new version in state draft; the body is parsed by the entry's kind. */
  z.object({ act: z.literal('draft'), body: z.unknown(), note: line(300).min(1) }),
  /** A new entry, its first version a draft. */
  z.object({
    act: z.literal('begin'),
    title: line(120).min(1),
    segmentId: SegmentId.nullable(),
    body: z.unknown(),
    note: line(300).min(1),
  }),
  z.object({ act: z.literal('submit'), version: z.int().min(1) }),
  z.object({ act: z.literal('send-back'), version: z.int().min(1), because: line(300).min(1) }),
  /** To a share of contacts, or to all (null). */
  z.object({ act: z.literal('approve'), version: z.int().min(1), cohortPercent: z.int().min(1).max(50).nullable() }),
  z.object({ act: z.literal('retire'), version: z.int().min(1), because: line(300).min(1) }),
]);
export type LibraryChange = z.infer<typeof LibraryChange>;
