/** Prompts and versions: the library under versions, what waits for RevOps, and what changed each week. Each act is the main process's. */
import { Library as LibraryIcon } from 'lucide-react';
import { useState } from 'react';
import type { LibraryEntry, LibraryKind } from '../../../shared/domain/library-entry.ts';
import { KIND_WORDS } from '../../../shared/policy/change-log.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Choice, Select } from '../../components/field.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { Split } from '../../components/panes.tsx';
import { RowList } from '../../components/row-list.tsx';
import { ScreenHead } from '../../components/screen.tsx';
import { useNow } from '../../components/use-now.ts';
import { useSession } from '../../view-state/session.ts';
import { useLibrary, type Library } from '../scoring/use-library.ts';
import { EntryDetail } from './entry-detail.tsx';
import { STATE_CHIPS, VERSION_WORDS } from './versions-words.ts';
import styles from './versions.module.css';
import { WeekLog } from './week-log.tsx';

type View = 'library' | 'requests' | 'log';

const keyOf = ({ kind, id }: Pick<LibraryEntry, 'kind' | 'id'>): string => `${kind}/${id}`;
const waits = ({ versions }: LibraryEntry): boolean => versions.some(({ state }) => state === 'in-review');

export function VersionsScreen() {
  const { library, problem, again } = useLibrary();
  const people = useSession((session) => session.people);
  const nowMs = useNow(60_000);
  const [view, setView] = useState<View>('library');
  const requests = library?.entries.filter(waits).length ?? 0;
  return (
    <section className={styles.screen} aria-label={VERSION_WORDS.title}>
      <div className={styles.head}>
        <ScreenHead title={VERSION_WORDS.title} context={VERSION_WORDS.context} />
        {problem !== null && (
          <p className={styles.fault} role="alert">
            {problem} <Button onClick={again}>{VERSION_WORDS.again}</Button>
          </p>
        )}
        {library !== null && library.unreadable > 0 && (
          <p className={styles.fault}>{VERSION_WORDS.unreadable(library.unreadable)}</p>
        )}
        <Choice
          label={VERSION_WORDS.views}
          value={view}
          options={[
            { value: 'library', label: VERSION_WORDS.library },
            { value: 'requests', label: VERSION_WORDS.requests(requests) },
            { value: 'log', label: VERSION_WORDS.log },
          ]}
          onChange={setView}
        />
      </div>
      {library === null ? (
        problem === null && <p className={styles.quiet}>{VERSION_WORDS.loading}</p>
      ) : view === 'log' ? (
        <WeekLog entries={library.entries} people={people} nowMs={nowMs} />
      ) : (
        <Entries
          key={view}
          library={library}
          only={view === 'requests' ? waits : null}
          nowMs={nowMs}
          onChanged={again}
        />
      )}
    </section>
  );
}

interface EntriesProps {
  readonly library: Library;
  readonly only: ((entry: LibraryEntry) => boolean) | null;
  readonly nowMs: number;
  readonly onChanged: () => void;
}

function Entries({ library, only, nowMs, onChanged }: EntriesProps) {
  const [kind, setKind] = useState<LibraryKind | null>(null);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const shown = library.entries.filter(
    (entry) => (kind === null || entry.kind === kind) && (only === null || only(entry)),
  );
  const open = library.entries.find((entry) => keyOf(entry) === openKey) ?? null;
  const kinds = [...new Set(library.entries.map((entry) => entry.kind))];
  if (shown.length === 0 && kind === null)
    return (
      <EmptyState
        icon={<LibraryIcon size={36} />}
        title={only === null ? VERSION_WORDS.empty : VERSION_WORDS.noRequests}
      >
        {only === null ? VERSION_WORDS.emptyWhy : VERSION_WORDS.noRequestsWhy}
      </EmptyState>
    );
  return (
    <div className={styles.panes}>
      <Split
        name="versions"
        label="Resize the list of entries"
        side="left"
        initialPx={320}
        minPx={240}
        maxPx={480}
        restMinPx={380}
        sized={
          <div className={styles.list}>
            <div className={styles.filter}>
              <Select
                aria-label={VERSION_WORDS.kind}
                value={kind ?? ''}
                onChange={({ target }) => setKind(target.value === '' ? null : (target.value as LibraryKind))}
              >
                <option value="">{VERSION_WORDS.everyKind}</option>
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {KIND_WORDS[each]}
                  </option>
                ))}
              </Select>
            </div>
            <RowList label={VERSION_WORDS.list} ids={shown.map(keyOf)} openId={openKey} onOpen={setOpenKey}>
              {shown.map((entry) => (
                <Row
                  key={keyOf(entry)}
                  entry={entry}
                  isOpen={keyOf(entry) === openKey}
                  onOpen={() => setOpenKey(keyOf(entry))}
                />
              ))}
            </RowList>
          </div>
        }
      >
        {open === null ? (
          <EmptyState icon={<LibraryIcon size={36} />} title={VERSION_WORDS.noEntry} />
        ) : (
          <EntryDetail
            key={keyOf(open)}
            entry={open}
            documentVersion={library.documentVersions[keyOf(open)] ?? 1}
            nowMs={nowMs}
            takenIds={library.entries.filter((entry) => entry.kind === open.kind).map(({ id }) => id)}
            onChanged={onChanged}
            onBegun={(id) => {
              setOpenKey(keyOf({ kind: open.kind, id }));
              onChanged();
            }}
          />
        )}
      </Split>
    </div>
  );
}

/** The state that matters most to whoever looks through the list. */
function Row({
  entry,
  isOpen,
  onOpen,
}: {
  readonly entry: LibraryEntry;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}) {
  const { versions } = entry;
  const shown =
    versions.find(({ state }) => state === 'in-review') ??
    versions.find(({ state }) => state === 'canary') ??
    versions.find(({ state }) => state === 'live') ??
    versions[0];
  const live = versions.find(({ state }) => state === 'live');
  return (
    <ListRow
      id={`row-${keyOf(entry)}`}
      title={entry.title}
      trailing={
        shown === undefined ? undefined : (
          <Chip tone={STATE_CHIPS[shown.state].tone}>{STATE_CHIPS[shown.state].words}</Chip>
        )
      }
      context={KIND_WORDS[entry.kind]}
      contextTrailing={live === undefined ? undefined : `v${live.version}`}
      selected={isOpen}
      onSelect={onOpen}
    />
  );
}
