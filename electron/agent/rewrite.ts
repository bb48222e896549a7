/**
 * Writes a draft again as its reader asks: by the model with the package's facts as data, or without a model in another wording of an
 * approved template, which is said. What comes back is a text with what the rails find in it; it changes no package and reaches nobody.
 */
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { AgentRunId } from '../../shared/domain/ids.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import { spentBecause } from './budget.ts';
import { checkDraft } from './check-draft.ts';
import type { DraftTask, Written } from './draft-task.ts';
import { line, UNUSED } from './journal.ts';
import { draftWithModel } from './model-drafter.ts';
import { templateVariants } from './template-drafter.ts';

/** Rewrites belong to no run: a person asked in between. */
export const REWRITES_RUN = AgentRunId.parse('rewrites');

export interface RewriteWish {
  readonly pkg: HandoffPackage;
  /** The text on screen, which is what is written again. */
  readonly subject: string;
  readonly body: string;
  readonly instruction: string;
}

export type Rewritten =
  | {
      readonly kind: 'rewritten';
      readonly subject: string;
      readonly body: string;
      /** `template`: an approved wording, which followed no instruction. */
      readonly by: 'model' | 'template';
      /** The model, or the template's version. */
      readonly drafter: string;
      readonly findings: readonly Finding[];
      readonly use: ModelUse;
    }
  | { readonly kind: 'no'; readonly because: string };

export async function rewriteDraft(desk: AgentDesk, wish: RewriteWish, signal: AbortSignal): Promise<Rewritten> {
  const startedAtMs = desk.clock.nowMs();
  const task = taskOf(desk, wish, startedAtMs);
  if (task === null) return { kind: 'no', because: 'The team policy was never read from the CRM.' };
  const whyNot = desk.modelProblem() ?? overBudget(desk, task);
  if (whyNot !== null) return { kind: 'no', because: whyNot };
  const model = desk.model();
  const written = model === null ? variantOf(desk, task, wish) : await byModel(desk, task, wish, signal);
  const findings = written.kind === 'written' ? findingsIn(desk, task, wish.pkg, written.draft) : [];
  if (written.kind !== 'stopped' || written.use.inputTokens > 0) record(desk, wish, written, startedAtMs);
  switch (written.kind) {
    case 'stopped':
      return { kind: 'no', because: 'The desk was closed in the middle of it.' };
    case 'failed':
    case 'blocked':
      return { kind: 'no', because: `${sentence(written.because)} Your text is as it was.` };
    case 'written': {
      const { subject, body, templateVersion } = written.draft;
      if (subject === wish.subject && body === wish.body)
        return { kind: 'no', because: 'The same words came back. Your text is as it was.' };
      const by = model === null ? 'template' : 'model';
      const drafter = by === 'model' ? written.draft.model : templateVersion;
      return { kind: 'rewritten', subject, body, by, drafter, findings, use: written.use };
    }
    default:
      return written satisfies never;
  }
}

/** From the package itself: what the reader sees is all that the rewrite may rest on, and the gate judges by the same facts. */
function taskOf(desk: AgentDesk, { pkg }: RewriteWish, nowMs: number): DraftTask | null {
  const policy = desk.policy();
  if (policy === null) return null;
  const { account, contact, signals, messageKind } = pkg;
  const asset = pkg.facts.find(({ path, url }) => path === 'thread.asset' && url !== null);
  return {
    file: { account, contact, lead: { signals } },
    person: desk.person(),
    policy,
    purpose: messageKind,
    step: pkg.step,
    score: pkg.score,
    facts: pkg.facts,
    thread: pkg.thread,
    priorTouches: pkg.priorTouches,
    engagement: pkg.engagement,
    move: null,
    assetUrl: asset?.url ?? null,
    whyAccount: pkg.rationale.whyAccount,
    nowMs,
  };
}

function overBudget(desk: AgentDesk, { policy, person, nowMs }: DraftTask): string | null {
  if (desk.model() === null) return null;
  const today = mailboxDay(nowMs, person.mailbox.timeZone).startAtMs;
  return spentBecause(desk.ledger.runs.usedSince(today), policy);
}

function byModel(
  desk: AgentDesk,
  task: DraftTask,
  { subject, body, instruction }: RewriteWish,
  signal: AbortSignal,
): Promise<Written> {
  const model = desk.model();
  if (model === null) throw new Error('no model to ask');
  const { library } = desk.ledger;
  return draftWithModel({ model, library }, task, { kind: 'rewrite', subject, body, instruction }, signal);
}

/** The wording after the one on screen, so that asking again goes round all of them. */
function variantOf(desk: AgentDesk, task: DraftTask, { body }: RewriteWish): Written {
  const variants = templateVariants(task, desk.ledger.library.list('template'));
  const at = variants.findIndex((draft) => draft.body === body);
  const next = variants[(at + 1) % Math.max(1, variants.length)];
  if (next === undefined || next.body === body)
    return {
      kind: 'blocked',
      because: 'no model is connected, and no other approved wording fits what is known here',
      use: UNUSED,
    };
  return { kind: 'written', draft: next, use: UNUSED };
}

/** As an edit of this package: the facts stay the package's own, and the gate will judge it just so. */
function findingsIn(desk: AgentDesk, task: DraftTask, pkg: HandoffPackage, draft: Draft): readonly Finding[] {
  if (pkg.draft === null) return [];
  const { subject, body } = draft;
  return checkDraft(task, { ...pkg, draft: { ...pkg.draft, subject, body } }, desk.deskWorld(task.nowMs));
}

function record(desk: AgentDesk, wish: RewriteWish, written: Written, startedAtMs: number): void {
  const atMs = desk.clock.nowMs();
  const { pkg, subject, body, instruction } = wish;
  desk.transact(() =>
    desk.ledger.runs.record({
      runId: REWRITES_RUN,
      subject: { kind: 'lead', contactId: pkg.contact.id },
      name: 'rewrite',
      outcome: written.kind === 'written' ? 'done' : written.kind === 'blocked' ? 'blocked' : 'failed',
      because: line(
        written.kind === 'written'
          ? `written by ${written.draft.model}`
          : written.kind === 'stopped'
            ? 'stopped'
            : written.because,
      ),
      atMs,
      tookMs: Math.max(0, atMs - startedAtMs),
      use: written.use,
      versions: [],
      input: JSON.stringify({ packageId: pkg.id, instruction, subject, body }),
      output: JSON.stringify(written.kind === 'written' ? { draft: written.draft } : null),
    }),
  );
  desk.onChange();
}

const sentence = (text: string): string => {
  const words = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/u.test(words) ? words : `${words}.`;
};
