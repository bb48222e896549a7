/**
 * One send at the gate: refused, expired, deferred, or given a slot and let on to transmission. Everything here is one transaction, so
 * that no suppression or pause comes between the verdict and the slot.
 */
import type { Finding, Verdict } from '../../shared/domain/finding.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { gateRecord } from '../../shared/policy/gate-record.ts';
import { finding, type GateInput } from '../../shared/policy/rail.ts';
import { RAIL_CODES } from '../../shared/policy/replay.ts';
import type { SendRow } from '../ports/send-ledger.ts';
import type { Transport } from '../ports/transport.ts';
import type { Clearance } from './clearance.ts';
import { judge, type Judgement } from './release.ts';
import type { SendPorts } from './send-ports.ts';
import { fullFinding, slotWish } from './slot.ts';
import { codesOf, transition } from './transitions.ts';
import type { Ready } from './transmit.ts';

export type Step =
  /** Has its slot, and its row says that it is on its way: transmit it. */
  | { readonly kind: 'transmit'; readonly ready: Ready }
  /** Only a look at the CRM is missing. */
  | { readonly kind: 'needs-fresh-world' }
  | {
      readonly kind: 'deferred';
      readonly changed: boolean;
      readonly codes: readonly string[];
      readonly clearsAtMs: number | null;
    }
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
    const { verdict, clearance, input } = judgement;
    if (
      verdict.answer === 'hold' &&
      !askedCrm &&
      ports.refreshWorld !== undefined &&
      holdsOf(verdict).every(({ code }) => code === 'world-fresh')
    ) {
      return { kind: 'needs-fresh-world' };
    }
    if (verdict.answer === 'hold') return defer(ports, row.send, judgement, nowMs);
    if (clearance === null || input === null)
      return { kind: 'done', changed: refuse(ports, row.send, judgement, nowMs) };
    const transport = ports.transportFor(row.send.mailboxId);
    if (transport === null) return defer(ports, row.send, withoutMailbox(judgement), nowMs);
    return reserve(ports, row, { ...judgement, clearance, input, transport }, nowMs);
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

function defer(ports: SendPorts, send: Send, judgement: Judgement, nowMs: number): Step {
  const { findings } = judgement.verdict;
  const clearsAtMs = clearsAt(holdsOf(judgement.verdict), nowMs);
  const because = `gate:${codesOf(findings)}`;
  const deferred = { kind: 'deferred', codes: holdsOf(judgement.verdict).map(({ code }) => code), clearsAtMs } as const;
  const isNews = codesOf(send.findings) !== codesOf(findings) || send.state !== 'deferred';
  if (isNews) traceGate(ports, send, judgement, nowMs);
  if (send.state !== 'deferred') {
    const from = backToReleased(ports, send, nowMs);
    const changed = from !== null && transition(ports, from, 'deferred', nowMs, { findings, clearsAtMs, because });
    return { ...deferred, changed };
  }
  if (!isNews && send.clearsAtMs === clearsAtMs) return { ...deferred, changed: false };
  ports.ledger.sends.amend(send.id, nowMs, { findings, clearsAtMs, because });
  return { ...deferred, changed: true };
}

interface Cleared extends Judgement {
  readonly clearance: Clearance;
  readonly input: GateInput;
  readonly transport: Transport;
}

function reserve(ports: SendPorts, row: SendRow, judgement: Cleared, nowMs: number): Step {
  const { ledger } = ports;
  const { send } = row;
  const { clearance, input, transport } = judgement;
  const wish = slotWish(input, send, nowMs);
  const answer = ledger.sends.reserve(wish);
  if (answer !== 'taken') {
    const full = fullFinding(input, wish, answer);
    return defer(
      ports,
      send,
      { ...judgement, verdict: { answer: 'hold', findings: [full] }, stoppedBy: 'slots' },
      nowMs,
    );
  }
  traceGate(ports, send, judgement, nowMs);
  const released = backToReleased(ports, send, nowMs);
  const slot = { findings: [], because: 'slot-taken' };
  const attempts = send.attempts + 1;
  const isOnItsWay =
    released !== null &&
    transition(ports, released, 'reserved', nowMs, slot) &&
    transition(ports, { ...released, state: 'reserved' }, 'transmitting', nowMs, { attempts, because: 'dispatch' });
  if (!isOnItsWay) throw new Error(`Send ${send.id} moved inside its own transaction.`);
  if (row.markAtMs !== null) ledger.sends.setMark(send.id, null);
  const transmitting: Send = { ...send, state: 'transmitting', findings: [], attempts, clearsAtMs: null };
  return { kind: 'transmit', ready: { send: transmitting, mime: row.mime, clearance, transport, pkg: input.pkg } };
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
