/** Composes the handoff package around a draft: the lead's records, what the draft cites, and why. Its recipient is the lead's own address, always. */
import type { Draft } from '../../shared/domain/draft.ts';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { reviewExpiresAtMs } from '../../shared/policy/review-end.ts';
import type { DraftTask } from './draft-task.ts';

const PRIORITY_BY_TIER = { 1: 20, 2: 10, 3: 0 } as const;

/** Throws where the parts do not fit each other: a fault of this code, recorded by the journal. */
export function draftPackage(task: DraftTask, draft: Draft | null, id: PackageId, readyAtMs: number): HandoffPackage {
  const { file, person, policy, step, purpose } = task;
  const { account, contact, lead } = file;
  const cited = new Set(draft?.sentences.flatMap(({ factIds }) => factIds));
  const [signal] = lead.signals;
  return HandoffPackage.parse({
    formatVersion: 1,
    id,
    messageKind: purpose === 'reply' ? 'reply' : purpose === 'first-touch' ? 'first-touch' : 'follow-up',
    handoffModel: 1,
    step,
    account,
    contact,
    signals: lead.signals,
    facts: shownFacts(task, cited),
    score: task.score,
    rationale: {
      whyAccount: task.whyAccount.slice(0, 500),
      whyPerson: whyPerson(task),
      whyNow:
        signal === undefined ? { text: '', signalId: null } : { text: signal.value.slice(0, 500), signalId: signal.id },
    },
    draft,
    engagement: task.engagement,
    priorTouches: task.priorTouches,
    thread: task.thread,
    revision: 1,
    review: {
      ownerId: person.id,
      queue: step.kind === 'email' ? 'review' : 'calls',
      priority: purpose === 'first-touch' ? PRIORITY_BY_TIER[account.tier] : PRIORITY_BY_TIER[account.tier] + 5,
      readyAtMs,
      expiresAtMs: reviewExpiresAtMs(readyAtMs, policy.limits.reviewWindowHours, person.mailbox.timeZone),
      state: 'ready',
      openedAtMs: null,
      activeMs: 0,
    },
  });
}

/** As many as a package may hold. */
const MOST_FACTS = 200;

/**
 * Of our library's facts only those that the draft rests on; the lead's own are the reader's to see, each once, whatever an import left in
 * the CRM. Where there are too many, what the draft rests on is shown first.
 */
function shownFacts({ facts }: DraftTask, cited: ReadonlySet<string>): readonly Fact[] {
  const shown = new Map<string, Fact>();
  for (const fact of facts)
    if (!shown.has(fact.id) && (cited.has(fact.id) || !/^(?:value-prop|thread)\./u.test(fact.path)))
      shown.set(fact.id, fact);
  if (shown.size <= MOST_FACTS) return [...shown.values()];
  const rest = [...shown.values()].filter(({ id }) => !cited.has(id));
  return [...shown.values()]
    .filter(({ id }) => cited.has(id))
    .concat(rest)
    .slice(0, MOST_FACTS);
}

function whyPerson({ file, facts }: DraftTask): string {
  const remit = facts.find(({ path }) => path === 'contact.remit')?.value;
  const { title, roleMatch } = file.contact;
  return [remit ?? title, roleMatch.reason]
    .filter((part) => part !== '')
    .map((part) => part.replace(/\.$/u, ''))
    .join('. ')
    .slice(0, 499)
    .concat('.');
}
