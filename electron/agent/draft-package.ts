/** Composes the handoff package around a draft: the lead's records, what the draft cites, and why. Its recipient is the lead's own address, always. */
import type { Draft } from '../../shared/domain/draft.ts';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
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
    // Of our library's facts only those that the draft rests on; the lead's own are the reader's to see.
    facts: task.facts.filter(({ id: factId, path }) => cited.has(factId) || !/^(?:value-prop|thread)\./u.test(path)),
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
