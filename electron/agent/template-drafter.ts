/** Writes from approved templates and facts alone: the same task always gets the same draft. It works without any model and is labelled as what it is. */
import { Draft as DraftSchema, type Draft } from '../../shared/domain/draft.ts';
import type { LibraryEntryOf } from '../../shared/domain/library-entry.ts';
import { fillTemplate, factsByPath, type TemplateSlots } from '../../shared/policy/drafting/fill-template.ts';
import { chooseTemplates, type ChosenTemplate } from '../../shared/policy/drafting/choose-template.ts';
import { lotOf } from '../../shared/policy/stable-hash.ts';
import { firstName, threadSubject, type DraftTask, type Written } from './draft-task.ts';
import { UNUSED } from './journal.ts';

/** As it stands on drafts, in the place of a model's name. */
export const TEMPLATE_DRAFTER = 'template drafter';

export function draftFromTemplate(task: DraftTask, templates: readonly LibraryEntryOf<'template'>[]): Written {
  const candidates = candidatesFor(task, templates);
  const unfilled: string[] = [];
  for (const candidate of candidates) {
    const filled = fill(task, candidate, '');
    if (filled.kind === 'draft') return { kind: 'written', draft: filled.draft, use: UNUSED };
    unfilled.push(filled.because);
  }
  return { kind: 'blocked', because: whyNone(task, unfilled), use: UNUSED };
}

/** Turns of the lot that are tried for another wording; a template has fewer. */
const MOST_TURNS = 12;

/** Every wording that approved templates have for this task, each once, in an order that stays. */
export function templateVariants(task: DraftTask, templates: readonly LibraryEntryOf<'template'>[]): readonly Draft[] {
  const byBody = new Map<string, Draft>();
  for (const candidate of candidatesFor(task, templates)) {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const filled = fill(task, candidate, turn === 0 ? '' : ` ${turn}`);
      if (filled.kind === 'unfilled') break;
      if (!byBody.has(filled.draft.body)) byBody.set(filled.draft.body, filled.draft);
    }
  }
  return [...byBody.values()];
}

function candidatesFor(task: DraftTask, templates: readonly LibraryEntryOf<'template'>[]): readonly ChosenTemplate[] {
  const { file, purpose, step } = task;
  const { contact, account, lead } = file;
  return chooseTemplates(templates, {
    purpose,
    segmentId: account.segmentId,
    signalType: lead.signals[0]?.type ?? null,
    step: step.number,
    move: task.move?.name ?? null,
    contactId: contact.id,
    used: usedTemplates(task),
  });
}

/** A record may hold more words than a letter: what makes no draft is said here, not by whoever takes it for one. */
function fill(
  task: DraftTask,
  { version, template }: ChosenTemplate,
  turn: string,
): { readonly kind: 'draft'; readonly draft: Draft } | { readonly kind: 'unfilled'; readonly because: string } {
  const filled = fillTemplate(template, slotsOf(task), lotOf(`${task.file.contact.id} ${version}${turn}`));
  if (filled.kind === 'unfilled') return { kind: 'unfilled', because: `nothing is known for ${filled.missing}` };
  const made = DraftSchema.safeParse({
    ...filled.letter,
    subject: threadSubject(task.thread) ?? filled.letter.subject,
    valuePropId: template.valuePropId,
    templateVersion: version,
    promptVersion: '',
    model: TEMPLATE_DRAFTER,
    generatedAtMs: task.nowMs,
  });
  if (made.success) return { kind: 'draft', draft: made.data };
  return { kind: 'unfilled', because: `what is known is no fit for its ${String(made.error.issues[0]?.path[0])}` };
}

function whyNone({ purpose, step }: DraftTask, unfilled: readonly string[]): string {
  if (unfilled.length === 0) return `no approved template fits a ${purpose.replace('-', ' ')} at step ${step.number}`;
  return `no template could be filled: ${[...new Set(unfilled)].slice(0, 6).join(', ')}`;
}

function slotsOf({ file, person, facts, assetUrl }: DraftTask): TemplateSlots {
  return {
    words: {
      first: firstName(file.contact.name),
      company: file.account.name,
      sender: firstName(person.name),
      title: file.contact.title,
      ...(assetUrl === null ? {} : { asset: assetUrl }),
    },
    facts: factsByPath(facts),
  };
}

/** What this person was written to by before, whichever version of it. */
function usedTemplates({ priorTouches }: DraftTask): ReadonlySet<string> {
  return new Set(priorTouches.flatMap(({ templateVersion }) => templateVersion?.split('@')[0] ?? []));
}
