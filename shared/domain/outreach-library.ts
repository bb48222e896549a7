/** What drafts are made of, each approved and versioned: prompt parts, templates, value props, assets. */
import { z } from 'zod';
import { FactId, SegmentId, ValuePropId } from './ids.ts';
import { SignalType } from './signal.ts';
import { line, prose, WebUrl } from './text.ts';

/** The parts a prompt is assembled from, in this order. */
export const PromptPart = z.enum([
  'voice',
  'banned-claims',
  'first-touch',
  'follow-up',
  'value-bump',
  'reply',
  'classify-reply',
]);
export type PromptPart = z.infer<typeof PromptPart>;

export const Prompt = z.object({ part: PromptPart, text: prose(12_000).min(1) });
export type Prompt = z.infer<typeof Prompt>;

/** What an email step is for; a value-bump touch gives something useful after a click or visit. */
export const DraftPurpose = z.enum(['first-touch', 'follow-up', 'value-bump', 'reply']);
export type DraftPurpose = z.infer<typeof DraftPurpose>;

/**
 * A sentence with `{slots}` and the paths of the facts it cites. A slot is a fact's path (`{signal.city}`, `{account.footprint}`), or one of
 * `first`, `company`, `sender`, `title`, `asset` (its address). Paths beside the lead's own: `value-prop.<id>` for the library's value props,
 * `thread.inbound`, `thread.asset`, `thread.tool`, `thread.when` and `thread.after` for what a reply says or is given. A sentence that a slot
 * opens begins with a capital. A template is used only where every slot and every citation resolves.
 */
export const TemplateLine = z.object({ text: line(600).min(1), cites: z.array(line(120).min(1)).max(8) });
export type TemplateLine = z.infer<typeof TemplateLine>;

export const Template = z.object({
  purpose: DraftPurpose,
  /** Empty: any. The `signal.*` facts of a lead are about its first signal. */
  signalTypes: z.array(SignalType).max(7),
  /** For a reply: the playbook's move it carries out, such as `send-asset`. */
  move: line(80).nullable(),
  /** Which follow-ups (2 is the first); empty: any. */
  steps: z.array(z.int().min(2).max(50)).max(20),
  valuePropId: ValuePropId.nullable(),
  greeting: line(80).min(1),
  /** One is taken by a stable hash of the contact. */
  subjects: z.array(line(200).min(1)).min(1).max(12),
  paragraphs: z.array(z.array(TemplateLine).min(1).max(12)).min(1).max(6),
  signOff: prose(120).min(1),
});
export type Template = z.infer<typeof Template>;

export const ValueProps = z.object({
  props: z
    .array(z.object({ id: ValuePropId, label: line(120).min(1), text: line(1_000).min(1), source: line(200).min(1) }))
    .min(1)
    .max(60),
});
export type ValueProps = z.infer<typeof ValueProps>;

export const Asset = z.object({
  kind: z.enum(['guide', 'deck', 'case-study', 'security-pack', 'price-sheet', 'worked-example']),
  url: WebUrl,
  /** One sentence of what it says; becomes the fact that a reply cites. */
  says: line(600).min(1),
  /** Words of a request it answers, compared without case. */
  answers: z.array(line(60).min(1)).max(40),
  factId: FactId,
  segmentIds: z.array(SegmentId).max(40),
});
export type Asset = z.infer<typeof Asset>;
