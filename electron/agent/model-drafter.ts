/** Turns a model's answer into a draft. Whatever it says, only sentences, a subject and citations of known facts come out; the recipient is not its to choose. */
import type { Draft } from '../../shared/domain/draft.ts';
import { Draft as DraftSchema } from '../../shared/domain/draft.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { AgentLedger } from '../ports/agent-ledger.ts';
import type { Model } from '../ports/model.ts';
import { firstName, threadSubject, type DraftTask, type Written } from './draft-task.ts';
import { draftPrompt, type ModelDraft, type Revision } from './prompt.ts';
import { UNUSED } from './journal.ts';

export async function draftWithModel(
  parts: { readonly model: Model; readonly library: AgentLedger['library'] },
  task: DraftTask,
  revision: Revision | null,
  signal: AbortSignal,
): Promise<Written> {
  const prompt = draftPrompt(parts.library, task, revision);
  if (prompt.kind === 'none') return { kind: 'blocked', because: prompt.because, use: UNUSED };
  const answer = await parts.model.ask(prompt.question, signal);
  switch (answer.kind) {
    case 'stopped':
      return { kind: 'stopped', use: answer.use };
    case 'refused':
    case 'malformed':
    case 'failed':
      return { kind: 'failed', because: answer.because, use: answer.use };
    case 'answer': {
      const made = DraftSchema.safeParse({
        ...letterOf(answer.value, prompt.factOf, task),
        templateVersion: '',
        promptVersion: prompt.promptVersion,
        model: parts.model.name,
        generatedAtMs: task.nowMs,
      });
      if (made.success) return { kind: 'written', draft: made.data, use: answer.use };
      const [issue] = made.error.issues;
      return {
        kind: 'failed',
        because: `its words make no draft: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
        use: answer.use,
      };
    }
    default:
      return answer satisfies never;
  }
}

/** White space is ours; a line break inside a sentence or a subject is none of the model's business. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function letterOf(answer: ModelDraft, factOf: ReadonlyMap<string, Fact>, task: DraftTask) {
  const sentences: { text: string; factIds: Fact['id'][] }[] = [];
  const take = ({ text, facts }: ModelDraft['callToAction']): string => {
    const words = oneLine(text);
    // A name that stands for nothing is left out: the sentence then has to hold without it.
    if (words !== '')
      sentences.push({ text: words, factIds: [...new Set(facts.flatMap((name) => factOf.get(name)?.id ?? []))] });
    return words;
  };
  const paragraphs = [
    ...answer.paragraphs.map(({ sentences: lines }) => lines.map(take).join(' ')),
    take(answer.callToAction),
  ].filter((paragraph) => paragraph !== '');
  const { contact } = task.file;
  const body = [`Hi ${firstName(contact.name)},`, ...paragraphs, `Best,\n${firstName(task.person.name)}`].join('\n\n');
  return {
    subject: threadSubject(task.thread) ?? oneLine(answer.subject),
    body,
    sentences,
    valuePropId: valuePropOf(sentences, factOf),
  };
}

/** The first value prop that a sentence rests on. */
function valuePropOf(sentences: Draft['sentences'], factOf: ReadonlyMap<string, Fact>): string | null {
  const byId = new Map([...factOf.values()].map((fact) => [fact.id, fact]));
  for (const { factIds } of sentences) {
    for (const id of factIds) {
      const path = byId.get(id)?.path ?? '';
      if (path.startsWith('value-prop.')) return path.slice('value-prop.'.length);
    }
  }
  return null;
}
