/** Secrets for this run only: held in memory, gone at its end; must never touch the disk. */
import type { Secrets } from '../ports/secrets.ts';

export function runOnlySecrets(): Secrets {
  const held = new Map<string, string>();
  return {
    kind: () => 'run-only',
    read: (name) => held.get(name) ?? null,
    write: (name, value) => void held.set(name, value),
    erase: (name) => void held.delete(name),
    unlock: () => Promise.resolve(false),
  };
}
