/** One entry of the library with its versions: which one is looked at, who made it, and its form. */
import { useState } from 'react';
import type { LibraryEntry, LibraryEntryOf } from '../../../shared/domain/library-entry.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { Field, Select } from '../../components/field.tsx';
import { momentWords } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { StateLine } from '../connections/state-line.tsx';
import { IcpForm } from './icp-form.tsx';
import { icpText, readIcpText } from './icp-text.ts';
import { IcpTrial } from './icp-trial.tsx';
import { RoutingForm } from './routing-form.tsx';
import { readRoutingText, routingText } from './routing-text.ts';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';
import { VersionEditor } from './version-editor.tsx';
import { WeightsForm } from './weights-form.tsx';
import { readWeightsText, weightsText } from './weights-text.ts';

export type ScoringEntry = LibraryEntryOf<'icp' | 'weights' | 'routing'>;

interface EntryPartProps {
  /** The entries of the kind that is looked at. */
  readonly entries: readonly ScoringEntry[];
  readonly entry: ScoringEntry;
  readonly documentVersion: number;
  readonly person: Person;
  readonly people: readonly Person[];
  readonly onEntry: (entry: ScoringEntry) => void;
  readonly onChanged: () => void;
}

export function EntryPart({ entries, entry, documentVersion, person, people, onEntry, onChanged }: EntryPartProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const nowMs = useNow(60_000);
  const shown =
    entry.versions.find(({ version }) => version === chosen) ??
    entry.versions.find(({ state }) => state === 'live') ??
    entry.versions[0];
  if (shown === undefined) return null;
  const waiting = entry.versions.find(({ state }) => state === 'in-review');
  const author = people.find(({ id }) => id === shown.authorId)?.name ?? shown.authorId;
  return (
    <>
      <div className={styles.which}>
        <Field label={SCORING_WORDS.entry[entry.kind]}>
          {(ids) => (
            <Select
              {...ids}
              value={entry.id}
              onChange={({ target }) => {
                const other = entries.find(({ id }) => id === target.value);
                if (other !== undefined) onEntry(other);
              }}
            >
              {entries.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label={SCORING_WORDS.version}
          hint={SCORING_WORDS.madeBy(author, shown.note, momentWords(shown.atMs, nowMs))}
        >
          {(ids) => (
            <Select {...ids} value={shown.version} onChange={({ target }) => setChosen(Number(target.value))}>
              {entry.versions.map(({ version, state }) => (
                <option key={version} value={version}>
                  {SCORING_WORDS.versionSaid(version, state)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {waiting !== undefined && <StateLine tone="attention" title={SCORING_WORDS.waiting(waiting.version)} />}
      <Editor
        key={`${documentVersion} ${shown.version} ${person.id}`}
        entry={entry}
        version={shown.version}
        shared={{
          entry,
          documentVersion,
          role: person.role,
          onHandedIn: (version) => {
            setChosen(version);
            onChanged();
          },
        }}
      />
    </>
  );
}

interface EditorProps {
  readonly entry: ScoringEntry;
  readonly version: number;
  readonly shared: {
    readonly entry: LibraryEntry;
    readonly documentVersion: number;
    readonly role: Person['role'];
    readonly onHandedIn: (version: number) => void;
  };
}

function Editor({ entry, version, shared }: EditorProps) {
  switch (entry.kind) {
    case 'icp': {
      const body = entry.versions.find((each) => each.version === version)?.body;
      return body === undefined ? null : (
        <VersionEditor
          {...shared}
          body={body}
          textOf={icpText}
          read={readIcpText}
          Form={IcpForm}
          beside={(icp) => <IcpTrial segmentId={entry.segmentId} icp={icp} />}
        />
      );
    }
    case 'weights': {
      const body = entry.versions.find((each) => each.version === version)?.body;
      return body === undefined ? null : (
        <VersionEditor {...shared} body={body} textOf={weightsText} read={readWeightsText} Form={WeightsForm} />
      );
    }
    case 'routing': {
      const body = entry.versions.find((each) => each.version === version)?.body;
      return body === undefined ? null : (
        <VersionEditor {...shared} body={body} textOf={routingText} read={readRoutingText} Form={RoutingForm} />
      );
    }
    default:
      return entry satisfies never;
  }
}
