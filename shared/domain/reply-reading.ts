/** How a reply was understood: its class, how sure that is, and the writer's own words it rests on. It orders nothing. */
import { z } from 'zod';
import { EmailAddress } from './email-address.ts';
import { ReplyClass } from './reply-class.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** Why not. `other` is a plain no without a reason. */
export const ObjectionKind = z.enum(['has-tool', 'no-budget', 'no-need', 'timing', 'bad-fit', 'other']);
export type ObjectionKind = z.infer<typeof ObjectionKind>;

/** What the writer asks about or for. `human`: to speak to a person. */
export const ReplyAsk = z.enum([
  'asset',
  'price',
  'meeting',
  'demo',
  'procurement',
  'security',
  'legal',
  'residency',
  'technical',
  'integration',
  'negotiation',
  'timeline',
  'human',
]);
export type ReplyAsk = z.infer<typeof ReplyAsk>;

/** Words of the new text, from `start` to just before `end`. */
const Evidence = z
  .object({ text: z.string().min(1).max(2_000), start: z.int().min(0), end: z.int().min(1) })
  .refine(({ start, end }) => start < end, { error: 'the evidence ends before it begins' });
export type ReplyEvidence = z.infer<typeof Evidence>;

/** Whom to ask instead, as far as the writer says. */
export const Referral = z.object({
  name: line(160).nullable(),
  title: line(160).nullable(),
  email: EmailAddress.nullable(),
});
export type Referral = z.infer<typeof Referral>;

/** When to come back: a date, an event, or both; null where the words name none. */
export const CircleBack = z.object({
  atMs: EpochMs.nullable(),
  trigger: line(300).nullable(),
  words: line(300),
});
export type CircleBack = z.infer<typeof CircleBack>;

export const ReplyReading = z.object({
  class: ReplyClass,
  /** 0 to 1. Headers that say it plainly are 1; rules stay below it; nothing found is under any sensible cutoff. */
  confidence: z.number().min(0).max(1),
  by: z.enum(['header-rules', 'rules', 'model']),
  evidence: z.array(Evidence).max(20),
  objection: ObjectionKind.nullable(),
  /** The tool they say they have, or name beside ours. */
  namedTool: line(120).nullable(),
  /** Start of the first day back, where an out-of-office says it. */
  returnAtMs: EpochMs.nullable(),
  circleBack: CircleBack.nullable(),
  referral: Referral.nullable(),
  /** The person we wrote to works there no longer, by a machine's or their own words. */
  hasLeft: z.boolean(),
  asks: z.array(ReplyAsk).max(ReplyAsk.options.length),
  mood: z.enum(['calm', 'annoyed', 'angry']),
  /** Something in it speaks to a language model; such a reading is never sure. */
  speaksToModels: z.boolean(),
  /** Distinct people on the thread, ours not counted. */
  people: z.int().min(0).max(1_000),
});
export type ReplyReading = z.infer<typeof ReplyReading>;
