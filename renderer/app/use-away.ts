/** The approvals that no longer hold, one a package, and the one on screen: the selected package's, else the first. */
import { useMemo } from 'react';
import type { PersonId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { useSinceAway, type PackageSummary } from '../store/queries.ts';
import { useDeskView } from '../view-state/desk-view.ts';

interface AwayRow {
  readonly summary: PackageSummary;
  readonly send: Send;
}

export interface Away {
  readonly rows: readonly AwayRow[];
  readonly chosen: AwayRow | null;
}

export function useAway(personId: PersonId | null): Away {
  const all = useSinceAway(personId);
  const selectedId = useDeskView((view) => view.selectedId);
  const rows = useMemo(() => {
    const seen = new Set<string>();
    return (all ?? []).filter(({ summary }) => !seen.has(summary.id) && seen.add(summary.id).size > 0);
  }, [all]);
  return useMemo(
    () => ({ rows, chosen: rows.find(({ summary }) => summary.id === selectedId) ?? rows[0] ?? null }),
    [rows, selectedId],
  );
}
