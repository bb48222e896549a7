/** Draws from a seed, so that the demo's people and letters are the same on every machine. It must never be used for anything secret. */

export interface Draw {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** A whole number from `min` to `max`, both possible. */
  whole(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
  shuffled<T>(from: readonly T[]): T[];
}

/** mulberry32: small, fast, the same everywhere. */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  return {
    fraction,
    whole,
    pick: (from) => {
      const drawn = from[whole(0, from.length - 1)];
      if (drawn === undefined) throw new RangeError('nothing to draw from');
      return drawn;
    },
    chance: (probability) => fraction() < probability,
    shuffled: (from) => {
      const deck = [...from];
      for (let at = deck.length - 1; at > 0; at -= 1) {
        const other = whole(0, at);
        const [here, there] = [deck[at], deck[other]];
        if (here !== undefined && there !== undefined) [deck[at], deck[other]] = [there, here];
      }
      return deck;
    },
  };
}
