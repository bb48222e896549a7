/** What was read out of one reply, by rules or by a model: its class with the words it rests on. It decides nothing. */
import { z } from 'zod';
import { EmailAddress } from './email-address.ts';
import { ReplyClass } from './reply-class.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

export const Objection = z.enum(['has-tool', 'no-budget', 'no-need', 'timing', 'bad-fit', 'other']);
export type Objection = z.infer<typeof Objection>;

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

/** Words of the new text, on one line of it, from `start` to just before `end`. */
const Evidence = z.object({ text: line(300), start: z.int().min(0), end: z.int().min(0) });
export type ReplyEvidence = z.infer<typeof Evidence>;

/** Whom to ask instead, as far as the writer says. */
export const Referral = z.object({
  name: line(160).nullable(),
  title: line(160).nullable(),
  email: EmailAddress.nullable(),
});
export type Referral = z.infer<typeof Referral>;

/** Not now: when to come back, or after what; null where the words name none. */
export const CircleBack = z.object({ atMs: EpochMs.nullable(), trigger: line(200).nullable(), words: line(300) });
export type CircleBack = z.infer<typeof CircleBack>;

export const ReplyReading = z.object({
  class: ReplyClass,
  /** 0 to 1; low where signals conflict or nothing was found. */
  confidence: z.number().min(0).max(1),
  by: z.enum(['header-rules', 'rules', 'model']),
  /** The literal words it rests on, as offsets into the new text. */
  evidence: z.array(Evidence).max(12),
  objection: Objection.nullable(),
  /** Another tool or vendor the writer names. */
  namedTool: line(80).nullable(),
  /** Out of office until. */
  returnAtMs: EpochMs.nullable(),
  circleBack: CircleBack.nullable(),
  referral: Referral.nullable(),
  /** The person we wrote to works there no longer, by their own or a machine's words. */
  hasLeft: z.boolean().default(false),
  asks: z.array(ReplyAsk).max(ReplyAsk.options.length),
  /** Something in it speaks to a language model; such a reading is never sure. */
  speaksToModels: z.boolean().default(false),
  mood: z.enum(['calm', 'annoyed', 'angry']),
  /** Distinct people on the thread besides ourselves. */
  people: z.int().min(1).max(100),
});
export type ReplyReading = z.infer<typeof ReplyReading>;
