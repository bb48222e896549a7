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
  /** The parts of its prompt, such as `outbound-voice@7 + prompt-first-touch@1`. */
  promptVersion: line(80),
  model: line(120),
  generatedAtMs: EpochMs,
});
export type Draft = z.infer<typeof Draft>;

const BETWEEN_PARTS = ' + ';

/** The versions of a prompt's parts as a draft names them; of too many the last ones are left out. */
export function promptVersionOf(parts: readonly string[]): string {
  let name = '';
  for (const part of parts) {
    const longer = name === '' ? part : `${name}${BETWEEN_PARTS}${part}`;
    if (longer.length > 80) break;
    name = longer;
  }
  return name;
}

/** Every version a draft was written by: its template's, and each part of its prompt. */
export function versionsBehind({ templateVersion, promptVersion }: Pick<Draft, 'templateVersion' | 'promptVersion'>) {
  return [templateVersion, ...promptVersion.split(BETWEEN_PARTS)].filter((version) => version !== '');
}
