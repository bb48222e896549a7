/** The file an auditor gets: JSON lines, each in its canonical form, so that a changed byte can't look like the same record. */
import { z } from 'zod';
import { Countersignature, PublicKey } from '../../shared/domain/countersignature.ts';
import { SendId } from '../../shared/domain/ids.ts';
import { EpochMs } from '../../shared/domain/time.ts';
import { TraceEvent } from '../../shared/domain/trace-event.ts';

/** What the first line says; everything after it is held against this. */
const ExportHeader = z.strictObject({
  record: z.literal('header'),
  format: z.literal('countersign-trust-log'),
  version: z.literal(1),
  ledgerEpoch: z.string(),
  exportedAtMs: EpochMs,
  /** The days that were asked for; null where there is no such edge. */
  fromMs: EpochMs.nullable(),
  untilMs: EpochMs.nullable(),
  /** The lines of the log in this file, without a gap. `headHash` is the last one's. */
  firstSeq: z.int().min(1),
  lastSeq: z.int().min(0),
  headHash: z.string(),
  /** Null where countersignatures and keys were left out. */
  countersignatures: z.int().min(0).nullable(),
  keys: z.int().min(0).nullable(),
});
export type ExportHeader = z.infer<typeof ExportHeader>;

/** After the header: the lines in order, then keys, then countersignatures in the order of their lines, then the end. */
export const ExportRecord = z.discriminatedUnion('record', [
  ExportHeader,
  z.strictObject({ record: z.literal('event'), event: TraceEvent }),
  z.strictObject({ record: z.literal('key'), key: z.strictObject(PublicKey.shape) }),
  z.strictObject({
    record: z.literal('countersignature'),
    sendId: SendId,
    countersignature: z.strictObject(Countersignature.shape),
  }),
  /** SHA-256 of every byte before this line, hex: finds a file that was cut or damaged on its way. */
  z.strictObject({ record: z.literal('end'), sha256: z.string() }),
]);
export type ExportRecord = z.infer<typeof ExportRecord>;
