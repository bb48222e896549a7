/**
 * Three days of sending during which the desk is killed again and again and its connections are cut and hung. It plans from a seed, drives,
 * and hands over what happened; what of it is right, the judge says.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { seededDraw, type Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import { HOUR } from '../policy/sample.ts';
import type { KillPoint } from '../send/kill-at-write.ts';
import {
  addressOf,
  APPROVALS_A_DAY,
  dayStartMs,
  drawCut,
  planApprovals,
  SPEED,
  type PlannedApproval,
} from './crash-plan.ts';
import type { CrashTask } from './crash-desk.ts';
import { startCuttingProxy, type CuttingProxy } from './cutting-proxy.ts';
import type { MailServers } from './mail-servers.ts';
import type { Account } from './server-settings.ts';
import { warmDesks, type WarmDesks } from './warm-desks.ts';

export interface CrashRun {
  readonly ledgerDir: string;
  readonly approvals: readonly PlannedApproval[];
  /** Of each day: the real time at which everything of it was delivered. */
  readonly dayEndsAtMs: readonly number[];
  readonly kills: number;
  /** Of these, with nothing left to do at that moment. */
  readonly idleKills: number;
  readonly cuts: CuttingProxy['made'];
}

/** Addresses that exist at the server; opted-out ones too, so that a mail to them would be seen. */
export function recipientsOf(approvals: readonly PlannedApproval[]): readonly Account[] {
  return approvals.map((approval) => ({ address: addressOf(approval), password: 'nobody-signs-in' }));
}

export const planOf = (seed: number) => planApprovals(seededDraw(seed));

/** The longest life: so many durable writes, or so many messages offered to the server and then a moment of that conversation. */
const LAST_WRITE = 90;
const LAST_MESSAGE = 8;
const LAST_MOMENT_MS = 40;
/** Enough hours for every retry and for the grace of uncertain sends. */
const HOURS_AFTER = [1, 2, 3, 4, 5, 6];

export async function runCrashes(options: {
  readonly seed: number;
  readonly kills: number;
  readonly dir: string;
  readonly servers: MailServers;
  /** Nothing goes on after it: a test that ran out of time leaves no processes. */
  readonly signal: AbortSignal;
}): Promise<CrashRun> {
  const { servers, signal } = options;
  const approvals = planOf(options.seed);
  // A draw of its own for each kind of accident, so that one does not shift the other.
  const killDraw = seededDraw(options.seed + 1);
  const cutDraw = seededDraw(options.seed + 2);
  let isCutting = true;
  let onMessage: () => void = () => undefined;
  const proxy = await startCuttingProxy(servers.smtpPort, () => {
    onMessage();
    return isCutting ? drawCut(cutDraw) : null;
  });
  const ledgerDir = join(options.dir, 'ledger');
  mkdirSync(ledgerDir);
  const desks = warmDesks(join(options.dir, 'compiled'));
  const dayEndsAtMs: number[] = [];
  let kills = 0;
  let idleKills = 0;
  let dayStartedAtMs = 0;

  const taskAt = (deskMs: number): Omit<CrashTask, 'approve' | 'kill' | 'then'> => ({
    dir: ledgerDir,
    smtpPort: proxy.port,
    imapPort: servers.imapPort,
    clock: { deskMs, realMs: Date.now() },
  });

  try {
    for (const day of APPROVALS_A_DAY.keys()) {
      dayStartedAtMs = Date.now();
      const shared = taskAt(dayStartMs(day));
      const toApprove = approvals.filter((approval) => approval.day === day);
      /** Given to a desk that was killed before it said that it has them: given again, as the screen does. */
      let unanswered: PlannedApproval[] = [];
      const killsToday = Math.ceil((options.kills * (day + 1)) / APPROVALS_A_DAY.length);
      while (kills < killsToday || toApprove.length > 0) {
        signal.throwIfAborted();
        const left = Math.max(1, killsToday - kills);
        const share = Math.ceil(toApprove.length / left);
        const approve = [...unanswered, ...toApprove.splice(0, share)];
        const plan = drawKill(killDraw);
        const task: CrashTask = { ...shared, approve, kill: plan.kind === 'write' ? plan : null, then: 'idle' };
        const life = await liveAndDie(desks, task, (kill) => {
          let messages = 0;
          onMessage = () => {
            messages += 1;
            if (plan.kind === 'message' && messages === plan.message) kill(plan.afterMs);
          };
        });
        kills += 1;
        if (life.wasIdle) idleKills += 1;
        unanswered = approve.filter(({ number }) => !life.approved.has(number));
      }
      isCutting = false;
      await liveToTheEnd(desks, { ...shared, approve: unanswered, kill: null, then: 'end' });
      isCutting = true;
      await servers.whenDelivered();
      dayEndsAtMs.push(Date.now());
    }
    isCutting = false;
    const lastDay = APPROVALS_A_DAY.length - 1;
    const lastDeskMs = dayStartMs(lastDay) + (Date.now() - dayStartedAtMs) * SPEED;
    for (const hours of HOURS_AFTER) {
      const task: CrashTask = { ...taskAt(lastDeskMs + hours * HOUR), approve: [], kill: null, then: 'end' };
      if ((await liveToTheEnd(desks, task)) === 0) break;
    }
    await servers.whenDelivered();
    dayEndsAtMs[lastDay] = Date.now();
    return { ledgerDir, approvals, dayEndsAtMs, kills, idleKills, cuts: proxy.made };
  } finally {
    await desks.close();
    await proxy.stop();
  }
}

