/**
 * What the checks find in a package that is in sight: looked for when its row is drawn, and again when anything changes that the checks go
 * by, the row or the world around it; what changes together is looked at in one go. Reads only.
 */
import { useEffect } from 'react';
import type { RailCode } from '../../../shared/domain/finding.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { useNow } from '../../components/use-now.ts';
import { deskDb } from '../../store/db.ts';
import { useDeskCopy } from '../../store/desk-copy.ts';
import { findingsIn, nextTurn, onReadForFindings } from '../../store/look-for-findings.ts';
import type { PackageSummary } from '../../store/rows.ts';
import { faultsOf } from '../../store/storage-state.ts';
import { useReviewNarrowing } from '../../view-state/review-narrowing.ts';
import { useSession } from '../../view-state/session.ts';

/** Some findings come with time alone: a check grows old, a cap's day ends. */
const AGES_MS = 60_000;

const asked = new Set<PackageId>();
let isLooking = false;

function ask(id: PackageId): void {
  asked.add(id);
  if (!isLooking) void look();
}

/** One look after the other, so that the newest has the last word. */
async function look(): Promise<void> {
  isLooking = true;
  try {
    while (asked.size > 0) {
      await nextTurn();
      await lookAt([...asked]);
    }
  } finally {
    isLooking = false;
  }
}

async function lookAt(ids: readonly PackageId[]): Promise<void> {
  for (const id of ids) asked.delete(id);
  const { person } = useSession.getState();
  if (person === null) return;
  const db = deskDb();
  try {
    const now = await findingsIn(db, person, ids);
    const { found, set } = useReviewNarrowing.getState();
    const changed = [...now].filter(([id, codes]) => found.get(id)?.join() !== codes.join());
    if (changed.length > 0 && useSession.getState().person === person) set({ found: new Map([...found, ...changed]) });
  } catch (error) {
    faultsOf(db)(error);
  }
}

/** Undefined while nobody has looked. */
export function useFoundIn(row: PackageSummary): readonly RailCode[] | undefined {
  const found = useReviewNarrowing((narrowing) => narrowing.found.get(row.id));
  const person = useSession((session) => session.person);
  const desk = useDeskCopy();
  const nowMs = useNow(AGES_MS);
  useEffect(() => ask(row.id), [row, person, desk, nowMs]);
  useEffect(
    () =>
      onReadForFindings((ids) => {
        if (ids === null || ids.has(row.id)) ask(row.id);
      }),
    [row.id],
  );
  return found;
}
