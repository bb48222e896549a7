/** Takes a decision back while that is still possible, and says why not where it is too late; it never recalls what may have left. */
import type { Decision, DecisionRecord } from '../../shared/domain/decision.ts';
import type { PackageState } from '../../shared/domain/handoff-package.ts';
import type { DecisionId, PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { consequenceOf } from '../../shared/policy/rejection.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { SendRow } from '../ports/send-ledger.ts';
import { escalationIdOf, suppressionIdOf } from './carry-out.ts';
import type { DecidePorts } from './decide-ports.ts';

type Answer = ResponseOf<'decision.undo'>;
const no = (because: string): Answer => ({ kind: 'no', because });

/** One transaction: either all of the decision is taken back, or nothing. */
export function undoDecision({ ledger, clock }: DecidePorts, id: DecisionId, personId: PersonId): Answer {
  return ledger.transact(() => {
    const nowMs = clock.nowMs();
    const record = ledger.decisions.read(id);
    if (record === null) return no('There is no such decision.');
    if (record.decision.personId !== personId) return no('Only the person who decided can take it back.');
    if (record.state === 'undone') return { kind: 'ok' };
    const row = ledger.sends.readByDecision(id);
    const timeZone = ledger.copies.people().find((person) => person.id === personId)?.mailbox.timeZone ?? 'UTC';
    const fault =
      row === null
        ? takeBackOther(ledger, record, nowMs, timeZone)
        : takeBackSend(ledger, record, row, nowMs, timeZone);
    if (fault !== null) return no(fault);
    ledger.writeBacks.voidFor(id);
    ledger.decisions.setState(id, 'undone');
    ledger.trace.append({
      atMs: nowMs,
      kind: 'undo',
      actor: personId,
      subject: {
        decisionId: id,
        packageId: record.decision.packageId,
        was: record.decision.kind,
        ...(row === null ? {} : { sendId: row.send.id, from: row.send.state }),
      },
    });
    return { kind: 'ok' };
  });
}

function takeBackSend(
  ledger: Ledger,
  record: DecisionRecord,
  { send }: SendRow,
  nowMs: number,
  timeZone: string,
): string | null {
  const at = (ms: number) => timeOfDay(ms, timeZone);
  switch (send.state) {
    case 'held':
      return ledger.sends.move(send.id, 'held', 'undone', nowMs, { because: 'undo' })
        ? null
        : 'It is leaving right now.';
    case 'released':
    case 'deferred':
    case 'retry':
      if (nowMs >= record.undoUntilMs) return `The undo window ended at ${at(record.undoUntilMs)}; it waits to leave.`;
      return ledger.sends.move(send.id, send.state, 'undone', nowMs, { because: 'undo' })
        ? null
        : 'It is leaving right now.';
    case 'undone':
      return null;
    case 'sent':
      return `It left at ${at(send.sentAtMs ?? send.updatedAtMs)}.`;
    case 'countersigned':
    case 'reserved':
    case 'transmitting':
      return 'It is leaving right now.';
    case 'uncertain':
      return `It may have left at ${at(send.updatedAtMs)}; nobody knows yet.`;
    case 'refused':
    case 'failed':
    case 'expired':
    case 'abandoned':
      return `It did not leave (${send.state}) and is with you again; there is nothing to take back.`;
    default:
      return send.state satisfies never;
  }
}

function takeBackOther(ledger: Ledger, record: DecisionRecord, nowMs: number, timeZone: string): string | null {
  const { decision } = record;
  if (record.state === 'settled' || nowMs >= record.undoUntilMs) {
    return `The undo window ended at ${timeOfDay(record.undoUntilMs, timeZone)}.`;
  }
  switch (decision.kind) {
    case 'approve':
      // Its send is made in the same transaction; without one the ledger is not whole, and nothing may be guessed.
      throw new Error(`Approval ${decision.id} has no send.`);
    case 'escalate': {
      const escalation = ledger.decisions.readEscalation(escalationIdOf(decision));
      if (escalation !== null && escalation.state !== 'open') return `The escalation was ${escalation.state} already.`;
      if (escalation !== null)
        ledger.decisions.updateEscalation({ ...escalation, state: 'withdrawn', answeredAtMs: nowMs });
      freePackage(ledger, decision.packageId);
      return null;
    }
    case 'do-not-contact':
      voidSuppression(ledger, decision, nowMs);
      if (stateOf(ledger, decision.packageId) === 'suppressed') freePackage(ledger, decision.packageId);
      return null;
    case 'reject':
      if (consequenceOf(decision.reason) === 'suppress') voidSuppression(ledger, decision, nowMs);
      freePackage(ledger, decision.packageId);
      return null;
    case 'snooze':
      ledger.decisions.snoozedUntil(decision.packageId, null);
      freePackage(ledger, decision.packageId);
      return null;
    default:
      return decision satisfies never;
  }
}

function voidSuppression(ledger: Ledger, decision: Decision, nowMs: number): void {
  const suppressionId = suppressionIdOf(decision);
  ledger.suppressions.remove([suppressionId]);
  ledger.trace.append({
    atMs: nowMs,
    kind: 'suppression',
    actor: decision.personId,
    subject: { act: 'remove', suppressionId, decisionId: decision.id, packageId: decision.packageId },
  });
}

/** The CRM's own state where that is still to be decided, else plain `ready`. */
export function freePackage(ledger: Ledger, packageId: PackageId): void {
  ledger.decisions.setPackageState(packageId, null);
  const state = stateOf(ledger, packageId);
  if (state !== null && state !== 'ready' && state !== 'opened') ledger.decisions.setPackageState(packageId, 'ready');
}

function stateOf(ledger: Ledger, packageId: PackageId): PackageState | null {
  return ledger.copies.readPackage(packageId)?.review.state ?? null;
}

function timeOfDay(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(atMs);
}
