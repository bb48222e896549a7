/** The controls of the version forms: a line, several lines, several of a few; each says what is wrong under itself. */
import type { ReactNode } from 'react';
import { Field, TextInput } from '../../components/field.tsx';
import type { Faults } from '../../components/schema-words.ts';
import styles from './scoring.module.css';

/** What a form is given: what stands in it, what is wrong with it, and how to change it. */
export interface FormProps<Text> {
  readonly text: Text;
  readonly faults: Faults;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Text>) => void;
}

interface ControlProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  readonly fault: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

export function NumberField({ label, hint, value, fault, readOnly, onChange }: ControlProps) {
  return (
    <Field label={label} hint={hint} fault={fault ?? null}>
      {(ids) => (
        <TextInput
          {...ids}
          className={styles.number}
          inputMode="decimal"
          autoComplete="off"
          readOnly={readOnly}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function LinesField({ label, hint, value, fault, readOnly, onChange }: ControlProps) {
  return (
    <Field label={label} hint={hint} fault={fault ?? null}>
      {(ids) => (
        <textarea
          {...ids}
          className={styles.lines}
          rows={4}
          spellCheck={false}
          readOnly={readOnly}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SeveralProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: readonly T[];
  readonly fault: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (value: T[]) => void;
}

export function SeveralOf<T extends string>(props: SeveralProps<T>) {
  const { label, options, names, value, fault, readOnly, onChange } = props;
  return (
    <fieldset className={styles.several} disabled={readOnly}>
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option}>
            <input
              type="checkbox"
              checked={value.includes(option)}
              // In the order of the options, so that a press and another leave what was there.
              onChange={({ target: { checked } }) =>
                onChange(options.filter((each) => (each === option ? checked : value.includes(each))))
              }
            />
            <span>{names[option]}</span>
          </label>
        ))}
      </div>
      {fault !== undefined && <p className={styles.fault}>{fault}</p>}
    </fieldset>
  );
}
