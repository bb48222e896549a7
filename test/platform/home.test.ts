/** Where things are, how they are written, and that one process works in one home. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimHome } from '../../electron/platform/claim-home.ts';
import { linkOpener } from '../../electron/platform/open-link.ts';
import { openPageFiles } from '../../electron/platform/page-files.ts';
import { homeFolder, hostPaths, makeHome } from '../../electron/platform/paths.ts';
import { writeDurably } from '../../electron/platform/write-durably.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-home-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the home', () => {
  test.each([
    ['linux', {}, '/home/sam/.local/share/countersign'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/countersign'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/sam/.local/share/countersign'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/sam/Library/Application Support/Countersign'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Countersign'],
    ['win32', {}, '/home/sam/AppData/Roaming/Countersign'],
    ['linux', { COUNTERSIGN_HOME: '/elsewhere/desk' }, '/elsewhere/desk'],
    ['win32', { COUNTERSIGN_HOME: 'here' }, resolve('here')],
    ['linux', { COUNTERSIGN_HOME: '' }, '/home/sam/.local/share/countersign'],
  ] as const)('on %s with %o is %s', (platform, env, expected) => {
    expect(homeFolder({ platform, env, userHome: '/home/sam' })).toBe(expected);
  });

  test('is made for its owner only, and everything but the resources is inside', () => {
    const home = join(folder, 'a', 'b');
    makeHome(home);
    if (process.platform !== 'win32') expect(statSync(home).mode & 0o777).toBe(0o700);
    const { resources, home: itself, ...inside } = hostPaths(home, '/app/resources');
    expect([resources, itself]).toEqual(['/app/resources', home]);
    const places = Object.values<string>(inside);
    for (const place of places) expect(place.startsWith(home)).toBe(true);
    expect(new Set(places).size).toBe(places.length);
  });

  test('is claimed by one process at a time, and free again when that one ends, also by kill -9', async () => {
    const file = join(folder, 'desk.claim');
    const module = resolve(import.meta.dirname, '../../electron/platform/claim-home.ts');
    const other = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { claimHome } from ${JSON.stringify(module)}; globalThis.claim = claimHome(${JSON.stringify(file)}); console.log(claim !== null); setInterval(() => claim, 1e6);`,
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const said = await new Promise<string>((done) =>
      other.stdout.once('data', (data: Buffer) => done(data.toString().trim())),
    );
    expect(said).toBe('true');
    expect(claimHome(file)).toBeNull();
    other.kill('SIGKILL');
    await new Promise((done) => other.once('exit', done));
    const mine = claimHome(file);
    expect(mine).not.toBeNull();
    expect(claimHome(file)).toBeNull();
    mine?.release();
    const again = claimHome(file);
    expect(again).not.toBeNull();
    again?.release();
  });
});

describe('a durable write', () => {
  test('replaces the whole file, leaves nothing beside it, and is for its owner only', () => {
    const file = join(folder, 'settings.json');
    writeDurably(file, 'a long first content');
    writeDurably(file, 'short');
    expect(readFileSync(file, 'utf8')).toBe('short');
    expect(readdirSync(folder)).toEqual(['settings.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that fails keeps the old file whole and leaves nothing behind', () => {
    const file = join(folder, 'taken');
    mkdirSync(join(file, 'inside'), { recursive: true });
    expect(() => writeDurably(file, 'new')).toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readdirSync(file)).toEqual(['inside']);
  });
});

test('a page that was not built is said at the start', () => {
  expect(() => openPageFiles(folder)).toThrow('not built');
});

describe('opening a link', () => {
  const record = () => {
    const runs: unknown[][] = [];
    const run = ((...args: unknown[]) => {
      runs.push(args);
      const child = {
        once: (event: string, then: () => void) => (event === 'spawn' ? (queueMicrotask(then), child) : child),
        unref: () => undefined,
      };
      return child;
    }) as never;
    return { runs, run };
  };

  test.each([
    ['linux', 'xdg-open'],
    ['darwin', 'open'],
    ['win32', 'rundll32'],
  ] as const)('on %s runs %s without a shell', async (platform, program) => {
    const { runs, run } = record();
    await linkOpener(platform, run)('https://northwind.example/a?b=$(id)&c="d"');
    expect(runs[0]?.[0]).toBe(program);
    expect(runs[0]?.[2]).toMatchObject({ shell: false });
    expect(JSON.stringify(runs[0]?.[1])).toContain('https://northwind.example/a?b=$(id)&c=%22d%22');
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'app://countersign/'])(
    '%s is never opened',
    async (url) => {
      const { runs, run } = record();
      await expect(linkOpener('linux', run)(url)).rejects.toThrow('only http and https');
      expect(runs).toEqual([]);
    },
  );

  test('a missing opener is a rejection, not a crash', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    chmodSync(empty, 0o700);
    const before = process.env['PATH'];
    process.env['PATH'] = empty;
    try {
      await expect(linkOpener('linux')('https://northwind.example/')).rejects.toThrow();
    } finally {
      process.env['PATH'] = before;
    }
  });
});
