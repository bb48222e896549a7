/** What each column of a CSV of leads is, beside its first cells, and how many rows could be taken so. A person decides; it suggests. */
import type { ReactNode } from 'react';
import { missingColumns, type LeadField, type LeadMapping, type LeadSegment } from '../../../shared/ipc/lead-file.ts';
import { Choice, Field, Select } from '../../components/field.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { ENCODINGS, SEPARATORS } from '../suppression/import-list-words.ts';
import { LEAD_FIELD_GROUPS, LEAD_FIELD_WORDS, LEAD_WORDS } from './lead-words.ts';
import styles from './lead-import.module.css';
import type { ChosenLeads } from './use-lead-import.ts';

interface LeadColumnsProps {
  readonly chosen: ChosenLeads;
  readonly fault: string | null;
  readonly onMapping: (mapping: LeadMapping) => void;
  readonly onKnown: (known: ChosenLeads['known']) => void;
}

const WORDS = LEAD_WORDS;
const SHOWN = 3;

export function LeadColumns({ chosen, fault, onMapping, onKnown }: LeadColumnsProps) {
  const { preview, known } = chosen;
  const { mapping } = preview;
  const nameOf = (at: number): string => preview.columns[at]?.name || WORDS.column(at);
  /** A field is one column's: the one that had it before gives it up. */
  const take = (at: number, field: LeadField | null) =>
    onMapping({
      ...mapping,
      columns: mapping.columns.map((before, other) => (other === at ? field : before === field ? null : before)),
    });
  return (
    <div className={styles.columns}>
      <p className={styles.readAs}>
        <span className={styles.file}>{chosen.file.name}</span>{' '}
        {WORDS.readAs(ENCODINGS[preview.encoding], SEPARATORS[mapping.delimiter])}
        {preview.isRemembered && ` ${WORDS.remembered}`}
      </p>
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <Trial preview={preview} />
      <div className={styles.scroll}>
        <table className={styles.mapping}>
          <thead>
            <tr>
              <th scope="col">{WORDS.columns.name}</th>
              <th scope="col">{WORDS.columns.samples}</th>
              <th scope="col">{WORDS.columns.field}</th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column, at) => {
              const field = mapping.columns[at] ?? null;
              return (
                <tr key={at} className={field === null ? styles.untaken : undefined}>
                  <th scope="row">{nameOf(at)}</th>
                  <td className={styles.samples}>
                    {column.samples
                      .filter((sample) => sample.trim() !== '')
                      .slice(0, SHOWN)
                      .join(' · ')}
                  </td>
                  <td>
                    <Select
                      aria-label={WORDS.fieldOf(nameOf(at))}
                      {...(at === 0 ? { 'data-autofocus': true } : {})}
                      value={field ?? ''}
                      onChange={({ target }) =>
                        take(
                          at,
                          LEAD_FIELD_GROUPS.flatMap(({ fields }) => fields).find((each) => each === target.value) ??
                            null,
                        )
                      }
                    >
                      <option value="">{WORDS.notTaken}</option>
                      {LEAD_FIELD_GROUPS.map(({ label, fields }) => (
                        <optgroup key={label} label={label}>
                          {fields.map((each) => (
                            <option key={each} value={each}>
                              {LEAD_FIELD_WORDS[each]}
                            </option>
                          ))}
                        </optgroup>
                      ))}
                    </Select>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className={styles.choices}>
        <Labelled label={WORDS.known} hint={WORDS.knownWhy[known]}>
          <Choice
            label={WORDS.known}
            value={known}
            options={[
              { value: 'skip', label: WORDS.skip },
              { value: 'fill', label: WORDS.fill },
            ]}
            onChange={onKnown}
          />
        </Labelled>
        <Labelled label={WORDS.firstRow}>
          <Choice
            label={WORDS.firstRow}
            value={mapping.hasHeader ? 'header' : 'lead'}
            options={[
              { value: 'header', label: WORDS.namesColumns },
              { value: 'lead', label: WORDS.isLead },
            ]}
            onChange={(next) => onMapping({ ...mapping, hasHeader: next === 'header' })}
          />
        </Labelled>
        <SegmentField
          segments={preview.segments}
          segment={mapping.segment}
          hint={WORDS.zone(preview.timeZone)}
          onSegment={(segment) => onMapping({ ...mapping, segment })}
        />
      </div>
    </div>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** The choice has its label for a screen reader itself. */
function Labelled({ label, hint, children }: LabelledProps) {
  return (
    <div className={styles.choice}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      {children}
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}

/** What is missing still, or how the first rows would fare. */
function Trial({ preview: { mapping, trial } }: Pick<ChosenLeads, 'preview'>) {
  const missing = missingColumns(mapping);
  if (missing !== null)
    return (
      <p className={styles.trial} role="status">
        <ToneShape tone="refused" /> {WORDS.missing[missing]}
      </p>
    );
  return (
    <div className={styles.trial} role="status">
      <p>
        <ToneShape tone={trial.good === trial.rows ? 'supported' : 'attention'} /> {WORDS.trial(trial.rows, trial.good)}
      </p>
      {trial.refused.slice(0, SHOWN).map(({ line, field, reason }) => (
        <p key={line} className={styles.trialRow}>
          {WORDS.trialRow(line, field === null ? WORDS.whole : LEAD_FIELD_WORDS[field], reason)}
        </p>
      ))}
    </div>
  );
}

interface SegmentFieldProps {
  readonly segments: readonly LeadSegment[];
  readonly segment: LeadSegment;
  readonly hint: string;
  readonly onSegment: (segment: LeadSegment) => void;
}

function SegmentField({ segments, segment, hint, onSegment }: SegmentFieldProps) {
  const offered = segments.some(({ id }) => id === segment.id) ? segments : [segment, ...segments];
  return (
    <Field label={WORDS.segment} hint={hint}>
      {(ids) => (
        <Select
          {...ids}
          value={segment.id}
          onChange={({ target }) => onSegment(offered.find(({ id }) => id === target.value) ?? segment)}
        >
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
