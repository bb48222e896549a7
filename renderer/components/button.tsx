/** Every button of the desk: what it does in a word, and the key that does the same. */
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './class-names.ts';
import { KeyCap } from './key-cap.tsx';
import { ariaKeys } from './key-words.ts';
import { Tooltip } from './tooltip.tsx';

/** `primary` is for the one thing to do here; `danger` for what can't be taken back; `quiet` has no border. */
export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: ButtonTone;
  readonly size?: 'sm' | 'md' | 'lg';
  /** In tinykeys' notation; drawn as a cap. The binding itself is the registry's. */
  readonly keys?: string | undefined;
  readonly icon?: ReactNode;
  /** Something is under way: shown, and the button can't be pressed again. */
  readonly busy?: boolean;
}

export function Button({
  tone = 'plain',
  size = 'md',
  keys,
  icon,
  busy = false,
  disabled,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      className={cx(styles.button, styles[tone], styles[size], className)}
    >
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <span className={styles.words}>{children}</span>
      {keys !== undefined && <KeyCap keys={keys} onColour={tone === 'primary'} />}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does: the screen reader's name and the tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly children: ReactNode;
  readonly size?: 'sm' | 'md';
  readonly pressed?: boolean;
}

/** A button with a picture only; its words are in the tooltip and for the screen reader. */
export function IconButton({ label, keys, children, size = 'md', pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        {...rest}
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
        className={cx(styles.iconButton, size === 'sm' && styles.iconSmall, className)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
