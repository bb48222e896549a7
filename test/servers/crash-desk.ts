/**
 * A desk in a process of its own that is killed on purpose, over a ledger that earlier ones were killed over. It loads, waits for its
 * task on standard input, and says on standard output how far it is; what it says is out before it goes on.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { DecisionId, SuppressionId } from '../../shared/domain/ids.ts';
import { fastClock } from '../faults/fast-clock.ts';
import { person } from '../policy/sample.ts';
import { openParts, smtpTo } from '../send/desk-parts.ts';
import { killAtWrite, type KillPoint } from '../send/kill-at-write.ts';
import {
  addressOf,
  crashPolicy,
  dayStartMs,
  decisionIdOf,
  packageOf,
  SPEED,
  type PlannedApproval,
} from './crash-plan.ts';
import { plainReaderOf } from './sender.ts';

export interface CrashTask {
  readonly dir: string;
  readonly smtpPort: number;
  readonly imapPort: number;
  /** What the desk's clock showed at a real time. */
  readonly clock: { readonly deskMs: number; readonly realMs: number };
  readonly approve: readonly PlannedApproval[];
  readonly kill: KillPoint | null;
  /** `idle`: says so and waits to be killed. `end`: ends by itself. */
  readonly then: 'idle' | 'end';
}

/** Nothing is lost with a kill that follows. */
const say = (line: string) => writeSync(1, `${line}\n`);

/** A hung server is given up after this; the product waits ten minutes. */
const SILENCE_MS = 400;
const POLL_MS = 10;

flushCompileCache();
say('loaded');
const [chunk] = (await once(process.stdin, 'data')) as [Buffer];
const task = JSON.parse(chunk.toString()) as CrashTask;

const writes = killAtWrite(task.kill);
const sinceMs = performance.timeOrigin + performance.now() - task.clock.realMs;
const clock = fastClock(SPEED, task.clock.deskMs + sinceMs * SPEED);
const desk = openParts({
  dir: task.dir,
  clock,
  transport: smtpTo(task.smtpPort, SILENCE_MS),
  lookup: plainReaderOf(task.imapPort),
  policy: crashPolicy,
  around: writes.around,
});
// Where the last run was killed between an approval and its opt-out, the opt-out comes before anything can leave.
for (const approval of task.approve)
  if (approval.fate === 'suppressed' && desk.ledger.sends.readByDecision(decisionOf(approval)) !== null)
    optOut(approval);
writes.reset();
desk.engine.recover();
say('open');

for (const approval of task.approve) {
  const [pkg] = desk.add(packageOf(approval));
  if (pkg === undefined) throw new Error('no package');
  const atMs = dayStartMs(approval.day);
  const answer = desk.decide.submit(
    desk.approval(pkg, { id: decisionIdOf(approval), atMs, openedAtMs: atMs - 1 }),
    person.id,
  );
  if (answer.kind === 'refused') throw new Error(answer.because);
  if (approval.fate === 'suppressed') optOut(approval);
  say(`approved ${approval.number}`);
}
await desk.engine.tick();

while (isBusy()) await sleep(POLL_MS);
if (task.then === 'idle') {
  say('idle');
  await sleep(60_000);
}
await desk.engine.reconcileUncertain();
say(`waiting ${desk.ledger.sends.inState(['deferred', 'retry']).length}`);
await desk.close();
process.exit(0);

function decisionOf(approval: PlannedApproval): DecisionId {
  return DecisionId.parse(decisionIdOf(approval));
}

function optOut(approval: PlannedApproval): void {
  const address = addressOf(approval);
  desk.ledger.suppressions.put([
    {
      id: SuppressionId.parse(`sup-${approval.number}`),
      scope: 'global',
      value: address,
      reason: 'unsubscribe',
      source: 'reply',
      evidence: 'asked not to be written to',
      atMs: clock.nowMs(),
      by: 'test',
      expiresAtMs: null,
    },
  ]);
}

/** Whether anything still moves by itself soon: in its undo window, on its way, or due again within a minute. */
function isBusy(): boolean {
  const { sends } = desk.ledger;
  if (sends.inState(['countersigned', 'held', 'released', 'reserved', 'transmitting']).length > 0) return true;
  const soonMs = clock.nowMs() + 60_000;
  return sends.inState(['deferred', 'retry']).some(({ send }) => send.clearsAtMs !== null && send.clearsAtMs < soonMs);
}
