/** The search over the list of a queue. Enter gives the keys back to the desk; Escape is the registry's. */
import { Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useKey } from '../commands/registry.ts';
import { IconButton } from '../components/button.tsx';
import { KeyCap } from '../components/key-cap.tsx';
import { ariaKeys } from '../components/key-words.ts';
import { WORDS } from './app-words.ts';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly label?: string;
  readonly clearLabel?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Rises each time a command asks for the caret. */
  readonly focusRequests: number;
  readonly onLeave: () => void;
}

export function SearchField({
  label = WORDS.search,
  clearLabel = WORDS.clearSearch,
  value,
  onChange,
  focusRequests,
  onLeave,
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const key = useKey('search');
  useEffect(() => {
    if (focusRequests === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [focusRequests]);

  return (
    <div className={styles.box}>
      <Search className={styles.icon} aria-hidden="true" />
      <input
        ref={input}
        className={styles.input}
        type="search"
        aria-label={label}
        aria-keyshortcuts={key === undefined ? undefined : ariaKeys(key)}
        placeholder="Search"
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          input.current?.blur();
          onLeave();
        }}
      />
      {value === '' ? (
        key !== undefined && <KeyCap keys={key} />
      ) : (
        <IconButton label={clearLabel} size="sm" onClick={() => onChange('')}>
          <X />
        </IconButton>
      )}
    </div>
  );
}
