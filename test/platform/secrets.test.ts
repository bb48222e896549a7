/** Secrets: never in plain text on the disk, never lost by a wrong passphrase, never trusted to a keychain that is none. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keychainIsReal, keychainSecrets } from '../../electron/platform/secrets-keychain.ts';
import type { SafeStorage } from '../../electron/platform/secrets-keychain.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import { sealedFileSecrets } from '../../electron/platform/secrets-sealed-file.ts';
import { recordingLog } from '../hosts/recording-desk.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-secrets-'));
  file = join(folder, 'secrets.sealed.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PASSPHRASE = 'a train to Aarhus';
const SECRET = 'hunter2-hunter2';
/** The cheapest the format allows: the cost itself is checked once below. */
const open = () => sealedFileSecrets(file, recordingLog(), 2 ** 15);
const everythingOnDisk = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('the sealed file', () => {
  test('until a passphrase was given secrets live for the run and nothing is written', async () => {
    const secrets = open();
    expect(secrets.kind()).toBe('run-only');
    secrets.write('smtp', SECRET);
    expect(secrets.read('smtp')).toBe(SECRET);
    expect(readdirSync(folder)).toEqual([]);
    expect(await secrets.unlock(PASSPHRASE)).toBe(true);
    expect(secrets.kind()).toBe('sealed-file');
  });

  test('keeps what the run held, over a restart, and shows none of it in the file', async () => {
    const first = open();
    first.write('smtp', SECRET);
    await first.unlock(PASSPHRASE);
    first.write('device', 'second-secret');
    for (const plain of [SECRET, 'second-secret', 'smtp', 'device', PASSPHRASE]) {
      expect(everythingOnDisk()).not.toContain(plain);
      expect(everythingOnDisk()).not.toContain(Buffer.from(plain).toString('base64').replace(/=+$/, ''));
    }
    expect(readdirSync(folder)).toEqual(['secrets.sealed.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);

    const second = open();
    expect(second.kind()).toBe('sealed-file-locked');
    expect(second.read('smtp')).toBeNull();
    expect(await second.unlock(PASSPHRASE)).toBe(true);
    expect([second.read('smtp'), second.read('device')]).toEqual([SECRET, 'second-secret']);
  });

  test('a wrong passphrase opens nothing and changes nothing', async () => {
    const first = open();
    await first.unlock(PASSPHRASE);
    first.write('smtp', SECRET);
    const before = readFileSync(file, 'utf8');
    const second = open();
    expect(await second.unlock('a train to Odense')).toBe(false);
    expect(second.kind()).toBe('sealed-file-locked');
    second.write('smtp', 'typed while locked');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await second.unlock(PASSPHRASE)).toBe(true);
    expect(second.read('smtp')).toBe('typed while locked');
  });

  test('what was erased while it was locked is gone from it once it is open', async () => {
    const first = open();
    await first.unlock(PASSPHRASE);
    first.write('smtp', SECRET);
    first.write('device', 'kept');
    const second = open();
    second.erase('smtp');
    await second.unlock(PASSPHRASE);
    const third = open();
    await third.unlock(PASSPHRASE);
    expect([third.read('smtp'), third.read('device')]).toEqual([null, 'kept']);
  });

  test('the same passphrase in another Unicode form opens it', async () => {
    await open().unlock('caf\u00e9 caf\u00e9');
    expect(await open().unlock('cafe\u0301 cafe\u0301')).toBe(true);
  });

  test('two at once on a first run make one file that both passphrases can not open', async () => {
    const secrets = open();
    const [first, second] = await Promise.all([secrets.unlock(PASSPHRASE), secrets.unlock('another one')]);
    expect([first, second]).toEqual([true, false]);
    expect(await open().unlock(PASSPHRASE)).toBe(true);
  });

  test.each(['sealed', 'tag', 'nonce', 'salt'] as const)('an altered %s opens nothing', async (part) => {
    const secrets = open();
    secrets.write('smtp', SECRET);
    await secrets.unlock(PASSPHRASE);
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const bytes = Buffer.from(content[part] ?? '', 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(file, JSON.stringify({ ...content, [part]: bytes.toString('base64') }));
    expect(await open().unlock(PASSPHRASE)).toBe(false);
  });

  test.each([
    ['is no JSON', 'half a f'],
    [
      'asks for a weak key',
      '{"format":"countersign-sealed-1","scryptN":2,"salt":"AAAA","nonce":"AAAA","tag":"AAAA","sealed":"AAAA"}',
    ],
    [
      'asks for all memory',
      '{"format":"countersign-sealed-1","scryptN":1073741824,"salt":"AAAA","nonce":"AAAA","tag":"AAAA","sealed":"AAAA"}',
    ],
  ])('a file that %s is reported and never replaced', async (_what, content) => {
    writeFileSync(file, content);
    const log = recordingLog();
    const secrets = sealedFileSecrets(file, log, 2 ** 15);
    expect(secrets.kind()).toBe('sealed-file-locked');
    expect(await secrets.unlock(PASSPHRASE)).toBe(false);
    secrets.write('smtp', SECRET);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(log.lines).toMatchObject([{ level: 'error', code: 'secrets-file-damaged' }]);
  });

  test('each write has a nonce of its own, and costs a guess 2^17 rounds by default', async () => {
    const secrets = sealedFileSecrets(file, recordingLog());
    await secrets.unlock(PASSPHRASE);
    const nonces = Array.from({ length: 5 }, (_, at) => {
      secrets.write('n', String(at));
      return (JSON.parse(readFileSync(file, 'utf8')) as { nonce: string }).nonce;
    });
    expect(new Set(nonces).size).toBe(5);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ scryptN: 131_072 });
  });

  test('a folder that is gone fails the write aloud', async () => {
    const secrets = open();
    await secrets.unlock(PASSPHRASE);
    rmSync(folder, { recursive: true });
    expect(() => secrets.write('smtp', SECRET)).toThrow();
  });
});

