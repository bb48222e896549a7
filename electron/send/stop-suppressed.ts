/**
 * Refuses at once whatever waits for a recipient that has come onto the suppression list, in whichever state it waits: in its undo window,
 * for its slot, or for another try. It looks at nothing else: the gate judges the rest when the time comes.
 */
import type { SendState } from '../../shared/domain/send.ts';
import type { SendPorts } from './send-ports.ts';
import { judge } from './release.ts';
import { traceGate } from './step.ts';
import { codesOf, transition } from './transitions.ts';

/** What has not begun to leave. */
const WAITING: readonly SendState[] = ['held', 'released', 'deferred', 'retry'];

/** One transaction. Returns how many sends were refused. */
export function stopSuppressed(ports: SendPorts): number {
  const { ledger, clock } = ports;
  return ledger.transact(() => {
    const nowMs = clock.nowMs();
    return ledger.sends.suppressedIn(WAITING).filter((row) => {
      const judgement = judge(ports, row, nowMs);
      const { findings } = judgement.verdict;
      if (!findings.some(({ code, answer }) => code === 'suppressed' && answer === 'refuse')) return false;
      traceGate(ports, row.send, judgement, nowMs);
      return transition(ports, row.send, 'refused', nowMs, { findings, because: `gate:${codesOf(findings)}` });
    }).length;
  });
}
