/** Rows of typed cells: headers, facts, signals, verdicts. What is wrong with a row is said below them all. */
import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { Select, TextInput } from '../../components/field.tsx';
import type { Faults } from '../../components/schema-words.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './row-table.module.css';
import { COLUMNS, newRow, type Row, type RowList } from './service-text.ts';
import { SERVICE_WORDS } from './service-words.ts';

interface RowTableProps {
  readonly list: RowList;
  readonly rows: readonly Row[];
  readonly faults: Faults;
  readonly onChange: (rows: readonly Row[]) => void;
}

export function RowTable({ list, rows, faults, onChange }: RowTableProps) {
  const title = SERVICE_WORDS.lists[list];
  const hint = SERVICE_WORDS.listHints[list];
  const labelOf = (field: string) =>
    list === 'headers' && field === 'value' ? SERVICE_WORDS.headerValue : (SERVICE_WORDS.columns[field] ?? field);
  const change = (at: number, field: string, value: string) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [field]: value } : row)));
  return (
    <section aria-label={title}>
      <SectionTitle level={3}>{title}</SectionTitle>
      {hint !== '' && <p className={styles.hint}>{hint}</p>}
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {COLUMNS[list].map(({ field }) => (
                <th key={field} scope="col">
                  {labelOf(field)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {COLUMNS[list].map(({ field, options }) => {
                  const label = SERVICE_WORDS.inRow(labelOf(field), title, at + 1);
                  return (
                    <td key={field}>
                      {options === undefined ? (
                        <TextInput
                          mono
                          spellCheck={false}
                          autoComplete="off"
                          aria-label={label}
                          aria-invalid={faults[`${list}.${at}.${field}`] === undefined ? undefined : true}
                          value={row[field] ?? ''}
                          onChange={({ target: { value } }) => change(at, field, value)}
                        />
                      ) : (
                        <Select
                          aria-label={label}
                          value={row[field] ?? ''}
                          onChange={({ target: { value } }) => change(at, field, value)}
                        >
                          {options.map((option) => (
                            <option key={option} value={option}>
                              {option}
                            </option>
                          ))}
                        </Select>
                      )}
                    </td>
                  );
                })}
                <td>
                  <IconButton
                    size="sm"
                    label={SERVICE_WORDS.removeRow(title, at + 1)}
                    onClick={() => onChange(rows.filter((_, index) => index !== at))}
                  >
                    <X />
                  </IconButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <RowFaults list={list} faults={faults} />
      <Button tone="quiet" size="sm" icon={<Plus />} onClick={() => onChange([...rows, newRow(list)])}>
        {SERVICE_WORDS.addRow[list]}
      </Button>
    </section>
  );
}

function RowFaults({ list, faults }: Pick<RowTableProps, 'list' | 'faults'>) {
  const said = Object.entries(faults).flatMap(([path, fault]) => {
    const [of, at, field] = path.split('.');
    if (of !== list) return [];
    const row = Number(at);
    if (Number.isNaN(row)) return [fault];
    const label = SERVICE_WORDS.columns[field ?? ''];
    return [SERVICE_WORDS.rowFault(row + 1, label === undefined ? fault : `${label}: ${fault}`)];
  });
  return said.length === 0 ? null : (
    <ul className={styles.faults}>
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
