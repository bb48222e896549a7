/** Moves a send and writes, in the same transaction, what belongs to the move: the trust log's line, the CRM's news, the decision's end. */
import type { SignedContent } from '../../shared/domain/countersignature.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import type { Send, SendState } from '../../shared/domain/send.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import { shinglesOf } from '../../shared/policy/shingles.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { SendChange } from '../ports/send-ledger.ts';
import { writeOutcome, type Ending } from './outcome-writes.ts';
import { signedBody } from './release.ts';
import type { SendPorts } from './send-ports.ts';

const ENDINGS: readonly string[] = ['sent', 'refused', 'failed', 'expired', 'abandoned'] satisfies Ending[];

function isEnding(state: SendState): state is Ending {
  return ENDINGS.includes(state);
}

/**
 * Compare-and-swap; false where the send is no longer in `send.state`, and nothing was written. `signed`: what was countersigned, where the
 * caller has it verified at hand. `actor`: whose act it is, where a person answered for it.
 */
export function transition(
  ports: SendPorts,
  send: Send,
  to: SendState,
  nowMs: number,
  change: SendChange,
  {
    signed,
    actor = 'system',
  }: { readonly signed?: SignedContent | undefined; readonly actor?: PersonId | 'system' } = {},
): boolean {
  const { ledger } = ports;
  return ledger.transact(() => {
    if (!ledger.sends.move(send.id, send.state, to, nowMs, change)) return false;
    ledger.trace.append({
      atMs: nowMs,
      kind: 'transition',
      actor,
      subject: { sendId: send.id, packageId: send.packageId, from: send.state, to, because: change.because },
    });
    if (!isEnding(to)) return true;
    if (to === 'failed') ledger.sends.giveBack(send.id);
    const row = ledger.sends.read(send.id);
    if (row === null) throw new Error(`Send ${send.id} is gone.`);
    const content = signed ?? ports.verify(row.countersignature).signed;
    if (to === 'sent' && content !== null) keepShape(ledger, row.send, content, nowMs);
    writeOutcome(ledger, row.send, content, to, wordsOf(row.send, change), nowMs);
    if (ledger.decisions.read(send.decisionId)?.state === 'standing')
      ledger.decisions.setState(send.decisionId, 'settled');
    return true;
  });
}

/** What left is compared with what will: by its shape, for as many bodies as the policy asks. */
function keepShape(ledger: Ledger, send: Send, signed: SignedContent, nowMs: number): void {
  ledger.mailboxes.keepBody(
    {
      sendId: send.id,
      mailboxId: send.mailboxId,
      sentAtMs: send.sentAtMs ?? nowMs,
      accountName: send.accountName,
      shingles: [...shinglesOf(signedBody(signed))],
    },
    ledger.copies.policy()?.limits.similarityBodies ?? LIMITS.similarityBodies.default,
  );
}

function wordsOf(send: Send, change: SendChange): string {
  const findings = change.findings ?? [];
  if (findings.length > 0) return findings.map(({ evidence }) => evidence).join(' ');
  return send.serverReply ?? change.because;
}

/** The rails' codes, for rows and logs. */
export function codesOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ code }) => code))].sort().join(',');
}
