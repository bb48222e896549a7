/** Seeds that once broke an invariant, each under the name of what was wrong. */
import { expect, test } from 'vitest';
import { runSeed } from './run.ts';

test.each([[114, 'alarms rang a thousand times a second while the CRM was asked and did not answer']])(
  'seed %i: %s',
  async (seed) => {
    const { violations, log } = await runSeed(seed);
    expect([...violations, ...(violations.length === 0 ? [] : log.slice(-60))]).toEqual([]);
  },
);
