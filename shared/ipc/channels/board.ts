/** Channels of the board: a stage's leads or opportunities page by page, one moved by hand, an opportunity opened, and all of it taken back. */
import { z } from 'zod';
import { Account, Tier } from '../../domain/account.ts';
import { Contact } from '../../domain/contact.ts';
import { ContactId, DecisionId, OpportunityId, SegmentId } from '../../domain/ids.ts';
import { LifecycleStage } from '../../domain/lifecycle-stage.ts';
import { Opportunity, OpportunityStage } from '../../domain/opportunity.ts';
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
/** The last of a page, a lead by its contact's id, and what it was in order by. */
const Place = z.object({ waitsFromMs: z.int().min(0), id: z.string().max(120) });

export const ListedOpportunity = z.object({ opportunity: Opportunity, account: Account, contact: Contact });
export type ListedOpportunity = z.infer<typeof ListedOpportunity>;

/** What takes it back, and until when. */
const undoable = { moveId: DecisionId, undoUntilMs: EpochMs };
const counted = { leads: z.int().min(0), opportunities: z.int().min(0) };

export const BOARD_CHANNELS = {
  /** The longest in the stage first, in nurture the day that comes first. */
  'board.column': channel(
    () =>
      z.object({
        stage: LifecycleStage,
        ...Narrowed,
        after: Place.nullable(),
        limit: z.int().min(1).max(200),
      }),
    () =>
      z.object({
        leads: z.array(ListedLead),
        /** In the stage under this search and filter, however many were asked for. */
        count: z.int().min(0),
        /** What the next page is asked for with; null at the end. */
        next: Place.nullable(),
      }),
  ),
  /** The longest in the stage first. */
  'board.opportunities': channel(
    () =>
      z.object({
        stage: OpportunityStage,
        ...Narrowed,
        after: Place.nullable(),
        limit: z.int().min(1).max(200),
      }),
    () =>
      z.object({
        opportunities: z.array(ListedOpportunity),
        count: z.int().min(0),
        next: Place.nullable(),
      }),
  ),
  /** What there is to narrow by, and how many of the whole board each choice would leave. */
  'board.choices': channel(
    () => z.object(Narrowed),
    () =>
      z.object({
        tiers: z.array(z.object({ tier: Tier, ...counted })),
        segments: z.array(z.object({ segmentId: SegmentId, name: line(120), ...counted })),
      }),
  ),
  /** `from`: where the person saw it; a lead that stands elsewhere by now is not moved. */
  'board.move': channel(
    () =>
      z.object({
        contactId: ContactId,
        from: LifecycleStage,
        to: LifecycleStage,
        reason: line(300),
        nextStepAtMs: EpochMs.nullable(),
      }),
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('moved'), ...undoable }), no]),
  ),
  /** The same for an opportunity; `reason` is kept with where it stands. */
  'board.move-opportunity': channel(
    () => z.object({ opportunityId: OpportunityId, from: OpportunityStage, to: OpportunityStage, reason: line(300) }),
    () =>
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('moved'), opportunity: Opportunity, ...undoable }), no]),
  ),
  /** Opens one in Discovery scheduled for a lead whose meeting is set; the lead stays where it stands. */
  'board.open-opportunity': channel(
    () => z.object({ contactId: ContactId }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('opened'), opportunity: Opportunity, ...undoable }),
        no,
      ]),
  ),
  /** Takes a move or an opening back. */
  'board.undo': channel(
    () => z.object({ moveId: DecisionId }),
    () => okOrNo,
  ),
} as const;
