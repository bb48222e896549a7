/** Keeps the ledger and the CRM in step: pulls on a beat, delivers what waits, backs off while the CRM can't be reached. */
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import { asFailure, type Pull, type PullOutcome } from '../sync/pull.ts';

/** Well inside the 15 minutes of rail `world-fresh`, and quick enough that a new package is not waited for. */
const BEAT_MS = 30_000;
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** Deletes that no cursor shows are looked for after the first pull and then once an hour. */
const RECONCILE_EVERY_MS = 3_600_000;

export type CrmState = Pick<DeskStatus['crm'], 'state' | 'lastPullAtMs' | 'problem'>;

export interface SyncLoop {
  state(): CrmState;
  /** Pulls for the first time, and keeps the beat from then on. */
  start(): void;
  /** Pulls now, whatever the beat; also the way back after `pause`. A call during a run joins it; after `stop` nothing runs. */
  run(): Promise<PullOutcome>;
  /** Ends the run after its page and starts none by itself until `run`. */
  pause(): void;
  /** Delivers CRM writes that are due. */
  deliver(): void;
  stop(): Promise<void>;
}

export interface SyncLoopPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pull: Pull;
  readonly writeBack: { run(): Promise<unknown> };
  /** After a pull that went through: the world may have changed. Where it throws, the CRM is asked again as after a failed pull. */
  afterPull(): Promise<void>;
  onChange(): void;
}

export function startSyncLoop(ports: SyncLoopPorts): SyncLoop {
  const { clock, random, log, pull } = ports;
  let state: CrmState = { state: 'syncing', lastPullAtMs: null, problem: null };
  let failures = 0;
  /** Null: nobody knows yet what was deleted while this desk was closed. */
  let reconciledAtMs: number | null = null;
  let cancelBeat: (() => void) | null = null;
  let current: Promise<PullOutcome> | null = null;
  let paused = false;
  let ended = false;
  const running = new Set<Promise<unknown>>();

  const change = (next: Partial<CrmState>): void => {
    state = { ...state, ...next };
    ports.onChange();
  };
  /** Everything this loop starts has an owner: `stop` waits for it, and a fault that nobody foresaw is logged. */
  const own = (work: Promise<unknown>): void => {
    const owned = work.catch((cause: unknown) => log.error('sync.fault', cause)).finally(() => running.delete(owned));
    running.add(owned);
  };
  const beatIn = (waitMs: number): void => {
    cancelBeat?.();
    if (!ended && !paused) cancelBeat = clock.wakeAt(clock.nowMs() + waitMs, () => void run());
  };

  /** Longer with each failure in a row, and never the same for two desks. */
  const retryInMs = (inARow: number): number =>
    Math.ceil(Math.min(FIRST_RETRY_MS * 2 ** (inARow - 1), LONGEST_RETRY_MS) * (0.5 + random.fraction() / 2));

  function run(): Promise<PullOutcome> {
    if (ended) return Promise.resolve({ kind: 'stopped' });
    paused = false;
    if (current === null) {
      current = once().finally(() => {
        current = null;
      });
      own(current);
    }
    return current;
  }

  async function once(): Promise<PullOutcome> {
    cancelBeat?.();
    change({ state: 'syncing' });
    let outcome = await pull.run();
    // Asked for again while the stopped run was at its last page.
    while (outcome.kind === 'stopped' && !paused && !ended) outcome = await pull.run();
    if (outcome.kind === 'up-to-date') outcome = await follow(outcome);
    switch (outcome.kind) {
      case 'up-to-date':
        failures = 0;
        beatIn(BEAT_MS);
        change({ state: paused ? 'stopped' : 'up-to-date', problem: null });
        break;
      case 'failed':
        failures += 1;
        beatIn(retryInMs(failures));
        change({ state: 'unreachable', problem: outcome.problem });
        break;
      case 'stopped':
        change({ state: 'stopped' });
        break;
    }
    return outcome;
  }

  async function follow(outcome: PullOutcome): Promise<PullOutcome> {
    change({ lastPullAtMs: clock.nowMs() });
    deliver();
    try {
      await ports.afterPull();
      if (reconciledAtMs === null || clock.nowMs() - reconciledAtMs > RECONCILE_EVERY_MS) {
        await pull.reconcile();
        if (!paused) reconciledAtMs = clock.nowMs();
      }
      return outcome;
    } catch (cause) {
      const failure = asFailure(cause);
      log.error('sync.pull-failed', cause, { retryable: failure.retryable });
      return failure;
    }
  }

  function deliver(): void {
    if (!ended) own(ports.writeBack.run().then(() => ports.onChange()));
  }

  return {
    state: () => state,
    start: () => void run(),
    run,
    pause() {
      paused = true;
      cancelBeat?.();
      pull.stop();
      change({ state: 'stopped' });
    },
    deliver,
    async stop() {
      ended = true;
      cancelBeat?.();
      pull.stop();
      await Promise.all(running);
    },
  };
}
