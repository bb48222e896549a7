/**
 * One send at the gate: refused, expired, deferred, or given a slot and let on to transmission. Everything here is one transaction, so
 * that no suppression or pause comes between the verdict and the slot.
 */
import type { Finding, Verdict } from '../../shared/domain/finding.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { gateRecord } from '../../shared/policy/gate-record.ts';
import { finding } from '../../shared/policy/rail.ts';
import { RAIL_CODES } from '../../shared/policy/replay.ts';
import type { SendRow } from '../ports/ledger.ts';
import type { Clearance } from './clearance.ts';
import { judge, type Judgement } from './release.ts';
import type { SendPorts } from './send-ports.ts';
import { fullFinding, slotWish } from './slot.ts';
import { codesOf, transition } from './transitions.ts';

export type Step =
  | { readonly kind: 'transmit'; readonly row: SendRow; readonly clearance: Clearance }
  /** Only a look at the CRM is missing. */
  | { readonly kind: 'needs-fresh-world' }
  | { readonly kind: 'done'; readonly changed: boolean };

/** A hold that says it is over already, but is not, is looked at again after this. */
const SOON_MS = 60_000;

/** `askedCrm`: a fresh look was tried already, so a stale world now defers. */
export function stepSend(ports: SendPorts, id: SendId, askedCrm: boolean): Step {
  const { ledger, clock } = ports;
  return ledger.transact((): Step => {
    const row = ledger.sends.read(id);
    if (row === null || !['released', 'deferred', 'retry'].includes(row.send.state))
      return { kind: 'done', changed: false };
    const nowMs = clock.nowMs();
    const judgement = judge(ports, row, nowMs);
    const { verdict, clearance } = judgement;
    if (
      verdict.answer === 'hold' &&
      !askedCrm &&
      ports.refreshWorld !== undefined &&
      holdsOf(verdict).every(({ code }) => code === 'world-fresh')
    ) {
      return { kind: 'needs-fresh-world' };
    }
    if (verdict.answer === 'hold') return { kind: 'done', changed: defer(ports, row.send, judgement, nowMs) };
    if (clearance === null) return { kind: 'done', changed: refuse(ports, row.send, judgement, nowMs) };
    if (ports.transportFor(row.send.mailboxId) === null)
      return { kind: 'done', changed: defer(ports, row.send, withoutMailbox(judgement), nowMs) };
    return reserve(ports, row, { ...judgement, clearance }, nowMs);
  });
}

function refuse(ports: SendPorts, send: Send, judgement: Judgement, nowMs: number): boolean {
  const { findings } = judgement.verdict;
  const refusals = findings.filter(({ answer }) => answer === 'refuse');
  // Not a refusal of the message: its time ran out while it waited.
  const to = refusals.length > 0 && refusals.every(({ code }) => code === 'approval-expired') ? 'expired' : 'refused';
  traceGate(ports, send, judgement, nowMs);
  return transition(ports, send, to, nowMs, { findings, because: `gate:${codesOf(findings)}` });
}

function defer(ports: SendPorts, send: Send, judgement: Judgement, nowMs: number): boolean {
  const { findings } = judgement.verdict;
  const clearsAtMs = clearsAt(holdsOf(judgement.verdict), nowMs);
  const because = `gate:${codesOf(findings)}`;
  const isNews = codesOf(send.findings) !== codesOf(findings) || send.state !== 'deferred';
  if (isNews) traceGate(ports, send, judgement, nowMs);
  if (send.state !== 'deferred') {
    const from = backToReleased(ports, send, nowMs);
    return from !== null && transition(ports, from, 'deferred', nowMs, { findings, clearsAtMs, because });
  }
  if (!isNews && send.clearsAtMs === clearsAtMs) return false;
  ports.ledger.sends.amend(send.id, nowMs, { findings, clearsAtMs, because });
  return true;
}

function reserve(
  ports: SendPorts,
  row: SendRow,
  judgement: Judgement & { readonly clearance: Clearance },
  nowMs: number,
): Step {
  const { ledger } = ports;
  const { send } = row;
  const { input } = judgement;
  if (input === null) throw new Error(`Send ${send.id} was cleared without the gate's facts.`);
  const wish = slotWish(input, send, nowMs);
  const answer = ledger.sends.reserve(wish);
  if (answer !== 'taken') {
    const full = fullFinding(input, wish, answer);
    return {
      kind: 'done',
      changed: defer(
        ports,
        send,
        { ...judgement, verdict: { answer: 'hold', findings: [full] }, stoppedBy: 'slots' },
        nowMs,
      ),
    };
  }
  traceGate(ports, send, judgement, nowMs);
  const released = backToReleased(ports, send, nowMs);
  const change = { findings: [], because: 'slot-taken' };
  if (released === null || !transition(ports, released, 'reserved', nowMs, change))
    throw new Error(`Send ${send.id} moved inside its own transaction.`);
  const reserved = ledger.sends.read(send.id);
  if (reserved === null) throw new Error(`Send ${send.id} is gone.`);
  return { kind: 'transmit', row: reserved, clearance: judgement.clearance };
}

/** A send that waited goes through `released` again, as the table of states asks. */
function backToReleased(ports: SendPorts, send: Send, nowMs: number): Send | null {
  if (send.state === 'released') return send;
  return transition(ports, send, 'released', nowMs, { because: 'looked-at-again' })
    ? { ...send, state: 'released' }
    : null;
}

function holdsOf(verdict: Verdict): readonly Finding[] {
  return verdict.findings.filter(({ answer }) => answer === 'hold');
}

/** All holds must clear: the latest known time; null where none has one and a check must clear it. */
function clearsAt(holds: readonly Finding[], nowMs: number): number | null {
  const times = holds.flatMap(({ clearsAtMs }) => (clearsAtMs === null ? [] : [clearsAtMs]));
  if (times.length === 0) return null;
  const latest = Math.max(...times);
  return latest > nowMs ? latest : nowMs + SOON_MS;
}

function withoutMailbox(judgement: Judgement): Judgement {
  const missing = finding(
    'mailbox-day',
    'hold',
    { evidence: 'There is no mailbox to send from right now.', clears: 'Connect the mailbox, or unlock its password.' },
    { unknown: true },
  );
  return { ...judgement, clearance: null, verdict: { answer: 'hold', findings: [missing] }, stoppedBy: 'mailbox' };
}

/** The trust log's line of one look at the gate. */
export function traceGate(
  { ledger }: SendPorts,
  send: Send,
  { verdict, input, stoppedBy }: Judgement,
  nowMs: number,
): void {
  ledger.trace.append({
    atMs: nowMs,
    kind: 'gate',
    actor: 'system',
    subject: {
      sendId: send.id,
      packageId: send.packageId,
      contactId: input?.pkg.contact.id ?? null,
      answer: verdict.answer,
      codes: [...new Set(verdict.findings.map(({ code }) => code))],
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
    },
    // The findings in words stand beside the inputs, so that asking again can be held against them.
    ...(input === null
      ? { inputs: { findings: verdict.findings } }
      : {
          inputs: { ...gateRecord(input), findings: verdict.findings, rails: RAIL_CODES },
          policyVersion: input.policy.version,
        }),
  });
}
