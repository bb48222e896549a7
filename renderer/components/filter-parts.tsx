/** The parts of every list's filter: a menu of what there is with how many each choice leaves, and what is on as chips to take off. They decide nothing. */
import { ListFilter, X } from 'lucide-react';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';
import styles from './filter-parts.module.css';
import { ariaKeys } from './key-words.ts';
import { Menu, type MenuItem } from './menu.tsx';

export interface FilterGroup {
  readonly kind: string;
  readonly label: string;
  readonly choices: readonly FilterChoice[];
}

export interface FilterChoice {
  /** Its own among all kinds. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly toggle: () => void;
}

const WORDS = {
  filter: 'Filter',
  on: 'Filters that are on',
  clear: 'Clear',
  takeOff: (name: string) => `Take off the filter ${name}`,
} as const;

const figures = new Intl.NumberFormat('en-GB');

interface FilterMenuProps {
  readonly groups: readonly FilterGroup[];
  readonly keys: string | undefined;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function FilterMenu({ groups, keys, open, onOpenChange }: FilterMenuProps) {
  return (
    <Menu
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <Button
          size="sm"
          tone="quiet"
          icon={<ListFilter />}
          keys={keys}
          aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
        >
          {WORDS.filter}
        </Button>
      }
      groups={groups
        .filter(({ choices }) => choices.length > 0)
        .map(({ kind, label, choices }) => ({
          id: kind,
          label,
          items: choices.map(({ id, name, count, isOn, toggle }): MenuItem => ({
            id,
            label: name,
            aside: figures.format(count),
            checked: isOn,
            keepsOpen: true,
            onSelect: toggle,
          })),
        }))}
    />
  );
}

interface FilterChipsProps {
  readonly chips: readonly Pick<FilterChoice, 'id' | 'name' | 'toggle'>[];
  readonly onClear: () => void;
  readonly className?: string | undefined;
}

export function FilterChips({ chips, onClear, className }: FilterChipsProps) {
  return (
    <ul className={cx(styles.chips, className)} aria-label={WORDS.on}>
      {chips.map(({ id, name, toggle }) => (
        <li key={id}>
          <button type="button" className={styles.chip} aria-label={WORDS.takeOff(name)} onClick={toggle}>
            <span className={styles.name}>{name}</span>
            <X aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles.clear} onClick={onClear}>
          {WORDS.clear}
        </button>
      </li>
    </ul>
  );
}
