/** When the agent runs, and what it says of itself. It holds no send tool and meets the rest of the desk only through what it is given. */
import type { PersonId } from '../../shared/domain/ids.ts';
import type { AgentState } from '../../shared/ipc/channels/agent.ts';

export interface Agent {
  state(): AgentState;
  /** By hand, now; `no` with the reason where it may not. */
  runNow(by: PersonId): { readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string };
  /** Ends the run after the step it is at. */
  stopRun(): void;
  /** The CRM was pulled: the first run may come. */
  afterPull(): void;
  /** The model, the policy, the person or a lead's standing changed. */
  changed(): void;
  close(): Promise<void>;
}

export function startAgent(): Agent {
  const no = { kind: 'no', because: 'The agent does not run yet.' } as const;
  return {
    state: () => ({
      state: 'off',
      because: no.because,
      nextRunAtMs: null,
      drafter: 'template drafter',
      run: null,
      today: { use: { inputTokens: 0, outputTokens: 0, costMicros: 0 }, tokensMost: 0, costMicrosMost: 0 },
      reviewWaiting: 0,
      reviewMost: 0,
    }),
    runNow: () => no,
    stopRun: () => undefined,
    afterPull: () => undefined,
    changed: () => undefined,
    close: () => Promise.resolve(),
  };
}
