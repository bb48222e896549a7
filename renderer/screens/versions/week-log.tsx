/** The weekly change log: every version that took a step in the week, in words, and the same as a file. */
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { weekChanges, weekOf } from '../../../shared/policy/change-log.ts';
import { saveFile } from '../../commands/save-file.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Select } from '../../components/field.tsx';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { STATE_CHIPS, VERSION_WORDS } from './versions-words.ts';
import styles from './versions.module.css';
import { ToneShape } from '../../components/tone-shape.tsx';

const WEEKS = 12;
const DAY_MS = 86_400_000;
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

interface WeekLogProps {
  readonly entries: readonly LibraryEntry[];
  readonly people: readonly Person[];
  readonly nowMs: number;
}

export function WeekLog({ entries, people, nowMs }: WeekLogProps) {
  const [back, setBack] = useState(0);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const week = weekOf(nowMs - back * 7 * DAY_MS, timeZone);
  const lines = weekChanges(entries, week, (id) => people.find((each) => each.id === id)?.name ?? id);
  const save = () => {
    const title = `# ${VERSION_WORDS.weekOf(dayFormat.format(week.fromMs))}\n\n`;
    const text = lines.map(({ atMs, words }) => `- ${fullMoment(atMs)}: ${words}\n`).join('');
    saveFile(`change-log-${new Date(week.fromMs).toISOString().slice(0, 10)}.md`, 'text/markdown', title, text);
  };
  return (
    <div className={styles.log} tabIndex={0} role="region" aria-label={VERSION_WORDS.log}>
      <div className={styles.tools}>
        <Select
          className={styles.week}
          aria-label={VERSION_WORDS.week}
          value={back}
          onChange={({ target }) => setBack(Number(target.value))}
        >
          {Array.from({ length: WEEKS }, (_, at) => (
            <option key={at} value={at}>
              {at === 0
                ? VERSION_WORDS.thisWeek
                : VERSION_WORDS.weekOf(dayFormat.format(weekOf(nowMs - at * 7 * DAY_MS, timeZone).fromMs))}
            </option>
          ))}
        </Select>
        <Button icon={<Download />} disabled={lines.length === 0} onClick={save}>
          {VERSION_WORDS.exportLog}
        </Button>
      </div>
      {lines.length === 0 ? (
        <EmptyState icon={<ScrollText size={36} />} title={VERSION_WORDS.noChanges}>
          {VERSION_WORDS.noChangesWhy}
        </EmptyState>
      ) : (
        <ol className={styles.lines}>
          {lines.map((line) => (
            <li key={`${line.kind}/${line.id}@${line.version}`}>
              <ToneShape tone={STATE_CHIPS[line.state].tone} label={STATE_CHIPS[line.state].words} />
              <span data-copy>{line.words}</span>
              <time title={fullMoment(line.atMs)} dateTime={new Date(line.atMs).toISOString()}>
                {momentWords(line.atMs, nowMs)}
              </time>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
