/** Time as the desk sees it; a test or a simulation gives its own. */
export interface Clock {
  /** UTC epoch milliseconds now. */
  nowMs(): number;
  /** Calls `wake` once at or after `atMs`, unless the returned function was called first. */
  wakeAt(atMs: number, wake: () => void): () => void;
}
