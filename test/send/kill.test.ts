/** kill -9 at every durable write of a send, against a real SMTP server: nothing is sent twice, nothing is lost, no slot leaks. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSink, type Sink } from '../../electron/mailbox/sink.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { ChildTask } from './desk-child.ts';

interface Ended {
  readonly states: readonly string[];
  readonly writes: number;
  readonly taken: number;
  readonly chain: number | null;
}

let dir: string;
let sink: Sink;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-kill-'));
  sink = await startSink({ dir: join(dir, 'mail'), random: systemRandom() });
});
afterEach(async () => {
  await sink.close();
  rmSync(dir, { recursive: true, force: true });
});

function run(
  task: ChildTask,
  killAfterMs?: number,
): Promise<{ readonly ended: Ended | null; readonly signal: string | null; readonly errors: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'desk-child.ts'), JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Dozens of processes start from the same sources: the first one that ends leaves them compiled for the others.
      env: { ...process.env, NODE_COMPILE_CACHE: join(dir, 'compiled') },
    });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const timer = killAfterMs === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.on('close', (_code, signal) => {
      if (timer !== null) clearTimeout(timer);
      resolve({ ended: out === '' ? null : (JSON.parse(out) as Ended), signal, errors });
    });
  });
}

const taskIn = (name: string, sends: number, kill: ChildTask['kill']): ChildTask => ({
  dir: mkdtempSync(join(dir, `${name}-`)),
  sentFolder: join(dir, 'mail', 'sent'),
  port: sink.port,
  startedAtMs: Date.now(),
  sends,
  kill,
});

/** How often each Message-ID was taken by the server. */
function takenMails(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of readdirSync(join(dir, 'mail', 'sent'))) {
    const id = /^Message-ID: (\S+)/m.exec(readFileSync(join(dir, 'mail', 'sent', name), 'utf8'))?.[1] ?? name;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

describe('kill -9', { timeout: 300_000 }, () => {
  it('at each write of a send, before and after it is durable: one mail each, all sent, one slot each', async () => {
    const whole = await run(taskIn('whole', 1, null));
    expect(whole.errors).not.toMatch(/Error/);
    expect(whole.ended).toMatchObject({ states: ['sent'], taken: 1 });
    const writes = whole.ended!.writes;
    expect(writes).toBeGreaterThanOrEqual(8);

    const points = Array.from({ length: writes }, (_, at) => at + 1).flatMap((write) => [
      { write, when: 'before' } as const,
      { write, when: 'after' } as const,
    ]);
    const uncertain: string[] = [];
    const one = async (kill: NonNullable<ChildTask['kill']>) => {
      const task = taskIn(`${kill.write}-${kill.when}`, 1, kill);
      const killed = await run(task);
      const label = `${kill.write} ${kill.when}`;
      expect([label, killed.signal]).toEqual([label, 'SIGKILL']);
      const { ended, errors } = await run({ ...task, kill: null });
      expect([label, errors.includes('Error')]).toEqual([label, false]);
      // A crash between the mark and the end of the message leaves a send that never arrived: it is asked about, never sent again.
      if (ended?.states[0] === 'uncertain') uncertain.push(label);
      else
        expect([label, ended]).toEqual([label, expect.objectContaining({ states: ['sent'], taken: 1, chain: null })]);
    };
    // Two at a time: the machine has few cores.
    const queue = [...points];
    await Promise.all(
      [0, 1].map(async () => {
        for (let kill = queue.shift(); kill !== undefined; kill = queue.shift()) await one(kill);
      }),
    );

    expect([...takenMails().values()].every((times) => times === 1)).toBe(true);
    expect(uncertain.length).toBeLessThanOrEqual(2);
    expect(takenMails().size).toBe(points.length + 1 - uncertain.length);
  });

  it('at random times, again and again, over many sends: nothing twice, nothing lost', async () => {
    const sends = 8;
    const task = taskIn('random', sends, null);
    let kills = 0;
    for (let round = 0; round < 5; round += 1) {
      const { signal } = await run(task, 350 + round * 60);
      if (signal === 'SIGKILL') kills += 1;
    }
    const { ended } = await run(task);
    expect(kills).toBeGreaterThan(0);
    const uncertain = ended!.states.filter((state) => state === 'uncertain').length;
    expect(ended!.states.every((state) => state === 'sent' || state === 'uncertain')).toBe(true);
    expect(takenMails().size).toBe(sends - uncertain);
    expect([...takenMails().values()].every((times) => times === 1)).toBe(true);
    expect(ended!.taken).toBe(sends);
  });
});