type Kill =
  | ({ readonly kind: 'write' } & KillPoint)
  | { readonly kind: 'message'; readonly message: number; readonly afterMs: number };

/** Half of the desks kill themselves at a write, half are killed from outside in the middle of a conversation with the server. */
function drawKill(draw: Draw): Kill {
  const when = draw.pick(['before', 'after'] as const);
  const write = draw.whole(1, LAST_WRITE);
  const message = draw.whole(1, LAST_MESSAGE);
  const afterMs = draw.whole(0, LAST_MOMENT_MS);
  return draw.chance(0.5) ? { kind: 'write', write, when } : { kind: 'message', message, afterMs };
}

/** `plan` gets the hand that kills after so many milliseconds. A desk with nothing left to do is killed too. */
async function liveAndDie(
  desks: WarmDesks,
  task: CrashTask,
  plan: (kill: (afterMs: number) => void) => void,
): Promise<{ readonly wasIdle: boolean; readonly approved: ReadonlySet<number> }> {
  const approved = new Set<number>();
  let wasIdle = false;
  const timers: NodeJS.Timeout[] = [];
  const life = await desks.live(task, (line) => {
    if (line.startsWith('approved ')) approved.add(Number(line.slice('approved '.length)));
    else if (line === 'idle') {
      wasIdle = true;
      life.kill();
    }
  });
  plan((afterMs) => void timers.push(setTimeout(() => life.kill(), afterMs)));
  const { signal, errors } = await life.ended;
  for (const timer of timers) clearTimeout(timer);
  if (signal !== 'SIGKILL' || errors.includes('Error'))
    throw new Error(`A desk ended by ${signal ?? 'itself'}: ${errors}`);
  return { wasIdle, approved };
}

/** Lets a desk do all it can, and says how many of its sends still wait. */
async function liveToTheEnd(desks: WarmDesks, task: CrashTask): Promise<number> {
  let waiting = -1;
  const life = await desks.live(task, (line) => {
    if (line.startsWith('waiting ')) waiting = Number(line.slice('waiting '.length));
  });
  const { signal, errors } = await life.ended;
  if (signal !== null || waiting < 0 || errors.includes('Error'))
    throw new Error(`A desk did not get to its end: ${signal ?? ''} ${errors}`);
  return waiting;
}
