/** A pause names what it stops: one that names nothing would be kept, shown as paused, and stop nothing (found by the simulation, seed 1053). */
import { expect, test } from 'vitest';
import { PauseAsked } from '../../shared/domain/world.ts';

const reason = 'a look at it';

test.each([
  ['all', '', true],
  ['segment', 'segment-1', true],
  ['segment', '', false],
  ['sequence', ' ', false],
  ['version', '', false],
  ['mailbox', '', false],
] as const)('a pause of %s "%s": %s', (scope, value, fits) => {
  expect(PauseAsked.safeParse({ scope, value, reason }).success).toBe(fits);
});
