/** Looks for messages of which nobody knows whether they arrived, and takes a person's answer. It never sends one again, and no hit never means unsent. */
import type { PersonId, SendId } from '../../shared/domain/ids.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import type { SendRow } from '../ports/ledger.ts';
import type { SendPorts } from './send-ports.ts';
import { transition } from './transitions.ts';

/** What the person reads once the grace is over. */
export const ASKS_PERSON =
  'Nobody can tell whether it arrived. Look into the mailbox’s Sent folder, then answer: it arrived, or draft again.';

const LOOK_EVERY_MS = 60_000;
const LOOK_SELDOM_MS = 15 * 60_000;

/** When uncertain sends should be looked for next, given the last time; null where there are none. */
export function nextLookAtMs({ ledger }: SendPorts, lastLookAtMs: number | null, nowMs: number): number | null {
  const rows = ledger.sends.inState(['uncertain']);
  if (rows.length === 0) return null;
  if (lastLookAtMs === null) return nowMs;
  const graceEnds = rows.map((row) =>
    graceEndMs(ledger.copies.policy()?.limits.uncertainGraceMinutes ?? 0, row, nowMs),
  );
  const isSoon = graceEnds.some((endAtMs) => endAtMs > lastLookAtMs);
  const regular = lastLookAtMs + (isSoon ? LOOK_EVERY_MS : LOOK_SELDOM_MS);
  return Math.min(regular, ...graceEnds.filter((endAtMs) => endAtMs > lastLookAtMs));
}

/** Found is sent; anything else stays uncertain, and after the grace the person is asked. Returns how many changed. */
export async function lookForUncertain(ports: SendPorts): Promise<number> {
  const { ledger, clock, log } = ports;
  let changed = 0;
  for (const row of ledger.sends.inState(['uncertain'])) {
    const lookup = ports.lookupFor(row.send.mailboxId);
    let found: 'found' | 'absent' | 'unknown' = 'unknown';
    try {
      found = lookup === null ? 'unknown' : await lookup.findByMessageId(row.send.messageId);
    } catch (cause) {
      log.error('send.lookup-failed', cause, { sendId: row.send.id });
    }
    if (noteLook(ports, row, found, clock.nowMs())) changed += 1;
  }
  return changed;
}

function noteLook(ports: SendPorts, row: SendRow, found: 'found' | 'absent' | 'unknown', nowMs: number): boolean {
  const { ledger } = ports;
  const { send } = row;
  if (found === 'found') {
    const serverReply = 'It was found in the mailbox: the server had taken it.';
    return transition(ports, send, 'sent', nowMs, {
      sentAtMs: row.markAtMs ?? row.uncertainSinceMs ?? nowMs,
      serverReply,
      because: 'found-in-mailbox',
    });
  }
  const grace = ledger.copies.policy()?.limits.uncertainGraceMinutes ?? 0;
  if (nowMs < graceEndMs(grace, row, nowMs) || send.serverReply === ASKS_PERSON) return false;
  // The send may have been answered while the mailbox was asked.
  if (ledger.sends.read(send.id)?.send.state !== 'uncertain') return false;
  ledger.sends.amend(send.id, nowMs, { serverReply: ASKS_PERSON, because: `asks-person:${found}` });
  return true;
}

function graceEndMs(graceMinutes: number, row: SendRow, nowMs: number): number {
  return (row.uncertainSinceMs ?? nowMs) + graceMinutes * 60_000;
}

/** A person's word: it arrived, or the package is to be drafted and decided anew. The old message is never transmitted again. */
export function resolveUncertain(
  ports: SendPorts,
  id: SendId,
  answer: 'arrived' | 'draft-again',
  personId: PersonId,
): ResponseOf<'send.resolve'> {
  const { ledger, clock } = ports;
  return ledger.transact((): ResponseOf<'send.resolve'> => {
    const row = ledger.sends.read(id);
    if (row === null) return { kind: 'no', because: 'There is no such message.' };
    const { send } = row;
    if (send.personId !== personId) return { kind: 'no', because: 'Only the person who approved it can answer.' };
    if (send.state !== 'uncertain') return { kind: 'no', because: `It is known by now: ${send.state}.` };
    const nowMs = clock.nowMs();
    if (answer === 'arrived') {
      const sentAtMs = row.markAtMs ?? row.uncertainSinceMs ?? nowMs;
      const change = { sentAtMs, serverReply: 'You said that it arrived.', because: 'person:arrived' };
      transition(ports, send, 'sent', nowMs, change, { actor: personId });
    } else {
      const serverReply = 'You chose to draft again; this message is never sent again.';
      transition(ports, send, 'abandoned', nowMs, { serverReply, because: 'person:draft-again' }, { actor: personId });
    }
    return { kind: 'ok' };
  });
}
