/** Accepting or declining an escalation: the person who owns it takes the thread, or gives it back with a reason. */
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { ContactId, EscalationId, PersonId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import type { DecidePorts } from './decide-ports.ts';
import { freePackage } from './undo.ts';

type Answer = ResponseOf<'escalation.accept'>;

/** Once accepted the thread is a human's: the CRM moves the lead to qualifying. */
export function acceptEscalation(ports: DecidePorts, id: EscalationId, personId: PersonId): Answer {
  return answer(ports, id, personId, 'accepted', null, (escalation, person, nowMs) => {
    markReply(ports, escalation, 'escalated', `It is with ${person.name}.`);
    const contactId = contactOf(ports, escalation);
    if (contactId === null) return;
    ports.ledger.writeBacks.enqueue(
      {
        kind: 'push',
        op: {
          opId: `${id}.accepted`,
          actor: person.role,
          personId: person.id,
          kind: 'lifecycle',
          contactId,
          stage: 'qualifying',
          because: `escalation accepted: ${escalation.trigger}`,
        },
      },
      nowMs,
      null,
    );
  });
}

/** Declined, the package is back in its queue, with the reason in the CRM. What a reply answered was sent, and stays so. */
export function declineEscalation(ports: DecidePorts, id: EscalationId, personId: PersonId, because: string): Answer {
  return answer(ports, id, personId, 'declined', because, (escalation, person, nowMs) => {
    const { packageId, context } = escalation;
    if (context !== null) {
      markReply(ports, escalation, 'handled', `${person.name} declined it: ${because}`);
      giveBack(ports, escalation, person, because, nowMs);
      return;
    }
    if (packageId === null) return;
    freePackage(ports.ledger, packageId);
    ports.ledger.writeBacks.enqueue(
      {
        kind: 'push',
        op: {
          opId: `${id}.declined`,
          actor: person.role,
          personId: person.id,
          kind: 'package-outcome',
          packageId,
          state: 'ready',
          because: `escalation declined: ${because}`.slice(0, 500),
          atMs: nowMs,
        },
      },
      nowMs,
      null,
    );
  });
}

/** The reply it came of reads as it stands now, in the same transaction. */
function markReply(
  { ledger }: DecidePorts,
  { context }: Escalation,
  state: 'escalated' | 'handled',
  done: string,
): void {
  const reply = context === null ? null : ledger.agent.replies.read(context.replyId);
  // One a person is done with stays closed.
  if (reply === null || reply.state === 'closed') return;
  ledger.agent.replies.put({ ...reply, state, done: done.slice(0, 500) });
}

/** The lead is no longer a person's: it answered, and nothing waits for anybody. */
function giveBack(ports: DecidePorts, escalation: Escalation, person: Person, because: string, nowMs: number): void {
  const contactId = contactOf(ports, escalation);
  if (contactId === null) return;
  const file = ports.ledger.agent.leads.read(contactId);
  if (file !== null) ports.ledger.agent.leads.put({ ...file.lead, stage: 'engaged' });
  ports.ledger.writeBacks.enqueue(
    {
      kind: 'push',
      op: {
        opId: `${escalation.id}.declined`,
        actor: person.role,
        personId: person.id,
        kind: 'lifecycle',
        contactId,
        stage: 'engaged',
        because: `escalation declined: ${because}`.slice(0, 500),
      },
    },
    nowMs,
    null,
  );
}

function contactOf({ ledger }: DecidePorts, { packageId, context }: Escalation): ContactId | null {
  const ofPackage = packageId === null ? null : ledger.copies.packageWorld(packageId);
  return ofPackage?.contactId ?? context?.contactId ?? null;
}

function answer(
  { ledger, clock }: DecidePorts,
  id: EscalationId,
  personId: PersonId,
  state: 'accepted' | 'declined',
  because: string | null,
  act: (escalation: Escalation, person: Person, nowMs: number) => void,
): Answer {
  return ledger.transact((): Answer => {
    const nowMs = clock.nowMs();
    const escalation = ledger.decisions.readEscalation(id);
    const person = ledger.copies.people().find((each) => each.id === personId);
    if (escalation === null || person === undefined) return { kind: 'no', because: 'There is no such escalation.' };
    if (escalation.ownerId !== personId) return { kind: 'no', because: 'This escalation is with somebody else.' };
    if (escalation.state === state) return { kind: 'ok' };
    if (escalation.state !== 'open') return { kind: 'no', because: `It was ${escalation.state} already.` };
    ledger.decisions.updateEscalation({ ...escalation, state, declinedBecause: because, answeredAtMs: nowMs });
    act(escalation, person, nowMs);
    ledger.trace.append({
      atMs: nowMs,
      kind: 'decision',
      actor: personId,
      subject: { escalationId: id, packageId: escalation.packageId, kind: `escalation-${state}` },
    });
    return { kind: 'ok' };
  });
}
