/**
 * Makes `npm start`, `npm test` and `npm run check` work on a fresh checkout: installs what the lockfile says when it was not installed
 * yet. Plain JavaScript for Node 20 and nothing else, because nothing else is there when it runs. Must never leave a half-made
 * node_modules marked as complete, and says nothing when there is nothing to do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE_TO_INSTALL = [20, 0];
/** `node:sqlite` without a flag, and `import.meta.dirname`. */
const OLDEST_NODE_TO_RUN = [22, 13];
/** No install takes so long: the process id of a lock this old belongs to somebody else by now. */
const LOCK_STALE_MS = 30 * 60_000;

// The folder to set up; given only by the tests.
const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..');
const marker = join(root, 'node_modules', '.countersign-lock');

process.exitCode = await setUp();

async function setUp() {
  if (isOlder(process.versions.node, OLDEST_NODE_TO_INSTALL)) {
    return fail(
      `Countersign needs Node 20 or newer to set itself up; this is ${process.versions.node}. Get one from https://nodejs.org and run the same command again.`,
    );
  }
  if (!isInstalled()) {
    const release = await takeTurn();
    try {
      // Another set-up may have done it while this one waited.
      if (!isInstalled()) {
        const problem = isInstalledByHand() ? null : install();
        if (problem !== null) return fail(problem);
        writeFileSync(marker, `${wantedState()}\n`);
      }
    } finally {
      release();
    }
  }
  const next = nodeOfNextScript();
  if (next === null || isOlder(next, OLDEST_NODE_TO_RUN)) {
    return fail(
      `Countersign runs on Node ${OLDEST_NODE_TO_RUN.join('.')} or newer, and none came with its packages for ${process.platform}-${process.arch} (this is ${process.versions.node}). Install a newer Node and run the same command again.`,
    );
  }
  return 0;
}

/** The lockfile as installed for this machine: a folder shared by two systems is installed anew for each. */
function wantedState() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`\n${process.platform} ${process.arch}\n`).digest('hex');
}

function isInstalled() {
  try {
    return readFileSync(marker, 'utf8').trim() === wantedState();
  } catch (cause) {
    if (cause?.code === 'ENOENT' && existsSync(join(root, 'package-lock.json'))) return false;
    throw cause;
  }
}

/**
 * Whether somebody ran `npm ci` or `npm install` themselves: npm writes what it installed into a lockfile of its own as its last step.
 * A package for another system may be missing, one for this system not.
 */
function isInstalledByHand() {
  const readPackages = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {};
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
  const there = readPackages('node_modules/.package-lock.json');
  const ourLibc = libcOfThisSystem();
  return Object.entries(readPackages('package-lock.json')).every(
    ([name, wanted]) =>
      name === '' ||
      there[name]?.version === wanted.version ||
      (there[name] === undefined && isForAnotherSystem(wanted, ourLibc)),
  );
}

function isForAnotherSystem({ optional, os, cpu, libc }, ourLibc) {
  const leavesOut = (listed, ours) => {
    const list = [listed ?? []].flat();
    return (
      list.length > 0 &&
      (list.includes(`!${ours}`) || (!list.includes(ours) && list.some((item) => !item.startsWith('!'))))
    );
  };
  // One without a system of its own came along with one that has.
  const forAnySystem = os === undefined && cpu === undefined && libc === undefined;
  return (
    optional === true &&
    (forAnySystem || leavesOut(os, process.platform) || leavesOut(cpu, process.arch) || leavesOut(libc, ourLibc))
  );
}

function libcOfThisSystem() {
  if (process.platform !== 'linux') return '';
  // Else the report looks up names on the network, which may hang.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** Null when done, else what is wrong in words. */
function install() {
  console.error('Setting up: installing packages from the lockfile, once (about a minute)…');
  // Before anything else: an install that dies half way must not look complete.
  rmSync(marker, { force: true });
  // No package of the lockfile needs its install script, and one that came later must not run unseen.
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const [program, ...before] = npmCommand();
  const windowsShell = program === 'npm' && process.platform === 'win32';
  const run = spawnSync(program, [...before, ...args], {
    cwd: root,
    encoding: 'utf8',
    shell: windowsShell,
    maxBuffer: 64 * 1_048_576,
  });
  if (run.error !== undefined)
    return `npm could not be started (${run.error.code ?? run.error.message}). Is it on PATH?`;
  if (run.status !== 0) {
    const said = `${run.stdout ?? ''}${run.stderr ?? ''}`.trim();
    const hint =
      process.platform === 'win32' ? ' Where a file was in use, close other programs that run from this folder.' : '';
    return `${said}\n\nThe packages could not be installed (npm ci ended with ${run.status ?? run.signal}). Nothing else was changed.${hint} Check the network and run the same command again.`;
  }
  dropUnusableNode();
  return null;
}

/** The npm that runs us, with the Node it runs on (the one in node_modules is about to be replaced); else the one on PATH. */
function npmCommand() {
  const npm = process.env.npm_execpath;
  if (npm === undefined || !/^npm(-cli)?\.c?js$/.test(basename(npm))) return ['npm'];
  return [process.env.npm_node_execpath ?? process.execPath, npm];
}

/** The packaged Node needs glibc: where it does not run it must not come before the machine's own on the scripts' PATH. */
function dropUnusableNode() {
  const own = packagedNode();
  if (own !== null && versionOf(own) === null) {
    for (const name of ['node', 'node.cmd', 'node.ps1'])
      rmSync(join(root, 'node_modules', '.bin', name), { force: true });
  }
}

function packagedNode() {
  const file = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  return existsSync(file) ? file : null;
}

/** npm puts node_modules/.bin first on its scripts' PATH, then the machine's own Node. */
function nodeOfNextScript() {
  const own = packagedNode();
  return own === null ? process.versions.node : versionOf(own);
}

function versionOf(program) {
  const run = spawnSync(program, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return run.status === 0 ? run.stdout.trim().replace(/^v/, '') : null;
}

/** Two commands started together install once: the lock is a folder that exists once, with its holder's process id. */
async function takeTurn() {
  const lock = join(tmpdir(), `countersign-set-up-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  let said = false;
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (cause) {
      if (cause?.code !== 'EEXIST') throw cause;
    }
    if (isAbandoned(lock)) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!said) console.error('Another set-up of this folder is under way; waiting for it…');
    said = true;
    await sleep(250);
  }
}

function isAbandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > LOCK_STALE_MS) return true;
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (cause) {
    // No such process. A lock whose id is not written yet is a moment old; one that vanished is looked for again.
    return cause?.code === 'ESRCH';
  }
}

function isOlder(version, [major, minor]) {
  const [itsMajor = 0, itsMinor = 0] = version.split('.').map(Number);
  return itsMajor < major || (itsMajor === major && itsMinor < minor);
}

function fail(words) {
  console.error(words);
  return 1;
}
