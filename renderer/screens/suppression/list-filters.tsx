/** Narrows the list: by scope, reason and where an entry came from, with how many there are of each, and by part of its value. */
import { SuppressionReason, SuppressionScope } from '../../../shared/domain/suppression.ts';
import { SuppressionOrigin, type SuppressionFilter } from '../../../shared/ipc/channels/suppression.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { Select, TextInput } from '../../components/field.tsx';
import styles from './suppression-screen.module.css';
import { ORIGIN_NAMES, REASON_NAMES, SCOPE_NAMES, SUPPRESSION_WORDS } from './suppression-words.ts';
import type { ListCounts } from './use-suppression-list.ts';

interface ListFiltersProps {
  readonly filter: SuppressionFilter;
  readonly counts: ListCounts;
  readonly onChange: (filter: SuppressionFilter) => void;
}

const figures = new Intl.NumberFormat('en-GB');

export const NO_FILTER: SuppressionFilter = { scope: null, reason: null, source: null, search: '' };

/** How many entries the filter lets pass, where that is known without reading the list: a search is not counted. */
export function countOf(counts: ListCounts, filter: SuppressionFilter): number {
  return counts
    .filter(
      ({ scope, reason, source }) =>
        (filter.scope ?? scope) === scope &&
        (filter.reason ?? reason) === reason &&
        (filter.source ?? source) === source,
    )
    .reduce((sum, { entries }) => sum + entries, 0);
}

export function ListFilters({ filter, counts, onChange }: ListFiltersProps) {
  const isNarrowed = filter.scope !== null || filter.reason !== null || filter.source !== null || filter.search !== '';
  return (
    <div className={styles.filters}>
      <TextInput
        type="search"
        aria-label={SUPPRESSION_WORDS.search}
        placeholder={SUPPRESSION_WORDS.searchPlaceholder}
        className={styles.search}
        spellCheck={false}
        autoComplete="off"
        maxLength={254}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
      />
      <Narrow
        label={SUPPRESSION_WORDS.scope}
        any={SUPPRESSION_WORDS.anyScope}
        value={filter.scope}
        options={SuppressionScope.options}
        nameOf={(scope) => SCOPE_NAMES[scope]}
        count={(scope) => countOf(counts, { ...filter, scope })}
        onChange={(scope) => onChange({ ...filter, scope })}
      />
      <Narrow
        label={SUPPRESSION_WORDS.reason}
        any={SUPPRESSION_WORDS.anyReason}
        value={filter.reason}
        options={SuppressionReason.options}
        nameOf={(reason) => REASON_NAMES[reason]}
        count={(reason) => countOf(counts, { ...filter, reason })}
        onChange={(reason) => onChange({ ...filter, reason })}
      />
      <Narrow
        label={SUPPRESSION_WORDS.origin}
        any={SUPPRESSION_WORDS.anyOrigin}
        value={filter.source}
        options={SuppressionOrigin.options}
        nameOf={(source) => ORIGIN_NAMES[source]}
        count={(source) => countOf(counts, { ...filter, source })}
        onChange={(source) => onChange({ ...filter, source })}
      />
      {isNarrowed && (
        <Button tone="quiet" size="sm" onClick={() => onChange(NO_FILTER)}>
          {SUPPRESSION_WORDS.clearFilters}
        </Button>
      )}
    </div>
  );
}

interface NarrowProps<T extends string> {
  readonly label: string;
  readonly any: string;
  readonly value: T | null;
  readonly options: readonly T[];
  readonly nameOf: (value: T) => string;
  readonly count: (value: T) => number;
  readonly onChange: (value: T | null) => void;
}

function Narrow<T extends string>({ label, any, value, options, nameOf, count, onChange }: NarrowProps<T>) {
  return (
    <Select
      aria-label={label}
      className={cx(styles.narrow, value !== null && styles.narrowed)}
      value={value ?? ''}
      onChange={(event) => onChange(options.find((option) => option === event.target.value) ?? null)}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {`${nameOf(option)} (${figures.format(count(option))})`}
        </option>
      ))}
    </Select>
  );
}
