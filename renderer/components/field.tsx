/** Form fields: a label, the control, a hint or what is wrong with it. */
import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from './class-names.ts';
import styles from './field.module.css';
import { ToneShape } from './tone-shape.tsx';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong, in words; null or absent when nothing is. */
  readonly fault?: string | null;
  readonly className?: string | undefined;
  /** Gets the ids that tie the control to its label and its hint. */
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean | undefined;
  }) => ReactNode;
}

export function Field({ label, hint, fault, className, children }: FieldProps) {
  const id = useId();
  const hintId = useId();
  const hasFault = fault !== undefined && fault !== null;
  const described = hasFault || hint !== undefined;
  return (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described ? hintId : undefined, 'aria-invalid': hasFault || undefined })}
      {described && (
        <p id={hintId} className={hasFault ? styles.fault : styles.hint}>
          {hasFault ? (
            <>
              <ToneShape tone="refused" /> <span>{fault}</span>
            </>
          ) : (
            hint
          )}
        </p>
      )}
    </div>
  );
}

export function TextInput({ mono = false, className, ...rest }: ComponentProps<'input'> & { readonly mono?: boolean }) {
  return <input {...rest} className={cx(styles.input, mono && styles.mono, className)} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={cx(styles.input, styles.select, className)} />;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly icon?: ReactNode }[];
  readonly disabled?: boolean;
  readonly onChange: (value: T) => void;
}

/** One of a few, side by side. */
export function Choice<T extends string>({ label, value, options, disabled = false, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} aria-disabled={disabled || undefined} className={styles.choice}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.icon}
            {option.label}
          </span>
        </label>
      ))}
    </div>
  );
}
