/** Keeps one Ed25519 key per person on this device; the private half never leaves the secrets port and is never written in plain text. */
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { PublicKey } from '../../shared/domain/countersignature.ts';
import { DeviceId, KeyId, type PersonId } from '../../shared/domain/ids.ts';
import { EpochMs } from '../../shared/domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Secrets } from '../ports/secrets.ts';

/** What signs for one person on this device. */
export interface SigningKey {
  readonly keyId: KeyId;
  readonly personId: PersonId;
  readonly deviceId: DeviceId;
  /** Ed25519 over `bytes`. */
  sign(bytes: Uint8Array): Uint8Array;
}

export interface Keys {
  /** The person's key on this device, made now where there is none. */
  keyFor(personId: PersonId): SigningKey;
  /** Its public half, as the CRM's team documents hold it (kind `public-key`, id = `keyId`). */
  publicKeyOf(personId: PersonId): PublicKey;
}

const StoredKey = z.object({ pkcs8: z.base64(), deviceId: DeviceId, createdAtMs: EpochMs });
type StoredKey = z.infer<typeof StoredKey>;

/** The fixed head of a PKCS#8 Ed25519 private key (RFC 8410); the 32 byte seed follows. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;

/**
 * With secrets that live for one run only, each run makes a new key; earlier countersignatures still verify because the old public
 * keys stay where they were published.
 */
export function openKeys({
  secrets,
  random,
  clock,
  deviceId,
}: {
  readonly secrets: Secrets;
  readonly random: Random;
  readonly clock: Clock;
  readonly deviceId: string;
}): Keys {
  const device = DeviceId.parse(deviceId);

  const stored = (personId: PersonId): StoredKey => {
    const name = `countersign-key.${personId}`;
    const kept = parseStored(secrets.read(name));
    if (kept !== null && kept.deviceId === device) return kept;
    const seed = random.bytes(SEED_BYTES);
    if (seed.length !== SEED_BYTES) throw new Error('the source of randomness gave too few bytes for a key');
    const made: StoredKey = {
      pkcs8: Buffer.concat([PKCS8_HEAD, seed]).toString('base64'),
      deviceId: device,
      createdAtMs: clock.nowMs(),
    };
    secrets.write(name, JSON.stringify(made));
    return made;
  };

  return {
    keyFor(personId) {
      const privateKey = privateKeyOf(stored(personId));
      return {
        keyId: keyIdOf(createPublicKey(privateKey)),
        personId,
        deviceId: device,
        sign: (bytes) => sign(null, bytes, privateKey),
      };
    },
    publicKeyOf(personId) {
      const kept = stored(personId);
      const publicKey = createPublicKey(privateKeyOf(kept));
      return {
        keyId: keyIdOf(publicKey),
        personId,
        deviceId: device,
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        createdAtMs: kept.createdAtMs,
        revokedAtMs: null,
      };
    },
  };
}

function parseStored(value: string | null): StoredKey | null {
  if (value === null) return null;
  try {
    const parsed = StoredKey.safeParse(JSON.parse(value));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: the secret is damaged. A new key is the way on; nothing signed with the old one is lost.
    return null;
  }
}

function privateKeyOf(kept: StoredKey): KeyObject {
  return createPrivateKey({ key: Buffer.from(kept.pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
}

/** Named by its own bytes, so that a key document can't be swapped for another under the same id. */
export function keyIdOf(publicKey: KeyObject): KeyId {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return KeyId.parse(`ed25519-${createHash('sha256').update(spki).digest('hex').slice(0, 32)}`);
}
