/** Runs a share of the seeds and says what was run; a seed that fails says how to run it alone, with its log. */
import { expect, test } from 'vitest';
import { noCounts, type Referee, type RunCounts } from './referee.ts';
import { runSeed } from './run.ts';

/** All shares together. */
const SEEDS = 2_000;
const SHARES = 4;
/** Enough of the log to see what led to it; the whole of it where one seed is run alone. */
const LAST_LINES = 60;

const one = process.env['SIM_SEED'];

function sayFailure(seed: number, { violations, log }: Referee): string {
  const lines = one === undefined ? log.slice(-LAST_LINES) : log;
  return [
    `seed ${seed}: ${violations.join('\n')}`,
    ...lines,
    `run it alone: SIM_SEED=${seed} npx vitest run --project simulation test/simulation/seeds-1.test.ts`,
  ].join('\n');
}

/** `share` counts from 1. With SIM_SEED set, the first share runs that seed and the others none. */
export function runShare(share: number): void {
  const count = Math.ceil(Number(process.env['SIM_SEEDS'] ?? SEEDS) / SHARES);
  const first = (share - 1) * count + 1;
  const seeds =
    one === undefined ? Array.from({ length: count }, (_, at) => first + at) : share === 1 ? [Number(one)] : [];

  test.skipIf(seeds.length === 0)(`no invariant breaks in the seeds from ${String(seeds[0])} on`, async () => {
    const total = noCounts();
    const failures: string[] = [];
    for (const seed of seeds) {
      const run = await runSeed(seed);
      for (const name of Object.keys(total) as (keyof RunCounts)[]) total[name] += run.counts[name];
      if (run.violations.length > 0) failures.push(sayFailure(seed, run));
      if (failures.length >= 3) break;
    }
    console.log(`simulated ${seeds.length} seeds from ${String(seeds[0])}: ${JSON.stringify(total)}`);
    expect(failures.join('\n\n')).toBe('');
    // A simulation in which nothing happens proves nothing.
    if (seeds.length >= 20)
      expect(
        Math.min(total.deliveries, total.crashes, total.networkFaults, total.crmFaults, total.diskFaults),
      ).toBeGreaterThan(seeds.length / 4);
    // A share of them has an agent, which makes some packages in each.
    if (seeds.length >= 50)
      expect(Math.min(total.agents, total.agentPackages, total.modelCalls)).toBeGreaterThan(seeds.length / 10);
  });
}
