/** One run: lead after lead as planned, until the plan, the budget, the queue's room or a person ends it. One bad lead never stops the rest. */
import type { AgentRun } from '../../shared/domain/agent-run.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import { budgetOf } from './budget.ts';
import { added, line, openJournal, UNUSED, type Journal } from './journal.ts';
import { isAssessed, type Picked } from './pick.ts';
import { isAborted } from './wait.ts';
import { workOnLead, type LeadEnd } from './work-on-lead.ts';

export interface RunWork {
  readonly run: AgentRun;
  readonly planned: readonly Picked[];
  /** Ends at once, in the middle of a step; what was finished stays, and the run is gone on with later. */
  readonly signal: AbortSignal;
  /** A person asked for it: the run ends after the step, or the lead, it is at. */
  readonly isStopping: () => boolean;
  readonly onProgress: (run: AgentRun) => void;
}

/** So many failures in a row are no longer about the leads. */
const MOST_FAILURES_IN_A_ROW = 4;
/** Leads that follow each other faster go to the CRM together. */
const DELIVER_EVERY_MS = 2_000;

export async function carryOut(desk: AgentDesk, work: RunWork): Promise<void> {
  const { clock, ledger } = desk;
  const count = desk.startCount('Drafting');
  let { run } = work;
  let inARow = 0;
  /** Why nothing is drafted. */
  let full: string | null = null;
  let left = work.planned.length;
  const personId = desk.person().id;
  let deliveredAtMs = run.startedAtMs;

  const end = (state: AgentRun['state'], because: string): void => {
    run = { ...run, state, because: line(because, 300), endedAtMs: clock.nowMs() };
    ledger.runs.update(run);
    desk.deliver();
    work.onProgress(run);
    count.end(
      state === 'failed' ? 'failed' : state === 'stopped' ? 'stopped' : 'done',
      state === 'failed' ? because : null,
    );
  };

  for (const { contactId, kind } of work.planned) {
    // Everything else has its turn between two leads.
    await new Promise<void>((resume) => setImmediate(resume));
    if (work.signal.aborted) {
      count.end('stopped', null);
      return;
    }
    const policy = desk.policy();
    if (policy === null) break;
    const budget = budgetOf(desk, policy);
    const whyNot =
      whyEnd(desk, work, personId) ??
      (budget.spent === null ? null : ({ state: 'done', because: budget.spent } as const));
    if (whyNot !== null) {
      end(whyNot.state, whyNot.because);
      return;
    }
    // With no room for drafts a lead's worth is still found; what only a draft is left of waits for the next run.
    full = budget.full;
    if (full !== null && (kind === 'follow-up' || isAssessed(ledger.leads.read(contactId)))) {
      left -= 1;
      continue;
    }
    const journal = openJournal(desk, {
      runId: run.id,
      subject: { kind: 'lead', contactId },
      isStopping: work.isStopping,
    });
    const before = journal.use();
    const lead = { desk, journal, policy, signal: work.signal, contactId, mayDraft: full === null };
    const ended = await workOnLead(lead, kind).catch((fault: unknown): Fallen => ({ kind: 'fallen', fault }));
    if (ended.kind === 'stopped') {
      journal.flush();
      if (isAborted(work.signal)) count.end('stopped', null);
      else end('stopped', 'A person stopped it.');
      return;
    }
    left -= 1;
    // Ended before the desk was closed, and counted then.
    if (journal.done() === 0 && ended.kind !== 'queued' && ended.kind !== 'fallen') continue;
    const kept = keep(desk, journal, { run, ended, before, contactId });
    ({ run } = kept);
    if (clock.nowMs() - deliveredAtMs >= DELIVER_EVERY_MS) {
      deliveredAtMs = clock.nowMs();
      desk.deliver();
    }
    count.add(1, left);
    work.onProgress(run);
    inARow = kept.ended.kind === 'failed' ? inARow + 1 : 0;
    if (inARow >= MOST_FAILURES_IN_A_ROW) {
      end('failed', `${inARow} leads in a row failed: ${kept.ended.because}`);
      return;
    }
  }
  end(
    'done',
    full === null || run.queued > 0
      ? saidOf(run)
      : `${run.blocked + run.failed} leads were looked at, none was drafted. ${full}`,
  );
}

/** The work on a lead threw outside any of its steps. */
interface Fallen {
  readonly kind: 'fallen';
  readonly fault: unknown;
}

type Ended = Exclude<LeadEnd, { kind: 'stopped' }>;

interface OfLead {
  readonly run: AgentRun;
  readonly ended: Ended | Fallen;
  readonly before: AgentRun['use'];
  readonly contactId: Picked['contactId'];
}

interface Kept {
  readonly run: AgentRun;
  readonly ended: Ended;
}

/** The lead's steps and the run's counts become durable together. What can't is charged to the lead, so that the next one has its turn. */
function keep(desk: AgentDesk, journal: Journal, of: OfLead): Kept {
  const { run, ended, before } = of;
  if (ended.kind === 'fallen') return charge(desk, journal, of, ended.fault);
  try {
    return desk.transact(() => {
      journal.flush();
      const next = counted(run, ended, { before, after: journal.use() });
      desk.ledger.runs.update(next);
      return { run: next, ended };
    });
  } catch (fault) {
    return charge(desk, journal, of, fault);
  }
}

function charge(desk: AgentDesk, journal: Journal, { run, before, contactId }: OfLead, fault: unknown): Kept {
  desk.log.error('agent.lead', fault, { contactId, runId: run.id });
  journal.drop();
  const because = `a fault of the desk: ${fault instanceof Error ? fault.name : 'unknown fault'}`;
  const ended: Ended = { kind: 'failed', because };
  return desk.transact(() => {
    desk.ledger.runs.record({
      runId: run.id,
      subject: { kind: 'lead', contactId },
      name: 'queue',
      outcome: 'failed',
      because,
      atMs: desk.clock.nowMs(),
      tookMs: 0,
      use: UNUSED,
      versions: [],
      input: 'null',
      output: 'null',
    });
    const next = counted(run, ended, { before, after: journal.use() });
    desk.ledger.runs.update(next);
    return { run: next, ended };
  });
}

function whyEnd(
  desk: AgentDesk,
  work: RunWork,
  personId: string,
): { readonly state: 'stopped'; readonly because: string } | null {
  if (work.isStopping()) return { state: 'stopped', because: 'A person stopped it.' };
  if (desk.person().id !== personId) return { state: 'stopped', because: 'Somebody else is signed in.' };
  if (desk.pauses().some(({ scope }) => scope === 'all')) return { state: 'stopped', because: 'Everything is paused.' };
  return null;
}

function counted(
  run: AgentRun,
  ended: Ended,
  { before, after }: { readonly before: AgentRun['use']; readonly after: AgentRun['use'] },
): AgentRun {
  const used = {
    inputTokens: after.inputTokens - before.inputTokens,
    outputTokens: after.outputTokens - before.outputTokens,
    costMicros: after.costMicros - before.costMicros,
  };
  return { ...run, [ended.kind]: run[ended.kind] + 1, use: added(run.use, used) };
}

const saidOf = ({ planned, queued, blocked, failed }: AgentRun): string =>
  planned === 0 ? 'There was nothing to do.' : `${queued} queued, ${blocked} blocked, ${failed} failed.`;
