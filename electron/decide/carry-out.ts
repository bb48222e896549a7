/**
 * What each decision but an approval does, inside the caller's transaction: the package's state at once, the CRM's after the undo window,
 * a suppression at once everywhere on this desk. It sends nothing.
 */
import type { Decision } from '../../shared/domain/decision.ts';
import { domainOf } from '../../shared/domain/email-address.ts';
import { EscalationId, SuppressionId } from '../../shared/domain/ids.ts';
import type { PackageState } from '../../shared/domain/handoff-package.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import { consequenceOf } from '../../shared/policy/rejection.ts';
import { isPublicMailDomain, normaliseAddress } from '../../shared/policy/suppression-match.ts';
import type { PushOp } from '../ports/connector.ts';
import type { Ledger } from '../ports/ledger.ts';
import { refused, type Case, type Refusal } from './decide-ports.ts';

type Other = Exclude<Decision, { kind: 'approve' }>;
type OpBody = PushOp extends infer O ? (O extends PushOp ? Omit<O, 'opId' | 'actor' | 'personId'> : never) : never;

/** Packages a person may still decide about. One with a message on its way is answered by undo, not by another decision. */
const DECIDABLE: readonly PackageState[] = ['ready', 'opened', 'snoozed', 'refused', 'expired'];

/** Why this decision can't be taken now, or null. */
export function whyNot({ decision, pkg, nowMs }: Case): Refusal | null {
  if (decision.kind === 'do-not-contact') {
    const domain = domainOf(pkg.contact.email);
    return decision.scope === 'domain' && isPublicMailDomain(domain)
      ? refused(
          `${domain} is a public mail provider: its whole domain can't be suppressed. Choose the contact or the address.`,
        )
      : null;
  }
  if (!DECIDABLE.includes(pkg.review.state))
    return refused(`This package is ${STATE_WORDS[pkg.review.state]}; nothing was done.`);
  if (decision.kind === 'snooze' && decision.until.kind === 'time' && decision.until.atMs <= nowMs) {
    return refused('That time is over; choose a later one.');
  }
  return null;
}

const STATE_WORDS: Readonly<Record<PackageState, string>> = {
  ready: 'ready',
  opened: 'open',
  approved: 'approved already',
  rejected: 'rejected already',
  escalated: 'with a human already',
  suppressed: 'suppressed',
  released: 'leaving right now',
  sent: 'sent already',
  refused: 'refused',
  deferred: 'approved and waiting to leave',
  uncertain: 'perhaps delivered: answer that first',
  snoozed: 'snoozed',
  expired: 'expired',
  superseded: 'replaced by a newer one',
};

/** The id under which a decision's suppression is kept, so that undo finds it again. */
export function suppressionIdOf(decision: Decision): SuppressionId {
  return SuppressionId.parse(`sup-${decision.id}`.slice(0, 120));
}

export function escalationIdOf(decision: Decision): EscalationId {
  return EscalationId.parse(`esc-${decision.id}`.slice(0, 120));
}

export function carryOut(ledger: Ledger, one: Case<Other>): void {
  const { decision, pkg } = one;
  switch (decision.kind) {
    case 'reject': {
      const consequence = consequenceOf(decision.reason);
      const because = `${decision.reason} (${consequence})${decision.note === '' ? '' : `: ${decision.note}`}`;
      setState(ledger, one, consequence === 'suppress' ? 'suppressed' : 'rejected');
      later(ledger, one, 'outcome', outcome(one, consequence === 'suppress' ? 'suppressed' : 'rejected', because));
      if (consequence === 'drop-contact') {
        later(ledger, one, 'lifecycle', {
          kind: 'lifecycle',
          contactId: pkg.contact.id,
          stage: 'disqualified',
          because,
        });
      }
      if (consequence === 'suppress') suppress(ledger, one, 'global', decision.note);
      return;
    }
    case 'do-not-contact':
      if (DECIDABLE.includes(pkg.review.state)) {
        setState(ledger, one, 'suppressed');
        later(ledger, one, 'outcome', outcome(one, 'suppressed', `do not contact (${decision.scope})`));
      }
      suppress(ledger, one, decision.scope, decision.note);
      return;
    case 'escalate':
      setState(ledger, one, 'escalated');
      ledger.decisions.createEscalation({
        id: escalationIdOf(decision),
        packageId: pkg.id,
        trigger: decision.trigger,
        note: decision.note,
        raisedBy: one.person.id,
        ownerId: one.person.id,
        raisedAtMs: one.nowMs,
        dueAtMs: one.nowMs + one.policy.limits.escalationSlaMinutes * 60_000,
        state: 'open',
        declinedBecause: null,
        answeredAtMs: null,
        accountName: pkg.account.name,
        contactName: pkg.contact.name,
        context: null,
      });
      later(ledger, one, 'outcome', outcome(one, 'escalated', decision.trigger));
      later(ledger, one, 'lifecycle', {
        kind: 'lifecycle',
        contactId: pkg.contact.id,
        stage: 'escalated',
        because: decision.trigger,
      });
      return;
    case 'snooze':
      setState(ledger, one, 'snoozed');
      ledger.decisions.snoozedUntil(
        pkg.id,
        decision.until.kind === 'time' ? decision.until.atMs : Math.max(pkg.review.expiresAtMs, one.nowMs),
      );
      return;
    default:
      decision satisfies never;
  }
}

function setState(ledger: Ledger, { pkg }: Case, state: PackageState): void {
  ledger.decisions.snoozedUntil(pkg.id, null);
  ledger.decisions.setPackageState(pkg.id, state);
}

function outcome({ pkg, nowMs }: Case, state: PackageState, because: string): OpBody {
  return { kind: 'package-outcome', packageId: pkg.id, state, because: because.slice(0, 500), atMs: nowMs };
}

/** The CRM hears of it when the undo window is over; undo voids it. */
function later(ledger: Ledger, { decision, person, undoUntilMs }: Case, part: string, op: OpBody): void {
  const whole: PushOp = { ...op, opId: `${decision.id}.${part}`, actor: person.role, personId: person.id };
  ledger.writeBacks.enqueue({ kind: 'push', op: whole }, undoUntilMs, decision.id);
}

function suppress(ledger: Ledger, one: Case, scope: 'contact' | 'domain' | 'global', note: string): void {
  const { decision, person, pkg, nowMs, undoUntilMs } = one;
  const values = {
    contact: pkg.contact.id,
    domain: domainOf(pkg.contact.email),
    global: normaliseAddress(pkg.contact.email),
  };
  const entry: Suppression = {
    id: suppressionIdOf(decision),
    scope,
    value: values[scope],
    reason: 'manual',
    source: 'Countersign review',
    evidence: note.slice(0, 500),
    atMs: nowMs,
    by: person.id,
    expiresAtMs: null,
  };
  ledger.suppressions.put([entry]);
  const opId = `${decision.id}.suppress`;
  ledger.writeBacks.enqueue({ kind: 'suppress', opId, entry, personId: person.id }, undoUntilMs, decision.id);
  ledger.trace.append({
    atMs: nowMs,
    kind: 'suppression',
    actor: person.id,
    subject: {
      act: 'add',
      suppressionId: entry.id,
      scope,
      reason: entry.reason,
      decisionId: decision.id,
      packageId: pkg.id,
      contactId: pkg.contact.id,
    },
    inputs: entry,
  });
}
