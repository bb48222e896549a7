/** Counts the durable writes of deciding and sending, and kills this process at a chosen one. It changes nothing of what is written. */
import type { Ledger } from '../../electron/ports/ledger.ts';

/** The n-th durable write: just before it is committed, or right after. */
export interface KillPoint {
  readonly write: number;
  readonly when: 'before' | 'after';
}

export interface CountedWrites {
  readonly around: (ledger: Ledger) => Ledger;
  count(): number;
  /** Counts from here: opening the parts writes too. */
  reset(): void;
}

/** Every write counts once, whether a transaction or a single row; null kills never. */
export function killAtWrite(kill: KillPoint | null): CountedWrites {
  let writes = 0;
  let depth = 0;
  const die = () => process.kill(process.pid, 'SIGKILL');

  function durable<A extends readonly unknown[], R>(write: (...values: A) => R): (...values: A) => R {
    return (...values) => {
      if (depth > 0) return write(...values);
      depth += 1;
      try {
        writes += 1;
        if (kill?.write === writes && kill.when === 'before') die();
        const result = write(...values);
        if (kill?.write === writes && kill.when === 'after') die();
        return result;
      } finally {
        depth -= 1;
      }
    };
  }

  return {
    around: (ledger) => {
      const { sends } = ledger;
      return {
        ...ledger,
        transact: (work) => durable(() => ledger.transact(work))(),
        sends: {
          ...sends,
          move: durable((...values: Parameters<typeof sends.move>) => sends.move(...values)),
          amend: durable((...values: Parameters<typeof sends.amend>) => sends.amend(...values)),
          storeMime: durable((...values: Parameters<typeof sends.storeMime>) => sends.storeMime(...values)),
          setMark: durable((...values: Parameters<typeof sends.setMark>) => sends.setMark(...values)),
          reserve: durable((...values: Parameters<typeof sends.reserve>) => sends.reserve(...values)),
          giveBack: durable((...values: Parameters<typeof sends.giveBack>) => sends.giveBack(...values)),
        },
      };
    },
    count: () => writes,
    reset: () => void (writes = 0),
  };
}
