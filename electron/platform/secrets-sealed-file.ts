/**
 * Secrets in one file sealed with a passphrase (scrypt, AES-256-GCM); before it is unlocked they live for the run only. Must never
 * write a secret or the passphrase in plain text, and never replace a file it could not open.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Log } from '../ports/log.ts';
import type { Secrets } from '../ports/secrets.ts';
import { writeDurably } from './write-durably.ts';

/** 2^17 with r 8, p 1: 128 MB and about a third of a second a guess (OWASP Password Storage Cheat Sheet). */
const SCRYPT_N = 2 ** 17;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

const SealedFile = z.object({
  format: z.literal('countersign-sealed-1'),
  /** Bounded on both sides: a file must not choose a weak key or fill the memory. */
  scryptN: z
    .int()
    .min(2 ** 15)
    .max(2 ** 20)
    .refine((n) => Number.isInteger(Math.log2(n))),
  salt: z.base64().max(100),
  nonce: z.base64().max(100),
  tag: z.base64().max(100),
  sealed: z.base64().max(4_000_000),
});
type SealedFile = z.infer<typeof SealedFile>;
const Opened = z.record(z.string(), z.string());

interface Key {
  readonly bytes: Buffer;
  readonly salt: Buffer;
  readonly scryptN: number;
}

/** `log` hears of a damaged file; a passphrase that does not fit is not an event. */
export function sealedFileSecrets(path: string, log: Log, scryptN = SCRYPT_N): Secrets {
  const held = new Map<string, string>();
  /** Erased before the file was open: erased in it as soon as it is. */
  const erased = new Set<string>();
  let key: Key | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const save = (under: Key): void => writeDurably(path, JSON.stringify(seal(under, Object.fromEntries(held))));

  const unlock = async (passphrase: string): Promise<boolean> => {
    if (!existsSync(path)) {
      const salt = randomBytes(16);
      const made: Key = { bytes: await deriveKey(passphrase, salt, scryptN), salt, scryptN };
      save(made);
      key = made;
      return true;
    }
    const file = readSealedFile(path, log);
    if (file === null) return false;
    const salt = Buffer.from(file.salt, 'base64');
    const candidate: Key = { bytes: await deriveKey(passphrase, salt, file.scryptN), salt, scryptN: file.scryptN };
    const opened = openSealed(candidate, file);
    if (opened === null) return false;
    const changed = held.size > 0 || [...erased].some((name) => Object.hasOwn(opened, name));
    for (const [name, value] of Object.entries(opened)) if (!held.has(name) && !erased.has(name)) held.set(name, value);
    erased.clear();
    if (changed) save(candidate);
    key = candidate;
    return true;
  };

  return {
    kind: () => (key !== null ? 'sealed-file' : existsSync(path) ? 'sealed-file-locked' : 'run-only'),
    read: (name) => held.get(name) ?? null,
    write(name, value) {
      held.set(name, value);
      erased.delete(name);
      if (key !== null) save(key);
    },
    erase(name) {
      held.delete(name);
      if (key === null) erased.add(name);
      else save(key);
    },
    unlock(passphrase) {
      // One at a time: two at once on a first run would each make a file.
      const mine = turn.then(() => unlock(passphrase));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** The same passphrase typed on another keyboard or system may come in another Unicode form. */
function deriveKey(passphrase: string, salt: Buffer, scryptN: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      KEY_BYTES,
      { N: scryptN, r: 8, p: 1, maxmem: 256 * scryptN * 8 },
      (fault, bytes) => {
        if (fault === null) resolve(bytes);
        else reject(fault);
      },
    );
  });
}

/** What the tag also covers, so that no part of the file can be exchanged. */
function header(key: Key): Buffer {
  return Buffer.from(`countersign-sealed-1 ${String(key.scryptN)} ${key.salt.toString('base64')}`);
}

function seal(key: Key, secrets: Readonly<Record<string, string>>): SealedFile {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(header(key));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return {
    format: 'countersign-sealed-1',
    scryptN: key.scryptN,
    salt: key.salt.toString('base64'),
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** Null where the passphrase does not fit or the content was altered: the two can't be told apart. */
function openSealed(key: Key, file: SealedFile): Record<string, string> | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(file.nonce, 'base64'), {
      authTagLength: 16,
    })
      .setAAD(header(key))
      .setAuthTag(Buffer.from(file.tag, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(file.sealed, 'base64')), decipher.final()]);
    return Opened.parse(JSON.parse(plain.toString('utf8')));
  } catch {
    return null;
  }
}

function readSealedFile(path: string, log: Log): SealedFile | null {
  try {
    return SealedFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    log.error('secrets-file-damaged', cause);
    return null;
  }
}
