/** The operating system's randomness; nothing that is signed, named or drawn may take it from anywhere else. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../ports/random.ts';

export function systemRandom(): Random {
  return {
    bytes: (count) => new Uint8Array(randomBytes(count)),
    uuid: () => randomUUID(),
    // 48 random bits, each value equally likely.
    fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  };
}
