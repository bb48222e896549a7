/** The policy's list of approved sequences. A sequence's length in days is checked here, when it is approved, not when a step slips. */
import { z } from 'zod';
import { SegmentId, SequenceId } from '../../domain/ids.ts';
import { line } from '../../domain/text.ts';

/** A live sequence is planned over 10 to 18 days (spec 3, `sequence`). */
const PLANNED_DAYS = { min: 10, max: 18 } as const;

export const ApprovedSequence = z
  .object({
    id: SequenceId,
    name: line(120).min(1),
    state: z.enum(['draft', 'live', 'retired']),
    /** Who approved it; empty while it is a draft. */
    approvedBy: line(160),
    /** Segments whose leads the agent puts into it; a lead's own goes before one for every segment (empty). */
    segmentIds: z.array(SegmentId).max(60).default([]),
    steps: z
      .array(
        z.object({
          number: z.int().min(1).max(50),
          kind: z.enum(['email', 'call', 'linkedin']),
          day: z.int().min(1).max(60),
        }),
      )
      .min(1)
      .max(50),
  })
  .superRefine((sequence, context) => {
    const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const numbers = sequence.steps.map(({ number }) => number);
    if (new Set(numbers).size !== numbers.length) complain('steps', 'two steps have the same number');
    if (sequence.steps.some(({ day }, at) => day < (sequence.steps[at - 1]?.day ?? 1)))
      complain('steps', 'a step is planned before the one it follows');
    if (sequence.state !== 'live') return;
    if (sequence.approvedBy === '') complain('approvedBy', 'a live sequence names who approved it');
    const days = sequence.steps.at(-1)?.day ?? 0;
    if (days < PLANNED_DAYS.min || days > PLANNED_DAYS.max)
      complain('steps', `a live sequence takes ${PLANNED_DAYS.min} to ${PLANNED_DAYS.max} days, this one ${days}`);
  });
export type ApprovedSequence = z.infer<typeof ApprovedSequence>;
