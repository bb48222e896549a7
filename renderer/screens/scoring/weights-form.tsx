/** The points of a segment's score, part by part. */
import { Part } from '../../components/screen.tsx';
import { NumberField, type FormProps } from './form-parts.tsx';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';
import { FIT_GROUPS, TRIGGER_GROUPS, type WeightsText } from './weights-text.ts';

export function WeightsForm({ text, faults, readOnly, onChange }: FormProps<WeightsText>) {
  const points = (path: string, label: string, hint?: string) => (
    <NumberField
      key={path}
      label={label}
      hint={hint}
      value={text[path] ?? ''}
      fault={faults[path]}
      readOnly={readOnly}
      onChange={(value) => onChange({ [path]: value })}
    />
  );
  const fit = Number(text.fitPercent);
  const groups = (each: typeof FIT_GROUPS) =>
    each.map(({ group, fields }) => {
      const [title, explains] = SCORING_WORDS.groups[group];
      return (
        <section key={group} aria-label={title} className={styles.group}>
          <h3 className={styles.groupTitle}>{title}</h3>
          {explains !== '' && <p className={styles.quiet}>{explains}</p>}
          <div className={styles.points}>{fields.map(({ path, label }) => points(path, label))}</div>
        </section>
      );
    });
  return (
    <>
      <Part title={SCORING_WORDS.balance} explains={SCORING_WORDS.balanceWhy}>
        <div className={styles.points}>
          {points('fitPercent', SCORING_WORDS.fitPercent)}
          {points('notVerified', SCORING_WORDS.notVerified)}
        </div>
        {faults.fitPercent === undefined && (
          <p className={styles.quiet} role="status">
            {SCORING_WORDS.triggerShare(100 - fit)}
          </p>
        )}
      </Part>
      <Part title={SCORING_WORDS.fit}>{groups(FIT_GROUPS)}</Part>
      <Part title={SCORING_WORDS.trigger}>{groups(TRIGGER_GROUPS)}</Part>
    </>
  );
}
