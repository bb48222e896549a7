/** Writes from approved templates and facts alone: the same task always gets the same draft. It works without any model and is labelled as what it is. */
import type { Draft } from '../../shared/domain/draft.ts';
import type { LibraryEntryOf } from '../../shared/domain/library-entry.ts';
import { fillTemplate, factsByPath, type TemplateSlots } from '../../shared/policy/drafting/fill-template.ts';
import { chooseTemplates } from '../../shared/policy/drafting/choose-template.ts';
import { lotOf } from '../../shared/policy/stable-hash.ts';
import { firstName, threadSubject, type DraftTask, type Written } from './draft-task.ts';
import { UNUSED } from './journal.ts';

/** As it stands on drafts, in the place of a model's name. */
export const TEMPLATE_DRAFTER = 'template drafter';

export function draftFromTemplate(task: DraftTask, templates: readonly LibraryEntryOf<'template'>[]): Written {
  const { file, purpose, step, nowMs } = task;
  const { contact, account, lead } = file;
  const signalType = lead.signals[0]?.type ?? null;
  const candidates = chooseTemplates(templates, {
    purpose,
    segmentId: account.segmentId,
    signalType,
    step: step.number,
    move: task.move?.name ?? null,
    contactId: contact.id,
    used: usedTemplates(task),
  });
  const slots = slotsOf(task);
  const missing: string[] = [];
  for (const { version, template } of candidates) {
    const filled = fillTemplate(template, slots, lotOf(`${contact.id} ${version}`));
    if (filled.kind === 'unfilled') {
      missing.push(filled.missing);
      continue;
    }
    return {
      kind: 'written',
      use: UNUSED,
      draft: {
        ...filled.letter,
        subject: threadSubject(task.thread) ?? filled.letter.subject,
        valuePropId: template.valuePropId,
        templateVersion: version,
        promptVersion: '',
        model: TEMPLATE_DRAFTER,
        generatedAtMs: nowMs,
      },
    };
  }
  return { kind: 'blocked', because: whyNone(task, candidates.length, missing), use: UNUSED };
}

/** Turns of the lot that are tried for another wording; a template has fewer. */
const MOST_TURNS = 12;

/** Every wording that approved templates have for this task, each once, in an order that stays. */
export function templateVariants(task: DraftTask, templates: readonly LibraryEntryOf<'template'>[]): readonly Draft[] {
  const { file, purpose, step, nowMs } = task;
  const { contact, account, lead } = file;
  const candidates = chooseTemplates(templates, {
    purpose,
    segmentId: account.segmentId,
    signalType: lead.signals[0]?.type ?? null,
    step: step.number,
    move: task.move?.name ?? null,
    contactId: contact.id,
    used: usedTemplates(task),
  });
  const slots = slotsOf(task);
  const byBody = new Map<string, Draft>();
  for (const { version, template } of candidates) {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const filled = fillTemplate(template, slots, lotOf(`${contact.id} ${version}${turn === 0 ? '' : ` ${turn}`}`));
      if (filled.kind === 'unfilled') break;
      if (byBody.has(filled.letter.body)) continue;
      byBody.set(filled.letter.body, {
        ...filled.letter,
        subject: threadSubject(task.thread) ?? filled.letter.subject,
        valuePropId: template.valuePropId,
        templateVersion: version,
        promptVersion: '',
        model: TEMPLATE_DRAFTER,
        generatedAtMs: nowMs,
      });
    }
  }
  return [...byBody.values()];
}

function whyNone({ purpose, step }: DraftTask, candidates: number, missing: readonly string[]): string {
  if (candidates === 0) return `no approved template fits a ${purpose.replace('-', ' ')} at step ${step.number}`;
  return `no template could be filled: nothing is known for ${[...new Set(missing)].slice(0, 6).join(', ')}`;
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
