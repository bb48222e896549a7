/** Randomness of a simulated run: one seed gives every draw, in streams that do not disturb each other. */
import { seededDraw, type Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import type { Random } from '../../electron/ports/random.ts';

/** A stream of its own for each part, so that one more draw in one does not change all others. */
export function drawFor(seed: number, part: number): Draw {
  return seededDraw(Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) + Math.imul(part, 0xc2b2_ae35));
}

/** The desk's randomness port. */
export function simRandom(draw: Draw): Random {
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => draw.whole(0, 255));
  return {
    bytes,
    fraction: () => draw.fraction(),
    uuid() {
      const hex = Buffer.from(bytes(16)).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}

/** One of several, by weight. */
export function weighted<T>(draw: Draw, choices: readonly (readonly [number, T])[]): T {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  let left = draw.fraction() * total;
  for (const [weight, choice] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError('nothing to draw from');
  return last[1];
}
