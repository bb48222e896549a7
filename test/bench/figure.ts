/** What a bench brings home: a figure beside what it is held against, and the budget it has. It judges by its own budget only. */
import type { Homes } from './homes.ts';
import { saySpread, spreadOf, threeDigits, type Spread } from './spread.ts';

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** What it stands beside, measured in the same run; empty where the budget is absolute. */
  readonly against: string;
  readonly ratio: number | null;
  readonly budget: string;
  /** Null where the figure is told without a budget. */
  readonly within: boolean | null;
  /** Counted runs, the warm-up not among them. */
  readonly runs: number;
  /** For the JSON: each run's own value. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly unit: string;
}

export interface BenchPlace {
  /** A folder of this run, removed at its end. */
  readonly folder: string;
  readonly homes: Homes;
  /** Counted runs of a bench; `long` ones take fewer. */
  runs(kind: 'usual' | 'long'): number;
  /** A progress line. */
  say(line: string): void;
}

export interface Bench {
  readonly name: string;
  run(place: BenchPlace): Promise<readonly Figure[]>;
}

export interface Compared {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly theirName: string;
  readonly budget: string;
  /** Judges the medians. */
  readonly holds: ((ours: number, theirs: number) => boolean) | null;
}

/** A figure beside another of the same unit; its ratio is ours over theirs. */
export function compared({ what, unit, ours, theirs, theirName, budget, holds }: Compared): Figure {
  const own = spreadOf(ours);
  const other = spreadOf(theirs);
  return {
    what,
    measured: saySpread(own, unit),
    against: `${theirName} ${saySpread(other, unit)}`,
    ratio: own.median / other.median,
    budget,
    within: holds === null ? null : holds(own.median, other.median),
    runs: ours.length,
    ours,
    theirs,
    unit,
  };
}

/** A figure held against a number alone. */
export function alone(
  what: string,
  unit: string,
  ours: readonly number[],
  budget: string,
  holds: ((value: number) => boolean) | null,
): Figure {
  const own: Spread = spreadOf(ours);
  return {
    what,
    measured: saySpread(own, unit),
    against: '',
    ratio: null,
    budget,
    within: holds === null ? null : holds(own.median),
    runs: ours.length,
    ours,
    theirs: [],
    unit,
  };
}

/** Runs both sides in turn, the order changing each time, after a warm-up of each that is not counted. */
export async function inTurn(
  runs: number,
  ours: (run: number) => Promise<number> | number,
  theirs: (run: number) => Promise<number> | number,
): Promise<{ readonly ours: readonly number[]; readonly theirs: readonly number[] }> {
  const own: number[] = [];
  const other: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const first = run % 2 === 0;
    const values = first ? [await ours(run), await theirs(run)] : [await theirs(run), await ours(run)].reverse();
    if (run === 0) continue;
    own.push(values[0] ?? Number.NaN);
    other.push(values[1] ?? Number.NaN);
  }
  return { ours: own, theirs: other };
}

export { threeDigits };
