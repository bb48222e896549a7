/** Signs an approval over its canonical JSON, and says whether a countersignature still holds; it must never repair one. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { SignedContent, type Countersignature, type PublicKey } from '../../shared/domain/countersignature.ts';
import { keyIdOf, type SigningKey } from './keys.ts';

/** Canonical JSON (RFC 8785) of what is signed. */
export function canonicalText(content: SignedContent): string {
  return canonicalJson(content);
}

/** The signed record of one approval. Content that does not fit its schema is a programmer's error and throws. */
export function countersign(content: SignedContent, key: SigningKey): Countersignature {
  const parsed = SignedContent.parse(content);
  if (parsed.personId !== key.personId) throw new Error('a key signs only for its own person');
  if (parsed.deviceId !== key.deviceId) throw new Error('a key signs only on its own device');
  const signed = canonicalText(parsed);
  return {
    signed,
    keyId: key.keyId,
    signature: Buffer.from(key.sign(Buffer.from(signed, 'utf8'))).toString('base64'),
  };
}

/** What a countersignature says, and why it does not hold; `signed` is null where it can't even be read. */
export interface Verified {
  readonly signed: SignedContent | null;
  /** Null where key, person, device and bytes all fit. */
  readonly fault: string | null;
}

/** Checks bytes, form, key, person, device and revocation. `publicKey` is null where the key is not known. */
export function verifyCountersignature(countersignature: Countersignature, publicKey: PublicKey | null): Verified {
  const signed = readSigned(countersignature.signed);
  if (signed === null) return { signed: null, fault: 'the countersigned content can not be read' };
  return { signed, fault: faultOf(countersignature, signed, publicKey) };
}

function readSigned(text: string): SignedContent | null {
  try {
    const parsed = SignedContent.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: reported by the caller as content that can't be read.
    return null;
  }
}

function faultOf(
  countersignature: Countersignature,
  signed: SignedContent,
  publicKey: PublicKey | null,
): string | null {
  if (canonicalText(signed) !== countersignature.signed)
    return 'the countersigned content is not in its canonical form';
  if (publicKey === null) return 'the key it was signed with is not known';
  if (publicKey.keyId !== countersignature.keyId) return 'it names another key than the one given';
  if (publicKey.personId !== signed.personId) return 'the key belongs to another person';
  if (publicKey.deviceId !== signed.deviceId) return 'the key belongs to another device';
  if (publicKey.revokedAtMs !== null) return 'the key was revoked';
  const key = knownKey(publicKey);
  if (key === null) return 'the public key is damaged';
  const fits = verify(
    null,
    Buffer.from(countersignature.signed, 'utf8'),
    key,
    Buffer.from(countersignature.signature, 'base64'),
  );
  return fits ? null : 'the signature does not fit the content';
}

/** Keys that were read and whose id fits, by their PEM: a desk verifies thousands of signatures with a handful of them. */
const known = new Map<string, { readonly key: KeyObject; readonly keyId: string }>();
const KEYS_KEPT = 64;

/** The key as its record says it; null where it can't be read or is another than the record names. */
function knownKey({ publicKey, keyId }: PublicKey): KeyObject | null {
  let found = known.get(publicKey);
  if (found === undefined) {
    const key = readPublicKey(publicKey);
    if (key === null) return null;
    found = { key, keyId: keyIdOf(key) };
    if (known.size >= KEYS_KEPT) known.clear();
    known.set(publicKey, found);
  }
  return found.keyId === keyId ? found.key : null;
}

function readPublicKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    // Not a key at all: reported by the caller as damaged.
    return null;
  }
}
