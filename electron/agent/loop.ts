/**
 * When the agent runs, and what it says of itself: on a schedule and by hand, one run at a time, for the person who is signed in. It
 * holds no send tool and meets the rest of the desk only through what it is given.
 */
import { AgentRunId, type PersonId } from '../../shared/domain/ids.ts';
import type { AgentRun } from '../../shared/domain/agent-run.ts';
import type { AgentState } from '../../shared/ipc/channels/agent.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import { budgetOf } from './budget.ts';
import { line, UNUSED } from './journal.ts';
import { pickLeads } from './pick.ts';
import { rewriteDraft, type Rewritten, type RewriteWish } from './rewrite.ts';
import { carryOut } from './run.ts';
import { TEMPLATE_DRAFTER } from './template-drafter.ts';

export interface Agent {
  state(): AgentState;
  /** By hand, now; `no` with the reason where it may not. */
  runNow(by: PersonId): { readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string };
  /** Ends the run after the step it is at. */
  stopRun(): void;
  /** Writes a draft again for its reader, beside whatever run is under way. */
  rewrite(wish: RewriteWish): Promise<Rewritten>;
  /** The CRM was pulled: the first run may come. */
  afterPull(): void;
  /** The model, the policy, the person or a lead's standing changed. */
  changed(): void;
  /** Stops at once; the run goes on where it was when the desk is opened again. */
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
/** After the first pull: a newcomer sees it begin, and the desk has had its start to itself. */
const FIRST_RUN_AFTER_MS = 15_000;
/** A run that was cut off is gone on with for so long; later the world is another, and a new run begins. */
const GOES_ON_FOR_MS = 6 * 3_600_000;
/** As many leads as one run works on: each step is quick, but a day's plan is no run. */
const MOST_A_RUN = 200;

export function startAgent(desk: AgentDesk): Agent {
  const { clock, ledger, log } = desk;
  let nextRunAtMs: number | null = null;
  let cancelNext: (() => void) | null = null;
  /** The run under way. `stop`: after its step; `abort`: at once. */
  let current: { run: AgentRun; stopping: boolean; readonly abort: AbortController; done: Promise<void> } | null = null;
  const rewriting = new AbortController();
  const rewrites = new Set<Promise<Rewritten>>();
  let closed = false;

  function whyOff(): string | null {
    if (desk.policy() === null) return 'The team policy was never read from the CRM.';
    const kill = desk.pauses().find(({ scope }) => scope === 'all');
    return kill === undefined ? desk.modelProblem() : `Everything is paused: ${kill.reason}`;
  }

  function state(): AgentState {
    const policy = desk.policy();
    const off = whyOff();
    const budget = policy === null ? null : budgetOf(desk, policy);
    const [latest = null] = ledger.runs.latest(1);
    return {
      state: current !== null ? (current.stopping ? 'stopping' : 'running') : off === null ? 'waiting' : 'off',
      because: current === null ? (off ?? budget?.spent ?? budget?.full ?? null) : null,
      nextRunAtMs: current === null && off === null ? nextRunAtMs : null,
      drafter: desk.model()?.name ?? TEMPLATE_DRAFTER,
      run: current?.run ?? latest,
      today: {
        use: budget?.use ?? UNUSED,
        tokensMost: budget?.tokensMost ?? 0,
        costMicrosMost: budget?.costMicrosMost ?? 0,
      },
      reviewWaiting: budget?.reviewWaiting ?? 0,
      reviewMost: budget?.reviewMost ?? 0,
    };
  }

  function planNext(atMs: number): void {
    cancelNext?.();
    cancelNext = null;
    if (closed) return;
    nextRunAtMs = atMs;
    cancelNext = clock.wakeAt(atMs, () => {
      nextRunAtMs = null;
      onSchedule();
    });
  }

  const everyMs = (): number => (desk.policy()?.limits.agentEveryMinutes ?? 30) * MINUTE_MS;

  /** Nobody waits for its answer: a fault, such as a full disk, must not end the desk, and the next one tries again. */
  function onSchedule(): void {
    planNext(clock.nowMs() + everyMs());
    try {
      const policy = desk.policy();
      if (current !== null || policy === null || whyOff() !== null || budgetOf(desk, policy).spent !== null)
        desk.onChange();
      else begin(policy, 'schedule', null);
    } catch (cause) {
      log.error('agent.not-begun', cause);
    }
  }

  /** A scheduled run with nothing to do leaves no trace. */
  function begin(policy: PolicyDocument, why: AgentRun['why'], by: PersonId | null): void {
    const cutOff = goOnWith();
    const mayDraft = budgetOf(desk, policy).full === null;
    const planned = pickLeads(desk, policy, mayDraft).slice(0, MOST_A_RUN);
    if (cutOff === null && planned.length === 0 && why === 'schedule') {
      desk.onChange();
      return;
    }
    const run: AgentRun = cutOff ?? {
      id: AgentRunId.parse(`run-${desk.random.uuid()}`),
      why,
      byPersonId: by,
      startedAtMs: clock.nowMs(),
      endedAtMs: null,
      state: 'running',
      because: '',
      planned: planned.length,
      queued: 0,
      blocked: 0,
      failed: 0,
      use: UNUSED,
    };
    if (cutOff === null) ledger.runs.begin(run);
    const mine = { run, stopping: false, abort: new AbortController(), done: Promise.resolve() };
    current = mine;
    mine.done = carryOut(desk, {
      run,
      planned,
      signal: mine.abort.signal,
      isStopping: () => mine.stopping,
      onProgress(next) {
        mine.run = next;
        desk.onChange();
      },
    })
      .catch((cause: unknown) => {
        log.error('agent.run', cause, { runId: run.id });
        endAsFailed(mine.run, cause);
      })
      .finally(() => {
        current = null;
        desk.onChange();
      });
    desk.onChange();
  }

  /** A fault that no step could be charged with, such as a full disk: said on the run, and the next one tries again. */
  function endAsFailed(run: AgentRun, cause: unknown): void {
    const name = cause instanceof Error ? cause.name : 'unknown fault';
    try {
      ledger.runs.update({
        ...run,
        state: 'failed',
        endedAtMs: clock.nowMs(),
        because: line(`a fault of the desk: ${name}`, 300),
      });
    } catch (fault) {
      log.error('agent.run-not-ended', fault, { runId: run.id });
    }
  }

  /** The run that a crash or a closed desk cut off, if it is young enough; an older one is ended for good. */
  function goOnWith(): AgentRun | null {
    const [latest] = ledger.runs.latest(1);
    if (latest?.state !== 'running') return null;
    if (clock.nowMs() - latest.startedAtMs <= GOES_ON_FOR_MS) return latest;
    ledger.runs.update({ ...latest, state: 'stopped', endedAtMs: clock.nowMs(), because: 'The desk was closed.' });
    return null;
  }

  return {
    state,
    runNow(by) {
      if (current !== null) return { kind: 'no', because: 'The agent is at work already.' };
      const policy = desk.policy();
      const off = whyOff();
      if (policy === null || off !== null) return { kind: 'no', because: off ?? 'There is no policy.' };
      const { spent } = budgetOf(desk, policy);
      if (spent !== null) return { kind: 'no', because: spent };
      planNext(clock.nowMs() + everyMs());
      begin(policy, 'by-hand', by);
      return { kind: 'ok' };
    },
    stopRun() {
      if (current === null) return;
      current.stopping = true;
      desk.onChange();
    },
    afterPull() {
      if (nextRunAtMs !== null || current !== null || closed || desk.policy() === null) return;
      const [latest] = ledger.runs.latest(1);
      const dueAtMs =
        latest === undefined || latest.state === 'running' ? 0 : (latest.endedAtMs ?? latest.startedAtMs) + everyMs();
      // A run that ended while the clock was ahead keeps nobody waiting until then.
      const latestAtMs = clock.nowMs() + everyMs();
      planNext(Math.max(clock.nowMs() + FIRST_RUN_AFTER_MS, Math.min(dueAtMs, latestAtMs)));
      desk.onChange();
    },
    changed: () => desk.onChange(),
    async rewrite(wish) {
      if (closed) return { kind: 'no', because: 'The desk is being closed.' };
      const mine = rewriteDraft(desk, wish, rewriting.signal);
      rewrites.add(mine);
      try {
        return await mine;
      } finally {
        rewrites.delete(mine);
      }
    },
    async close() {
      closed = true;
      cancelNext?.();
      rewriting.abort();
      current?.abort.abort();
      await Promise.allSettled([...rewrites, current?.done]);
    },
  };
}
