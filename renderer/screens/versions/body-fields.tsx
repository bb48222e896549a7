/** A body field by field: to read, to edit, or as what changed between two versions. It judges nothing; the main process parses what is handed in. */
import { Field, TextInput } from '../../components/field.tsx';
import { WordPieces } from '../review/word-diff.tsx';
import {
  leafChanges,
  leafText,
  leafTyped,
  leavesOf,
  pathKey,
  pathWords,
  withLeaf,
  type Leaf,
  type LeafValue,
} from './body-leaves.ts';
import { VERSION_WORDS } from './versions-words.ts';
import styles from './versions.module.css';

interface BodyFormProps {
  readonly body: unknown;
  /** Null to read only. */
  readonly onChange: ((body: unknown) => void) | null;
}

export function BodyForm({ body, onChange }: BodyFormProps) {
  return (
    <div className={styles.fields}>
      {leavesOf(body).map((leaf) => (
        <LeafField
          key={pathKey(leaf.path)}
          leaf={leaf}
          onChange={onChange === null ? null : (value) => onChange(withLeaf(body, leaf.path, value))}
        />
      ))}
    </div>
  );
}

/** From here on a text has room of its own. */
const LONG = 60;

function LeafField({
  leaf: { path, value },
  onChange,
}: {
  readonly leaf: Leaf;
  readonly onChange: ((value: LeafValue) => void) | null;
}) {
  const text = leafText(value);
  const isLong = typeof value === 'object' || text.length > LONG;
  if (typeof value === 'boolean')
    return (
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={value}
          disabled={onChange === null}
          onChange={({ target }) => onChange?.(target.checked)}
        />{' '}
        {pathWords(path)}
      </label>
    );
  return (
    <Field label={pathWords(path)}>
      {(ids) =>
        isLong ? (
          <textarea
            {...ids}
            className={styles.text}
            readOnly={onChange === null}
            rows={Math.min(14, Math.max(2, text.split('\n').length, Math.ceil(text.length / 90)))}
            value={text}
            onChange={({ target }) => onChange?.(leafTyped(value, target.value))}
          />
        ) : (
          <TextInput
            {...ids}
            readOnly={onChange === null}
            type={typeof value === 'number' ? 'number' : 'text'}
            step="any"
            value={Number.isNaN(value) ? '' : text}
            onChange={({ target }) => onChange?.(leafTyped(value, target.value))}
          />
        )
      }
    </Field>
  );
}

export function BodyChanges({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const changes = leafChanges(before, after);
  if (changes.length === 0) return <p className={styles.quiet}>{VERSION_WORDS.same}</p>;
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <div key={pathKey(change.path)}>
          <dt>{pathWords(change.path)}</dt>
          <dd data-copy>
            <WordPieces original={change.before} edited={change.after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
