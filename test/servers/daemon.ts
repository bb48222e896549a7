/** One daemon that belongs to this process: it ends with it, also where the process is killed, and stopping it leaves none of its children. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SETPRIV } from './why-no-servers.ts';

export interface Daemon {
  /** Whether it or one of its children is still there. */
  isRunning(): boolean;
  stop(): Promise<void>;
}

/**
 * Stands between us and the daemon, in the same process group. The kernel tells it when we are gone, and it takes the whole group along;
 * the daemon can't be told itself, because a process that changes its user forgets whose end it wanted to hear of.
 */
const KEEPER = `trap 'kill -KILL 0' TERM; "$@" & wait`;

const GONE_WITHIN_MS = 10_000;
const POLL_MS = 5;

/** `outputFile` takes what it says: a pipe that nobody reads would make it hang. */
export function startDaemon(
  command: readonly string[],
  outputFile: string,
  env: Readonly<Record<string, string>> = {},
): Daemon {
  const output = openSync(outputFile, 'a');
  const child = spawn(SETPRIV, ['--pdeathsig', 'TERM', '--', '/bin/sh', '-c', KEEPER, 'keeper', ...command], {
    // A group of its own, which its children stay in.
    detached: true,
    stdio: ['ignore', output, output],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env },
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command[0] ?? 'The daemon'} could not be started.`);

  const isRunning = () => isAlive(pid);

  return {
    isRunning,
    async stop() {
      // Without a goodbye: what it keeps is thrown away with its folder.
      if (isRunning()) process.kill(-pid, 'SIGKILL');
      const endAt = performance.now() + GONE_WITHIN_MS;
      while (isRunning()) {
        if (performance.now() > endAt) throw new Error(`Process group ${pid} does not end.`);
        await sleep(POLL_MS);
      }
    },
  };
}

/** Whether anything of the process group still runs. A dead process whose end nobody has read yet does not count. */
function isAlive(group: number): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      const [state, , memberOf] = statOf(pid);
      return Number(memberOf) === group && state !== 'Z' && state !== 'X';
    });
}

/** State, parent and group (proc(5)); nothing where the process ended meanwhile. */
function statOf(pid: string): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before them stands in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch (cause) {
    if (['ENOENT', 'ESRCH'].includes((cause as NodeJS.ErrnoException).code ?? '')) return [];
    throw cause;
  }
}
