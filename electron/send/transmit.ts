/**
 * One transmission of a send that has a clearance and a slot, and what its outcome makes of it. Each row is durable before the act it
 * announces; at or after the end-of-message mark only an answer of the server says that it was not taken.
 */
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { SignedContent } from '../../shared/domain/countersignature.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import { isPausedBy } from '../../shared/policy/rails/paused.ts';
import type { Transport } from '../ports/transport.ts';
import { backoffMs } from './backoff.ts';
import type { Clearance } from './clearance.ts';
import { dispatch, type DispatchOutcome } from './dispatch.ts';
import type { Marks } from './marks.ts';
import { buildMime } from './mime.ts';
import type { SendPorts } from './send-ports.ts';
import { pauseReason } from './smtp-reply.ts';
import { transition } from './transitions.ts';
import { doubtOf } from './uncertain.ts';

/** A retry that the server never counted, because nothing was offered to it or we cut it off ourselves. */
export const UNCOUNTED = ['unreachable', 'cut-by-desk'];

/** A send whose row says `transmitting`: what its transmission needs. */
export interface Ready {
  readonly send: Send;
  /** The bytes of its first transmission, where there was one. */
  readonly mime: Uint8Array | null;
  readonly clearance: Clearance;
  readonly transport: Transport;
  /** As the gate saw it; a pause may name what it belongs to. */
  readonly pkg: HandoffPackage;
}

/** A transmission that is over, before its outcome is written. */
export interface Finished {
  readonly send: Send;
  readonly signed: SignedContent;
  readonly bytes: Uint8Array;
  readonly outcome: DispatchOutcome;
  /** Why the desk itself cut it before the mark; null where it did not. */
  readonly cutBecause: string | null;
}

export async function transmitSend(ports: SendPorts, ready: Ready, marks: Marks): Promise<Finished> {
  const { ledger, clock } = ports;
  const { send, clearance, transport, pkg } = ready;
  const { signed } = clearance;
  const mark = marks.coming();
  try {
    const bytes = ready.mime ?? (await buildMime(signed, clock.nowMs()));
    let cutBecause: string | null = null;
    const outcome = await dispatch(clearance, {
      transport,
      bytes,
      beforeMark: (isStillWanted) =>
        mark.make({
          isStillWanted,
          write() {
            cutBecause = whyCut(ports, send, pkg);
            if (cutBecause !== null) return cutBecause;
            // Together with the mark: from here on these bytes may have arrived, and only these are ever repeated.
            if (ready.mime === null) ledger.sends.storeMime(send.id, bytes);
            ledger.sends.setMark(send.id, clock.nowMs());
            return null;
          },
        }),
    });
    return { send, signed, bytes, outcome, cutBecause };
  } finally {
    mark.drop();
  }
}

/** The last look before the message can't be taken back: an opt-out, the kill switch or another pause that came since the gate. */
function whyCut({ ledger, clock }: SendPorts, send: Send, pkg: HandoffPackage): string | null {
  const parties = ledger.copies.packageParties(send.packageId);
  if (parties === null) return 'package-gone';
  if (ledger.suppressions.matching({ email: send.to, ...parties }, clock.nowMs()).length > 0) return 'suppressed';
  return ledger.copies.pauses().some((pause) => isPausedBy(pause, pkg, send.mailboxId)) ? 'paused' : null;
}

