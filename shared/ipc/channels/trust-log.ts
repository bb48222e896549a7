/** Channels of the trust log: search, explain, replay, erase, check, export. */
import { z } from 'zod';
import { Finding } from '../../domain/finding.ts';
import { ContactId, SendId } from '../../domain/ids.ts';
import { Send } from '../../domain/send.ts';
import { line } from '../../domain/text.ts';
import { EpochMs } from '../../domain/time.ts';
import { TraceEvent } from '../../domain/trace-event.ts';
import { TraceFilter } from '../../domain/trace-filter.ts';
import { Replay } from '../../policy/replay.ts';
import { channel, no, nothing } from '../channel.ts';

/** A line with the names that the ledger's copies have now; the line itself holds ids only. */
export const TraceLine = z.object({
  event: TraceEvent,
  /** Of the person who acted; null for the desk itself, or where nobody of that id is known. */
  actorName: z.string().nullable(),
  packageId: z.string().nullable(),
  contactId: z.string().nullable(),
  contactName: z.string().nullable(),
  accountName: z.string().nullable(),
});
export type TraceLine = z.infer<typeof TraceLine>;

/** A line with what each rail said, in its words; null where it is no verdict, or the words were erased or never kept. */
export const StoryLine = TraceLine.extend({ findings: z.array(Finding).nullable(), isErased: z.boolean() });
export type StoryLine = z.infer<typeof StoryLine>;

export const TraceDetail = StoryLine.extend({
  /** Formatted JSON, for reading; null where there are none or they were erased. */
  inputs: z.string().nullable(),
  /** What the policy of that version calls itself; null where it is not known here. */
  policyLabel: z.string().nullable(),
});
export type TraceDetail = z.infer<typeof TraceDetail>;

export const TraceCheck = z.object({
  atMs: EpochMs,
  upToSeq: z.int().min(0),
  faults: z.int().min(0),
  firstFault: z.object({ line: z.int().nullable(), why: z.string() }).nullable(),
});
export type TraceCheck = z.infer<typeof TraceCheck>;

/** Lines are counted up to this many; beyond it there are “more”. */
export const MOST_COUNTED = 10_000;

export const TRUST_LOG_CHANNELS = {
  /** Newest first, from before `beforeSeq` on. `matching` comes with the first page only. */
  'trust-log.page': channel(
    () => z.object({ filter: TraceFilter, beforeSeq: z.int().min(1).nullable(), limit: z.int().min(1).max(500) }),
    () =>
      z.object({
        lines: z.array(TraceLine),
        matching: z.object({ lines: z.int(), isMore: z.boolean() }).nullable(),
      }),
  ),
  /** How the log stands: its newest line, and how its last check ended. */
  'trust-log.state': channel(
    () => nothing,
    () =>
      z.object({
        epoch: z.string(),
        head: z.object({ seq: z.int(), hash: z.string() }).nullable(),
        lastCheck: TraceCheck.nullable(),
      }),
  ),
  'trust-log.line': channel(
    () => z.object({ seq: z.int().min(1) }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('line'), detail: TraceDetail }), no]),
  ),
  /** Everything about one send, oldest first. */
  'trust-log.story': channel(
    () => z.object({ sendId: SendId }),
    () => z.object({ send: Send.nullable(), lines: z.array(StoryLine) }),
  ),
  'trust-log.replay': channel(
    () => z.object({ seq: z.int().min(1) }),
    () => z.object({ replay: Replay }),
  ),
  /** RevOps only: the inputs of every line about this contact go; the lines stay. */
  'trust-log.erase': channel(
    () => z.object({ contactId: ContactId, because: line(500).min(3) }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('erased'), lines: z.int().min(0) }), no]),
  ),
  /** Goes on with the check of this id, or begins one; it stands still while nobody asks. */
  'trust-log.check': channel(
    () => z.object({ checkId: z.string().nullable() }),
    () =>
      z.object({
        checkId: z.string(),
        linesDone: z.int().min(0),
        linesTotal: z.int().min(0),
        /** Null until it has ended. */
        result: TraceCheck.nullable(),
      }),
  ),
  'trust-log.export-begin': channel(
    () => z.object({ fromMs: EpochMs.nullable(), untilMs: EpochMs.nullable(), withCountersignatures: z.boolean() }),
    () => z.object({ exportId: z.string(), fileName: z.string(), records: z.int().min(0) }),
  ),
  /** The next piece of the file's text, in order; the export ends with its last. */
  'trust-log.export-next': channel(
    () => z.object({ exportId: z.string() }),
    () => z.object({ text: z.string(), recordsDone: z.int().min(0), isDone: z.boolean() }),
  ),
} as const;
