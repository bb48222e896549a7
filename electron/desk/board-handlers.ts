/**
 * Answers the channels of the board: who stands where, and a person's own moves. Each is held against the one rule of the lifecycle, written
 * down at once, and told to the CRM after its undo window. It never moves a lead that is not this person's to move.
 */
import type { LeadStanding } from '../../shared/domain/agent-run.ts';
import { DecisionId, EscalationId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { ChannelName, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { mayMoveByHand } from '../../shared/policy/lifecycle.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import { EVERY_LEAD, type LeadFile, type LeadFilter } from '../ports/agent-ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import type { Random } from '../ports/random.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface BoardHandlerParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly person: () => Person;
  readonly work: () => WorkingDesk;
}

type Handlers = Pick<Desk['handlers'], Extract<ChannelName, `board.${string}`>>;

/** What a move changed, for as long as it can be taken back. */
interface Move {
  readonly personId: Person['id'];
  readonly before: LeadFile;
  readonly to: Lead['stage'];
  readonly escalationId: EscalationId | null;
  readonly undoUntilMs: number;
}

const MINUTE_MS = 60_000;

export function makeBoardHandlers({ clock, random, person, work }: BoardHandlerParts): Handlers {
  const moves = new Map<DecisionId, Move>();

  function move(request: ParsedRequestOf<'board.move'>): ResponseOf<'board.move'> {
    const working = work();
    const { ledger, agent } = working;
    const me = person();
    const nowMs = clock.nowMs();
    const { contactId, from, to, reason, nextStepAtMs } = request;
    const before = ledger.agent.leads.read(contactId);
    if (before === null) return no('There is no such lead any more.');
    if (me.role === 'sdr' && before.lead.ownerId !== me.id) return no('This lead is with somebody else.');
    if (before.lead.stage !== from) return no('Somebody moved this lead meanwhile; look again.');
    const asked = mayMoveByHand(me.role, { from, to, reason, nextStepAtMs, nowMs });
    const moveId = DecisionId.parse(`move-${random.uuid()}`);
    if (asked.kind !== 'allowed') {
      ledger.trace.append({
        atMs: nowMs,
        kind: 'write-refused',
        actor: me.id,
        subject: { opId: moveId, write: 'lifecycle', actor: me.role, about: contactId, because: `${from} to ${to}` },
      });
      return no(asked.because);
    }
    const limits = ledger.copies.policy()?.limits;
    const undoUntilMs = nowMs + (limits?.undoSeconds ?? LIMITS.undoSeconds.default) * 1_000;
    const escalationId = to === 'escalated' ? EscalationId.parse(`esc-${moveId}`) : null;
    const next: Lead = { ...before.lead, stage: to, nextStepAtMs: to === 'nurture' ? nextStepAtMs : null };
    const because = reason === '' ? `${me.name} moved it on the board` : `${me.name}: ${reason}`;
    ledger.transact(() => {
      ledger.agent.leads.put(next);
      ledger.agent.leads.setStanding(standingAfter(before, { to, because, nowMs }));
      const write = { actor: me.role, personId: me.id };
      const head = `board.${moveId}`;
      ledger.writeBacks.enqueue(
        { kind: 'push', op: { ...write, opId: `${head}.stage`, kind: 'lifecycle', contactId, stage: to, because } },
        undoUntilMs,
        moveId,
      );
      if (next.nextStepAtMs !== before.lead.nextStepAtMs)
        ledger.writeBacks.enqueue(
          {
            kind: 'push',
            op: { ...write, opId: `${head}.date`, kind: 'lead', lead: next, account: null, contact: null },
          },
          undoUntilMs,
          moveId,
        );
      if (escalationId !== null)
        ledger.decisions.createEscalation({
          id: escalationId,
          packageId: ledger.agent.leads.packages(contactId, 1)[0]?.id ?? null,
          trigger: 'other',
          note: reason === '' ? 'Moved on the board.' : reason,
          raisedBy: me.id,
          ownerId: before.lead.ownerId ?? me.id,
          raisedAtMs: nowMs,
          dueAtMs: nowMs + (limits?.escalationSlaMinutes ?? LIMITS.escalationSlaMinutes.default) * MINUTE_MS,
          state: 'open',
          declinedBecause: null,
          answeredAtMs: null,
          accountName: before.account.name,
          contactName: before.contact.name,
          context: null,
        });
      ledger.trace.append({
        atMs: nowMs,
        kind: 'decision',
        actor: me.id,
        subject: { decisionId: moveId, contactId, kind: 'lead-moved', from, to },
      });
    });
    for (const [id, old] of moves) if (old.undoUntilMs <= nowMs) moves.delete(id);
    moves.set(moveId, { personId: me.id, before, to, escalationId, undoUntilMs });
    agent.changed();
    working.deliverLater();
    return { kind: 'moved', moveId, undoUntilMs };
  }

  function undo(moveId: DecisionId): ResponseOf<'board.undo'> {
    const { ledger, agent } = work();
    const nowMs = clock.nowMs();
    const done = moves.get(moveId);
    if (done === undefined || done.undoUntilMs <= nowMs)
      return no('Its time to be taken back is over. Move it again by hand.');
    if (done.personId !== person().id) return no('Only the person who moved it can take it back.');
    const { before, to, escalationId } = done;
    const { contactId } = before.lead;
    if (ledger.agent.leads.read(contactId)?.lead.stage !== to) return no('Somebody moved this lead meanwhile.');
    const escalation = escalationId === null ? null : ledger.decisions.readEscalation(escalationId);
    if (escalation !== null && escalation.state !== 'open') return no('Its escalation was answered already.');
    ledger.transact(() => {
      ledger.writeBacks.voidFor(moveId);
      ledger.agent.leads.putBack(before);
      if (before.standing !== null) ledger.agent.leads.setStanding(before.standing);
      if (escalation !== null)
        ledger.decisions.updateEscalation({ ...escalation, state: 'withdrawn', answeredAtMs: nowMs });
      ledger.trace.append({
        atMs: nowMs,
        kind: 'undo',
        actor: done.personId,
        subject: { decisionId: moveId, contactId, was: 'lead-moved' },
      });
    });
    moves.delete(moveId);
    agent.changed();
    return { kind: 'ok' };
  }

  return {
    'board.column': ({ stage, after, limit, ...asked }) => {
      const { leads } = work().ledger.agent;
      const filter = { ...filterOf(person(), asked), stages: [stage] };
      const { files, next } = leads.waiting(stage, filter, after, limit);
      return { leads: [...files], count: leads.count(filter), next };
    },
    'board.choices': (asked) => {
      const { tiers, segments } = work().ledger.agent.leads.choices(filterOf(person(), asked));
      return { tiers: [...tiers], segments: [...segments] };
    },
    'board.move': move,
    'board.undo': ({ moveId }) => undo(moveId),
  };
}

function filterOf(me: Person, { search, onlyMine, tiers, segments }: ParsedRequestOf<'board.choices'>): LeadFilter {
  const ownerId = me.role === 'sdr' || onlyMine ? me.id : null;
  return { ...EVERY_LEAD, ownerId, tiers, segments, search };
}

const no = (because: string) => ({ kind: 'no', because }) as const;

/** Where the lead stands with the agent: back at the beginning it is worked on again, with a person the agent leaves it. */
function standingAfter(
  { contact, standing }: LeadFile,
  { to, because, nowMs }: { readonly to: Lead['stage']; readonly because: string; readonly nowMs: number },
): LeadStanding {
  const queue: LeadStanding['queue'] =
    to === 'nurture' ? 'nurture' : to === 'disqualified' ? 'dropped' : to === 'new' ? 'scoring-review' : 'human';
  return {
    contactId: contact.id,
    queue,
    because: because.slice(0, 500),
    score: standing?.score ?? null,
    rating: standing?.rating ?? null,
    cleared: to === 'new',
    atMs: nowMs,
  };
}
