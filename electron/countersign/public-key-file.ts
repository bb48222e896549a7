/**
 * Keeps the public keys this device has signed with, beside the ledger, so that an approval made offline still verifies after a
 * restart; it never holds a private key.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { PublicKey } from '../../shared/domain/countersignature.ts';

/** Where a public key is looked up by its id: team documents, or this file. */
export interface PublicKeys {
  read(keyId: string): PublicKey | null;
}

export interface PublicKeyFile extends PublicKeys {
  /** Durable when it returns. */
  keep(key: PublicKey): void;
  all(): readonly PublicKey[];
}

const Kept = z.object({ formatVersion: z.literal(1), keys: z.array(PublicKey) });

/**
 * Throws where the file is there but can't be read: an unknown key refuses sends, and a person should know why.
 * `write` replaces a file durably.
 */
export function openPublicKeyFile({
  path,
  write,
}: {
  readonly path: string;
  readonly write: (path: string, content: string) => void;
}): PublicKeyFile {
  const keys = new Map<string, PublicKey>();
  if (existsSync(path)) {
    for (const key of Kept.parse(JSON.parse(readFileSync(path, 'utf8'))).keys) keys.set(key.keyId, key);
  }
  return {
    read: (keyId) => keys.get(keyId) ?? null,
    all: () => [...keys.values()],
    keep(key) {
      if (JSON.stringify(keys.get(key.keyId)) === JSON.stringify(key)) return;
      keys.set(key.keyId, key);
      write(path, JSON.stringify({ formatVersion: 1, keys: [...keys.values()] }));
    },
  };
}

/** The first of several places that knows the key. */
export function firstKnown(...places: readonly PublicKeys[]): PublicKeys {
  return {
    read(keyId) {
      for (const place of places) {
        const key = place.read(keyId);
        if (key !== null) return key;
      }
      return null;
    },
  };
}
