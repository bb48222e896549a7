/**
 * Secrets under the operating system's keychain, through Electron's safeStorage; the file holds only what the keychain encrypted.
 * Must never be used where the "keychain" is a fixed password (`basic_text`).
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import type { Log } from '../ports/log.ts';
import type { Secrets } from '../ports/secrets.ts';
import { writeDurably } from './write-durably.ts';

/** The part of Electron's `safeStorage` used here. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend(): string;
  encryptString(plain: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

/** Linux backends that keep the key where only the signed-in person's session gets it. */
const REAL_BACKENDS: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

/** Whether the keychain is one. On Linux without a secret service Electron falls back to a password that is in its source. */
export function keychainIsReal(safeStorage: SafeStorage, platform: NodeJS.Platform): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return platform !== 'linux' || REAL_BACKENDS.has(safeStorage.getSelectedStorageBackend());
}

const KeychainFile = z.record(z.string(), z.base64());

export function keychainSecrets(safeStorage: SafeStorage, path: string, log: Log): Secrets {
  const encrypted = new Map(Object.entries(readKeychainFile(path, log)));
  const save = (): void => writeDurably(path, JSON.stringify(Object.fromEntries(encrypted)));
  return {
    kind: () => 'keychain',
    read(name) {
      const value = encrypted.get(name);
      if (value === undefined) return null;
      try {
        return safeStorage.decryptString(Buffer.from(value, 'base64'));
      } catch (cause) {
        // The keychain was reset or the file came from another machine: as good as not there, and said.
        log.error('keychain-refused', cause, { name });
        return null;
      }
    },
    write(name, value) {
      encrypted.set(name, safeStorage.encryptString(value).toString('base64'));
      save();
    },
    erase(name) {
      if (encrypted.delete(name)) save();
    },
    unlock: () => Promise.resolve(false),
  };
}

function readKeychainFile(path: string, log: Log): Record<string, string> {
  if (!existsSync(path)) return {};
  try {
    return KeychainFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    // Set aside, so that the next write does not destroy what a person could still rescue.
    renameSync(path, `${path}.damaged`);
    log.error('secrets-file-damaged', cause);
    return {};
  }
}
