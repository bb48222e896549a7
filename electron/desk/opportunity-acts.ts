/**
 * A person's own acts on opportunities: one moved, one opened for a lead whose meeting is set. Each is held against the one permission table,
 * written down at once, and told to the CRM after its undo window. It never touches one that is not this person's.
 */
import { DecisionId, OpportunityId } from '../../shared/domain/ids.ts';
import type { Opportunity } from '../../shared/domain/opportunity.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import {
  FIRST_OPPORTUNITY_STAGE,
  OPEN_STAGES,
  opportunityStageTitle,
  whyNotMoveOpportunity,
  whyNotOpen,
} from '../../shared/policy/opportunity.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import type { PushOp } from '../ports/connector.ts';
import type { BoardHandlerParts } from './board-handlers.ts';
import type { BoardUndo, Undoable } from './board-undo.ts';
import type { WorkingDesk } from './working-desk.ts';

const no = (because: string) => ({ kind: 'no', because }) as const;

export interface OpportunityActs {
  readonly move: (request: ParsedRequestOf<'board.move-opportunity'>) => ResponseOf<'board.move-opportunity'>;
  readonly open: (request: ParsedRequestOf<'board.open-opportunity'>) => ResponseOf<'board.open-opportunity'>;
}

export function makeOpportunityActs(
  { clock, random, person, work }: BoardHandlerParts,
  undo: BoardUndo,
): OpportunityActs {
  function refuse(moveId: DecisionId, write: PushOp['kind'], about: string, tried: string, because: string) {
    const me = person();
    work().ledger.trace.append({
      atMs: clock.nowMs(),
      kind: 'write-refused',
      actor: me.id,
      subject: { opId: moveId, write, actor: me.role, about, because: tried },
    });
    return no(because);
  }

  interface Done {
    readonly moveId: DecisionId;
    readonly after: Opportunity;
    /** Null where there was none. */
    readonly before: Opportunity | null;
    readonly op: Extract<PushOp, { kind: 'opportunity' | 'opportunity-stage' }>;
    readonly traced: Readonly<Record<string, string>>;
  }

  /** Stands here at once, with its write, its line in the trust log and the way back. */
  function carryOut(working: WorkingDesk, { moveId, after, before, op, traced }: Done): number {
    const { ledger } = working;
    const me = person();
    const nowMs = clock.nowMs();
    const seconds = ledger.copies.policy()?.limits.undoSeconds ?? LIMITS.undoSeconds.default;
    const undoUntilMs = nowMs + seconds * 1_000;
    const subject = { decisionId: moveId, contactId: after.contactId, opportunityId: after.id };
    ledger.transact(() => {
      ledger.opportunities.put(after);
      ledger.writeBacks.enqueue({ kind: 'push', op }, undoUntilMs, moveId);
      ledger.trace.append({ atMs: nowMs, kind: 'decision', actor: me.id, subject: { ...subject, ...traced } });
    });
    const takeBack: Undoable['takeBack'] = ({ ledger: kept }, atMs) => {
      const now = kept.opportunities.read(after.id)?.opportunity;
      if (now?.standing.stage !== after.standing.stage) return 'Somebody moved this opportunity meanwhile.';
      kept.transact(() => {
        // One that was opened is gone with its write.
        kept.writeBacks.voidFor(moveId);
        if (before !== null) kept.opportunities.put({ ...now, standing: before.standing });
        kept.trace.append({
          atMs,
          kind: 'undo',
          actor: me.id,
          subject: { ...subject, was: traced['kind'] ?? '' },
        });
      });
      return null;
    };
    undo.remember(moveId, { personId: me.id, undoUntilMs, takeBack }, nowMs);
    working.deliverLater();
    return undoUntilMs;
  }

  return {
    move({ opportunityId, from, to, reason }) {
      const working = work();
      const me = person();
      const before = working.ledger.opportunities.read(opportunityId)?.opportunity;
      if (before === undefined) return no('There is no such opportunity any more.');
      if (me.role === 'sdr' && before.ownerId !== me.id) return no('This opportunity is with somebody else.');
      if (before.standing.stage !== from) return no('Somebody moved this opportunity meanwhile; look again.');
      const moveId = DecisionId.parse(`move-${random.uuid()}`);
      const because = whyNotMoveOpportunity(me.role, { from, to, reason });
      if (because !== null) return refuse(moveId, 'opportunity-stage', opportunityId, `${from} to ${to}`, because);
      const standing = {
        stage: to,
        sinceAtMs: clock.nowMs(),
        because: reason === '' ? '' : `${me.name}: ${reason}`.slice(0, 400),
      };
      const opportunity: Opportunity = { ...before, standing };
      const undoUntilMs = carryOut(working, {
        moveId,
        before,
        after: opportunity,
        op: {
          opId: `board.${moveId}.opportunity`,
          actor: me.role,
          personId: me.id,
          kind: 'opportunity-stage',
          opportunityId,
          standing,
        },
        traced: { kind: 'opportunity-moved', from, to },
      });
      return { kind: 'moved', opportunity, moveId, undoUntilMs };
    },
    open({ contactId }) {
      const working = work();
      const me = person();
      const { ledger } = working;
      const lead = ledger.agent.leads.read(contactId)?.lead;
      if (lead === undefined) return no('There is no such lead any more.');
      if (me.role === 'sdr' && lead.ownerId !== me.id) return no('This lead is with somebody else.');
      const moveId = DecisionId.parse(`move-${random.uuid()}`);
      const because = whyNotOpen(me.role, lead.stage, FIRST_OPPORTUNITY_STAGE);
      if (because !== null) return refuse(moveId, 'opportunity', contactId, `opened from ${lead.stage}`, because);
      const other = ledger.opportunities.ofContact(contactId, OPEN_STAGES);
      if (other !== null)
        return no(`They have an open opportunity already, in ${opportunityStageTitle(other.standing.stage)}.`);
      const opportunity: Opportunity = {
        id: OpportunityId.parse(`opp-${random.uuid()}`),
        accountId: lead.accountId,
        contactId,
        ownerId: lead.ownerId ?? me.id,
        standing: { stage: FIRST_OPPORTUNITY_STAGE, sinceAtMs: clock.nowMs(), because: '' },
        amount: null,
        closesOn: null,
      };
      const undoUntilMs = carryOut(working, {
        moveId,
        before: null,
        after: opportunity,
        op: {
          opId: `board.${moveId}.opportunity`,
          actor: me.role,
          personId: me.id,
          kind: 'opportunity',
          opportunity,
        },
        traced: { kind: 'opportunity-opened' },
      });
      return { kind: 'opened', opportunity, moveId, undoUntilMs };
    },
  };
}
