/** The set-up of a fresh checkout, run as npm runs it, with an npm on PATH that records and does as the test says. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SET_UP = resolve(import.meta.dirname, '../../electron/set-up.mjs');
const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { name: 'x' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/only-elsewhere': { version: '1.0.0', optional: true, os: ['aix'] },
    'node_modules/node-only-elsewhere': { version: '1.0.0', optional: true, os: 'aix', cpu: 'ppc64' },
    'node_modules/only-here': { version: '2.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
  },
});
const INSTALLED_BY_HAND = JSON.stringify({
  packages: { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/only-here': { version: '2.0.0' } },
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-set-up-test-'));
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'package-lock.json'), LOCK);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** `does` is the body of a shell script that plays npm in the checkout. */
function npmThat(does: string): void {
  writeFileSync(join(root, 'bin', 'npm'), `#!/bin/sh\necho "$@" >> "${root}/npm-calls"\n${does}\n`);
  chmodSync(join(root, 'bin', 'npm'), 0o755);
}
const installs = 'rm -rf node_modules && mkdir node_modules && echo noise && echo "npm warn noise" >&2';

interface Run {
  readonly code: number | null;
  readonly said: string;
}
function setUp(node = process.execPath): Promise<Run> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  // As if npm had not started us: else its own path would be used instead of the one on PATH.
  delete env['npm_execpath'];
  const child = spawn(node, [SET_UP, root], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, said })));
}
const npmCalls = () =>
  existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n') : [];

describe.skipIf(process.platform === 'win32')('the set-up', () => {
  test('installs a fresh checkout from the lockfile, without install scripts, with what development needs, in one quiet line', async () => {
    npmThat(installs);
    const run = await setUp();
    expect(run.code).toBe(0);
    expect(run.said.trim().split('\n')).toEqual([expect.stringContaining('installing packages')]);
    expect(npmCalls()).toHaveLength(1);
    for (const flag of ['ci', '--ignore-scripts', '--include=dev', '--include=optional'])
      expect(npmCalls()[0]).toContain(flag);
  });

  test('does and says nothing the second time', async () => {
    npmThat(installs);
    await setUp();
    expect(await setUp()).toEqual({ code: 0, said: '' });
    expect(npmCalls()).toHaveLength(1);
  });

  test('installs again when the lockfile changed, or node_modules is gone', async () => {
    npmThat(installs);
    await setUp();
    writeFileSync(join(root, 'package-lock.json'), LOCK.replace('4.6.7', '4.6.8'));
    expect((await setUp()).code).toBe(0);
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect((await setUp()).code).toBe(0);
    expect(npmCalls()).toHaveLength(3);
  });

  test('a failed install is told with npm’s own words, and is not taken for done the next time', async () => {
    npmThat('mkdir -p node_modules && echo "npm error code ENETUNREACH" >&2 && exit 7');
    const run = await setUp();
    expect(run.code).toBe(1);
    expect(run.said).toContain('ENETUNREACH');
    expect(run.said).toContain('npm ci ended with 7');
    npmThat(installs);
    expect((await setUp()).code).toBe(0);
    expect(npmCalls()).toHaveLength(2);
  });

  test('an install that was killed half way is not taken for done, though an older one was', async () => {
    npmThat(installs);
    await setUp();
    writeFileSync(join(root, 'package-lock.json'), LOCK.replace('4.6.7', '4.6.8'));
    npmThat('kill -9 $PPID; sleep 1');
    expect((await setUp()).code).not.toBe(0);
    writeFileSync(join(root, 'package-lock.json'), LOCK);
    npmThat(installs);
    expect((await setUp()).code).toBe(0);
    expect(npmCalls()).toHaveLength(3);
  });

  test('two at once install once', async () => {
    npmThat(`sleep 1\n${installs}`);
    const runs = await Promise.all([setUp(), setUp(), setUp()]);
    expect(runs.map((run) => run.code)).toEqual([0, 0, 0]);
    expect(npmCalls()).toHaveLength(1);
  });

  test('an install by hand that has every package for this system is taken as it is', async () => {
    npmThat('exit 1');
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), INSTALLED_BY_HAND);
    expect(await setUp()).toEqual({ code: 0, said: '' });
    expect(npmCalls()).toEqual([]);
  });

  test.each([
    ['an older version', INSTALLED_BY_HAND.replace('4.6.7', '4.6.6')],
    ['no package of this system’s own', '{"packages":{"node_modules/zod":{"version":"4.6.7"}}}'],
    ['nothing', '{"packages":{}}'],
  ])('one that has %s is done again', async (_what, installed) => {
    npmThat(installs);
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), installed);
    expect((await setUp()).code).toBe(0);
    expect(npmCalls()).toHaveLength(1);
  });

  test('a packaged Node that does not run here is not left in the way', async () => {
    npmThat(
      `${installs} && mkdir node_modules/.bin && printf '#!/bin/sh\\nexit 127\\n' > node_modules/.bin/node && chmod +x node_modules/.bin/node`,
    );
    expect((await setUp()).code).toBe(0);
    expect(existsSync(join(root, 'node_modules', '.bin', 'node'))).toBe(false);
  });

  test('where the next script would get a Node that is too old it says so', async () => {
    npmThat(
      `${installs} && mkdir node_modules/.bin && printf '#!/bin/sh\\necho v21.9.0\\n' > node_modules/.bin/node && chmod +x node_modules/.bin/node`,
    );
    const run = await setUp();
    expect(run.code).toBe(1);
    expect(run.said).toContain('22.13');
  });

  test('a checkout without a lockfile fails aloud', async () => {
    npmThat(installs);
    rmSync(join(root, 'package-lock.json'));
    expect((await setUp()).code).not.toBe(0);
    expect(npmCalls()).toEqual([]);
  });

  const older = olderNode();
  test.skipIf(older === null)(
    'runs on the machine’s own Node 20 or 21 as far as the packaged one takes over',
    async () => {
      npmThat(`${installs} && mkdir node_modules/.bin && ln -s "${process.execPath}" node_modules/.bin/node`);
      expect((await setUp(older ?? '')).code).toBe(0);
      expect((await setUp(older ?? '')).said).toBe('');
    },
  );
});

/** The machine's own Node behind the packaged one on PATH, where it is of the oldest that may set up. */
function olderNode(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  for (const file of folders.map((folder) => join(folder, 'node')).filter((each) => existsSync(each))) {
    const version = execFileSync(file, ['--version'], { encoding: 'utf8' });
    if (/^v2[01]\./.test(version)) return file;
  }
  return null;
}
