/** The limits of one section: number, unit, what it was, and the rail that goes by it with its owner and approver. */
import { useFormContext, useWatch } from 'react-hook-form';
import { LIMITS, type PolicyDocument } from '../../../shared/policy/limits.ts';
import type { LimitField } from '../../../shared/policy/policy-fields.ts';
import { cx } from '../../components/class-names.ts';
import { TextInput } from '../../components/field.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { railOf } from './approvers.ts';
import { useFault, useReadOnly } from './faults.ts';
import type { PolicyForm } from './form-values.ts';
import styles from './policy.module.css';
import { OWNER_NAMES, POLICY_WORDS } from './policy-words.ts';

export function LimitRows({ fields, base }: { readonly fields: readonly LimitField[]; readonly base: PolicyDocument }) {
  return (
    <div className={styles.limits}>
      {fields.map((field) => (
        <LimitRow key={field.name} field={field} before={base.limits[field.name]} />
      ))}
    </div>
  );
}

function LimitRow({ field, before }: { readonly field: LimitField; readonly before: number }) {
  const { register } = useFormContext<PolicyForm>();
  const path = `limits.${field.name}` as const;
  const value = useWatch<PolicyForm, typeof path>({ name: path });
  const fault = useFault(path);
  const readOnly = useReadOnly();
  const { unit, default: usual, min, max } = LIMITS[field.name];
  const rail = field.rail === null ? null : railOf(field.rail);
  const changed = value !== before;
  const said = `${path}-said`;
  return (
    <div className={cx(styles.limit, changed && styles.changed)} id={path}>
      <label htmlFor={`${path}-input`} className={styles.limitName}>
        {field.label}
      </label>
      <TextInput
        id={`${path}-input`}
        type="number"
        step="any"
        min={min}
        max={max}
        disabled={readOnly}
        aria-describedby={said}
        aria-invalid={fault !== null || undefined}
        className={styles.number}
        {...register(path, { valueAsNumber: true })}
      />
      <p id={said} className={styles.limitSaid}>
        <span className={styles.unit}>{unit}</span>
        {fault !== null ? (
          <span className={styles.fault}>
            <ToneShape tone="refused" /> {fault}
          </span>
        ) : changed ? (
          <span className={styles.was}>{POLICY_WORDS.was(String(before))}</span>
        ) : (
          value !== usual && <span className={styles.usual}>{POLICY_WORDS.usual(usual)}</span>
        )}
      </p>
      {field.owner === undefined ? (
        <RailOf rail={rail} />
      ) : (
        <p className={styles.rail} title={POLICY_WORDS.ownedBy(OWNER_NAMES[field.owner])}>
          <span className={styles.owners}>{OWNER_NAMES[field.owner]}</span>
        </p>
      )}
    </div>
  );
}

/** The rail by its name, with who owns its limits and who approves a change. */
export function RailOf({ rail }: { readonly rail: ReturnType<typeof railOf> }) {
  if (rail === null) return <span />;
  const owner = OWNER_NAMES[rail.owner];
  const approver = OWNER_NAMES[rail.approver];
  return (
    <p
      className={styles.rail}
      title={`${rail.title}: ${POLICY_WORDS.ownedBy(owner)}, ${POLICY_WORDS.approvedBy(approver)}`}
    >
      <code>{rail.code}</code>
      <span className={styles.owners}>{owner === approver ? owner : `${owner} · ${approver}`}</span>
    </p>
  );
}