/** A keychain with a cipher of its own: enough to tell encrypted from plain. */
function keychain(backend: string, available = true): SafeStorage & { forget(): void } {
  let mask = 0x5a;
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ mask));
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (plain) => turn(Buffer.from(`v10${plain}`)),
    decryptString(encrypted) {
      const plain = turn(encrypted).toString();
      if (!plain.startsWith('v10')) throw new Error('could not decrypt');
      return plain.slice(3);
    },
    forget: () => void (mask = 0x33),
  };
}

describe('the keychain', () => {
  test.each([
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'kwallet6', true, true],
    ['linux', 'gnome_libsecret', false, false],
    ['darwin', 'unknown', true, true],
    ['win32', 'unknown', true, true],
    ['win32', 'unknown', false, false],
  ] as const)('on %s with backend %s, available %s: real %s', (platform, backend, available, real) => {
    expect(keychainIsReal(keychain(backend, available), platform)).toBe(real);
  });

  test('keeps secrets over a restart with only their encrypted form on disk', () => {
    const storage = keychain('gnome_libsecret');
    const first = keychainSecrets(storage, file, recordingLog());
    first.write('smtp', SECRET);
    first.write('gone', 'x');
    first.erase('gone');
    expect(everythingOnDisk()).not.toContain(SECRET);
    expect(everythingOnDisk()).not.toContain(Buffer.from(SECRET).toString('base64'));
    const second = keychainSecrets(storage, file, recordingLog());
    expect([second.kind(), second.read('smtp'), second.read('gone')]).toEqual(['keychain', SECRET, null]);
  });

  test('a keychain that was reset reads as empty and says so; a damaged file is set aside, not overwritten', () => {
    const storage = keychain('gnome_libsecret');
    keychainSecrets(storage, file, recordingLog()).write('smtp', SECRET);
    storage.forget();
    const log = recordingLog();
    expect(keychainSecrets(storage, file, log).read('smtp')).toBeNull();
    expect(log.lines).toMatchObject([{ code: 'keychain-refused', fields: { name: 'smtp' } }]);

    writeFileSync(file, 'half a f');
    const after = keychainSecrets(storage, file, recordingLog());
    after.write('smtp', SECRET);
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('half a f');
  });
});

test('run-only secrets never touch the disk and can not be unlocked', async () => {
  const secrets = runOnlySecrets();
  secrets.write('smtp', SECRET);
  expect([secrets.kind(), secrets.read('smtp'), await secrets.unlock(PASSPHRASE)]).toEqual(['run-only', SECRET, false]);
  secrets.erase('smtp');
  expect(secrets.read('smtp')).toBeNull();
  expect(existsSync(file)).toBe(false);
});
