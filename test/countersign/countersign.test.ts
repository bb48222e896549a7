/** A countersignature holds over exactly what was signed, by the person's own key on this device, and over nothing else. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText, countersign, verifyCountersignature } from '../../electron/countersign/countersign.ts';
import { openKeys } from '../../electron/countersign/keys.ts';
import { newMessageId } from '../../electron/countersign/message-id.ts';
import { firstKnown, openPublicKeyFile } from '../../electron/countersign/public-key-file.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import { writeDurably } from '../../electron/platform/write-durably.ts';
import { MessageId, PublicKey } from '../../shared/domain/countersignature.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { signedSample } from '../send/signed-sample.ts';
import { turnedClock } from '../send/desk-parts.ts';

const SAM = PersonId.parse('person-sam');
const EVE = PersonId.parse('person-eve');
const open = (secrets = runOnlySecrets(), deviceId = 'device-1') =>
  openKeys({ secrets, random: systemRandom(), clock: turnedClock(), deviceId });

describe('a key', () => {
  it('is made once per person and kept by the secrets port alone', () => {
    const secrets = runOnlySecrets();
    const first = open(secrets).publicKeyOf(SAM);
    expect(open(secrets).publicKeyOf(SAM)).toEqual(first);
    expect(open(secrets).publicKeyOf(EVE).keyId).not.toBe(first.keyId);
    expect(PublicKey.parse(first).publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    const kept = JSON.parse(secrets.read('countersign-key.person-sam')!) as { pkcs8: string };
    expect(JSON.stringify(first)).not.toContain(kept.pkcs8.slice(-20));
  });

  it('is a new one for another device, another run without a keychain, or a damaged secret', () => {
    const secrets = runOnlySecrets();
    const first = open(secrets).publicKeyOf(SAM).keyId;
    expect(open(secrets, 'device-2').publicKeyOf(SAM).keyId).not.toBe(first);
    expect(open().publicKeyOf(SAM).keyId).not.toBe(first);
    secrets.write('countersign-key.person-sam', '{');
    expect(open(secrets).publicKeyOf(SAM).keyId).not.toBe(first);
  });
});

describe('a countersignature', () => {
  const keys = open();
  const cs = countersign(signedSample(), keys.keyFor(SAM));
  const publicKey = keys.publicKeyOf(SAM);

  it('holds, and gives back what was signed', () => {
    expect(verifyCountersignature(cs, publicKey)).toEqual({ signed: signedSample(), fault: null });
  });

  it('is canonical JSON: the order of fields makes no difference', () => {
    const turned = Object.fromEntries(Object.entries(signedSample()).reverse()) as ReturnType<typeof signedSample>;
    expect(canonicalText(turned)).toBe(canonicalText(signedSample()));
    expect(countersign(turned, keys.keyFor(SAM))).toEqual(cs);
  });

  it.each([
    ['the key is not known', null, 'the key it was signed with is not known'],
    ['the key was revoked', { ...publicKey, revokedAtMs: 1 }, 'the key was revoked'],
    ['the key is another person’s', { ...publicKey, personId: EVE }, 'the key belongs to another person'],
    [
      'the key is another device’s',
      { ...publicKey, deviceId: 'device-2' as never },
      'the key belongs to another device',
    ],
    [
      'another key is given under its name',
      { ...open().publicKeyOf(SAM), keyId: publicKey.keyId },
      'the public key is damaged',
    ],
    ['the key is no key', { ...publicKey, publicKey: 'x' }, 'the public key is damaged'],
  ])('does not hold where %s', (_what, key, fault) => {
    expect(verifyCountersignature(cs, key)).toEqual({ signed: signedSample(), fault });
  });

  it('does not hold for any other bytes', () => {
    fc.assert(
      fc.property(fc.nat(cs.signed.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
        const altered = cs.signed.slice(0, at) + String.fromCharCode(code) + cs.signed.slice(at + 1);
        fc.pre(altered !== cs.signed);
        expect(verifyCountersignature({ ...cs, signed: altered }, publicKey).fault).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is never made with another person’s key or over content that does not fit', () => {
    expect(() => countersign(signedSample(), keys.keyFor(EVE))).toThrow('own person');
    expect(() => countersign({ ...signedSample(), messageId: 'x' }, keys.keyFor(SAM))).toThrow();
  });

  it('of an earlier run still holds by the public key that was kept', () => {
    const dir = mkdtempSync(join(tmpdir(), 'countersign-keys-'));
    try {
      const path = join(dir, 'keys.json');
      openPublicKeyFile({ path, write: writeDurably }).keep(publicKey);
      const later = openPublicKeyFile({ path, write: writeDurably });
      later.keep(open().publicKeyOf(SAM));
      expect(verifyCountersignature(cs, firstKnown({ read: () => null }, later).read(cs.keyId)).fault).toBeNull();
      expect(later.all()).toHaveLength(2);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe('the file of public keys', () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'countersign-keys-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('holds no private key, and says so where it can’t be read', () => {
    const path = join(dir, 'keys.json');
    openPublicKeyFile({ path, write: writeDurably }).keep(open().publicKeyOf(SAM));
    expect(existsSync(path) && readFileSync(path, 'utf8')).not.toContain('PRIVATE');
    writeFileSync(path, '{');
    expect(() => openPublicKeyFile({ path, write: writeDurably })).toThrow();
  });
});

describe('a Message-ID', () => {
  it('is new each time, at the sender’s domain in ASCII', () => {
    const ids = Array.from({ length: 100 }, () => newMessageId({ random: systemRandom(), domain: 'bücher.example' }));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(MessageId.parse(id)).toMatch(/@xn--bcher-kva\.example>$/);
  });
});
