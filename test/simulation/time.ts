/** Simulated time: one monotonic clock for the world outside, a wall clock that may be set, and events that fire in order. It never reads the machine's clock. */
import type { Clock } from '../../electron/ports/clock.ts';

/** One run of the desk's process; what belongs to a dead one neither rings nor writes any more. */
export interface Life {
  alive: boolean;
}

/** Asked anew after each wait: a process may have died meanwhile. */
export const isAlive = (life: Life): boolean => life.alive;

export interface SimTime {
  /** What the machine's clock shows. */
  wallMs(): number;
  /** Never goes back and is never set. */
  monoMs(): number;
  /** The desk's clock: its alarms go by the wall clock, as the machine's do. */
  clockFor(life: Life): Clock;
  /** Something outside happens after this long, whatever the wall clock shows. The returned function takes it back. */
  after(ms: number, happen: () => void): () => void;
  /** Lets time pass; everything rings at its own moment, and what it started is waited for. */
  pass(ms: number): Promise<void>;
  /** Time passes while the machine sleeps: nothing rings until it wakes. */
  sleep(ms: number): void;
  /** Somebody sets the clock. */
  setWall(byMs: number): void;
}

interface Event {
  readonly number: number;
  /** Monotonic or wall time, by `wall`. */
  readonly atMs: number;
  readonly wall: boolean;
  readonly happen: () => void;
}

/** More rings than this at one moment are a loop that never waits. */
const MOST_RINGS_AT_ONCE = 2_000;

/** More of the desk's alarms than this within a second keep a processor busy for nothing. */
const MOST_ALARMS_A_SECOND = 200;

/** Turns of the event loop until nothing is left to do but wait for simulated time. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 100_000; turns += 1) {
    await new Promise<void>((resume) => void setImmediate(resume));
    if (!process.getActiveResourcesInfo().includes('Immediate')) return;
  }
  throw new Error('the process never came to rest: something runs in a loop without waiting');
}

export function simTime(startMs: number): SimTime {
  let monoMs = 0;
  let offsetMs = startMs;
  let number = 0;
  const events = new Map<number, Event>();

  const add = (atMs: number, wall: boolean, happen: () => void): (() => void) => {
    const event = { number: (number += 1), atMs, wall, happen };
    events.set(event.number, event);
    return () => void events.delete(event.number);
  };
  const monoOf = (event: Event): number => (event.wall ? event.atMs - offsetMs : event.atMs);

  function next(untilMs: number): Event | null {
    let first: Event | null = null;
    let firstAtMs = Infinity;
    for (const event of events.values()) {
      const atMs = Math.max(monoOf(event), monoMs);
      if (atMs > untilMs || atMs >= firstAtMs) continue;
      first = event;
      firstAtMs = atMs;
    }
    return first;
  }

  return {
    wallMs: () => Math.floor(monoMs + offsetMs),
    monoMs: () => monoMs,
    clockFor: (life) => ({
      nowMs: () => Math.floor(monoMs + offsetMs),
      wakeAt: (atMs, wake) =>
        life.alive
          ? add(atMs, true, () => {
              if (life.alive) wake();
            })
          : () => undefined,
    }),
    after: (ms, happen) => add(monoMs + ms, false, happen),
    async pass(ms) {
      const untilMs = monoMs + ms;
      await settled();
      let rings = 0;
      let second = { startMs: monoMs, alarms: 0 };
      for (let event = next(untilMs); event !== null; event = next(untilMs)) {
        const atMs = Math.max(monoOf(event), monoMs);
        rings = atMs > monoMs ? 0 : rings + 1;
        if (rings > MOST_RINGS_AT_ONCE) throw new Error('alarms ring again and again without time going by');
        if (atMs - second.startMs >= 1_000) second = { startMs: atMs, alarms: 0 };
        if (event.wall) second.alarms += 1;
        if (second.alarms > MOST_ALARMS_A_SECOND) throw new Error(`alarms rang ${second.alarms} times within a second`);
        events.delete(event.number);
        monoMs = atMs;
        event.happen();
        await settled();
      }
      monoMs = untilMs;
    },
    sleep(ms) {
      monoMs += ms;
    },
    setWall(byMs) {
      offsetMs += byMs;
    },
  };
}
