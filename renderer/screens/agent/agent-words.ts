/** Every word of the Agent screen, and how its figures are said. */
import type { AgentRun, AgentStep, LeadStanding, ModelUse } from '../../../shared/domain/agent-run.ts';
import type { Tone } from '../../components/tone.ts';

interface QueueWords {
  /** Null: every lead. */
  readonly queue: LeadStanding['queue'] | null;
  readonly name: string;
  readonly empty: string;
}

/** The agent's own queues (spec 2), then where leads have gone from there. */
export const QUEUES: readonly QueueWords[] = [
  { queue: null, name: 'All leads', empty: 'No lead is yours yet. They come from the CRM, or from a CSV.' },
  { queue: 'enrichment-failures', name: 'Enrichment failures', empty: 'Every lead has what its segment asks for.' },
  { queue: 'scoring-review', name: 'Scoring review', empty: 'No high score is in doubt.' },
  { queue: 'first-touch-ready', name: 'Ready for first touch', empty: 'Whoever was ready has been drafted.' },
  { queue: 'follow-ups-due', name: 'Follow-ups due', empty: 'No next step is due today.' },
  { queue: 'in-review', name: 'In review', empty: 'Nothing the agent wrote waits for a decision.' },
  { queue: 'human', name: 'With a human', empty: 'No lead was handed over.' },
  { queue: 'nurture', name: 'Nurture', empty: 'Nobody asked for later.' },
  { queue: 'dropped', name: 'Dropped', empty: 'No lead was dropped.' },
];

export const AGENT_WORDS = {
  title: 'Agent',
  loading: 'Reading what the agent does…',
  again: 'Try again',
  run: 'Run now',
  stop: 'Stop',
  stopping: 'Stopping after the step it is at…',
  running: 'Working through the leads',
  off: 'Off',
  never: 'It has not run yet.',
  drafter: (name: string) => `Writes with ${name}`,
  model: 'Connections',
  next: (when: string) => `Next run ${when}`,
  noNext: 'No run is planned',
  tokens: 'Tokens today',
  cost: 'Cost today',
  review: 'Waiting for you',
  of: (part: string, most: string) => `${part} of ${most}`,
  atMost: (part: string, most: string) => `${part}, at most ${most}`,
  full: 'Your review queue is full: it drafts again as you decide.',
  views: 'What is shown',
  leads: 'Leads',
  runs: 'Runs',
  queues: 'The agent’s queues',
  search: 'Search leads',
  searchNone: (words: string) => `No lead here matches “${words}”.`,
  clear: 'Clear the search',
  list: 'Leads of this queue',
  more: 'Reading more…',
  columns: { who: 'Lead', why: 'Why it is here', score: 'Score', at: 'Since' },
  noLead: 'Choose a lead to see what the agent found and did.',
  close: 'Close',
  fit: 'Fit with the ICP',
  fits: 'Holds',
  fails: 'Does not hold',
  noRating: 'Not rated yet.',
  noScore: 'Not scored yet.',
  standing: 'Where it stands',
  steps: 'What was done',
  noSteps: 'The agent has not looked at this lead yet.',
  input: 'Read',
  output: 'Came out',
  openPackage: 'Open the package',
  fill: 'Fill the gap in the CRM, or import a CSV that has it; the next run takes the lead up again.',
  importFile: 'Import a file',
  goOn: 'Let it go on',
  drop: 'Drop it',
  because: 'Why (kept with the lead)',
  answered: 'Noted. The next run goes by it.',
  runsEmpty: 'No run yet',
  runsEmptyWhy: 'The agent runs on its schedule, or now by hand.',
  runColumns: {
    at: 'Began',
    why: 'By',
    took: 'Took',
    queued: 'Queued',
    blocked: 'Held',
    failed: 'Failed',
    cost: 'Cost',
    end: 'Ended because',
  },
  byHand: 'by hand',
  bySchedule: 'schedule',
} as const;

export const RATING_WORDS: Readonly<
  Record<NonNullable<LeadStanding['rating']>, { readonly words: string; readonly tone: Tone }>
> = {
  excellent: { words: 'Excellent', tone: 'supported' },
  good: { words: 'Good', tone: 'supported' },
  fair: { words: 'Fair', tone: 'attention' },
  'not-a-fit': { words: 'Not a fit', tone: 'refused' },
};

export const STEP_WORDS: Readonly<Record<AgentStep['name'], string>> = {
  rate: 'Held against the ICP',
  enrich: 'Filled its gaps',
  'verify-email': 'Checked the address',
  score: 'Scored',
  route: 'Routed',
  draft: 'Drafted',
  check: 'Checked the draft',
  repair: 'Wrote it again',
  rewrite: 'Wrote it again as asked',
  queue: 'Put into review',
  'read-reply': 'Read a reply',
  'act-on-reply': 'Acted on a reply',
};

export const OUTCOME_WORDS: Readonly<Record<AgentStep['outcome'], { readonly words: string; readonly tone: Tone }>> = {
  done: { words: 'Done', tone: 'supported' },
  blocked: { words: 'Held by a rule', tone: 'attention' },
  failed: { words: 'Failed', tone: 'refused' },
};

export const RUN_STATES: Readonly<Record<AgentRun['state'], { readonly words: string; readonly tone: Tone }>> = {
  running: { words: 'Running', tone: 'accent' },
  done: { words: 'Done', tone: 'supported' },
  stopped: { words: 'Stopped', tone: 'attention' },
  failed: { words: 'Failed', tone: 'refused' },
};

const figures = new Intl.NumberFormat('en-GB');
const money = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

export const countWords = (count: number): string => figures.format(count);

/** In the account's own currency, which has no sign here. */
export const costWords = (costMicros: number): string => money.format(costMicros / 1_000_000);

/** `1,240 tokens, 0.0031`; nothing where no model was asked. */
export function usageWords({ inputTokens, outputTokens, costMicros }: ModelUse): string {
  const tokens = inputTokens + outputTokens;
  return tokens === 0 ? '' : `${figures.format(tokens)} tokens, ${costWords(costMicros)}`;
}

/** `240 ms`, `3.4 s`. */
export const tookWords = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`);
