/** The routing table as a table: its rows in order, each movable, and what counts as a regulated industry. */
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { LeadRoute } from '../../../shared/domain/routing-table.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Select, TextInput } from '../../components/field.tsx';
import type { Faults } from '../../components/schema-words.ts';
import { Part } from '../../components/screen.tsx';
import { HiddenWords } from '../../components/visually-hidden.tsx';
import { LinesField, type FormProps } from './form-parts.tsx';
import { withRowAdded, withRowMoved, type RoutingText, type RowText } from './routing-text.ts';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';

const TIERS = [1, 2, 3] as const;
const HEADS = ['rowName', 'minScore', 'belowScore', 'minFit', 'confidence', 'sensitive', 'tiers', 'to'] as const;

export function RoutingForm({ text, faults, readOnly, onChange }: FormProps<RoutingText>) {
  const isLast = (at: number) => at === text.rows.length - 1;
  return (
    <Part title={SCORING_WORDS.parts.routing} explains={SCORING_WORDS.routingWhy}>
      <div className={styles.tableBox} tabIndex={0} role="region" aria-label={SCORING_WORDS.parts.routing}>
        <table className={styles.table}>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col">
                  {SCORING_WORDS[head]}
                </th>
              ))}
              <th scope="col">
                <HiddenWords words={SCORING_WORDS.order} />
              </th>
            </tr>
          </thead>
          <tbody>
            {text.rows.map((row, at) => (
              <tr key={row.key}>
                <RowCells
                  row={row}
                  at={at}
                  faults={faults}
                  readOnly={readOnly}
                  onChange={(change) =>
                    onChange({ rows: text.rows.map((each) => (each.key === row.key ? { ...each, ...change } : each)) })
                  }
                />
                <td className={styles.rowActs}>
                  {!readOnly && (
                    <>
                      <IconButton
                        size="sm"
                        label={SCORING_WORDS.up(row.name)}
                        disabled={at === 0}
                        onClick={() => onChange(withRowMoved(text, at, -1))}
                      >
                        <ArrowUp />
                      </IconButton>
                      <IconButton
                        size="sm"
                        label={SCORING_WORDS.down(row.name)}
                        disabled={isLast(at)}
                        onClick={() => onChange(withRowMoved(text, at, 1))}
                      >
                        <ArrowDown />
                      </IconButton>
                      <IconButton
                        size="sm"
                        label={SCORING_WORDS.remove(row.name)}
                        disabled={text.rows.length === 1}
                        onClick={() => onChange({ rows: text.rows.filter(({ key }) => key !== row.key) })}
                      >
                        <X />
                      </IconButton>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <RowFaults faults={faults} />
      {!readOnly && (
        <div>
          <Button tone="quiet" size="sm" icon={<Plus />} onClick={() => onChange(withRowAdded(text))}>
            {SCORING_WORDS.addRow}
          </Button>
        </div>
      )}
      <p className={styles.quiet}>{SCORING_WORDS.sensitiveWhy}</p>
      <div className={styles.half}>
        <LinesField
          label={SCORING_WORDS.regulated}
          hint={SCORING_WORDS.regulatedHint}
          value={text.regulated}
          fault={faults.regulatedIndustries}
          readOnly={readOnly}
          onChange={(regulated) => onChange({ regulated })}
        />
      </div>
    </Part>
  );
}

interface RowProps {
  readonly row: RowText;
  readonly at: number;
  readonly faults: Faults;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<RowText>) => void;
}

function RowCells({ row, at, faults, readOnly, onChange }: RowProps) {
  const named = (field: string) => SCORING_WORDS.inRow(field, at + 1);
  const figure = (field: 'minScore' | 'belowScore' | 'minFit') => (
    <td>
      <TextInput
        className={styles.figureInput}
        inputMode="decimal"
        autoComplete="off"
        aria-label={named(SCORING_WORDS[field])}
        aria-invalid={faults[`rows.${at}.when.${field}`] === undefined ? undefined : true}
        readOnly={readOnly}
        value={row[field]}
        onChange={({ target: { value } }) => onChange({ [field]: value })}
      />
    </td>
  );
  const choice = <T extends string>(
    label: string,
    value: T,
    names: Readonly<Record<T, string>>,
    take: (value: T) => void,
  ) => (
    <td>
      <Select
        aria-label={named(label)}
        disabled={readOnly}
        value={value}
        onChange={({ target }) => {
          const chosen = (Object.keys(names) as T[]).find((each) => each === target.value);
          if (chosen !== undefined) take(chosen);
        }}
      >
        {(Object.keys(names) as T[]).map((each) => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </Select>
    </td>
  );
  return (
    <>
      <td className={styles.nameCell}>
        <TextInput
          autoComplete="off"
          aria-label={named(SCORING_WORDS.rowName)}
          aria-invalid={faults[`rows.${at}.name`] === undefined ? undefined : true}
          readOnly={readOnly}
          title={row.name}
          value={row.name}
          onChange={({ target: { value } }) => onChange({ name: value })}
        />
      </td>
      {figure('minScore')}
      {figure('belowScore')}
      {figure('minFit')}
      {choice(SCORING_WORDS.confidence, row.confidence, SCORING_WORDS.confidences, (confidence) =>
        onChange({ confidence }),
      )}
      {choice(SCORING_WORDS.sensitive, row.sensitive, SCORING_WORDS.sensitives, (sensitive) => onChange({ sensitive }))}
      <td>
        <div className={styles.tiers} role="group" aria-label={named(SCORING_WORDS.tiers)}>
          {TIERS.map((tier) => (
            <label key={tier}>
              <input
                type="checkbox"
                disabled={readOnly}
                checked={row.tiers.includes(tier)}
                onChange={({ target: { checked } }) =>
                  onChange({ tiers: TIERS.filter((each) => (each === tier ? checked : row.tiers.includes(each))) })
                }
              />
              <span>{tier}</span>
            </label>
          ))}
        </div>
      </td>
      {choice<LeadRoute>(SCORING_WORDS.to, row.to, SCORING_WORDS.routes, (to) => onChange({ to }))}
    </>
  );
}

/** A cell has no room for words: what is wrong with the rows is said below them. */
function RowFaults({ faults }: { readonly faults: Faults }) {
  const said = Object.entries(faults).flatMap(([path, message]) => {
    if (path === 'rows') return [message];
    const match = /^rows\.(\d+)/.exec(path);
    return match === null ? [] : [`${SCORING_WORDS.row(Number(match[1]) + 1)}: ${message}`];
  });
  if (said.length === 0) return null;
  return (
    <ul className={styles.fault} role="status">
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
