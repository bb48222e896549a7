/** Seeds that once broke an invariant, each under the name of what was wrong. */
import { expect, test } from 'vitest';
import { runSeed } from './run.ts';

test.each([[114, 'alarms rang a thousand times a second while the CRM was asked and did not answer']])(
  'seed %i: %s',
  async (seed) => {
    // From before some seeds had an agent.
    const { violations, log } = await runSeed(seed, { agent: false });
    expect([...violations, ...(violations.length === 0 ? [] : log.slice(-60))]).toEqual([]);
  },
);
