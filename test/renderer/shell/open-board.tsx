/** The page at its board, over a played main process that moves what it is asked to. */
import { screen, within } from '@testing-library/react';
import { expect } from 'vitest';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { sampleListedLead } from '../store/sample-lead.ts';
import { openShell, type OpenShell } from './open-shell.tsx';

export interface Asked {
  readonly stage: string;
  readonly search: string;
  readonly tiers: readonly number[];
  readonly segments: readonly string[];
  readonly after: { readonly id: string } | null;
  readonly limit: number;
}
interface Move {
  readonly contactId: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly nextStepAtMs: number | null;
}

/** Every third lead is of tier 2. */
const tierOf = (id: string) => (id.endsWith('2') ? 2 : 1);
const passes = (id: string, { search, tiers }: Pick<Asked, 'search' | 'tiers'>) =>
  id.includes(search) && (tiers.length === 0 || tiers.includes(tierOf(id)));

interface MovedOpportunity {
  readonly opportunityId: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface OpenBoard extends OpenShell {
  readonly moves: Move[];
  readonly movedOpportunities: MovedOpportunity[];
}

/**
 * A main process with `many` leads in New and one in Engaged, and opportunities by their stages, which moves and
 * opens what it is asked to.
 */
export async function openBoard(many = 3, opportunities: Readonly<Record<string, string>> = {}): Promise<OpenBoard> {
  const base = sampleListedLead(null) as { lead: object; account: object; contact: object };
  const stageOf = new Map<string, string>();
  for (let at = 0; at < many; at += 1) stageOf.set(`con-${String(at).padStart(5, '0')}`, 'new');
  stageOf.set('con-engaged', 'engaged');
  const ids = [...stageOf.keys()].sort();
  const moves: Move[] = [];
  const movedOpportunities: MovedOpportunity[] = [];
  const standingOf = new Map(
    Object.entries(opportunities).map(([id, stage]) => [
      id,
      { stage, sinceAtMs: Date.now() - 9.5 * 86_400_000, because: '' },
    ]),
  );
  const listed = (id: string) => ({
    account: { ...base.account, tier: tierOf(id) },
    contact: { ...base.contact, id: `con-of-${id}`, name: `Person ${id}` },
    opportunity: {
      id,
      accountId: 'acc-1',
      contactId: `con-of-${id}`,
      ownerId: 'sam',
      standing: standingOf.get(id),
      amount: id === 'opp-new' ? null : { value: 42_000, currency: 'EUR' },
      closesOn: id === 'opp-new' ? null : '2099-12-18',
    },
  });
  /** What takes the last act back. */
  let undo = () => {};
  const shell = await openShell(1, (main) => {
    main.answers.set('board.column', (request) => {
      const asked = request as unknown as Asked;
      const { stage, after, limit } = asked;
      const inStage = ids.filter((id) => stageOf.get(id) === stage && passes(id, asked));
      const from = inStage.filter((id) => after === null || id > after.id);
      const last = from.length > limit ? from[limit - 1] : undefined;
      return {
        count: inStage.length,
        next: last === undefined ? null : { waitsFromMs: 0, id: last },
        leads: from.slice(0, limit).map((id) => ({
          ...base,
          stageSinceMs: id === 'con-engaged' ? Date.now() - 3.5 * 86_400_000 : null,
          account: { ...base.account, tier: tierOf(id) },
          lead: { ...base.lead, contactId: id, stage },
          contact: { ...base.contact, id, name: `Person ${id}` },
        })),
      };
    });
    main.answers.set('board.choices', (request) => {
      const passing = (all: Iterable<string>) =>
        [...all].filter((id) => passes(id, { ...(request as unknown as Asked), tiers: [] }));
      const [leads, sales] = [passing(ids), passing(standingOf.keys())];
      const ofTier = (all: readonly string[], tier: number) => all.filter((id) => tierOf(id) === tier).length;
      return {
        tiers: [1, 2].map((tier) => ({ tier, leads: ofTier(leads, tier), opportunities: ofTier(sales, tier) })),
        segments: [{ segmentId: 'seg-freight', name: 'Freight', leads: leads.length, opportunities: sales.length }],
      };
    });
    main.answers.set('board.move', (request) => {
      const move = request as unknown as Move;
      moves.push(move);
      stageOf.set(move.contactId, move.to);
      undo = () => stageOf.set(move.contactId, move.from);
      return { kind: 'moved', moveId: `move-${moves.length}`, undoUntilMs: Date.now() + 20_000 };
    });
    main.answers.set('board.opportunities', (request) => {
      const asked = request as unknown as Asked;
      const inStage = [...standingOf].filter(([id, { stage }]) => stage === asked.stage && passes(id, asked));
      return { count: inStage.length, next: null, opportunities: inStage.map(([id]) => listed(id)) };
    });
    main.answers.set('board.move-opportunity', (request) => {
      const move = request as unknown as MovedOpportunity;
      const before = standingOf.get(move.opportunityId);
      movedOpportunities.push(move);
      standingOf.set(move.opportunityId, { stage: move.to, sinceAtMs: Date.now(), because: move.reason });
      undo = () => {
        if (before !== undefined) standingOf.set(move.opportunityId, before);
      };
      const { opportunity } = listed(move.opportunityId);
      return { kind: 'moved', opportunity, moveId: 'move-opportunity', undoUntilMs: Date.now() + 20_000 };
    });
    main.answers.set('board.open-opportunity', () => {
      standingOf.set('opp-new', { stage: 'discovery-scheduled', sinceAtMs: Date.now(), because: '' });
      undo = () => standingOf.delete('opp-new');
      const { opportunity } = listed('opp-new');
      return { kind: 'opened', opportunity, moveId: 'move-opening', undoUntilMs: Date.now() + 20_000 };
    });
    main.answers.set('board.undo', () => {
      undo();
      return { kind: 'ok' };
    });
  });
  await screen.findByRole('button', { name: /^Reject/ });
  useDeskView.getState().set({ screen: 'board' });
  const first = await screen.findByRole('grid', { name: `New, ${many.toLocaleString('en-GB')}` });
  await expect.poll(() => within(first).queryAllByRole('row').length).toBeGreaterThan(0);
  return { ...shell, moves, movedOpportunities };
}
