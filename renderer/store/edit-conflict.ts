/** Tells when the CRM brought another draft under a person's edit, with the three texts. It only looks: which one holds is the person's to say. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';

export interface Text {
  readonly subject: string;
  readonly body: string;
}

export interface EditConflict {
  /** What the edit began from; null where it was kept before that was kept with it. */
  readonly base: Text | null;
  readonly theirs: Text;
  readonly mine: Text;
}

export const isSameText = (one: Text, other: Text): boolean => one.subject === other.subject && one.body === other.body;

/** Null where there is no edit, or its draft is still the same: a newer revision may have brought only facts. */
export function conflictOf(pkg: HandoffPackage, edit: DraftEdit | null): EditConflict | null {
  if (edit === null || pkg.draft === null || edit.baseRevision >= pkg.revision) return null;
  const base = edit.base ?? null;
  const theirs = { subject: pkg.draft.subject, body: pkg.draft.body };
  const mine = { subject: edit.subject, body: edit.body };
  if ((base !== null && isSameText(base, theirs)) || isSameText(mine, theirs)) return null;
  return { base, theirs, mine };
}
