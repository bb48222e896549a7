/** The same seed gives the same run, line by line: without that no failing seed could be looked at again. */
import { expect, test } from 'vitest';
import { runSeed } from './run.ts';

test.each([
  [3, false],
  [8, false],
  [21, false],
  [3, true],
  [8, true],
  [21, true],
])('seed %i run twice does the same twice; with an agent: %s', async (seed, agent) => {
  const [first, second] = [await runSeed(seed, { agent }), await runSeed(seed, { agent })];
  expect(second.log).toEqual(first.log);
  expect(second.counts).toEqual(first.counts);
  expect(first.counts.commits).toBeGreaterThan(50);
});
