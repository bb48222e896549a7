/** Which column of a CSV is what, beside its first rows, for a person to put right. */
import { SuppressionReason, SuppressionScope } from '../../../shared/domain/suppression.ts';
import type { CsvMapping, CsvPreview } from '../../../shared/ipc/suppression-file.ts';
import { cx } from '../../components/class-names.ts';
import { Choice, Field, Select } from '../../components/field.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { ENCODINGS, LIST_IMPORT_WORDS, SEPARATORS } from './import-list-words.ts';
import styles from './import-list.module.css';
import { REASON_NAMES, SCOPE_NAMES } from './suppression-words.ts';

const WORDS = LIST_IMPORT_WORDS;
const OPTIONAL = ['scope', 'reason', 'evidence', 'source', 'at', 'expires'] as const;

interface CsvColumnsProps {
  readonly preview: CsvPreview;
  readonly mapping: CsvMapping;
  readonly onChange: (mapping: CsvMapping) => void;
}

export function CsvColumns({ preview, mapping, onChange }: CsvColumnsProps) {
  const nameOf = (at: number): string => preview.columns[at]?.name || WORDS.column(at);
  const meaning = (at: number): string | null => {
    if (mapping.value === at) return WORDS.fields.value;
    const field = OPTIONAL.find((name) => mapping[name] === at);
    return field === undefined ? null : WORDS.fields[field];
  };
  const columns = preview.columns.map((_, at) => (
    <option key={at} value={at}>
      {nameOf(at)}
    </option>
  ));
  return (
    <div className={styles.columns}>
      <p className={styles.readAs}>{WORDS.readAs(ENCODINGS[preview.encoding], SEPARATORS[mapping.delimiter])}</p>
      <Choice
        label={WORDS.header}
        value={mapping.hasHeader ? 'header' : 'entry'}
        options={[
          { value: 'header', label: `${WORDS.header}: ${WORDS.hasHeader.toLowerCase()}` },
          { value: 'entry', label: `${WORDS.header}: ${WORDS.noHeader.toLowerCase()}` },
        ]}
        onChange={(next) => onChange({ ...mapping, hasHeader: next === 'header' })}
      />
      <div className={styles.fields}>
        <Field label={WORDS.fields.value}>
          {(ids) => (
            <Select
              {...ids}
              value={mapping.value}
              onChange={(event) => onChange({ ...mapping, value: Number(event.target.value) })}
            >
              {columns}
            </Select>
          )}
        </Field>
        {OPTIONAL.map((field) => (
          <Field key={field} label={WORDS.fields[field]}>
            {(ids) => (
              <Select
                {...ids}
                value={mapping[field] ?? ''}
                onChange={(event) =>
                  onChange({ ...mapping, [field]: event.target.value === '' ? null : Number(event.target.value) })
                }
              >
                <option value="">{WORDS.none}</option>
                {columns}
              </Select>
            )}
          </Field>
        ))}
        <Field label={WORDS.defaultReason}>
          {(ids) => (
            <Select
              {...ids}
              value={mapping.defaultReason}
              onChange={(event) =>
                onChange({
                  ...mapping,
                  defaultReason:
                    SuppressionReason.options.find((option) => option === event.target.value) ?? mapping.defaultReason,
                })
              }
            >
              {SuppressionReason.options.map((option) => (
                <option key={option} value={option}>
                  {REASON_NAMES[option]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={WORDS.defaultScope}>
          {(ids) => (
            <Select
              {...ids}
              value={mapping.defaultScope}
              onChange={(event) =>
                onChange({
                  ...mapping,
                  defaultScope: SuppressionScope.options.find((option) => option === event.target.value) ?? 'by-shape',
                })
              }
            >
              <option value="by-shape">{WORDS.byShape}</option>
              {SuppressionScope.options.map((option) => (
                <option key={option} value={option}>
                  {SCOPE_NAMES[option]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <SectionTitle>{WORDS.sample}</SectionTitle>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={WORDS.sample}>
        <table className={styles.sample}>
          <thead>
            <tr>
              {preview.columns.map((_, at) => (
                <th key={at} scope="col" className={cx(meaning(at) !== null && styles.used)}>
                  {nameOf(at)}
                  {meaning(at) !== null && <span className={styles.meaning}>{meaning(at)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(preview.columns[0]?.samples ?? []).map((_, row) => (
              <tr key={row}>
                {preview.columns.map((column, at) => (
                  <td key={at} className={cx(meaning(at) !== null && styles.used)}>
                    {column.samples[row]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
