/** Keeps the ledger and the CRM in step: pulls on a beat, delivers what waits, backs off while the CRM can't be reached. */
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { Pull, PullOutcome } from '../sync/pull.ts';

/** Well inside the 15 minutes of rail `world-fresh`, and quick enough that a new package is not waited for. */
const BEAT_MS = 30_000;
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** Deletes that no cursor shows are looked for once an hour. */
const RECONCILE_EVERY_MS = 3_600_000;

export type CrmState = Pick<DeskStatus['crm'], 'state' | 'lastPullAtMs' | 'problem'>;

export interface SyncLoop {
  state(): CrmState;
  /** Pulls for the first time, and keeps the beat from then on. */
  start(): void;
  /** Pulls now, whatever the beat; also the way back after `pause`. */
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
  /** After a pull that went through: the world may have changed. */
  afterPull(): Promise<void>;
  onChange(): void;
}

export function startSyncLoop(ports: SyncLoopPorts): SyncLoop {
  const { clock, random, log, pull } = ports;
  let state: CrmState = { state: 'syncing', lastPullAtMs: null, problem: null };
  let failures = 0;
  let reconciledAtMs = clock.nowMs();
  let cancelBeat: (() => void) | null = null;
  let ended = false;
  const running = new Set<Promise<unknown>>();

  const change = (next: Partial<CrmState>): void => {
    state = { ...state, ...next };
    ports.onChange();
  };
  /** Everything this loop starts by itself has an owner: `stop` waits for it, and a fault that nobody foresaw is logged. */
  const own = (work: Promise<unknown>): void => {
    const owned = work.catch((cause: unknown) => log.error('sync.fault', cause)).finally(() => running.delete(owned));
    running.add(owned);
  };
  const beatIn = (waitMs: number): void => {
    cancelBeat?.();
    if (!ended) cancelBeat = clock.wakeAt(clock.nowMs() + waitMs, () => own(run()));
  };

  async function run(): Promise<PullOutcome> {
    cancelBeat?.();
    change({ state: 'syncing' });
    const outcome = await pull.run();
    switch (outcome.kind) {
      case 'up-to-date':
        failures = 0;
        change({ state: 'up-to-date', lastPullAtMs: clock.nowMs(), problem: null });
        await ports.afterPull();
        deliver();
        if (clock.nowMs() - reconciledAtMs > RECONCILE_EVERY_MS) {
          reconciledAtMs = clock.nowMs();
          await pull.reconcile();
        }
        beatIn(BEAT_MS);
        break;
      case 'failed':
        failures += 1;
        change({ state: 'unreachable', problem: outcome.problem });
        beatIn(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS) * (0.5 + random.fraction() / 2));
        break;
      case 'stopped':
        change({ state: 'stopped' });
        break;
    }
    return outcome;
  }

  function deliver(): void {
    if (!ended) own(ports.writeBack.run().then(() => ports.onChange()));
  }

  return {
    state: () => state,
    start: () => own(run()),
    run,
    pause() {
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
