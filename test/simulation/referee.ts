/** Collects what went against an invariant, with the log of what was done before. It never stops the desk itself. */

export interface Referee {
  /** One line of the run's log. */
  note(line: string): void;
  violated(invariant: string, detail: string): void;
  readonly log: readonly string[];
  readonly violations: readonly string[];
  readonly counts: RunCounts;
}

/** What a run did, for the figures at the end. */
export interface RunCounts {
  steps: number;
  crashes: number;
  restarts: number;
  networkFaults: number;
  crmFaults: number;
  diskFaults: number;
  commits: number;
  approvals: number;
  deliveries: number;
  clockChanges: number;
  /** Of the runs that have an agent. */
  agents: number;
  agentSteps: number;
  agentPackages: number;
  agentMail: number;
  modelCalls: number;
  modelFaults: number;
  answers: number;
}

export const noCounts = (): RunCounts => ({
  steps: 0,
  crashes: 0,
  restarts: 0,
  networkFaults: 0,
  crmFaults: 0,
  diskFaults: 0,
  commits: 0,
  approvals: 0,
  deliveries: 0,
  clockChanges: 0,
  agents: 0,
  agentSteps: 0,
  agentPackages: 0,
  agentMail: 0,
  modelCalls: 0,
  modelFaults: 0,
  answers: 0,
});

export function makeReferee(): Referee {
  const log: string[] = [];
  const violations: string[] = [];
  return {
    log,
    violations,
    counts: noCounts(),
    note: (line) => void log.push(line),
    violated(invariant, detail) {
      violations.push(`${invariant}: ${detail}`);
      log.push(`!! ${invariant}: ${detail}`);
    },
  };
}
