/** Drafts an answer to a reply along a move of the playbook: the same drafters, checks and repairs as every other draft. It decides neither the move nor who acts. */
import type { Draft } from '../../shared/domain/draft.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { FactId } from '../../shared/domain/ids.ts';
import type { LibraryEntryOf } from '../../shared/domain/library-entry.ts';
import type { PlaybookMove } from '../../shared/domain/playbook.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import { sayDay } from '../../shared/policy/local-time.ts';
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import type { LeadFile } from '../ports/agent-ledger.ts';
import { visibleText } from './as-data.ts';
import type { DraftTask } from './draft-task.ts';
import { produceDraft, type DraftDesk, type StepOf } from './draft.ts';
import { added, UNUSED } from './journal.ts';
import { assetFact } from './library-view.ts';
import { lastScore } from './last-score.ts';
import { threadWith } from './thread.ts';

export interface ReplyTask {
  readonly file: LeadFile;
  readonly reply: Reply;
  readonly move: Exclude<PlaybookMove, 'escalate'>;
  readonly guidance: string;
  /** The approved asset to offer, in the version that is live; null where the move offers none. */
  readonly asset: LibraryEntryOf<'asset'> | null;
  readonly nowMs: number;
}

/** A whole draft with what the rails still say of it, or why there is none. `pkg` makes the package that is queued. */
export type Drafted =
  | {
      readonly kind: 'drafted';
      readonly draft: Draft;
      readonly findings: readonly Finding[];
      /** All that `draftPackage` needs besides an id and a time. */
      readonly task: DraftTask;
      readonly use: ModelUse;
      readonly versions: readonly string[];
    }
  | { readonly kind: 'failed' | 'blocked'; readonly because: string; readonly use: ModelUse }
  | { readonly kind: 'stopped'; readonly use: ModelUse };

export type ReplyDesk = DraftDesk & Pick<AgentDesk, 'policy' | 'person' | 'sentMessage'>;

export async function draftReply(desk: ReplyDesk, reply: ReplyTask, signal: AbortSignal): Promise<Drafted> {
  let use = UNUSED;
  const versions = new Set<string>();
  const unrecorded: StepOf = async (_name, _output, work) => {
    const end = await work();
    if (end.outcome === 'stopped') return { kind: 'stopped' };
    use = added(use, end.use ?? UNUSED);
    end.versions?.forEach((version) => versions.add(version));
    return end.outcome === 'done' ? { kind: 'done', output: end.output } : { kind: end.outcome, because: end.because };
  };
  const task = taskOf(desk, reply);
  if (task === null) return { kind: 'failed', because: 'the team policy was never read', use };
  const end = await produceDraft(desk, task, unrecorded, signal);
  if (end.kind === 'done') return { kind: 'drafted', ...end.output, task, use, versions: [...versions] };
  return { ...end, use };
}

function taskOf(desk: ReplyDesk, { file, reply, move, guidance, asset, nowMs }: ReplyTask): DraftTask | null {
  const policy = desk.policy();
  if (policy === null) return null;
  const answered = answeredPackage(desk, file, reply);
  const live = asset?.versions.find(({ state }) => state === 'live') ?? null;
  const offered = asset === null || live === null ? null : assetFact(live, asset.title);
  return {
    file,
    person: desk.person(),
    policy,
    purpose: 'reply',
    step: answered?.step ?? {
      kind: 'email',
      sequenceId: 'reply' as DraftTask['step']['sequenceId'],
      sequenceName: 'Reply',
      number: 1,
    },
    score: answered?.score ?? lastScore(desk.ledger, file),
    facts: [
      ...(answered?.facts ?? file.lead.facts),
      ...inboundFacts(reply, desk.person().mailbox.timeZone),
      ...(offered === null ? [] : [offered]),
    ],
    thread: threadWith(desk, answered, reply),
    priorTouches: desk.ledger.leads.touches(file.contact.id, 100),
    engagement: desk.ledger.leads.engagement(file.contact.id, 50),
    move: { name: move, guidance },
    assetUrl: offered?.url ?? null,
    whyAccount: answered?.rationale.whyAccount ?? `${file.account.name} answered.`,
    nowMs,
  };
}

function answeredPackage({ ledger }: ReplyDesk, file: LeadFile, reply: Reply): HandoffPackage | null {
  const packages = ledger.leads.packages(file.contact.id, 20);
  return (
    packages.find(({ id }) => id === reply.packageId) ?? packages.find(({ review }) => review.state === 'sent') ?? null
  );
}

/** What the reply itself states, as facts that an answer may repeat. */
function inboundFacts({ id, text, atMs, reading, from }: Reply, timeZone: string): readonly Fact[] {
  const fact = (name: string, label: string, value: string): Fact[] =>
    value.trim() === ''
      ? []
      : [
          {
            id: FactId.parse(`${id}.${name}`.slice(0, 120)),
            path: `thread.${name}`,
            label,
            value: visibleText(value.replace(/\s+/gu, ' ').trim(), 1_000),
            source: `Reply of ${sayDay(atMs, timeZone)}`,
            url: null,
            observedAtMs: atMs,
            confidence: 1,
            dataRule: 'allowed',
          },
        ];
  return [
    ...fact('inbound', `What ${from === '' ? 'they' : 'the sender'} wrote`, text),
    ...fact('tool', 'The tool they name', reading?.namedTool ?? ''),
    ...fact('when', 'When to come back', reading?.circleBack?.atMs == null ? '' : reading.circleBack.words),
    ...fact('after', 'What has to come first', reading?.circleBack?.trigger ?? ''),
  ];
}
