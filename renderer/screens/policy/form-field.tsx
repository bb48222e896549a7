/** One labelled control of the policy form, tied to its path and its fault. */
import { useFormContext, type FieldPath } from 'react-hook-form';
import { Field, Select, TextInput } from '../../components/field.tsx';
import { useFault, useReadOnly } from './faults.ts';
import type { PolicyForm } from './form-values.ts';
import styles from './policy.module.css';

interface FormFieldProps {
  readonly path: FieldPath<PolicyForm>;
  readonly label: string;
  readonly hint?: string;
  readonly mono?: boolean;
  readonly number?: boolean;
}

export function FormText({ path, label, hint, mono = false, number = false }: FormFieldProps) {
  const { register } = useFormContext<PolicyForm>();
  const fault = useFault(path);
  const disabled = useReadOnly();
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => (
        <TextInput
          {...ids}
          mono={mono}
          type={number ? 'number' : 'text'}
          step="any"
          autoComplete="off"
          disabled={disabled}
          {...register(path, number ? { valueAsNumber: true } : {})}
        />
      )}
    </Field>
  );
}

export function FormLines({ path, label, hint }: FormFieldProps) {
  const { register } = useFormContext<PolicyForm>();
  const fault = useFault(path);
  const disabled = useReadOnly();
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => <textarea {...ids} rows={4} disabled={disabled} className={styles.lines} {...register(path)} />}
    </Field>
  );
}

interface FormSelectProps<T extends string> extends FormFieldProps {
  readonly options: Readonly<Record<T, string>>;
}

export function FormSelect<T extends string>({ path, label, hint, options }: FormSelectProps<T>) {
  const { register } = useFormContext<PolicyForm>();
  const fault = useFault(path);
  const disabled = useReadOnly();
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(ids) => (
        <Select {...ids} disabled={disabled} {...register(path)}>
          {Object.entries<string>(options).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
