/** What the CRM is asked before sends leave: about their recipients, a few at a time, and once for all about the world. It decides nothing. */
import type { SendId } from '../../shared/domain/ids.ts';
import type { SendPorts } from './send-ports.ts';
import type { Queued } from './waiting-queue.ts';

/** How long the CRM's answer about a recipient counts as its last word. */
const ASKED_FOR_MS = 60_000;

export interface CrmQuestions {
  /** Of those that may be next, in order, whose recipients have to be asked about; none where the first was asked about lately. */
  unasked(next: readonly Queued[]): readonly Queued[];
  ask(rows: readonly Queued[]): Promise<void>;
  /** One look at the CRM for all that wait for it; what could not be asked is logged, and the gate says how old the last word is. */
  freshen(): Promise<void>;
}

export function makeCrmQuestions({ askSuppressions, refreshWorld, clock, log }: SendPorts): CrmQuestions {
  const asked = new Map<SendId, number>();
  let freshening: Promise<void> | null = null;
  return {
    unasked(next) {
      const nowMs = clock.nowMs();
      for (const [id, atMs] of asked) if (Math.abs(nowMs - atMs) > ASKED_FOR_MS) asked.delete(id);
      const [first] = next;
      return askSuppressions === undefined || first === undefined || asked.has(first.id)
        ? []
        : next.filter(({ id }) => !asked.has(id));
    },
    async ask(rows) {
      for (const { id } of rows) asked.set(id, clock.nowMs());
      await askSuppressions?.(rows);
    },
    freshen() {
      freshening ??= (refreshWorld?.() ?? Promise.resolve())
        .catch((cause: unknown) => log.error('send.refresh-failed', cause))
        .finally(() => (freshening = null));
      return freshening;
    },
  };
}
