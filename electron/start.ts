/** What `npm start` runs after the build: Electron where it can be had, else the local host, said in one line; must never load Electron's module. */
import { spawn } from 'node:child_process';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { hasDisplay } from './host/app-window.ts';
import { findElectron } from './host/find-electron.ts';
import { EXIT_HOME_TAKEN, EXIT_NOT_OPENED } from './ports/exit-codes.ts';

const root = join(import.meta.dirname, '..', '..');
/** A shell that ends sooner than this with a fault never showed a window: a library is missing, or the system forbids its sandbox. */
const NEVER_STARTED_MS = 6_000;
const LINGER_MS = 3_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

process.exitCode = await start();
// Everything is closed by now; what is left, such as a browser's half-open connection, must not hold the terminal.
setTimeout(() => process.exit(), LINGER_MS).unref();

async function start(): Promise<number> {
  const choice = process.env['COUNTERSIGN_HOST'] ?? '';
  if (!['', 'electron', 'local'].includes(choice)) {
    say('COUNTERSIGN_HOST must be "electron" or "local".');
    return 64;
  }
  const because = choice === 'local' ? 'As asked,' : choice === '' ? whyNoWindow() : null;
  if (because !== null) return runLocalHost(because);

  const electron = await findElectron({
    packageFolder: join(root, 'node_modules', 'electron'),
    onFetch: () => say('Fetching Electron’s program, once; this may take a minute…'),
  });
  if (electron.kind === 'missing') return runLocalHost('Electron’s program could not be fetched here;');
  const startedAtMs = Date.now();
  const code = await runElectron(electron.program);
  const neverStarted =
    ![0, EXIT_HOME_TAKEN, EXIT_NOT_OPENED].includes(code) && Date.now() - startedAtMs < NEVER_STARTED_MS;
  if (!neverStarted) return code;
  return runLocalHost(`Electron could not start here (code ${String(code)});`);
}

/** Read only once it is needed, and then from what V8 made of it at the first start. */
async function runLocalHost(opening: string): Promise<number> {
  enableCompileCache(join(root, 'out', 'compiled'));
  const { runLocalHost: run } = await import('./run-local-host.ts');
  return run({ root, opening, say });
}

/** Null where a window of Electron can be shown. */
function whyNoWindow(): string | null {
  if (!hasDisplay({ platform: process.platform, env: process.env })) return 'There is no display here for a window;';
  // Chromium's sandbox does not work for root, and we never switch it off.
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root;';
  return null;
}

function runElectron(program: string): Promise<number> {
  const env = { ...process.env };
  // Set by some editors' terminals: it would make Electron a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  return new Promise((resolve) => {
    const shell = spawn(program, [root], { stdio: 'inherit', env });
    // Ctrl+C reaches the whole terminal group: the shell quits by itself, and we wait for it.
    const passOn = (signal: NodeJS.Signals): void => void shell.kill(signal);
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', passOn);
    shell.once('error', () => resolve(127));
    shell.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
  });
}
