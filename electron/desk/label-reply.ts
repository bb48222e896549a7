/**
 * A person says what a reply is. What follows from a class is done by the same rules as for a reply that has just come, so it goes back to
 * them; who must not be written to any more is suppressed here and now. A suppression is never taken back by another label (spec 2), and a
 * reply that a person has, or is done with, is theirs: the label is only kept.
 */
import type { Person } from '../../shared/domain/person.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { ReplyClass } from '../../shared/domain/reply-class.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { addressIn } from '../../shared/policy/replies/writer-address.ts';
import type { Ledger } from '../ports/ledger.ts';
import { suppressWriter } from './suppress-writer.ts';

const NO_ADDRESS = 'Nobody can be suppressed: there is no address in this mail’s From line.';

/** In the transaction it is called in. Whether it is to be acted on again stands in the reply's state. */
export function labelReply(
  ledger: Ledger,
  {
    reply,
    label,
    person,
    nowMs,
  }: { readonly reply: Reply; readonly label: ReplyClass; readonly person: Person; readonly nowMs: number },
): ResponseOf<'reply.label'> {
  const isOptOut = label === 'unsubscribe' || label === 'complaint';
  if (isOptOut) {
    if (addressIn(reply.from) === null) return { kind: 'no', because: NO_ADDRESS };
    suppressWriter(ledger, { reply, reason: label, by: person.id, nowMs });
  }
  const before = reply.labelled?.class ?? reply.reading?.class ?? null;
  const goesBack = before !== label && !isAPersons(ledger, reply);
  if (goesBack && before === 'auto-reply') wakeUp(ledger, reply, nowMs);
  ledger.agent.replies.put({
    ...reply,
    labelled: { class: label, byPersonId: person.id, atMs: nowMs },
    ...(goesBack ? { state: 'new' as const } : {}),
  });
  ledger.trace.append({
    atMs: nowMs,
    kind: 'decision',
    actor: person.id,
    subject: { replyId: reply.id, contactId: reply.contactId, kind: 'reply-labelled', class: label },
  });
  return { kind: 'ok' };
}

/** Closed, or accepted by somebody. */
function isAPersons(ledger: Ledger, { state, escalationId }: Reply): boolean {
  if (state === 'closed') return true;
  return escalationId !== null && ledger.decisions.readEscalation(escalationId)?.state === 'accepted';
}

/** They were taken for away, and are not: what slept until their return is there again, and no step waits for it. */
function wakeUp(ledger: Ledger, { id, contactId }: Reply, nowMs: number): void {
  if (contactId === null) return;
  const { leads } = ledger.agent;
  for (const { id: packageId, review } of leads.packages(contactId, 20)) {
    if (review.state !== 'snoozed') continue;
    ledger.decisions.setPackageState(packageId, 'ready');
    ledger.decisions.snoozedUntil(packageId, null);
  }
  const file = leads.read(contactId);
  if (file?.lead.nextStepAtMs == null) return;
  const lead = { ...file.lead, nextStepAtMs: null };
  leads.put(lead);
  ledger.writeBacks.enqueue(
    {
      kind: 'push',
      op: {
        opId: `${id}.${String(nowMs)}.awake`,
        kind: 'lead',
        lead,
        account: null,
        contact: null,
        actor: 'agent',
        personId: null,
      },
    },
    nowMs,
    null,
  );
}
