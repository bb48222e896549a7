/** The mail servers that the other tests judge by: they are real, they are this test's own, and nothing of them stays. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it, describe } from 'vitest';
import { startMailServers } from './mail-servers.ts';
import { SENDER } from './sender.ts';
import { NO_SERVERS, onServers } from './why-no-servers.ts';

/** Processes whose command line names this folder, read from the kernel. */
function processesOf(dir: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir) ||
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(dir)
        );
      } catch {
        // It ended while it was looked at.
        return false;
      }
    });
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

describe.skipIf(NO_SERVERS !== null)(onServers('mail servers of the test’s own'), { timeout: 60_000 }, () => {
  it('start on loopback, and leave no process, port or file when stopped', async () => {
    const servers = await startMailServers([SENDER]);
    const ports = [servers.smtpPort, servers.submissionPort, servers.imapPort];
    expect(await Promise.all(ports.map(isOpen))).toEqual([true, true, true]);
    expect(processesOf(servers.dir).length).toBeGreaterThan(0);
    await servers.stop();
    expect(await Promise.all(ports.map(isOpen))).toEqual([false, false, false]);
    expect(processesOf(servers.dir)).toEqual([]);
    expect(existsSync(servers.dir)).toBe(false);
    await servers.stop();
  });

  it('end with the process that started them, even where that was killed', async () => {
    const module = JSON.stringify(join(import.meta.dirname, 'mail-servers.ts'));
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { startMailServers } = await import(${module});
         const servers = await startMailServers(${JSON.stringify([SENDER])});
         console.log(servers.dir);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const dir = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
    );
    expect(processesOf(dir).length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await expect.poll(() => processesOf(dir)).toEqual([]);
    // A killed process can't tidy up; its folder is all that is left.
    rmSync(dir, { recursive: true });
  });
});
