/** The same seed gives the same run, line by line: without that no failing seed could be looked at again. */
import { expect, test } from 'vitest';
import { runSeed } from './run.ts';

test.each([3, 8, 21])('seed %i run twice does the same twice', async (seed) => {
  const [first, second] = [await runSeed(seed), await runSeed(seed)];
  expect(second.log).toEqual(first.log);
  expect(second.counts).toEqual(first.counts);
  expect(first.counts.commits).toBeGreaterThan(50);
});
