/** Pushes ops and learns how each ended: what got no answer is looked up before it is tried again. It throws what the connector throws. */
import type { Clock } from '../../ports/clock.ts';
import type { Connector, PushOp, PushResult } from '../../ports/connector.ts';

/** How often a batch the CRM did not answer is looked up and tried again. */
const ATTEMPTS = 3;

export interface PushBatch<T> {
  readonly connector: Pick<Connector, 'push' | 'lookUp'>;
  readonly clock: Clock;
  readonly batch: readonly T[];
  readonly opOf: (one: T) => PushOp;
  /** Once for each: `unknown`, `throttled` or nothing where the CRM did not answer to the end. */
  readonly settle: (one: T, result: Pick<PushResult, 'kind' | 'because'> | undefined) => void;
}

export async function pushBatch<T>({ connector, clock, batch, opOf, settle }: PushBatch<T>): Promise<void> {
  let open = batch;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const results = await connector.push(open.map(opOf));
    const unanswered: T[] = [];
    let waitMs = 0;
    for (const [at, one] of open.entries()) {
      const result = results[at];
      const passing = result === undefined || result.kind === 'unknown' || result.kind === 'throttled';
      if (!passing || attempt >= ATTEMPTS) settle(one, result);
      else {
        unanswered.push(one);
        waitMs = Math.max(waitMs, result?.retryAfterMs ?? 0);
      }
    }
    if (unanswered.length === 0) return;
    if (waitMs > 0) await new Promise<void>((wake) => clock.wakeAt(clock.nowMs() + waitMs, wake));
    const lookedUp = await connector.lookUp(unanswered.map((one) => opOf(one).opId));
    const done = new Set(lookedUp.filter((one) => one.done).map((one) => one.opId));
    open = unanswered.filter((one) => !done.has(opOf(one).opId));
    for (const one of unanswered) if (done.has(opOf(one).opId)) settle(one, { kind: 'ok', because: '' });
  }
}
