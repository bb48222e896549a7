/** The parts of the policy that are not plain numbers: window, opting out, who writes. */
import { useFormContext } from 'react-hook-form';
import { cx } from '../../components/class-names.ts';
import { FormLines, FormSelect, FormText } from './form-field.tsx';
import { useFault, useReadOnly } from './faults.ts';
import type { PolicyForm } from './form-values.ts';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function WindowFields() {
  const { register } = useFormContext<PolicyForm>();
  const fault = useFault('window.days');
  const disabled = useReadOnly();
  return (
    <div className={styles.window}>
      <FormText path="window.from" label={POLICY_WORDS.from} mono />
      <FormText path="window.until" label={POLICY_WORDS.until} mono />
      <fieldset className={styles.days} disabled={disabled}>
        <legend>{POLICY_WORDS.days}</legend>
        <div>
          {DAYS.map((day, at) => (
            <label key={day} className={styles.day}>
              <input type="checkbox" value={String(at + 1)} {...register('window.days')} />
              <span>{day}</span>
            </label>
          ))}
        </div>
        {fault !== null && <p className={styles.fault}>{fault}</p>}
      </fieldset>
    </div>
  );
}

export function OptOutFields() {
  return (
    <div className={styles.pair}>
      <FormSelect path="unsubscribe.mode" label={POLICY_WORDS.mode} options={POLICY_WORDS.modes} />
      <FormText path="unsubscribe.mailto" label={POLICY_WORDS.mailto} mono />
      <div className={styles.whole}>
        <FormText path="unsubscribe.oneClickUrl" label={POLICY_WORDS.oneClickUrl} mono />
      </div>
      <div className={styles.whole}>
        <FormText path="unsubscribe.listUrl" label={POLICY_WORDS.listUrl} hint={POLICY_WORDS.listUrlHint} mono />
      </div>
      <div className={styles.whole}>
        <FormText path="unsubscribe.optOutLine" label={POLICY_WORDS.optOutLine} />
      </div>
    </div>
  );
}

export function SuppressionFields() {
  const { register } = useFormContext<PolicyForm>();
  const disabled = useReadOnly();
  return (
    <label className={styles.day}>
      <input type="checkbox" disabled={disabled} {...register('suppression.foldPlusAddresses')} />
      <span>{POLICY_WORDS.foldPlus}</span>
    </label>
  );
}

export function EscalationFields() {
  const { register } = useFormContext<PolicyForm>();
  const disabled = useReadOnly();
  return (
    <div className={styles.pair}>
      <FormLines path="escalation.competitors" label={POLICY_WORDS.competitors} hint={POLICY_WORDS.oneALine} />
      <FormLines
        path="escalation.regulatedIndustries"
        label={POLICY_WORDS.regulatedIndustries}
        hint={POLICY_WORDS.regulatedHint}
      />
      <FormText
        path="escalation.enterpriseHeadcount"
        label={POLICY_WORDS.enterpriseHeadcount}
        hint={POLICY_WORDS.enterpriseHint}
        number
      />
      <div className={styles.whole}>
        <label className={styles.day}>
          <input type="checkbox" disabled={disabled} {...register('escalation.pricesMayBeSent')} />
          <span>{POLICY_WORDS.pricesMayBeSent}</span>
        </label>
      </div>
    </div>
  );
}

export function CompanyFields() {
  return (
    <div className={cx(styles.pair)}>
      <FormText path="companyName" label={POLICY_WORDS.companyName} />
      <FormText path="label" label={POLICY_WORDS.label} hint={POLICY_WORDS.labelHint} />
      <div className={styles.whole}>
        <FormLines path="postalAddress" label={POLICY_WORDS.postalAddress} />
      </div>
    </div>
  );
}
