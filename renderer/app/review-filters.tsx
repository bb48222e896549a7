/** Narrows the review list: a menu of what there is with how many of each, and what is on as chips to take off. It decides nothing. */
import { Table2 } from 'lucide-react';
import { useEffect } from 'react';
import type { PersonId } from '../../shared/domain/ids.ts';
import { useKey } from '../commands/registry.ts';
import { IconButton } from '../components/button.tsx';
import { FilterChips, FilterMenu, type FilterGroup } from '../components/filter-parts.tsx';
import { deskDb } from '../store/db.ts';
import { lookForFindings } from '../store/look-for-findings.ts';
import { useFilterChoices } from '../store/queries.ts';
import { isNarrowed, NO_FILTER, type Choice, type FilterChoices, type FilterKind } from '../store/review-filter.ts';
import { faultsOf } from '../store/storage-state.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useReviewNarrowing } from '../view-state/review-narrowing.ts';
import { useSession } from '../view-state/session.ts';
import { FILTER_KINDS, FILTER_WORDS, foundWords } from './filter-words.ts';
import styles from './review-filters.module.css';

interface ReviewFiltersProps {
  readonly personId: PersonId | null;
  /** How many pass, and of how many; undefined while the list is read. */
  readonly shown: { readonly total: number; readonly all: number } | undefined;
}

const figures = new Intl.NumberFormat('en-GB');

export function ReviewFilters({ personId, shown }: ReviewFiltersProps) {
  const search = useDeskView((view) => view.search);
  const screen = useDeskView((view) => view.screen);
  const setView = useDeskView((view) => view.set);
  const { filter, found, isMenuOpen, looked, set } = useReviewNarrowing();
  // Elsewhere the key narrows what is on screen there, or nothing.
  const isHere = screen === 'review' || screen === 'table';
  const filterKey = useKey('filter');
  const tableKey = useKey('table');
  const narrows = isNarrowed(filter);
  const choices = useFilterChoices(personId, { search, filter, found }, isMenuOpen || narrows);
  useLookForFindings(isMenuOpen || filter.findings.length > 0);

  const toggle = (kind: FilterKind, value: unknown) => {
    const chosen: readonly unknown[] = filter[kind];
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    set({ filter: { ...filter, [kind]: next } });
  };

  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <FilterMenu
          groups={choices === null ? [] : groupsOf(choices, filter, toggle)}
          keys={isHere ? filterKey : undefined}
          open={isMenuOpen}
          onOpenChange={(open) => set({ isMenuOpen: open })}
        />
        <span className={styles.count} role="status">
          {shown !== undefined && (narrows || search.trim() !== '')
            ? FILTER_WORDS.shown(figures.format(shown.total), figures.format(shown.all))
            : ''}
        </span>
        <IconButton
          label={screen === 'table' ? FILTER_WORDS.asList : FILTER_WORDS.asTable}
          keys={tableKey}
          size="sm"
          aria-pressed={screen === 'table'}
          onClick={() => setView({ screen: screen === 'table' ? 'review' : 'table', mode: 'reading' })}
        >
          <Table2 />
        </IconButton>
      </div>
      {narrows && (
        <FilterChips
          chips={FILTER_KINDS.flatMap((kind) =>
            filter[kind].map((value) => ({
              id: `${kind}-${value}`,
              name: nameOf(choices, kind, value),
              toggle: () => toggle(kind, value),
            })),
          )}
          onClear={() => set({ filter: NO_FILTER })}
        />
      )}
      {filter.findings.length > 0 && looked !== null && looked.done < looked.of && (
        <p className={styles.looked}>{FILTER_WORDS.looked(figures.format(looked.done), figures.format(looked.of))}</p>
      )}
    </div>
  );
}

function groupsOf(
  choices: FilterChoices,
  filter: Readonly<Record<FilterKind, readonly unknown[]>>,
  toggle: (kind: FilterKind, value: unknown) => void,
) {
  return FILTER_KINDS.map((kind): FilterGroup => {
    const all: readonly Choice<unknown>[] = choices[kind];
    return {
      kind,
      label: FILTER_WORDS[kind],
      choices: all.map(({ value, name, count }) => ({
        id: `${kind}-${String(value)}`,
        name: kind === 'findings' ? foundWords(name) : name,
        count,
        isOn: filter[kind].includes(value),
        toggle: () => toggle(kind, value),
      })),
    };
  });
}

function nameOf(choices: FilterChoices | null, kind: FilterKind, value: unknown): string {
  const all: readonly Choice<unknown>[] = choices?.[kind] ?? [];
  const name = all.find((choice) => choice.value === value)?.name ?? String(value);
  return kind === 'findings' ? foundWords(name) : name;
}

/** Looks while somebody wants to know, from the beginning each time: what is known around a package changes without its row. */
function useLookForFindings(isWanted: boolean): void {
  const person = useSession((session) => session.person);
  useEffect(() => {
    if (!isWanted || person === null) return undefined;
    const end = new AbortController();
    const { set } = useReviewNarrowing.getState();
    const db = deskDb();
    lookForFindings({
      db,
      person,
      onFound: (found, done, of) => {
        const before = useReviewNarrowing.getState().found;
        // What was found before stands for those not yet looked at again, and for those that came meanwhile.
        set({ found: new Map([...before, ...found]), looked: { done, of } });
      },
      signal: end.signal,
    }).catch(faultsOf(db));
    return () => end.abort();
  }, [isWanted, person]);
}
