/**
 * Answers the channels of the board: who stands where, and a person's own moves of leads. Each is held against the one rule of the lifecycle,
 * written down at once, and told to the CRM after its undo window. It never moves a lead that is not this person's to move.
 */
import type { LeadStanding } from '../../shared/domain/agent-run.ts';
import { DecisionId, EscalationId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { ChannelName, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { mayMoveByHand } from '../../shared/policy/lifecycle.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import { EVERY_LEAD, type LeadChoices, type LeadFile, type LeadFilter } from '../ports/agent-ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import type { OpportunityChoices } from '../ports/opportunity-ledger.ts';
import type { Random } from '../ports/random.ts';
import { makeBoardUndo, type Undoable } from './board-undo.ts';
import { makeOpportunityActs } from './opportunity-acts.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface BoardHandlerParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly person: () => Person;
  readonly work: () => WorkingDesk;
}

type Handlers = Pick<Desk['handlers'], Extract<ChannelName, `board.${string}`>>;

const MINUTE_MS = 60_000;

export function makeBoardHandlers({ clock, random, person, work }: BoardHandlerParts): Handlers {
  const undo = makeBoardUndo();
  const opportunities = makeOpportunityActs({ clock, random, person, work }, undo);

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
    const takeBack: Undoable['takeBack'] = (now, atMs) =>
      takeLeadBack(now, { moveId, before, to, escalationId }, me.id, atMs);
    undo.remember(moveId, { personId: me.id, undoUntilMs, takeBack }, nowMs);
    agent.changed();
    working.deliverLater();
    return { kind: 'moved', moveId, undoUntilMs };
  }

  return {
    'board.column': ({ stage, after, limit, ...asked }) => {
      const { leads } = work().ledger.agent;
      const filter = { ...filterOf(person(), asked), stages: [stage] };
      const { files, next } = leads.waiting(stage, filter, after, limit);
      return { leads: [...files], count: leads.count(filter), next };
    },
    'board.opportunities': ({ stage, after, limit, ...asked }) => {
      const { opportunities: kept } = work().ledger;
      const filter = filterOf(person(), asked);
      const { files, next } = kept.waiting(stage, filter, after, limit);
      return { opportunities: [...files], count: kept.count(stage, filter), next };
    },
    'board.choices': (asked) => {
      const { agent, opportunities: kept } = work().ledger;
      const filter = filterOf(person(), asked);
      return allChoices(agent.leads.choices(filter), kept.choices(filter));
    },
    'board.move': move,
    'board.move-opportunity': opportunities.move,
    'board.open-opportunity': opportunities.open,
    'board.undo': ({ moveId }) => {
      const because = undo.takeBack(moveId, person().id, work(), clock.nowMs());
      return because === null ? { kind: 'ok' } : no(because);
    },
  };
}

/** What a move of a lead changed. */
interface LeadMove {
  readonly moveId: DecisionId;
  readonly before: LeadFile;
  readonly to: Lead['stage'];
  readonly escalationId: EscalationId | null;
}

/** Null, or why it no longer can be. */
function takeLeadBack(
  { ledger, agent }: WorkingDesk,
  { moveId, before, to, escalationId }: LeadMove,
  personId: Person['id'],
  nowMs: number,
): string | null {
  const { contactId } = before.lead;
  if (ledger.agent.leads.read(contactId)?.lead.stage !== to) return 'Somebody moved this lead meanwhile.';
  const escalation = escalationId === null ? null : ledger.decisions.readEscalation(escalationId);
  if (escalation !== null && escalation.state !== 'open') return 'Its escalation was answered already.';
  ledger.transact(() => {
    ledger.writeBacks.voidFor(moveId);
    ledger.agent.leads.putBack(before);
    if (before.standing !== null) ledger.agent.leads.setStanding(before.standing);
    if (escalation !== null)
      ledger.decisions.updateEscalation({ ...escalation, state: 'withdrawn', answeredAtMs: nowMs });
    ledger.trace.append({
      atMs: nowMs,
      kind: 'undo',
      actor: personId,
      subject: { decisionId: moveId, contactId, was: 'lead-moved' },
    });
  });
  agent.changed();
  return null;
}

/** One list of choices with how many leads and how many opportunities each leaves. */
function allChoices(leads: LeadChoices, opportunities: OpportunityChoices): ResponseOf<'board.choices'> {
  const tiers = new Map(leads.tiers.map((each) => [each.tier, { ...each, opportunities: 0 }]));
  for (const [tier, count] of opportunities.tiers)
    tiers.set(tier, { leads: 0, ...tiers.get(tier), tier, opportunities: count });
  const segments = new Map(leads.segments.map((each) => [each.segmentId, { ...each, opportunities: 0 }]));
  for (const [segmentId, { name, count }] of opportunities.segments)
    segments.set(segmentId, { leads: 0, ...segments.get(segmentId), segmentId, name, opportunities: count });
  return {
    tiers: [...tiers.values()].sort((one, other) => one.tier - other.tier),
    segments: [...segments.values()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)),
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
