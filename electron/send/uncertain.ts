/** Looks for messages of which nobody knows whether they arrived, and takes a person's answer. It never sends one again, and no hit never means unsent. */
import type { Doubt } from '../../shared/domain/doubt.ts';
import type { PersonId, SendId } from '../../shared/domain/ids.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { SendRow } from '../ports/send-ledger.ts';
import type { SendPorts } from './send-ports.ts';
import { transition } from './transitions.ts';

/** What the person reads once the grace is over. */
export const ASKS_PERSON =
  'Nobody can tell whether it arrived. Look into the mailbox’s Sent folder, then answer: it arrived, or draft again.';

const LOOK_EVERY_MS = 60_000;
const LOOK_SELDOM_MS = 15 * 60_000;

/** What is known when a send becomes uncertain; the grace before its person is asked is kept with it. */
export function doubtOf({ ledger }: SendPorts, handedOverAtMs: number | null, nowMs: number): Doubt {
  return { handedOverAtMs, asksAtMs: nowMs + graceMs(ledger), looks: 0, lastLook: null };
}

function graceMs({ copies }: Pick<Ledger, 'copies'>): number {
  return (copies.policy()?.limits.uncertainGraceMinutes ?? 0) * 60_000;
}

/** When uncertain sends should be looked for next, given the last time; null where there are none. */
export function nextLookAtMs({ ledger }: SendPorts, lastLookAtMs: number | null, nowMs: number): number | null {
  if (!ledger.sends.isAnyIn('uncertain')) return null;
  const rows = ledger.sends.inState(['uncertain']);
  if (lastLookAtMs === null) return nowMs;
  const graceEnds = rows.map((row) => graceEndMs(ledger, row, nowMs));
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
    let answer: Answer = 'unknown';
    try {
      answer = lookup === null ? 'unknown' : await lookup.findByMessageId(row.send.messageId);
    } catch (cause) {
      log.error('send.lookup-failed', cause, { sendId: row.send.id });
    }
    if (noteLook(ports, row.send.id, { answer, where: lookup?.where ?? 'the mailbox', atMs: clock.nowMs() }))
      changed += 1;
  }
  return changed;
}

type Answer = 'found' | 'absent' | 'unknown';

interface Look {
  readonly answer: Answer;
  readonly where: string;
  readonly atMs: number;
}

/** Each look is kept, so that whoever is asked can see what was tried. */
function noteLook(ports: SendPorts, id: SendId, { answer, where, atMs }: Look): boolean {
  const { ledger } = ports;
  return ledger.transact(() => {
    const row = ledger.sends.read(id);
    // The send may have been answered while the mailbox was asked.
    if (row?.send.state !== 'uncertain') return false;
    const { send } = row;
    if (answer === 'found') {
      const serverReply = `It was found in ${where}: the server had taken it.`;
      return transition(ports, send, 'sent', atMs, {
        sentAtMs: row.markAtMs ?? row.uncertainSinceMs ?? atMs,
        serverReply,
        because: 'found-in-mailbox',
      });
    }
    const doubt = {
      handedOverAtMs: row.markAtMs,
      asksAtMs: graceEndMs(ledger, row, atMs),
      looks: (send.doubt?.looks ?? 0) + 1,
      lastLook: { atMs, where, answer },
    };
    const isAsked = atMs >= doubt.asksAtMs;
    ledger.sends.amend(send.id, atMs, {
      doubt,
      ...(isAsked ? { serverReply: ASKS_PERSON } : {}),
      because: `${isAsked && send.serverReply !== ASKS_PERSON ? 'asks-person' : 'looked'}:${answer}`,
    });
    return true;
  });
}

function graceEndMs(ledger: Pick<Ledger, 'copies'>, row: SendRow, nowMs: number): number {
  return (row.uncertainSinceMs ?? nowMs) + graceMs(ledger);
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
