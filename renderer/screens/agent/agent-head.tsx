/** What the agent does now: its run, its budget of today, what waits for the person, and the two things one may tell it. */
import { Play, Square } from 'lucide-react';
import type { AgentState } from '../../../shared/ipc/channels/agent.ts';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useDeskView } from '../../view-state/desk-view.ts';
import { AGENT_WORDS, costWords, countWords, RUN_STATES } from './agent-words.ts';
import styles from './agent.module.css';

interface AgentHeadProps {
  readonly agent: AgentState | null;
  readonly problem: string | null;
  readonly nowMs: number;
  readonly onRun: () => void;
  readonly onStop: () => void;
  readonly onAgain: () => void;
}

export function AgentHead({ agent, problem, nowMs, onRun, onStop, onAgain }: AgentHeadProps) {
  const setView = useDeskView((view) => view.set);
  const isBusy = agent?.state === 'running' || agent?.state === 'stopping';
  return (
    <header className={styles.head}>
      <div className={styles.titleRow}>
        <h1 className={styles.title} data-copy>
          {AGENT_WORDS.title}
        </h1>
        {agent !== null && (
          <button
            type="button"
            className={styles.drafter}
            title={AGENT_WORDS.model}
            onClick={() => setView({ screen: 'connections' })}
          >
            {AGENT_WORDS.drafter(agent.drafter)}
          </button>
        )}
        <span className={styles.grow} />
        {isBusy ? (
          <Button icon={<Square />} busy={agent.state === 'stopping'} onClick={onStop}>
            {AGENT_WORDS.stop}
          </Button>
        ) : (
          <Button tone="primary" icon={<Play />} disabled={agent === null} onClick={onRun}>
            {AGENT_WORDS.run}
          </Button>
        )}
      </div>
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem} <Button onClick={onAgain}>{AGENT_WORDS.again}</Button>
        </p>
      )}
      {agent === null ? (
        problem === null && <p className={styles.quiet}>{AGENT_WORDS.loading}</p>
      ) : (
        <Now agent={agent} nowMs={nowMs} />
      )}
    </header>
  );
}

function Now({ agent, nowMs }: { readonly agent: AgentState; readonly nowMs: number }) {
  const { run, today, state } = agent;
  const { use } = today;
  const done = run === null ? 0 : run.queued + run.blocked + run.failed;
  return (
    <div className={styles.now}>
      <div className={styles.doing} aria-live="polite">
        {run !== null && (state === 'running' || state === 'stopping') ? (
          <ProgressBar
            label={state === 'stopping' ? AGENT_WORDS.stopping : AGENT_WORDS.running}
            done={done}
            total={run.planned}
            perSecond={done / Math.max(1, (nowMs - run.startedAtMs) / 1_000)}
          />
        ) : (
          <>
            <p className={styles.last}>
              {run === null ? (
                AGENT_WORDS.never
              ) : (
                <>
                  <ToneShape tone={RUN_STATES[run.state].tone} /> {RUN_STATES[run.state].words}{' '}
                  {momentWords(run.endedAtMs ?? run.startedAtMs, nowMs)}: {run.because}
                </>
              )}
            </p>
            <p className={styles.quiet}>
              {state === 'off' && `${AGENT_WORDS.off}. `}
              {agent.because !== null && run?.because.endsWith(agent.because) !== true
                ? agent.because
                : agent.nextRunAtMs === null
                  ? AGENT_WORDS.noNext
                  : AGENT_WORDS.next(momentWords(agent.nextRunAtMs, nowMs))}
            </p>
          </>
        )}
      </div>
      <dl className={styles.figures}>
        <Figure
          name={AGENT_WORDS.review}
          value={AGENT_WORDS.atMost(countWords(agent.reviewWaiting), countWords(agent.reviewMost))}
          title={agent.reviewWaiting >= agent.reviewMost ? AGENT_WORDS.full : undefined}
        />
        <Figure
          name={AGENT_WORDS.tokens}
          value={ofMost(use.inputTokens + use.outputTokens, today.tokensMost, countWords)}
        />
        <Figure name={AGENT_WORDS.cost} value={ofMost(use.costMicros, today.costMicrosMost, costWords)} />
      </dl>
    </div>
  );
}

const ofMost = (part: number, most: number, words: (value: number) => string) =>
  AGENT_WORDS.of(words(part), words(most));

function Figure({
  name,
  value,
  title,
}: {
  readonly name: string;
  readonly value: string;
  readonly title?: string | undefined;
}) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
