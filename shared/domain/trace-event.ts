/** One line of the trust log: which rail or act, on which contact, why, what happened next. Codes and hashes only. */
import { z } from 'zod';
import { EpochMs } from './time.ts';

export const TraceKind = z.enum([
  'decision',
  'undo',
  'countersigned',
  'gate',
  'transition',
  'suppression',
  'write-refused',
  'pause',
  'policy',
  'import',
  'key',
  'attention',
  'ledger',
  'erased',
]);
export type TraceKind = z.infer<typeof TraceKind>;

/** Strict, so that a field put beside the others in an exported line is a fault and not overlooked. */
export const TraceEvent = z.strictObject({
  seq: z.int().min(1),
  atMs: EpochMs,
  kind: TraceKind,
  /** `agent`, `system`, or a person's id. */
  actor: z.string(),
  /** Ids and codes that say what it is about; no addresses, no text. */
  subject: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  /** Salted SHA-256 of the inputs, hex; the inputs themselves lie in rows that can be erased. Null where there are none. */
  inputsHash: z.string().nullable(),
  policyVersion: z.int().nullable(),
  /** SHA-256 over the line before and this line, hex. */
  previousHash: z.string(),
  hash: z.string(),
});
export type TraceEvent = z.infer<typeof TraceEvent>;
