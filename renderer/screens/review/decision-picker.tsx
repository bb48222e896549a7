/**
 * One short list over the action bar: a digit or Enter chooses, Escape leaves, and while it is open no other key of the desk acts.
 * It gives the focus back to where it was; it never decides by itself.
 */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '../../components/class-names.ts';
import { KeyCap } from '../../components/key-cap.tsx';
import styles from './decision-picker.module.css';

export interface PickerChoice<V> {
  readonly value: V;
  /** The key that chooses it at once: one digit, or none. */
  readonly key: string | null;
  readonly label: string;
  /** What choosing it does, in a few words. */
  readonly does: string;
  readonly isSevere?: boolean;
}

interface DecisionPickerProps<V> {
  readonly title: string;
  readonly choices: readonly PickerChoice<V>[];
  /** The proposed one: Enter takes it. */
  readonly proposed?: V;
  /** The key that opened it: pressed again, it takes the current choice. */
  readonly againKey?: string;
  /** Asks for a note beside the choice; Tab goes there. */
  readonly asksNote?: boolean;
  readonly noteHint?: string;
  readonly onChoose: (value: V, note: string) => void;
  readonly onLeave: () => void;
}

export function DecisionPicker<V>(props: DecisionPickerProps<V>) {
  const { title, choices, proposed, againKey, asksNote = false, noteHint, onChoose, onLeave } = props;
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [note, setNote] = useState('');
  const [current, setCurrent] = useState(() =>
    Math.max(
      0,
      choices.findIndex(({ value }) => value === proposed),
    ),
  );

  useLayoutEffect(() => {
    const before = document.activeElement;
    list.current?.focus();
    return () => {
      // Where it was, if that is still there; else the screen takes it (see review-screen).
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    };
  }, []);

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inNote = event.target instanceof HTMLInputElement;
    if (event.key === 'Tab') return;
    // Nothing else of the desk may act on a key that was meant for this list.
    event.stopPropagation();
    const choose = (choice: PickerChoice<V> | undefined) => {
      if (choice !== undefined) onChoose(choice.value, note.trim());
    };
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter') choose(choices[current]);
    else if (event.key === 'ArrowDown') setCurrent((at) => (at + 1) % choices.length);
    else if (event.key === 'ArrowUp') setCurrent((at) => (at - 1 + choices.length) % choices.length);
    else if (inNote) return;
    else if (event.key === 'Home') setCurrent(0);
    else if (event.key === 'End') setCurrent(choices.length - 1);
    else if (!event.repeat) {
      choose(event.key === againKey ? choices[current] : choices.find((choice) => choice.key === event.key));
    }
    event.preventDefault();
  };
  const latestOnKey = useRef(onKey);
  useLayoutEffect(() => {
    latestOnKey.current = onKey;
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => latestOnKey.current(event);
    // In the capture phase, so that it works wherever the focus went.
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);

  return (
    <div className={styles.picker} role="dialog" aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.hint}>
          <KeyCap keys="Escape" /> leaves
        </span>
      </div>
      <ul
        ref={list}
        className={styles.list}
        role="listbox"
        aria-label={title}
        tabIndex={0}
        aria-activedescendant={`${id}-${current}`}
      >
        {choices.map((choice, at) => (
          <li
            key={at}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === current}
            aria-keyshortcuts={choice.key ?? undefined}
            className={cx(styles.choice, at === current && styles.current)}
            onMouseMove={() => setCurrent(at)}
            onClick={() => onChoose(choice.value, note.trim())}
          >
            {choice.key === null ? <span /> : <KeyCap keys={choice.key} />}
            <span className={styles.label}>{choice.label}</span>
            <span className={cx(styles.does, choice.isSevere === true && styles.suppresses)}>{choice.does}</span>
          </li>
        ))}
      </ul>
      {asksNote && (
        <label className={styles.note}>
          <span className={styles.does}>Note</span>
          <input
            value={note}
            maxLength={1_000}
            placeholder={noteHint ?? 'optional, Tab to write'}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
      )}
    </div>
  );
}
