/**
 * Takes a person's decision in: once, however often it comes; only from the package's owner; all of it durable in one transaction. It
 * sends nothing itself.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../../shared/domain/decision.ts';
import type { DecisionId, EscalationId, PersonId, SendId } from '../../shared/domain/ids.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { holdSend, prepareApproval } from './approve.ts';
import { carryOut, whyNot } from './carry-out.ts';
import { refused, type Case, type DecidePorts, type Refusal } from './decide-ports.ts';
import { answerDecoy, lookAtDecoys, standAside, whyNotUndoDecoy } from './decoys.ts';
import { acceptEscalation, declineEscalation } from './escalation-answer.ts';
import { freePackage, undoDecision } from './undo.ts';

export interface Decide {
  /** Safe to repeat: the same decision is answered the same way and acts once. */
  submit(decision: Decision, personId: PersonId): ResponseOf<'decision.submit'>;
  undo(decisionId: DecisionId, personId: PersonId): ResponseOf<'decision.undo'>;
  /** Makes and withdraws attention checks, as the policy asks for. */
  lookAtDecoys(personId: PersonId): void;
  acceptEscalation(id: EscalationId, personId: PersonId): ResponseOf<'escalation.accept'>;
  declineEscalation(id: EscalationId, personId: PersonId, because: string): ResponseOf<'escalation.decline'>;
  /** Ends undo windows that are over and brings back snoozed packages whose time has come. Returns how many. */
  settleDue(nowMs: number): number;
  /** When `settleDue` should run next, at the latest within a minute for snoozes. */
  nextDueAtMs(): number;
}

/** Snoozes end to the minute. */
const LOOK_AGAIN_MS = 60_000;

export function makeDecide(ports: DecidePorts): Decide {
  const { ledger, clock } = ports;

  const changed = <T extends { readonly kind: string }>(answer: T): T => {
    if (answer.kind !== 'refused' && answer.kind !== 'no') ports.onChange();
    return answer;
  };

  function caseOf(decision: Decision, personId: PersonId): Case | Refusal {
    const person = ledger.copies.people().find((each) => each.id === personId);
    const policy = ledger.copies.policy();
    const pkg = ledger.copies.readPackage(decision.packageId);
    const world = ledger.copies.packageWorld(decision.packageId);
    if (person === undefined || policy === null)
      return refused('The CRM has not been read yet. Please decide again after the first sync.');
    if (decision.personId !== personId)
      return refused('The decision was made by somebody else than the person signed in.');
    if (pkg === null || world === null) return refused('This package is no longer in the CRM.');
    if (world.ownerId !== personId) {
      return refused(
        world.ownerId === null ? 'This package is nobody’s yet.' : 'This package belongs to somebody else now.',
      );
    }
    const nowMs = clock.nowMs();
    return { decision, person, pkg, world, policy, nowMs, undoUntilMs: nowMs + policy.limits.undoSeconds * 1_000 };
  }

  /** What the ledger has under this id already, or null where it is new. */
  function repeated(decision: Decision): ResponseOf<'decision.submit'> | null {
    const record = ledger.decisions.read(decision.id);
    if (record === null) return null;
    if (!isDeepStrictEqual(record.decision, decision))
      return refused('Another decision has this id already; nothing was done.');
    return {
      kind: 'accepted',
      undoUntilMs: record.undoUntilMs,
      sendId: ledger.sends.readByDecision(decision.id)?.send.id ?? null,
    };
  }

  function act(one: Case): SendId | null | Refusal {
    const { decision } = one;
    if (decision.kind !== 'approve') {
      record(one);
      carryOut(ledger, { ...one, decision });
      return null;
    }
    const approval = { ...one, decision };
    const content = prepareApproval(ports, approval);
    if ('kind' in content) return content;
    record(one);
    ledger.decisions.snoozedUntil(one.pkg.id, null);
    return holdSend(ports, approval, content);
  }

  function record({ decision, person, pkg, policy, nowMs, undoUntilMs }: Case): void {
    ledger.decisions.create(decision, undoUntilMs);
    ledger.trace.append({
      atMs: nowMs,
      kind: 'decision',
      actor: person.id,
      subject: {
        decisionId: decision.id,
        packageId: pkg.id,
        contactId: pkg.contact.id,
        kind: decision.kind,
        ...codesOf(decision),
      },
      inputs: decision,
      policyVersion: policy.version,
    });
  }

  return {
    submit(decision, personId) {
      const answer = ledger.transact((): ResponseOf<'decision.submit'> => {
        // First of all: what is about a decoy goes no further, whatever was decided.
        const decoy = answerDecoy(ports, decision, personId);
        if (decoy !== null) return decoy;
        const known = repeated(decision);
        if (known !== null) return known;
        standAside(ports, decision);
        const one = caseOf(decision, personId);
        if ('kind' in one) return one;
        const fault = whyNot(one);
        if (fault !== null) return fault;
        const sendId = act(one);
        if (typeof sendId === 'object' && sendId !== null) return sendId;
        return { kind: 'accepted', undoUntilMs: one.undoUntilMs, sendId };
      });
      return changed(answer);
    },
    undo(decisionId, personId) {
      const because = whyNotUndoDecoy(ports, decisionId);
      return because === null ? changed(undoDecision(ports, decisionId, personId)) : { kind: 'no', because };
    },
    lookAtDecoys: (personId) => lookAtDecoys(ports, personId),
    acceptEscalation: (id, personId) => changed(acceptEscalation(ports, id, personId)),
    declineEscalation: (id, personId, because) => changed(declineEscalation(ports, id, personId, because)),
    settleDue(nowMs) {
      return ledger.transact(() => {
        const records = ledger.decisions.dueToSettle(nowMs);
        for (const { decision } of records) ledger.decisions.setState(decision.id, 'settled');
        const awake = ledger.decisions.dueSnoozes(nowMs);
        for (const packageId of awake) {
          ledger.decisions.snoozedUntil(packageId, null);
          if (ledger.copies.readPackage(packageId)?.review.state === 'snoozed') freePackage(ledger, packageId);
        }
        return records.length + awake.length;
      });
    },
    nextDueAtMs: () => Math.min(ledger.decisions.nextSettleAtMs() ?? Infinity, clock.nowMs() + LOOK_AGAIN_MS),
  };
}

/** What of a decision may stand in the trust log: codes, never words. */
function codesOf(decision: Decision): Readonly<Record<string, string | number | readonly string[]>> {
  switch (decision.kind) {
    case 'approve':
      return { editClass: decision.editClass, activeMs: decision.activeMs };
    case 'reject':
      return { reason: decision.reason };
    case 'escalate':
      return { trigger: decision.trigger };
    case 'snooze':
      return { until: decision.until.kind };
    case 'do-not-contact':
      return { scope: decision.scope };
    default:
      return decision satisfies never;
  }
}
