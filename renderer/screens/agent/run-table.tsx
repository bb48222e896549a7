/** The agent's last runs: when, why, how much came of each and why it ended. */
import { History } from 'lucide-react';
import type { AgentRun } from '../../../shared/domain/agent-run.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { fullMoment, momentWords, shortDuration } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { AGENT_WORDS, costWords, countWords, RUN_STATES } from './agent-words.ts';
import styles from './run-table.module.css';

const COLUMNS = AGENT_WORDS.runColumns;

export function RunTable({ runs, nowMs }: { readonly runs: readonly AgentRun[]; readonly nowMs: number }) {
  if (runs.length === 0)
    return (
      <EmptyState icon={<History size={36} />} title={AGENT_WORDS.runsEmpty}>
        {AGENT_WORDS.runsEmptyWhy}
      </EmptyState>
    );
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={AGENT_WORDS.runs}>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.values(COLUMNS).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>
                <time title={fullMoment(run.startedAtMs)} dateTime={new Date(run.startedAtMs).toISOString()}>
                  {momentWords(run.startedAtMs, nowMs)}
                </time>
              </td>
              <td>{run.why === 'by-hand' ? AGENT_WORDS.byHand : AGENT_WORDS.bySchedule}</td>
              <td>{shortDuration((run.endedAtMs ?? nowMs) - run.startedAtMs)}</td>
              <td>{countWords(run.queued)}</td>
              <td>{countWords(run.blocked)}</td>
              <td>{countWords(run.failed)}</td>
              <td>{costWords(run.use.costMicros)}</td>
              <td className={styles.end}>
                <ToneShape tone={RUN_STATES[run.state].tone} label={RUN_STATES[run.state].words} /> {run.because}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
