/** Assembles what a model is asked for a draft: approved, versioned parts as instructions, everything from outside as data. It takes no instruction from a fact. */
import { z } from 'zod';
import { promptVersionOf } from '../../shared/domain/draft.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { PromptPart } from '../../shared/domain/outreach-library.ts';
import { sayDay } from '../../shared/policy/local-time.ts';
import type { AgentLedger } from '../ports/agent-ledger.ts';
import type { ModelQuestion } from '../ports/model.ts';
import { asData, dataRule, visibleText } from './as-data.ts';
import { firstName, type DraftTask } from './draft-task.ts';
import { promptPart } from './library-view.ts';

const MOST_FACTS = 60;
const MOST_MESSAGES = 6;
const MOST_WORDS_OUT = 1_500;

/** What a model answers for a draft. Greeting, sign-off and recipient are not its to write. */
export const ModelDraft = z.object({
  subject: z.string().min(1).max(300),
  paragraphs: z
    .array(
      z.object({
        sentences: z
          .array(z.object({ text: z.string().min(1).max(1_500), facts: z.array(z.string().max(20)).max(12) }))
          .min(1)
          .max(12),
      }),
    )
    .min(1)
    .max(8),
  callToAction: z.object({ text: z.string().max(1_500), facts: z.array(z.string().max(20)).max(12) }),
});
export type ModelDraft = z.infer<typeof ModelDraft>;

export type Prompt =
  | {
      readonly kind: 'prompt';
      readonly question: ModelQuestion<ModelDraft>;
      /** What `F1` and the like stand for. */
      readonly factOf: ReadonlyMap<string, Fact>;
      readonly promptVersion: string;
    }
  /** The library has no approved words for it. */
  | { readonly kind: 'none'; readonly because: string };

interface DraftBefore {
  readonly subject: string;
  readonly body: string;
}

/** The draft before and what was found in it. */
export interface Repair extends DraftBefore {
  readonly kind: 'repair';
  readonly findings: readonly Finding[];
}

/** The draft before and what its reader wants of it: a person of ours, whose words are an instruction within all the others. */
export interface Rewrite extends DraftBefore {
  readonly kind: 'rewrite';
  readonly instruction: string;
}

export type Revision = Repair | Rewrite;

/** `revision`: null for a first draft. */
export function draftPrompt(library: AgentLedger['library'], task: DraftTask, revision: Revision | null): Prompt {
  const parts = (['voice', 'banned-claims', task.purpose] as const satisfies readonly PromptPart[]).map((part) => ({
    part,
    found: promptPart(library, part, task.file.contact.id),
  }));
  const lacking = parts.find(({ found }) => found === null);
  if (lacking !== undefined) return { kind: 'none', because: `no approved prompt part “${lacking.part}” is live` };
  const live = parts.flatMap(({ found }) => found ?? []);
  const usable = task.facts.filter(({ dataRule: rule }) => rule !== 'never').slice(0, MOST_FACTS);
  const factOf = new Map(usable.map((fact, at) => [`F${at + 1}`, fact]));
  const data = asData(materialOf(task, factOf, revision));
  const instructions = [
    ...live.map(({ body }) => body),
    bannedOf(task),
    stepWords(task),
    shapeWords(task),
    ...(revision === null ? [] : [revisionWords(revision)]),
    dataRule(data),
  ].filter((part) => part !== '');
  return {
    kind: 'prompt',
    factOf,
    promptVersion: promptVersionOf(live.map(({ version }) => version)),
    question: {
      purpose: revision?.kind ?? 'draft',
      instructions: instructions.join('\n\n'),
      data: data.text,
      schemaName: 'draft',
      schema: ModelDraft,
      maxOutputTokens: MOST_WORDS_OUT,
    },
  };
}

/** The policy's own words, which no version of a prompt can forget. */
function bannedOf({ policy }: DraftTask): string {
  const banned = policy.phrases.banned.map(({ phrase }) => `“${phrase}”`);
  const topics = policy.phrases.verifyFirst.map(({ topic }) => topic.replace('-', ' '));
  return [
    banned.length === 0 ? '' : `Never say: ${banned.join(', ')}.`,
    topics.length === 0
      ? ''
      : `Say nothing about ${topics.join(', ')} unless a fact you cite for the sentence says it.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function stepWords({ step, purpose, policy, move }: DraftTask): string {
  const { wordsMin, wordsMax } = policy.limits;
  switch (purpose) {
    case 'first-touch':
      return `This is step ${step.number} of “${step.sequenceName}”. Between ${wordsMin} and ${wordsMax} words in all.`;
    case 'follow-up':
    case 'value-bump':
      return `This is step ${step.number} of “${step.sequenceName}”.`;
    case 'reply':
      return move === null ? '' : `The move of the playbook is “${move.name}”. Its guidance: ${move.guidance}`;
    default:
      return purpose satisfies never;
  }
}

function shapeWords({ file, person, purpose }: DraftTask): string {
  return [
    `The greeting “Hi ${firstName(visibleText(file.contact.name, 60))},” and the sign-off of ${firstName(person.name)} are added by us: do not write them.`,
    'Give each sentence with the facts it rests on, by their names such as F3; a sentence that states nothing checkable has none.',
    purpose === 'reply'
      ? 'Put the question at the end, if there is one, into callToAction; otherwise leave its text empty.'
      : 'Put the one question or request into callToAction; the paragraphs hold none.',
  ].join(' ');
}

const MOST_FINDINGS = 12;

function revisionWords(revision: Revision): string {
  if (revision.kind === 'rewrite')
    return `The sender wants the draft in the data written again like this: “${visibleText(revision.instruction, 500)}”. That changes how it is said. It adds no fact, no promise and no price that the facts do not hold, and none of the rules above.`;
  const { findings } = revision;
  const said = findings
    .slice(0, MOST_FINDINGS)
    .map(({ evidence, clears }) => `- ${visibleText(evidence, 400)} ${clears}`);
  return `The draft in the data was checked and this was found. Write it again without these faults, and change nothing else:\n${said.join('\n')}`;
}

function materialOf(task: DraftTask, factOf: ReadonlyMap<string, Fact>, revision: Revision | null): unknown {
  const { file, person, policy, thread } = task;
  const { account, contact, lead } = file;
  return {
    reader: {
      name: contact.name,
      title: contact.title,
      company: account.name,
      industry: account.industry,
      geography: account.geography,
    },
    sender: { name: person.name, title: person.title, company: policy.companyName },
    events: lead.signals.slice(0, 5).map(({ type, value, observedAtMs }) => ({
      type,
      what: visibleText(value, 400),
      seen: sayDay(observedAtMs, person.mailbox.timeZone),
    })),
    facts: [...factOf].map(([name, { label, value, source, observedAtMs }]) => ({
      name,
      label,
      says: visibleText(value, 600),
      source,
      seen: sayDay(observedAtMs, person.mailbox.timeZone),
    })),
    ...(thread.length === 0
      ? {}
      : {
          thread: thread.slice(-MOST_MESSAGES).map(({ direction, subject, text, atMs }) => ({
            from: direction === 'outbound' ? 'us' : 'them',
            on: sayDay(atMs, person.mailbox.timeZone),
            subject,
            text: visibleText(text, 1_500),
          })),
        }),
    ...(task.assetUrl === null ? {} : { assetAddress: task.assetUrl }),
    ...(revision === null ? {} : { draftBefore: { subject: revision.subject, body: revision.body } }),
  };
}
