/** Which packages may be read and signed side by side: few, alike, and with nothing found in any of them. There is no approving of all. */
import type { Verdict } from '../domain/finding.ts';
import type { HandoffPackage } from '../domain/handoff-package.ts';

/** As many bodies as a person reads at one go and still reads. */
export const BATCH_MOST = 5;

export interface BatchCandidate {
  readonly pkg: HandoffPackage;
  readonly verdict: Verdict;
  readonly isEdited: boolean;
}

/** Why a package is in no batch, in words; null where it may be. */
export function whyNotInBatch({ pkg, verdict, isEdited }: BatchCandidate): string | null {
  if (pkg.draft === null) return 'This step has no email.';
  if (pkg.account.tier === 1) return 'A Tier 1 account is decided by itself.';
  if (isEdited) return 'You changed this text: it is no longer of its version.';
  if (verdict.findings.length > 0) return 'Something was found in it: it is decided by itself.';
  return null;
}

/** One segment and one version: what the same people approved the same way. */
export function isAlike(one: HandoffPackage, other: HandoffPackage): boolean {
  return one.account.segmentId === other.account.segmentId && versionOf(one) === versionOf(other);
}

/** The first one and those like it, in the order they come, at most as many as may be. Empty where the first may not be in one. */
export function batchFrom(first: BatchCandidate, others: readonly BatchCandidate[]): readonly BatchCandidate[] {
  if (whyNotInBatch(first) !== null) return [];
  const like = others.filter(
    (other) => other.pkg.id !== first.pkg.id && isAlike(first.pkg, other.pkg) && whyNotInBatch(other) === null,
  );
  return [first, ...like].slice(0, BATCH_MOST);
}

const versionOf = ({ messageKind, draft }: HandoffPackage): string =>
  draft === null ? '' : [messageKind, draft.model, draft.templateVersion, draft.promptVersion].join(' ');
