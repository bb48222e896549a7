/** What the CRM hears of a send that ended: put beside the transition, in its transaction. Whether it may be written is asked at the connector's door. */
import type { SignedContent } from '../../shared/domain/countersignature.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { PackageState } from '../../shared/domain/handoff-package.ts';
import { TouchId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { mayMove } from '../../shared/policy/lifecycle.ts';
import type { PushOp } from '../ports/connector.ts';
import type { Ledger } from '../ports/ledger.ts';
import { signedBody } from './release.ts';

/** How a send can end for its package. */
export type Ending = 'sent' | 'refused' | 'failed' | 'expired' | 'abandoned';

const STATE_OF: Readonly<Record<Ending, PackageState>> = {
  sent: 'sent',
  refused: 'refused',
  failed: 'refused',
  expired: 'expired',
  abandoned: 'ready',
};

/** `because`: codes or the server's words. `signed` is null only where the countersignature can't be read. */
export function writeOutcome(
  ledger: Ledger,
  send: Send,
  signed: SignedContent | null,
  ending: Ending,
  because: string,
  nowMs: number,
): void {
  const actor = signed?.role ?? ledger.copies.people().find(({ id }) => id === send.personId)?.role ?? 'sdr';
  const head = (part: string) => ({ opId: `${send.id}.${part}`, actor, personId: send.personId });
  const ops: PushOp[] = [
    {
      ...head('outcome'),
      kind: 'package-outcome',
      packageId: send.packageId,
      state: STATE_OF[ending],
      because: because.slice(0, 500),
      atMs: nowMs,
    },
  ];
  if (ending === 'sent' && signed !== null) ops.push(...touchWrites(ledger, send, signed, head));
  for (const op of ops) ledger.writeBacks.enqueue({ kind: 'push', op }, nowMs, null);
  if (ending === 'sent') closeAnswered(ledger, send);
}

/** A drafted answer that left: the reply it was drafted for is done with. */
function closeAnswered(ledger: Ledger, { packageId }: Send): void {
  const contactId = ledger.copies.packageParties(packageId)?.contactId;
  if (contactId === undefined) return;
  for (const reply of ledger.agent.replies.ofContact(contactId, 50))
    if (reply.draftPackageId === packageId && reply.state === 'drafted')
      ledger.agent.replies.put({ ...reply, state: 'closed', done: 'The answer was approved and left.' });
}

function touchWrites(
  ledger: Ledger,
  send: Send,
  signed: SignedContent,
  head: (part: string) => Pick<PushOp, 'opId' | 'actor' | 'personId'>,
): readonly PushOp[] {
  const parties = ledger.copies.packageParties(send.packageId);
  if (parties === null) return [];
  const { contactId, accountId } = parties;
  const tag = sourceTag(ledger.decisions.read(send.decisionId)?.decision ?? null);
  const writes: PushOp[] = [
    {
      ...head('activity'),
      kind: 'activity',
      packageId: send.packageId,
      touch: {
        id: TouchId.parse(`touch-${send.id}`.slice(0, 120)),
        contactId,
        accountId,
        channel: 'email',
        direction: 'outbound',
        atMs: send.sentAtMs ?? send.updatedAtMs,
        subject: send.subject,
        snippet: snippetOf(signedBody(signed)),
        outcome: 'sent',
        source: tag,
        templateVersion: signed.templateVersion,
        promptVersion: signed.promptVersion,
        messageId: send.messageId,
      },
    },
    { ...head('source-tag'), kind: 'source-tag', contactId, tag },
  ];
  if (signed.messageKind === 'first-touch') {
    const because = 'first touch sent';
    const move = mayMove(signed.role, 'sequencing', { hasValidPackage: true, sequenceApproved: true });
    writes.push(
      move.kind === 'allowed'
        ? { ...head('lifecycle'), kind: 'lifecycle', contactId, stage: 'sequencing', because }
        : { ...head('lifecycle'), kind: 'suggestion', contactId, field: 'lifecycle', value: 'sequencing', because },
    );
  }
  return writes;
}

function sourceTag(decision: Decision | null): 'ai' | 'ai-edited' {
  return decision?.kind === 'approve' && decision.editClass === 'unedited' ? 'ai' : 'ai-edited';
}

/** The first words, on one line, for the timeline. */
function snippetOf(body: string): string {
  return body
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
