/** Puts together what was said around a reply, from every place of the store that knows a part of it. It reads and never writes. */
import type { ThreadMessage } from '../../shared/domain/handoff-package.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { DeskDb } from './db.ts';
import type { PackageRow } from './rows.ts';
import { packageOf } from './texts.ts';

/** Message-IDs are kept with their angle brackets in some places and without in others. */
const bare = (messageId: string): string => messageId.replaceAll(/^<|>$/gu, '').toLowerCase();

const sameMoment = ({ direction, atMs }: Pick<ThreadMessage, 'direction' | 'atMs'>): string => `${direction}/${atMs}`;

/** Everything but the reply itself, newest first, each message once. */
export async function readReplyThread(db: DeskDb, reply: Reply): Promise<readonly ThreadMessage[]> {
  const { escalations, packages } = db.relaxed;
  const [escalation, draft, answered, sent] = await Promise.all([
    reply.escalationId === null ? undefined : escalations.get(reply.escalationId),
    reply.draftPackageId === null ? undefined : packages.get(reply.draftPackageId),
    reply.packageId === null ? undefined : packages.get(reply.packageId),
    reply.sendId === null ? null : readSent(db, reply.sendId),
  ]);
  const known = [
    ...(escalation?.context?.conversation ?? []),
    ...threadOf(draft),
    ...threadOf(answered),
    ...(sent === null ? [] : [sent]),
  ];
  const seen = new Set([
    sameMoment({ direction: 'inbound', atMs: reply.atMs }),
    ...(reply.messageId === null ? [] : [bare(reply.messageId)]),
  ]);
  return known
    .filter((message) => {
      const keys = [sameMoment(message), ...(message.messageId === null ? [] : [bare(message.messageId)])];
      const isKnown = keys.some((key) => seen.has(key));
      for (const key of keys) seen.add(key);
      return !isKnown;
    })
    .toSorted((a, b) => b.atMs - a.atMs);
}

const threadOf = (row: PackageRow | undefined) => (row === undefined ? [] : packageOf(row).thread);

/** What left, as its person signed it. */
async function readSent(db: DeskDb, id: SendId): Promise<ThreadMessage | null> {
  const { sends, decisions } = db.relaxed;
  const send = (await sends.get(id))?.send;
  if (send === undefined) return null;
  const decision = (await decisions.get(send.decisionId))?.record.decision;
  if (decision?.kind !== 'approve') return null;
  return {
    messageId: send.messageId,
    direction: 'outbound',
    from: decision.message.from,
    atMs: send.sentAtMs ?? send.countersignedAtMs,
    subject: decision.message.subject,
    text: decision.body,
  };
}
