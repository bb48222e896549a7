/** One entry: its versions, the chosen one's content or what changed in it, how they fared, and what may be done with it. */
import { useState } from 'react';
import type { LibraryId } from '../../../shared/domain/ids.ts';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import { KIND_WORDS } from '../../../shared/policy/change-log.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { cx } from '../../components/class-names.ts';
import { Field, Select } from '../../components/field.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { useSession } from '../../view-state/session.ts';
import { HandInDialog } from '../scoring/hand-in-dialog.tsx';
import { BeginDialog } from './begin-dialog.tsx';
import { BodyChanges, BodyForm } from './body-fields.tsx';
import { OutcomeTable } from './outcome-table.tsx';
import { VersionActs } from './version-acts.tsx';
import { STATE_CHIPS, VERSION_WORDS } from './versions-words.ts';
import styles from './versions.module.css';

type Version = LibraryEntry['versions'][number];

interface EntryDetailProps {
  readonly entry: LibraryEntry;
  readonly documentVersion: number;
  readonly nowMs: number;
  /** Ids that its kind has already. */
  readonly takenIds: readonly string[];
  readonly onChanged: () => void;
  readonly onBegun: (id: LibraryId) => void;
}

export function EntryDetail({ entry, documentVersion, nowMs, takenIds, onChanged, onBegun }: EntryDetailProps) {
  const person = useSession((session) => session.person);
  const people = useSession((session) => session.people);
  const [chosen, setChosen] = useState<number | null>(null);
  const [against, setAgainst] = useState<number | null>(null);
  const [edited, setEdited] = useState<unknown>(null);
  const [handingIn, setHandingIn] = useState(false);
  const [beginning, setBeginning] = useState(false);
  const versions: readonly Version[] = entry.versions;
  const shown =
    versions.find(({ version }) => version === chosen) ??
    versions.find(({ state }) => state === 'in-review') ??
    versions.find(({ state }) => state === 'live') ??
    versions[0];
  if (shown === undefined || person === null) return null;
  const nameOf = (id: string | null) => (id === null ? null : (people.find((each) => each.id === id)?.name ?? id));
  const other = versions.find(({ version }) => version === against);
  const isChanged = edited !== null && JSON.stringify(edited) !== JSON.stringify(shown.body);
  return (
    <article className={styles.detail} aria-label={entry.title} tabIndex={0}>
      <header className={styles.part}>
        <h2 className={styles.name} data-copy>
          {entry.title}
        </h2>
        <p className={styles.quiet}>{KIND_WORDS[entry.kind]}</p>
      </header>
      <section className={styles.part} aria-label={VERSION_WORDS.versions}>
        <SectionTitle>{VERSION_WORDS.versions}</SectionTitle>
        <ul className={styles.versions}>
          {versions.map((each) => (
            <li key={each.version}>
              <button
                type="button"
                className={cx(styles.version, each.version === shown.version && styles.versionOn)}
                aria-current={each.version === shown.version ? 'true' : undefined}
                onClick={() => {
                  setChosen(each.version);
                  setEdited(null);
                }}
              >
                <span className={styles.number}>v{each.version}</span>
                <Chip tone={STATE_CHIPS[each.state].tone}>{STATE_CHIPS[each.state].words}</Chip>
                <span className={styles.said}>
                  {each.cohortPercent !== null && `${VERSION_WORDS.share(each.cohortPercent)} · `}
                  {VERSION_WORDS.by(nameOf(each.authorId), nameOf(each.approverId))}
                  {each.note !== '' && each.authorId !== null && `: ${each.note}`}
                </span>
                <time title={fullMoment(each.atMs)} dateTime={new Date(each.atMs).toISOString()}>
                  {momentWords(each.atMs, nowMs)}
                </time>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <VersionActs
        key={`${documentVersion} ${shown.version}`}
        entry={entry}
        documentVersion={documentVersion}
        version={shown}
        person={person}
        onChanged={onChanged}
      />
      <section className={styles.part} aria-label={VERSION_WORDS.content}>
        <SectionTitle>{VERSION_WORDS.content}</SectionTitle>
        {edited === null ? (
          <>
            <div className={styles.tools}>
              <Field label={VERSION_WORDS.compare}>
                {(ids) => (
                  <Select
                    {...ids}
                    value={against ?? ''}
                    onChange={({ target }) => setAgainst(target.value === '' ? null : Number(target.value))}
                  >
                    <option value="">{VERSION_WORDS.nothing}</option>
                    {versions
                      .filter(({ version }) => version !== shown.version)
                      .map(({ version, state }) => (
                        <option key={version} value={version}>
                          v{version}, {STATE_CHIPS[state].words.toLowerCase()}
                        </option>
                      ))}
                  </Select>
                )}
              </Field>
              <span className={styles.acts}>
                <Button tone="quiet" onClick={() => setBeginning(true)}>
                  {VERSION_WORDS.copy}
                </Button>
                <Button onClick={() => setEdited(shown.body)}>
                  {mayWrite(person.role, 'configuration') === 'write' ? VERSION_WORDS.edit : VERSION_WORDS.propose}
                </Button>
              </span>
            </div>
            {other === undefined ? (
              <BodyForm body={shown.body} onChange={null} />
            ) : (
              <BodyChanges before={other.body} after={shown.body} />
            )}
          </>
        ) : (
          <>
            <BodyForm body={edited} onChange={setEdited} />
            <div className={styles.footer}>
              <span className={styles.quiet}>{isChanged ? '' : VERSION_WORDS.unchanged}</span>
              <Button tone="quiet" onClick={() => setEdited(null)}>
                {VERSION_WORDS.cancel}
              </Button>
              <Button tone="primary" disabled={!isChanged} onClick={() => setHandingIn(true)}>
                {VERSION_WORDS.handIn}
              </Button>
            </div>
          </>
        )}
      </section>
      {(entry.kind === 'prompt' || entry.kind === 'template') && (
        <OutcomeTable kind={entry.kind} id={entry.id} documentVersion={documentVersion} />
      )}
      {beginning && (
        <BeginDialog
          from={entry}
          body={shown.body}
          takenIds={takenIds}
          onClose={() => setBeginning(false)}
          onBegun={(id) => {
            setBeginning(false);
            onBegun(id);
          }}
        />
      )}
      {handingIn && (
        <HandInDialog
          entry={entry}
          documentVersion={documentVersion}
          body={edited}
          onClose={() => setHandingIn(false)}
          onHandedIn={(version) => {
            setHandingIn(false);
            setEdited(null);
            setChosen(version);
            onChanged();
          }}
        />
      )}
    </article>
  );
}
