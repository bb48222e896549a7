/** The conversation with a person as far as this desk knows it, oldest first: what a follow-up is drafted under and a reader sees. */
import type { HandoffPackage, ThreadMessage } from '../../shared/domain/handoff-package.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';

/** The package's own thread, the message that left for it, and a reply to it. */
export function threadWith(
  desk: Pick<AgentDesk, 'sentMessage'>,
  pkg: HandoffPackage | null,
  reply: Reply | null,
): readonly ThreadMessage[] {
  const sent = pkg === null ? null : messageOf(desk, pkg);
  const messages = [
    ...(pkg?.thread ?? []),
    ...(sent === null ? [] : [sent]),
    ...(reply === null ? [] : [inbound(reply)]),
  ];
  const known = new Set<string>();
  return messages
    .filter(({ messageId }) => {
      if (messageId === null) return true;
      const isNew = !known.has(messageId);
      known.add(messageId);
      return isNew;
    })
    .sort((one, other) => one.atMs - other.atMs)
    .slice(-100);
}

/** As it was sent; where another desk sent it, as it was drafted. */
function messageOf(desk: Pick<AgentDesk, 'sentMessage'>, pkg: HandoffPackage): ThreadMessage | null {
  const sent = desk.sentMessage(pkg.id);
  if (sent !== null || pkg.draft === null || pkg.review.state !== 'sent') return sent;
  return {
    messageId: null,
    direction: 'outbound',
    from: '',
    atMs: pkg.review.readyAtMs,
    subject: pkg.draft.subject,
    text: pkg.draft.body,
  };
}

const inbound = ({ messageId, from, atMs, subject, text }: Reply): ThreadMessage => ({
  messageId,
  direction: 'inbound',
  from,
  atMs,
  subject,
  text,
});
