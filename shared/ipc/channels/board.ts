/** Channels of the board: a stage's leads page by page, a lead moved by hand, and the move taken back. */
import { z } from 'zod';
import { Tier } from '../../domain/account.ts';
import { ContactId, DecisionId, SegmentId } from '../../domain/ids.ts';
import { LifecycleStage } from '../../domain/lifecycle-stage.ts';
import { line } from '../../domain/text.ts';
import { EpochMs } from '../../domain/time.ts';
import { channel, no, okOrNo } from '../channel.ts';
import { ListedLead } from './agent.ts';

/** An SDR's own leads; the team's for a lead or RevOps, unless they ask for their own. An empty list lets everything pass. */
const Narrowed = {
  search: line(120),
  onlyMine: z.boolean(),
  tiers: z.array(Tier).max(3),
  segments: z.array(SegmentId).max(100),
};
/** The last lead of a page, and what it was in order by. */
const Place = z.object({ waitsFromMs: z.int().min(0), contactId: z.string().max(120) });

export const BOARD_CHANNELS = {
  /** The longest in the stage first, in nurture the day that comes first. */
  'board.column': channel(
    z.object({
      stage: LifecycleStage,
      ...Narrowed,
      after: Place.nullable(),
      limit: z.int().min(1).max(200),
    }),
    z.object({
      leads: z.array(ListedLead),
      /** In the stage under this search and filter, however many were asked for. */
      count: z.int().min(0),
      /** What the next page is asked for with; null at the end. */
      next: Place.nullable(),
    }),
  ),
  /** What there is to narrow by, and how many of the whole board each choice would leave. */
  'board.choices': channel(
    z.object(Narrowed),
    z.object({
      tiers: z.array(z.object({ tier: Tier, leads: z.int().min(0) })),
      segments: z.array(z.object({ segmentId: SegmentId, name: line(120), leads: z.int().min(0) })),
    }),
  ),
  /** `from`: where the person saw it; a lead that stands elsewhere by now is not moved. */
  'board.move': channel(
    z.object({
      contactId: ContactId,
      from: LifecycleStage,
      to: LifecycleStage,
      reason: line(300),
      nextStepAtMs: EpochMs.nullable(),
    }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('moved'), moveId: DecisionId, undoUntilMs: EpochMs }),
      no,
    ]),
  ),
  'board.undo': channel(z.object({ moveId: DecisionId }), okOrNo),
} as const;
