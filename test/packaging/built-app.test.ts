/** What `npm run build` made, run and packaged for real: the bundles against the stand-in, the local host as a process, the packaged app. */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS as TABLE } from '../../shared/ipc/contract.ts';

const CHANNELS = Object.keys(TABLE);
const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  if (!existsSync(join(root, 'out', 'main', 'main.js')))
    throw new Error('there is no build to test: run `npm run build` first (`npm test` does)');
  folder = mkdtempSync(join(tmpdir(), 'countersign-built-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Seen {
  readonly webPreferences: Record<string, unknown>;
  readonly hello: { ok: boolean; value?: { kind: string } };
  readonly status: { ok: boolean };
  readonly foreign: unknown;
  readonly unparsed: Record<string, { ok: boolean; error?: { code: string } }>;
}

describe('the main and preload bundles', () => {
  let seen: Seen;
  beforeAll(async () => {
    const { stdout } = await run(
      process.execPath,
      ['--import', join(import.meta.dirname, 'electron-hook.mjs'), join(import.meta.dirname, 'drive-bundle.mjs')],
      {
        env: {
          ...process.env,
          STAND_IN_ROOT: root,
          COUNTERSIGN_HOME: join(folder, 'electron-home'),
          NODE_NO_WARNINGS: '1',
        },
        timeout: 60_000,
      },
    );
    seen = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Seen;
  }, 70_000);

  test('open one sandboxed window at our own address, with the page behind the policy', () => {
    expect(seen).toMatchObject({
      windows: 1,
      address: 'app://countersign/',
      webPreferences: {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      },
      page: { status: 200, html: expect.stringMatching(/^<!doctype html>/i) as string },
      outside: 404,
      exits: [0],
    });
    expect(existsSync(String(seen.webPreferences['preload']))).toBe(true);
  });

  test('have one channel in, and expose one call and one subscription', () => {
    expect(seen).toMatchObject({ channels: ['countersign:call'], exposed: ['call', 'subscribe'] });
  });

  test('answer our page with the real desk, and nobody else', () => {
    expect(seen.hello).toMatchObject({ ok: true, value: { kind: 'reload' } });
    expect(seen.status).toMatchObject({ ok: true });
    expect(seen.foreign).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  test('let nothing unparsed through any channel', () => {
    expect(Object.keys(seen.unparsed).sort()).toEqual([...CHANNELS].sort());
    for (const [channel, answer] of Object.entries(seen.unparsed))
      expect(answer, channel).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });
});

test('the desk has a handler for every channel of the contract, and for no other', async () => {
  const { openDesk } = await import('../../electron/desk.ts');
  const { systemClock } = await import('../../electron/platform/clock.ts');
  const { systemRandom } = await import('../../electron/platform/random.ts');
  const { hostPaths, makeHome } = await import('../../electron/platform/paths.ts');
  const { runOnlySecrets } = await import('../../electron/platform/secrets-run-only.ts');
  const home = join(folder, 'handlers-home');
  makeHome(home);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const desk = await openDesk({
    clock: systemClock(),
    random: systemRandom(),
    log,
    secrets: runOnlySecrets(),
    paths: hostPaths(home, join(root, 'resources')),
    host: 'local',
    version: '0.0.0',
    openLink: () => Promise.resolve(),
  });
  expect(Object.keys(desk.handlers).sort()).toEqual([...CHANNELS].sort());
  await desk.close();
}, 60_000);

describe('the local host as `npm start` runs it', () => {
  const running: ChildProcess[] = [];
  afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

  async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    return port;
  }

  function start(env: NodeJS.ProcessEnv): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
    const child = spawn(process.execPath, [join(root, 'out', 'main', 'start.js')], {
      env: { ...process.env, COUNTERSIGN_HOST: 'local', COUNTERSIGN_OPEN: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    return { child, said: () => said, ended: new Promise((done) => child.once('exit', (code) => done(code))) };
  }

  test('says one line with an address that works, refuses a second in the same home, and stops in order', async () => {
    const port = await freePort();
    const env = { COUNTERSIGN_HOME: join(folder, 'local-home'), COUNTERSIGN_PORT: String(port) };
    const first = start(env);
    await expect.poll(first.said, { timeout: 30_000 }).toContain('#token=');
    expect(first.said().trim().split('\n')).toHaveLength(1);
    const address = new URL(/http:\S+/.exec(first.said())?.[0] ?? '');
    expect(address.host).toBe(`127.0.0.1:${String(port)}`);
    const answer = await fetch(`${address.origin}/ipc/desk.status`, {
      method: 'POST',
      headers: {
        origin: address.origin,
        'content-type': 'application/json',
        'x-countersign-token': address.hash.replace('#token=', ''),
      },
      body: '{}',
    });
    expect(await answer.json()).toMatchObject({ ok: true });

    const second = start(env);
    expect(await second.ended).toBe(75);
    expect(second.said()).toContain('already running');

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await expect(fetch(address.origin)).rejects.toThrow();
  }, 60_000);

  test('takes another port where its own is taken, and says so', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as AddressInfo;
    const host = start({ COUNTERSIGN_HOME: join(folder, 'other-home'), COUNTERSIGN_PORT: String(port) });
    await expect.poll(host.said, { timeout: 30_000 }).toContain('#token=');
    expect(host.said()).toContain(`Port ${String(port)} is taken`);
    expect(host.said()).not.toContain(`127.0.0.1:${String(port)}/`);
    host.child.kill('SIGINT');
    expect(await host.ended).toBe(0);
    taken.close();
  }, 60_000);

  test.each([
    [{ COUNTERSIGN_PORT: '80' }, 'COUNTERSIGN_PORT'],
    [{ COUNTERSIGN_PORT: 'many' }, 'COUNTERSIGN_PORT'],
    [{ COUNTERSIGN_HOST: 'web' }, 'COUNTERSIGN_HOST'],
  ])('says what is wrong with %o and ends', async (env, named) => {
    const host = start({ COUNTERSIGN_HOME: join(folder, 'wrong-home'), ...env });
    expect(await host.ended).toBe(64);
    expect(host.said()).toContain(named);
  });
});

/** The order of the fuses in Electron's wire, version 1 (electron/fuses, src/config.ts). */
const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

describe.skipIf(process.platform !== 'linux')('the packaged app', () => {
  let packaged: string;
  beforeAll(async () => {
    // Electron's program as far as packaging looks at it: a file of that name with the fuse wire in it, every fuse as shipped.
    const program = join(folder, 'electron-stub');
    mkdirSync(program);
    const wire = Buffer.concat([
      Buffer.from(SENTINEL),
      Buffer.from([1, FUSES.length]),
      Buffer.from('1'.repeat(FUSES.length)),
    ]);
    writeFileSync(join(program, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
    chmodSync(join(program, 'electron'), 0o755);
    writeFileSync(
      join(program, 'version'),
      (JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string })
        .version,
    );
    packaged = join(folder, 'dist');
    await run(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        '--linux',
        'dir',
        '--x64',
        '--publish',
        'never',
        `-c.electronDist=${program}`,
        `-c.directories.output=${packaged}`,
      ],
      { cwd: root, timeout: 100_000, env: { ...process.env, ELECTRON_BUILDER_OFFLINE: 'true' } },
    );
  }, 110_000);

  test('holds the build, the resources and package.json, and no package folder, source or test', () => {
    const names = asarNames(join(packaged, 'linux-unpacked', 'resources', 'app.asar'));
    expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(new Set(['out', 'resources', 'package.json']));
    for (const needed of [
      'out/main/main.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'resources/icons/icon.png',
    ])
      expect(names).toContain(needed);
    expect(names.filter((name) => /node_modules|\.tsx?$/.test(name))).toEqual([]);
  });

  test('has every fuse set as the checklist asks', () => {
    const bytes = readFileSync(join(packaged, 'linux-unpacked', 'countersign'));
    const at = bytes.indexOf(SENTINEL) + SENTINEL.length;
    expect(bytes[at + 1]).toBe(FUSES.length);
    const wire = bytes.subarray(at + 2, at + 2 + FUSES.length).toString();
    expect(Object.fromEntries(FUSES.map((fuse, index) => [fuse, wire[index] === '1']))).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

interface AsarFolder {
  readonly files: Record<string, AsarFolder | { readonly size: number }>;
}

/** Every file in the archive, from its own header (a pickle: four sizes, then JSON). */
function asarNames(file: string): string[] {
  const bytes = readFileSync(file);
  const header = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8')) as AsarFolder;
  const list = (inside: AsarFolder, before: string): string[] =>
    Object.entries(inside.files).flatMap(([name, entry]) =>
      'files' in entry ? list(entry, `${before}${name}/`) : [`${before}${name}`],
    );
  return list(header, '');
}
