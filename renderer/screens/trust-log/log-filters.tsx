/** The filters over the trust log: a search, five choices, a span of days, and what the reader came for. */
import { Search, X } from 'lucide-react';
import { RailCode, Verdict } from '../../../shared/domain/finding.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { TraceKind } from '../../../shared/domain/trace-event.ts';
import { CommandCap } from '../../commands/command-cap.tsx';
import { useKey } from '../../commands/registry.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Select, TextInput } from '../../components/field.tsx';
import { railWords } from '../../components/finding-list.tsx';
import { ariaKeys } from '../../components/key-words.ts';
import type { LogFilters } from '../../view-state/trust-log-view.ts';
import { isNarrowed } from './log-filter.ts';
import styles from './log-filters.module.css';
import { ANSWER_LABELS, KIND_LABELS, LOG_WORDS } from './trust-log-words.ts';

interface LogFiltersProps {
  readonly filters: LogFilters;
  readonly people: readonly Person[];
  readonly onChange: (change: Partial<LogFilters>) => void;
  readonly onClear: () => void;
  /** Enter or arrow down: the keys go back to the lines. */
  readonly onLeaveSearch: () => void;
}

export function LogFilterBar({ filters, people, onChange, onClear, onLeaveSearch }: LogFiltersProps) {
  const { only } = filters;
  const searchKey = useKey('search');
  return (
    <div className={styles.bar} role="search" aria-label={LOG_WORDS.search}>
      <div className={styles.search}>
        <Search className={styles.icon} aria-hidden="true" />
        <input
          className={styles.input}
          type="search"
          aria-label={LOG_WORDS.search}
          aria-keyshortcuts={searchKey === undefined ? undefined : ariaKeys(searchKey)}
          placeholder={LOG_WORDS.placeholder}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          value={filters.text}
          onChange={(event) => onChange({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            event.currentTarget.blur();
            onLeaveSearch();
          }}
        />
        <CommandCap id="search" />
      </div>
      <Choose
        label={LOG_WORDS.kind}
        every={LOG_WORDS.everyKind}
        value={filters.kind}
        options={TraceKind.options.map((kind) => [kind, KIND_LABELS[kind]])}
        onChange={(value) => onChange({ kind: TraceKind.nullable().parse(value) })}
      />
      <Choose
        label={LOG_WORDS.rail}
        every={LOG_WORDS.everyRail}
        value={filters.rail}
        options={RailCode.options.map((code) => [code, railWords(code)])}
        onChange={(value) => onChange({ rail: RailCode.nullable().parse(value) })}
      />
      <Choose
        label={LOG_WORDS.answer}
        every={LOG_WORDS.everyAnswer}
        value={filters.answer}
        options={Verdict.shape.answer.options.map((answer) => [answer, ANSWER_LABELS[answer]])}
        onChange={(value) => onChange({ answer: Verdict.shape.answer.nullable().parse(value) })}
      />
      <Choose
        label={LOG_WORDS.person}
        every={LOG_WORDS.everybody}
        value={filters.actor}
        options={[['system', LOG_WORDS.system], ...people.map(({ id, name }) => [id, name] as const)]}
        onChange={(actor) => onChange({ actor })}
      />
      <TextInput
        className={styles.version}
        aria-label={LOG_WORDS.version}
        placeholder={LOG_WORDS.version}
        title={LOG_WORDS.versionHint}
        maxLength={120}
        value={filters.version}
        onChange={(event) => onChange({ version: event.target.value })}
      />
      <Day label={LOG_WORDS.from} value={filters.fromDay} onChange={(fromDay) => onChange({ fromDay })} />
      <Day label={LOG_WORDS.until} value={filters.untilDay} onChange={(untilDay) => onChange({ untilDay })} />
      {only !== null && (
        <span className={styles.only}>
          <span className={styles.onlyWords}>
            {LOG_WORDS.only[only.what]} · <span data-copy>{only.name}</span>
          </span>
          <IconButton size="sm" label={LOG_WORDS.dropOnly(only.name)} onClick={() => onChange({ only: null })}>
            <X />
          </IconButton>
        </span>
      )}
      {isNarrowed(filters) && (
        <Button tone="quiet" size="sm" onClick={onClear}>
          {LOG_WORDS.clear}
        </Button>
      )}
    </div>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly every: string;
  readonly value: string | null;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string | null) => void;
}

function Choose({ label, every, value, options, onChange }: ChooseProps) {
  return (
    <Select
      className={value === null ? styles.choose : styles.chosen}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{every}</option>
      {options.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </Select>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <label className={styles.day}>
      <span>{label}</span>
      <TextInput type="date" className={styles.date} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
