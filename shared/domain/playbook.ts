/** The objection playbook: for each answer the moves the agent may make by itself; everything else goes to a person. */
import { z } from 'zod';
import { Objection } from './reply-reading.ts';
import { ReplyClass } from './reply-class.ts';
import { line } from './text.ts';

/** A move the agent may draft. Each has templates and prompt words of its own. */
export const PlaybookMove = z.enum([
  'send-asset',
  'ask-one-question',
  'offer-lighter-option',
  'confirm-date-and-trigger',
  'thank-and-ask-referral',
  'confirm-time',
  'escalate',
]);
export type PlaybookMove = z.infer<typeof PlaybookMove>;

export const Playbook = z.object({
  rows: z
    .array(
      z.object({
        class: ReplyClass,
        /** Null: any objection, or none. */
        objection: Objection.nullable(),
        /** The first time; the same objection twice always goes to a person. */
        move: PlaybookMove,
        /** Points the answer may make, in words for the drafter. */
        guidance: line(500),
      }),
    )
    .min(1)
    .max(60),
});
export type Playbook = z.infer<typeof Playbook>;
