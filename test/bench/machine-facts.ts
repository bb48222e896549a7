/** What the figures were measured on. Facts of kind only; never a name, an address or a path of the machine. */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { browserLaunch } from '../chromium.ts';

export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly chromium: string;
  /** The load over the last minute when the run began: above the number of cores, absolute figures are not to be trusted. */
  readonly loadAtStart: number;
}

export async function machineFacts(): Promise<MachineFacts> {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    chromium: await chromiumVersion(),
    loadAtStart: loadavg()[0] ?? 0,
  };
}

async function chromiumVersion(): Promise<string> {
  const { executablePath } = await browserLaunch();
  if (executablePath === undefined) return 'the installed Chrome';
  const { stdout } = spawnSync(executablePath, ['--version', '--no-sandbox'], { encoding: 'utf8' });
  return /[\d.]{4,}/u.exec(stdout)?.[0] ?? 'unknown';
}