/** Writes what a transmission came to; joins the caller's transaction. */
export function conclude(ports: SendPorts, finished: Finished): void {
  const { ledger, clock } = ports;
  const { send, signed, outcome, cutBecause } = finished;
  const nowMs = clock.nowMs();
  ledger.transact(() => {
    switch (outcome.kind) {
      case 'accepted':
        transition(
          ports,
          send,
          'sent',
          nowMs,
          { sentAtMs: nowMs, serverReply: outcome.reply, because: 'accepted' },
          { signed: signed },
        );
        return;
      case 'uncertain': {
        const serverReply = `The connection was lost after the message was handed over (${outcome.reason.replace(/\.$/, '')}). It is being looked for.`;
        const doubt = doubtOf(ports, ledger.sends.read(send.id)?.markAtMs ?? null, nowMs);
        transition(ports, send, 'uncertain', nowMs, {
          serverReply,
          doubt,
          uncertainSinceMs: nowMs,
          because: 'no-answer',
        });
        return;
      }
      case 'altered':
        transition(ports, send, 'failed', nowMs, {
          serverReply: `Not sent: ${outcome.reason}, compared with what was countersigned.`,
          because: 'altered',
        });
        return;
      case 'refused-permanently':
        if (outcome.pausesMailbox) pauseMailbox(ports, send, outcome.reply, nowMs);
        if (outcome.limitsRate) freezeRamp(ports, send, outcome, nowMs);
        transition(ports, send, 'failed', nowMs, { serverReply: outcome.reply, because: `refused:${outcome.code}` });
        return;
      case 'refused-temporarily':
        if (outcome.pausesMailbox) pauseMailbox(ports, send, outcome.reply, nowMs);
        if (outcome.limitsRate) freezeRamp(ports, send, outcome, nowMs);
        again(ports, finished, outcome.reply, `refused:${outcome.code}`, nowMs);
        return;
      case 'not-accepted':
        again(
          ports,
          finished,
          outcome.reason,
          cutBecause !== null ? 'cut-by-desk' : outcome.unreachable === true ? 'unreachable' : 'connection-lost',
          nowMs,
        );
        return;
      default:
        outcome satisfies never;
    }
  });
}

/** Certainly not taken: the same bytes are tried again later, through the gate; or it fails where the server was asked often enough. */
function again(ports: SendPorts, finished: Finished, serverReply: string, because: string, nowMs: number): void {
  const { ledger } = ports;
  const { send, bytes } = finished;
  // The same bytes in every retry, wherever this one ended.
  ledger.sends.storeMime(send.id, bytes);
  ledger.sends.setMark(send.id, null);
  const isCounted = !UNCOUNTED.includes(because);
  const counted =
    ledger.sends.transitions(send.id).filter((made) => made.to === 'retry' && !UNCOUNTED.includes(made.because))
      .length + 1;
  const most = ledger.copies.policy()?.limits.transmitAttempts ?? 1;
  if (isCounted && counted >= most) {
    transition(ports, send, 'failed', nowMs, { serverReply, because });
    return;
  }
  const waitMs = because === 'cut-by-desk' ? 0 : backoffMs(isCounted ? counted : send.attempts, ports.random);
  transition(ports, send, 'retry', nowMs, { serverReply, clearsAtMs: nowMs + waitMs, because });
  ledger.sends.giveBack(send.id);
}

function pauseMailbox({ ledger, log }: SendPorts, send: Send, reply: string, nowMs: number): void {
  const reason = pauseReason(reply);
  ledger.copies.setPause({ scope: 'mailbox', value: send.mailboxId, reason, byPersonId: 'system', atMs: nowMs });
  ledger.trace.append({
    atMs: nowMs,
    kind: 'pause',
    actor: 'system',
    subject: { act: 'set', scope: 'mailbox', value: send.mailboxId, sendId: send.id },
  });
  log.warn('send.mailbox-paused', { mailboxId: send.mailboxId, sendId: send.id });
}

/** The provider takes no more from this sender for now: its ramp climbs no further until RevOps says so. */
function freezeRamp(
  { ledger }: SendPorts,
  send: Send,
  { code, reply }: { readonly code: number; readonly reply: string },
  nowMs: number,
): void {
  const mailbox = ledger.copies.people().find((person) => person.mailbox.id === send.mailboxId)?.mailbox;
  if (mailbox === undefined) return;
  ledger.mailboxes.recordEvent({
    id: `rate:${send.id}:${send.attempts}`,
    mailboxId: send.mailboxId,
    kind: 'rate-refusal',
    bounceClass: null,
    statusCode: /\b[245]\.\d{1,3}\.\d{1,3}\b/u.exec(reply)?.[0] ?? null,
    sendId: send.id,
    contactId: null,
    source: 'smtp',
    atMs: nowMs,
  });
  const { day } = mailboxDay(nowMs, mailbox.timeZone);
  ledger.mailboxes.freezeRamp(send.mailboxId, { day, because: `The provider asked for less mail (${code}).` });
  const subject = { act: 'freeze', scope: 'ramp', value: send.mailboxId, sendId: send.id };
  ledger.trace.append({ atMs: nowMs, kind: 'pause', actor: 'system', subject });
}
