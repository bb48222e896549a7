/** The objection playbook: what the agent may do about a reply on its own, by objection, in versions. What is not in it is a human's. */
import { z } from 'zod';
import { ObjectionKind } from './reply-reading.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** What a drafted answer may do. Each is one message with one purpose; none states a price, a term or a promise. */
export const PlaybookMove = z.enum([
  'ask-about-tool',
  'ask-to-clarify',
  'offer-lighter-option',
  'send-content',
  'send-asset',
  'confirm-date',
  'propose-date',
  'ask-who',
  'confirm-time',
]);
export type PlaybookMove = z.infer<typeof PlaybookMove>;

/** What follows when the moves are used up, or nothing comes back. */
export const AfterMoves = z.enum(['nurture', 'human']);

const Answer = z.object({
  /** In the order they are tried; the drafter takes the first that was not made yet. */
  moves: z.array(PlaybookMove).max(5),
  then: AfterMoves,
});

export const Playbook = z
  .object({
    version: z.int().min(1),
    state: z.enum(['draft', 'live', 'retired']),
    author: line(160),
    /** Who approved it; empty while it is a draft. */
    approvedBy: line(160),
    atMs: EpochMs,
    note: line(300),
    objections: z.object({
      'has-tool': Answer,
      'no-budget': Answer,
      'no-need': Answer,
      timing: Answer,
      'bad-fit': Answer,
      other: Answer,
    } satisfies Record<ObjectionKind, typeof Answer>),
    /** How long a contact rests where no date was named, in days. */
    nurtureDays: z.int().min(7).max(730),
    /** How long an out-of-office without a return date pauses, in days. */
    outOfOfficeDays: z.int().min(1).max(90),
    /** Clarifying questions the agent may ask in a thread before it hands over. */
    clarifyingQuestions: z.int().min(0).max(3),
  })
  .superRefine((playbook, context) => {
    const complain = (path: readonly string[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    for (const kind of ObjectionKind.options) {
      const { moves } = playbook.objections[kind];
      if (new Set(moves).size !== moves.length) complain(['objections', kind, 'moves'], 'the same move stands twice');
    }
    if (playbook.state === 'live' && playbook.approvedBy === '')
      complain(['approvedBy'], 'a live playbook names who approved it');
  });
export type Playbook = z.infer<typeof Playbook>;
