/** Which lines of the trust log are looked for; every field narrows, and an empty one says nothing. */
import { z } from 'zod';
import { RailCode, Verdict } from './finding.ts';
import { ContactId, PackageId, SendId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';
import { TraceKind } from './trace-event.ts';

export const TraceFilter = z.object({
  /** The name of a contact or an account, or the beginning of an id or a code. */
  text: line(200).default(''),
  kind: TraceKind.nullable().default(null),
  rail: RailCode.nullable().default(null),
  /** What the gate said; only its own lines have an answer. */
  answer: Verdict.shape.answer.nullable().default(null),
  /** A policy's number, or the version of a prompt or a template. */
  version: line(120).default(''),
  /** `agent`, `system`, or a person's id. */
  actor: line(120).nullable().default(null),
  /** From this moment on, until before that one: the edges of the reader's own days. */
  fromMs: EpochMs.nullable().default(null),
  untilMs: EpochMs.nullable().default(null),
  /** Everything about one of these. */
  sendId: SendId.nullable().default(null),
  packageId: PackageId.nullable().default(null),
  contactId: ContactId.nullable().default(null),
});
export type TraceFilter = z.infer<typeof TraceFilter>;
