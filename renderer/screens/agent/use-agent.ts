/** What the agent does, told by the main process as it changes; and its last runs. Reads only. */
import { useEffect, useState } from 'react';
import type { AgentRun } from '../../../shared/domain/agent-run.ts';
import type { AgentState } from '../../../shared/ipc/channels/agent.ts';
import { call, onEvent } from '../../bridge.ts';

const RUNS = 50;

interface ReadAgent {
  /** Null before the first answer. */
  readonly agent: AgentState | null;
  readonly runs: readonly AgentRun[];
  readonly problem: string | null;
  readonly again: () => void;
}

export function useAgent(): ReadAgent {
  const [agent, setAgent] = useState<AgentState | null>(null);
  const [runs, setRuns] = useState<readonly AgentRun[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const leave = onEvent('agent.changed', (state) => setAgent(state));
    void call('agent.state', {}).then((answer) => {
      if (!isCurrent) return;
      setProblem(answer.ok ? null : answer.error.message);
      if (answer.ok) setAgent(answer.value);
    });
    return () => {
      isCurrent = false;
      leave();
    };
  }, [times]);
  const newest = `${agent?.run?.id ?? ''} ${agent?.run?.state ?? ''}`;
  useEffect(() => {
    let isCurrent = true;
    void call('agent.runs', { limit: RUNS }).then((answer) => {
      if (isCurrent && answer.ok) setRuns(answer.value.runs);
    });
    return () => {
      isCurrent = false;
    };
  }, [newest, times]);
  return { agent, runs, problem, again: () => setTimes((before) => before + 1) };
}
