/** Starts desks ahead of time: one loads while another works, and a life costs no start. It decides nothing of what they do. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CrashTask } from './crash-desk.ts';

export interface DeskLife {
  /** Resolves at the end of the process, after all it said was heard. */
  readonly ended: Promise<{ readonly signal: NodeJS.Signals | null; readonly errors: string }>;
  kill(): void;
}

export interface WarmDesks {
  /** Gives the loaded desk its task, and loads the next. `hear` gets each line it says. */
  live(task: CrashTask, hear: (line: string) => void): Promise<DeskLife>;
  close(): Promise<void>;
}

interface Loaded {
  readonly child: ChildProcess;
  readonly life: DeskLife;
  hear: (line: string) => void;
}

export function warmDesks(cacheDir: string): WarmDesks {
  const load = (): Promise<Loaded> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-desk.ts')], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Hundreds of processes start from the same sources; the first leaves them compiled for the others.
      env: { ...process.env, NODE_COMPILE_CACHE: cacheDir },
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    // A desk that dies before its task is told of by its end.
    child.stdin.on('error', () => undefined);
    const ended = new Promise<{ signal: NodeJS.Signals | null; errors: string }>((resolve) =>
      child.on('close', (_code, signal) => resolve({ signal, errors })),
    );
    const loaded: Loaded = {
      child,
      life: { ended, kill: () => void child.kill('SIGKILL') },
      hear: () => undefined,
    };
    return new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line === 'loaded') resolve(loaded);
        else loaded.hear(line);
      });
      void ended.then((end) => reject(new Error(`A desk ended before its task: ${end.errors}`)));
    });
  };

  let next: Promise<Loaded> | null = null;
  return {
    async live(task, hear) {
      const loaded = await (next ?? load());
      next = load();
      loaded.hear = hear;
      loaded.child.stdin?.write(`${JSON.stringify(task)}\n`);
      return loaded.life;
    },
    async close() {
      const spare = await next;
      next = null;
      spare?.life.kill();
      await spare?.life.ended;
    },
  };
}
