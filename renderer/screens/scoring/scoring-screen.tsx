/** Who fits, what a lead is worth and where it goes, per segment. It reads the library, and hands each change to the main process. */
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Choice } from '../../components/field.tsx';
import { ScreenHead } from '../../components/screen.tsx';
import { useSession } from '../../view-state/session.ts';
import { DriftPart } from './drift-part.tsx';
import { EntryPart, type ScoringEntry } from './entry-part.tsx';
import { SCORING_WORDS, type ScoringPart } from './scoring-words.ts';
import styles from './scoring.module.css';
import { useLibrary, type Library } from './use-library.ts';

const PARTS = Object.keys(SCORING_WORDS.parts) as ScoringPart[];

export function ScoringScreen() {
  const { library, problem, again } = useLibrary();
  const [part, setPart] = useState<ScoringPart>('icp');
  return (
    <section className={styles.screen} aria-label={SCORING_WORDS.title}>
      <div className={styles.column}>
        <ScreenHead title={SCORING_WORDS.title} context={SCORING_WORDS.context} />
        {problem !== null && (
          <p className={styles.fault} role="alert">
            {problem} <Button onClick={again}>{SCORING_WORDS.again}</Button>
          </p>
        )}
        {library === null ? (
          problem === null && <p>{SCORING_WORDS.loading}</p>
        ) : (
          <>
            <Choice
              label={SCORING_WORDS.part}
              value={part}
              options={PARTS.map((value) => ({ value, label: SCORING_WORDS.parts[value] }))}
              onChange={setPart}
            />
            {part === 'drift' ? <DriftPart /> : <ShownPart part={part} library={library} onChanged={again} />}
          </>
        )}
      </div>
    </section>
  );
}

interface ShownPartProps {
  readonly part: Exclude<ScoringPart, 'drift'>;
  readonly library: Library;
  readonly onChanged: () => void;
}

function ShownPart({ part, library, onChanged }: ShownPartProps) {
  const person = useSession((session) => session.person);
  const people = useSession((session) => session.people);
  /** The segment stays the same from part to part, where it has both. */
  const [segmentId, setSegmentId] = useState<ScoringEntry['segmentId']>(null);
  const entries = library.entries.filter((entry): entry is ScoringEntry => entry.kind === part);
  const entry = entries.find((each) => each.segmentId === segmentId) ?? entries[0];
  if (person === null) return null;
  if (entry === undefined)
    return (
      <EmptyState icon={<SlidersHorizontal />} title={SCORING_WORDS.empty[part]}>
        {SCORING_WORDS.emptyWhy}
      </EmptyState>
    );
  return (
    <EntryPart
      key={`${entry.kind}/${entry.id}`}
      entries={entries}
      entry={entry}
      documentVersion={library.documentVersions[`${entry.kind}/${entry.id}`] ?? 1}
      person={person}
      people={people}
      onEntry={(other) => setSegmentId(other.segmentId)}
      onChanged={onChanged}
    />
  );
}
