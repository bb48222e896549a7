/** Who asked not to be written to, where no header rule had seen it: the address that wrote and the one we wrote to, at once, everywhere. */
import { createHash } from 'node:crypto';
import { SuppressionId, type PersonId } from '../../shared/domain/ids.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import { addressIn } from '../../shared/policy/replies/writer-address.ts';
import { normaliseAddress } from '../../shared/policy/suppression-match.ts';
import type { Ledger } from '../ports/ledger.ts';

interface Wish {
  readonly reply: Reply;
  readonly reason: 'unsubscribe' | 'complaint';
  /** Whose word it is. */
  readonly by: 'agent' | PersonId;
  readonly nowMs: number;
}

export function suppressWriter(ledger: Ledger, { reply, reason, by, nowMs }: Wish): void {
  const owner = ledger.copies.people().find(({ mailbox }) => mailbox.id === reply.mailboxId);
  if (owner === undefined) throw new Error(`Nobody on the team has the mailbox ${reply.mailboxId}.`);
  const sentTo = reply.sendId === null ? null : (ledger.sends.read(reply.sendId)?.send.to ?? null);
  const wanted = new Map<string, string>();
  for (const address of [addressIn(reply.from), sentTo])
    if (address !== null && normaliseAddress(address) !== normaliseAddress(owner.mailbox.address))
      wanted.set(normaliseAddress(address), address.toLowerCase());
  for (const value of wanted.values()) {
    const hash = createHash('sha256').update(`${reply.id}\n${value}`).digest('hex').slice(0, 40);
    const entry: Suppression = {
      id: SuppressionId.parse(`reply-${hash}`),
      scope: 'global',
      value,
      reason,
      source: `mailbox ${reply.mailboxId}`,
      evidence: `reply ${reply.id}, ${by === 'agent' ? 'read by a model' : 'labelled by a person'}`.slice(0, 500),
      atMs: nowMs,
      by,
      expiresAtMs: null,
    };
    ledger.suppressions.put([entry]);
    ledger.writeBacks.enqueue(
      { kind: 'suppress', opId: `${entry.id}.suppress`, entry, personId: owner.id },
      nowMs,
      null,
    );
    ledger.trace.append({
      atMs: nowMs,
      kind: 'suppression',
      actor: by,
      subject: { suppressionId: entry.id, scope: 'global', reason, replyId: reply.id, contactId: reply.contactId },
    });
  }
}
