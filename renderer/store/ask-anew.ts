/**
 * Has live queries asked anew now and then. Dexie keeps in each of them every key that was changed since its last answer, and one that no
 * change concerns gives none: in a window that stays open they would only grow, and each change would be held against all of them.
 */
import { Dexie } from 'dexie';
import { useSyncExternalStore } from 'react';

/** Commits between two askings: seldom enough to cost nothing, often enough to keep little. */
const AFTER_CHANGES = 400;

let changes = 0;
let round = 0;
const listeners = new Set<() => void>();

function askAnew(): void {
  round += 1;
  for (const listener of listeners) listener();
}

Dexie.on('storagemutated', () => {
  changes += 1;
  // In a quiet moment, so that no key press waits for it.
  if (changes % AFTER_CHANGES === 0) requestIdleCallback(askAnew);
});

function onRound(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const roundNow = (): number => round;

/** A number that is another one when it is time to ask again. */
export function useAskAnew(): number {
  return useSyncExternalStore(onRound, roundNow);
}
