/**
 * Run as a process of its own, and killed on purpose: approves, sends, and writes how each send ended to standard output. A second run over
 * the same folder submits the same decisions again, as the screen does, and carries on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../electron/platform/clock.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import { isSettled } from '../../shared/domain/send.ts';
import { NOW, person } from '../policy/sample.ts';
import { openParts, packageNumber, policy, smtpTo } from './desk-parts.ts';

export interface ChildTask {
  readonly dir: string;
  /** Where the embedded mailbox keeps its files: the "Sent folder" that is searched. */
  readonly sentFolder: string;
  readonly port: number;
  /** Real time at which the desk's clock shows `NOW`. */
  readonly startedAtMs: number;
  readonly sends: number;
  /** Kills this process at its n-th durable write: just before it is committed, or right after. Null runs to the end. */
  readonly kill: { readonly write: number; readonly when: 'before' | 'after' } | null;
}

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;

const real = systemClock();
const shiftMs = NOW - task.startedAtMs;
const clock: Clock = { nowMs: () => real.nowMs() + shiftMs, wakeAt: (atMs, wake) => real.wakeAt(atMs - shiftMs, wake) };

let writes = 0;
let depth = 0;
const die = () => process.kill(process.pid, 'SIGKILL');

function durable<A extends readonly unknown[], R>(write: (...values: A) => R): (...values: A) => R {
  return (...values) => {
    if (depth > 0) return write(...values);
    depth += 1;
    try {
      writes += 1;
      if (task.kill?.write === writes && task.kill.when === 'before') die();
      const result = write(...values);
      if (task.kill?.write === writes && task.kill.when === 'after') die();
      return result;
    } finally {
      depth -= 1;
    }
  };
}

/** Every durable write of deciding and sending counts once, whether a transaction or a single row. */
function counted(ledger: Ledger): Ledger {
  const { sends } = ledger;
  return {
    ...ledger,
    transact: (work) => durable(() => ledger.transact(work))(),
    sends: {
      ...sends,
      move: durable((...values: Parameters<typeof sends.move>) => sends.move(...values)),
      amend: durable((...values: Parameters<typeof sends.amend>) => sends.amend(...values)),
      storeMime: durable((...values: Parameters<typeof sends.storeMime>) => sends.storeMime(...values)),
      setMark: durable((...values: Parameters<typeof sends.setMark>) => sends.setMark(...values)),
      reserve: durable((...values: Parameters<typeof sends.reserve>) => sends.reserve(...values)),
      giveBack: durable((...values: Parameters<typeof sends.giveBack>) => sends.giveBack(...values)),
    },
  };
}

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
  policy: { ...policy, limits: { ...policy.limits, undoSeconds: 0.05, uncertainGraceMinutes: 0 } },
  around: counted,
});
writes = 0;
desk.engine.recover();
const packages = desk.add(...Array.from({ length: task.sends }, (_, at) => packageNumber(at + 1)));
for (const pkg of packages) {
  const answer = desk.decide.submit(
    desk.approval(pkg, { id: `dec-${pkg.id}`, atMs: NOW, openedAtMs: NOW - 1 }),
    person.id,
  );
  if (answer.kind === 'refused') throw new Error(answer.because);
}
await desk.engine.tick();
const states = () =>
  packages.map((pkg) => desk.ledger.sends.readByDecision(`dec-${pkg.id}` as never)?.send.state ?? 'countersigned');
const end = Date.now() + 15_000;
while (Date.now() < end && !states().every((state) => isSettled(state) || state === 'uncertain'))
  await new Promise((resolve) => setTimeout(resolve, 10));
process.stdout.write(
  JSON.stringify({
    states: states(),
    writes,
    taken: desk.ledger.sends.takenOn(person.mailbox.id, '2026-11-11'),
    chain: desk.ledger.trace.firstBrokenLine(),
  }),
);
await desk.close();
process.exit(0);
