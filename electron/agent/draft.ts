/**
 * One draft from its task: written by the model or from templates, checked, repaired at most as often as the policy allows, and otherwise
 * handed over with what was found. A draft that is not whole never leaves this file.
 */
import { z } from 'zod';
import { Draft } from '../../shared/domain/draft.ts';
import { Finding } from '../../shared/domain/finding.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { versionsBehind } from '../../shared/domain/draft.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import { checkDraft, repairable } from './check-draft.ts';
import { draftPackage } from './draft-package.ts';
import type { DraftTask, Written } from './draft-task.ts';
import { added, UNUSED, type Journal, type Settled, type StepEnd } from './journal.ts';
import { draftWithModel } from './model-drafter.ts';
import type { Repair } from './prompt.ts';
import { draftFromTemplate } from './template-drafter.ts';

export type DraftDesk = Pick<
  AgentDesk,
  'clock' | 'ledger' | 'deskWorld' | 'model' | 'modelProblem' | 'templateFallback'
>;

/** Where each step of it is recorded: the journal, or nowhere for a caller that records the whole. */
export type StepOf = Pick<Journal, 'step'>['step'];

export interface FinishedDraft {
  readonly draft: Draft;
  /** What the rails still say of it; the reader sees it. */
  readonly findings: readonly Finding[];
}

const Findings = z.object({ findings: z.array(Finding) });
const DraftOutput = z.object({ draft: Draft });

/** Only for the check: the package that is queued gets an id of its own. */
const UNQUEUED = 'unqueued' as PackageId;

export async function produceDraft(
  desk: DraftDesk,
  task: DraftTask,
  step: StepOf,
  signal: AbortSignal,
): Promise<Settled<FinishedDraft>> {
  const first = await step('draft', DraftOutput, async () => asEnd(task, await write(desk, task, null, signal)));
  if (first.kind !== 'done') return first;
  let { draft } = first.output;
  for (let repairs = 0; ; repairs += 1) {
    const checked = await step('check', Findings, () => check(desk, task, draft));
    if (checked.kind !== 'done') return checked;
    const { findings } = checked.output;
    const faults = repairable(findings);
    const mendable = desk.model()?.name === draft.model;
    if (faults.length === 0 || !mendable || repairs >= task.policy.limits.agentRepairs)
      return { kind: 'done', output: { draft, findings } };
    const before: Repair = { kind: 'repair', subject: draft.subject, body: draft.body, findings: faults };
    const repaired = await step('repair', DraftOutput, async () => {
      const written = await write(desk, task, before, signal);
      // A repair that came to nothing leaves a whole draft with its findings: that is shown, and why is on record.
      if (written.kind !== 'failed' && written.kind !== 'blocked') return asEnd(task, written);
      return {
        outcome: 'done',
        because: `not repaired: ${written.because}`,
        input: inputOf(task),
        output: { draft },
        use: written.use,
        isCostly: isCostly(written.use),
      };
    });
    if (repaired.kind !== 'done') return repaired;
    if (repaired.output.draft.body === draft.body && repaired.output.draft.subject === draft.subject)
      return { kind: 'done', output: { draft, findings } };
    ({ draft } = repaired.output);
  }
}

async function write(desk: DraftDesk, task: DraftTask, repair: Repair | null, signal: AbortSignal): Promise<Written> {
  const templates = desk.ledger.library.list('template');
  const problem = desk.modelProblem();
  if (problem !== null) return { kind: 'failed', because: problem, use: UNUSED };
  const model = desk.model();
  if (model === null) return draftFromTemplate(task, templates);
  const written = await draftWithModel({ model, library: desk.ledger.library }, task, repair, signal);
  if (written.kind !== 'failed' || repair !== null || !desk.templateFallback()) return written;
  const instead = draftFromTemplate(task, templates);
  if (instead.kind === 'written') return { ...instead, use: added(instead.use, written.use) };
  return { ...written, because: `${written.because}; ${instead.kind === 'stopped' ? 'stopped' : instead.because}` };
}

const inputOf = ({ file, purpose, step, facts, move }: DraftTask) => ({
  contactId: file.contact.id,
  purpose,
  step: step.number,
  move: move?.name ?? null,
  factIds: facts.map(({ id }) => id),
});

const isCostly = ({ inputTokens, outputTokens }: Written['use']): boolean => inputTokens + outputTokens > 0;

function asEnd(task: DraftTask, written: Written): StepEnd<{ draft: Draft }> {
  switch (written.kind) {
    case 'stopped':
      return { outcome: 'stopped' };
    case 'failed':
    case 'blocked':
      return {
        outcome: written.kind,
        because: written.because,
        input: inputOf(task),
        use: written.use,
        isCostly: isCostly(written.use),
      };
    case 'written':
      return {
        outcome: 'done',
        because: `written by ${written.draft.model}`,
        input: inputOf(task),
        output: { draft: written.draft },
        use: written.use,
        isCostly: isCostly(written.use),
        versions: versionsBehind(written.draft),
      };
    default:
      return written satisfies never;
  }
}

function check(desk: DraftDesk, task: DraftTask, draft: Draft): StepEnd<{ findings: Finding[] }> {
  const pkg = draftPackage(task, draft, UNQUEUED, task.nowMs);
  const findings = [...checkDraft(task, pkg, desk.deskWorld(task.nowMs))];
  const codes = [...new Set(findings.map(({ code }) => code))];
  return {
    outcome: 'done',
    because: codes.length === 0 ? 'every sentence holds' : `found: ${codes.join(', ')}`,
    input: { subject: draft.subject, body: draft.body, policyVersion: task.policy.version },
    output: { findings },
    versions: versionsBehind(draft),
  };
}
