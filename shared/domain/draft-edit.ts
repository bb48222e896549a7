/** What a rep changed in a draft: kept beside the original, journaled to the ledger, never overwritten by sync. */
import { z } from 'zod';
import { MAX_BODY_CHARS, MAX_SUBJECT_CHARS } from './draft.ts';
import { PackageId, PersonId } from './ids.ts';
import { EpochMs } from './time.ts';

/** A named person takes responsibility for one sentence, in exactly these words. Any change of the words voids it. */
export const Attestation = z.object({
  sentence: z.string().min(1).max(2_000),
  personId: PersonId,
  atMs: EpochMs,
});
export type Attestation = z.infer<typeof Attestation>;

/** Text in progress may hold anything a keyboard makes; the gate, not the editor, judges it. */
export const DraftEdit = z.object({
  packageId: PackageId,
  personId: PersonId,
  /** The package revision the person saw while editing. */
  baseRevision: z.int().min(0),
  /** The agent's text it began from, to compare with when a newer draft comes; absent in edits from before this was kept. */
  base: z.object({ subject: z.string().max(MAX_SUBJECT_CHARS), body: z.string().max(MAX_BODY_CHARS) }).optional(),
  subject: z.string().max(MAX_SUBJECT_CHARS),
  body: z.string().max(MAX_BODY_CHARS),
  attested: z.array(Attestation).max(200),
  updatedAtMs: EpochMs,
});
export type DraftEdit = z.infer<typeof DraftEdit>;
