/** `npm run test:electron`: the journeys inside Electron where it can run; where it can't, one line says that they were skipped and why. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hasDisplay } from '../../electron/host/app-window.ts';
import { installedElectron } from '../../electron/host/find-electron.ts';

const ROOT = join(import.meta.dirname, '..', '..');

function whyNot(): string | null {
  if (installedElectron(join(ROOT, 'node_modules', 'electron')) === null)
    return 'Electron’s program is not here (node_modules/electron/install.js fetches it)';
  if (!hasDisplay({ platform: process.platform, env: process.env })) return 'there is no display for its window';
  // Chromium's sandbox does not work for root, and we never switch it off.
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root';
  return null;
}

const because = whyNot();
if (because === null) {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'journeys'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, COUNTERSIGN_JOURNEY_HOST: 'electron' },
  });
  process.exitCode = status ?? 1;
} else {
  process.stdout.write(
    `The journeys inside Electron were skipped: ${because}. The same journeys run over the local host in npm test.\n`,
  );
}
