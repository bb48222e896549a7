/** The disk under one ledger: full or failing for a while, and the moment at which the machine stops. Everything else is the real file. */
import type { CommitWatch } from '../../electron/ledger/connection.ts';
import { ConnectorFault } from '../../electron/ports/connector.ts';
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import type { Referee } from './referee.ts';
import type { Life } from './time.ts';

/** As node:sqlite throws it. */
export class DiskFault extends Error {
  readonly code = 'ERR_SQLITE_ERROR';
  readonly errcode: number;
  constructor(errcode: 10 | 13) {
    super(errcode === 13 ? 'database or disk is full' : 'disk I/O error');
    this.name = 'DiskFault';
    this.errcode = errcode;
  }
}

/** The process is gone; whatever its code does after this reaches nothing. */
export class MachineStopped extends Error {
  override readonly name = 'MachineStopped';
}

export interface DiskWeather {
  /** The probability that a commit fails. */
  failing: number;
  /** Commits until the machine stops; null where it does not. */
  stopsIn: { commits: number; readonly when: 'before' | 'after' } | null;
}

export function watchCommits(parts: {
  readonly life: Life;
  readonly weather: DiskWeather;
  readonly draw: Draw;
  readonly referee: Referee;
  /** The machine stops at this very moment. */
  readonly stop: () => void;
  /** A commit stands. */
  readonly committed: () => void;
}): CommitWatch {
  const { life, weather, draw, referee, stop, committed } = parts;
  const isTime = (when: 'before' | 'after'): boolean => weather.stopsIn?.when === when && weather.stopsIn.commits <= 0;
  return {
    before() {
      if (!life.alive) throw new MachineStopped('the machine stopped before');
      if (weather.stopsIn !== null) weather.stopsIn.commits -= 1;
      if (isTime('before')) {
        stop();
        throw new MachineStopped('the machine stopped right before a commit');
      }
      if (draw.chance(weather.failing)) {
        referee.counts.diskFaults += 1;
        throw new DiskFault(draw.chance(0.5) ? 13 : 10);
      }
    },
    after() {
      referee.counts.commits += 1;
      committed();
      if (isTime('after')) {
        stop();
        throw new MachineStopped('the machine stopped right after a commit');
      }
    },
  };
}

/** What the simulation itself made fail, and no fault of the desk's. */
export function isSimulated(cause: unknown): boolean {
  if (cause instanceof ConnectorFault || cause instanceof DiskFault || cause instanceof MachineStopped) return true;
  if (!(cause instanceof Error)) return false;
  return cause.message === 'the mailbox can not be read' || (cause.cause !== undefined && isSimulated(cause.cause));
}
