/** The email before a decision. Edits never overwrite it: they live in their own record (see draft-edit). */
import { z } from 'zod';
import { FactId, ValuePropId } from './ids.ts';
import { line, prose } from './text.ts';
import { EpochMs } from './time.ts';

export const MAX_SUBJECT_CHARS = 300;
/** Ten times a long cold email; anything larger is an accident or an attack. */
export const MAX_BODY_CHARS = 20_000;

export const Draft = z.object({
  subject: line(MAX_SUBJECT_CHARS).min(1),
  /** Plain text with `\n` line ends, greeting and sign-off included, footer not. */
  body: prose(MAX_BODY_CHARS).min(1),
  /** The body's sentences in order, each exactly as it stands there, with the facts it rests on. */
  sentences: z.array(z.object({ text: prose(2_000).min(1), factIds: z.array(FactId).max(20) })).max(200),
  valuePropId: ValuePropId.nullable(),
  templateVersion: line(80),
  promptVersion: line(80),
  model: line(120),
  generatedAtMs: EpochMs,
});
export type Draft = z.infer<typeof Draft>;
