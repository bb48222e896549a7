/**
 * Run as a process of its own, and killed on purpose: approves, sends, and writes how each send ended to standard output. A second run over
 * the same folder submits the same decisions again, as the screen does, and carries on.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../electron/platform/clock.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import { isSettled } from '../../shared/domain/send.ts';
import { NOW, person } from '../policy/sample.ts';
import { openParts, packageNumber, policy, smtpTo } from './desk-parts.ts';
import { killAtWrite, type KillPoint } from './kill-at-write.ts';

export interface ChildTask {
  readonly dir: string;
  /** Where the embedded mailbox keeps its files: the "Sent folder" that is searched. */
  readonly sentFolder: string;
  readonly port: number;
  /** Real time at which the desk's clock shows `NOW`. */
  readonly startedAtMs: number;
  readonly sends: number;
  /** Where this process kills itself; null runs to the end. */
  readonly kill: KillPoint | null;
}

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;

const real = systemClock();
/** How many undo windows this and the runs before it were moved past: the clock never goes back between two runs. */
const runs = join(task.dir, 'runs');
let moved = existsSync(runs) ? readFileSync(runs, 'utf8').length : 0;
const UNDO_MS = 5_000;
const startMs = NOW - task.startedAtMs;
let shiftMs = startMs + moved * UNDO_MS;
const clock: Clock = { nowMs: () => real.nowMs() + shiftMs, wakeAt: (atMs, wake) => real.wakeAt(atMs - shiftMs, wake) };

const writes = killAtWrite(task.kill);
const desk = openParts({
  dir: task.dir,
  clock,
  transport: smtpTo(task.port),
  lookup: {
    findByMessageId: (id) =>
      Promise.resolve(
        readdirSync(task.sentFolder).some(
          (name) => name.endsWith('.eml') && readFileSync(join(task.sentFolder, name), 'utf8').includes(id),
        )
          ? 'found'
          : 'absent',
      ),
  },
  policy: { ...policy, limits: { ...policy.limits, undoSeconds: UNDO_MS / 1_000, uncertainGraceMinutes: 0 } },
  around: writes.around,
});
writes.reset();
desk.engine.recover();
const packages = desk.add(...Array.from({ length: task.sends }, (_, at) => packageNumber(at + 1)));
for (const pkg of packages) {
  const answer = desk.decide.submit(
    desk.approval(pkg, { id: `dec-${pkg.id}`, atMs: NOW, openedAtMs: NOW - 1 }),
    person.id,
  );
  if (answer.kind === 'refused') throw new Error(answer.because);
}
// The undo window is over at once, and stays over for the runs to come.
appendFileSync(runs, '.');
moved += 1;
shiftMs = startMs + moved * UNDO_MS;
await desk.engine.tick();
const states = () =>
  packages.map((pkg) => desk.ledger.sends.readByDecision(`dec-${pkg.id}` as never)?.send.state ?? 'countersigned');
const end = Date.now() + 15_000;
while (Date.now() < end && !states().every((state) => isSettled(state) || state === 'uncertain'))
  await new Promise((resolve) => setTimeout(resolve, 10));
process.stdout.write(
  JSON.stringify({
    states: states(),
    writes: writes.count(),
    taken: desk.ledger.sends.takenOn(person.mailbox.id, '2026-11-11'),
    chain: desk.ledger.trace.firstBrokenLine(),
  }),
);
await desk.close();
process.exit(0);
