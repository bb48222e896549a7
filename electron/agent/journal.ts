/**
 * The record of each step, and the way back after a crash: a step that was finished in this run is not done again, its output is read
 * from the record. A step and what follows from it become durable in one transaction, so that neither is there without the other. What cost
 * something (a model's or a provider's answer) is made durable before anybody else is waited for; what only took a moment waits for the
 * next such one, or the lead's end.
 */
import type { z } from 'zod';
import type { AgentStep, AgentStepName, ModelUse } from '../../shared/domain/agent-run.ts';
import type { AgentRunId } from '../../shared/domain/ids.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';

export const UNUSED: ModelUse = { inputTokens: 0, outputTokens: 0, costMicros: 0 };

interface EndBase {
  /** Why it ended so, or what came out, in words. */
  readonly because: string;
  /** What was read: values, or the ids of what is too large to copy. */
  readonly input: unknown;
  readonly use?: ModelUse;
  /** Versions it went by. */
  readonly versions?: readonly string[];
  /** What follows from it in the ledger, in the transaction that records it. */
  readonly effects?: () => void;
  /** Somebody outside was asked: it is not asked again for this. */
  readonly isCostly?: boolean;
}

export type StepEnd<T> =
  | (EndBase & { readonly outcome: 'done'; readonly output: T })
  | (EndBase & { readonly outcome: 'blocked' | 'failed'; readonly output?: unknown })
  /** Stopped in the middle: nothing is recorded, and it is done again. */
  | { readonly outcome: 'stopped' };

export type Settled<T> =
  | { readonly kind: 'done'; readonly output: T }
  | { readonly kind: 'blocked' | 'failed'; readonly because: string }
  | { readonly kind: 'stopped' };

export interface Journal {
  /** Does the step, or reads what came out of it where it was finished before. */
  readonly step: <T>(
    name: AgentStepName,
    output: z.ZodType<T>,
    work: () => StepEnd<T> | Promise<StepEnd<T>>,
  ) => Promise<Settled<T>>;
  /** What this run's steps about the subject used so far. */
  use(): ModelUse;
  /** Steps that were done now, not read from the record. */
  done(): number;
  /** Makes durable what waits, in the caller's transaction where there is one. */
  flush(): void;
  /** Forgets what waits: it could not be made durable. */
  drop(): void;
}

/** As many steps as one subject can have in one run, many times over. */
const MOST_STEPS = 60;
const MOST_CHARS = 60_000;

export interface JournalOf {
  readonly runId: AgentRunId;
  readonly subject: AgentStep['subject'];
  /** A person asked to stop: no other step is begun. */
  readonly isStopping: () => boolean;
}

export function openJournal(desk: AgentDesk, { runId, subject, isStopping }: JournalOf): Journal {
  const { clock, ledger, log } = desk;
  /** Finished before, oldest first; taken off the front as the work comes by them again. */
  const before = ledger.runs
    .stepsOf(subject, MOST_STEPS)
    .filter((step) => step.runId === runId)
    .reverse();
  let done = 0;
  let waiting: (() => void)[] = [];
  const flush = (): void => {
    if (waiting.length === 0) return;
    const now = waiting;
    desk.transact(() => now.forEach((keep) => keep()));
    waiting = [];
  };
  // What follows from an answer without waiting for anybody is over when this comes round, and became durable with it.
  const flushSoon = (): void => {
    setImmediate(() => {
      try {
        flush();
      } catch (fault) {
        // It waits still: the lead's end tries once more, and says so.
        log.error('agent.journal', fault, { runId });
      }
    });
  };
  let use = before.reduce((total, step) => added(total, step.use), UNUSED);

  const replayed = <T>(name: AgentStepName, output: z.ZodType<T>): Settled<T> | null => {
    const step = before.shift();
    if (step === undefined) return null;
    if (step.name === name) {
      if (step.outcome !== 'done') return { kind: step.outcome, because: step.because };
      const read = output.safeParse(parsedJson(step.output));
      if (read.success) return { kind: 'done', output: read.data };
    }
    // Another version of this desk wrote it: from here on the work is done anew.
    before.length = 0;
    return null;
  };

  return {
    async step(name, output, work) {
      const known = replayed(name, output);
      if (known !== null) return known;
      if (isStopping()) return { kind: 'stopped' };
      const startedAtMs = clock.nowMs();
      const end = await guarded(work);
      if (end.outcome === 'stopped') return { kind: 'stopped' };
      if (end.fault !== undefined) log.error('agent.step', end.fault, { step: name, runId });
      const atMs = clock.nowMs();
      const because = line(end.because);
      const record = {
        runId,
        subject,
        name,
        outcome: end.outcome,
        because,
        atMs,
        tookMs: Math.max(0, atMs - startedAtMs),
        use: end.use ?? UNUSED,
        versions: [...(end.versions ?? [])].slice(0, 20),
        input: bounded(end.input),
        output: bounded(end.output ?? null),
      };
      waiting.push(() => {
        ledger.runs.record(record);
        end.effects?.();
      });
      if (end.isCostly === true) flushSoon();
      use = added(use, end.use ?? UNUSED);
      done += 1;
      return end.outcome === 'done' ? { kind: 'done', output: end.output } : { kind: end.outcome, because };
    },
    use: () => use,
    done: () => done,
    flush,
    drop: () => {
      waiting = [];
    },
  };
}

type Guarded<T> = StepEnd<T> & { readonly fault?: unknown };

/** One bad record must not stop the rest: what throws is a failed step with the fault's name. */
async function guarded<T>(work: () => StepEnd<T> | Promise<StepEnd<T>>): Promise<Guarded<T>> {
  try {
    return await work();
  } catch (fault) {
    const name = fault instanceof Error ? fault.name : 'unknown fault';
    return { outcome: 'failed', because: `a fault of the desk: ${name}`, input: null, fault };
  }
}

export const added = (one: ModelUse, other: ModelUse): ModelUse => ({
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  costMicros: one.costMicros + other.costMicros,
});

/** One line of words as records hold them. */
export const line = (text: string, most = 500): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, most);

function bounded(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length <= MOST_CHARS ? text : JSON.stringify({ tooLong: text.length });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
