/** Randomness as the desk sees it; a simulation gives a seeded one. */
export interface Random {
  bytes(count: number): Uint8Array;
  /** A version 4 UUID. */
  uuid(): string;
  /** Uniform in [0, 1). */
  fraction(): number;
}
