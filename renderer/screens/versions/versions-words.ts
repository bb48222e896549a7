/** Every word of the Prompts and versions screen. */
import type { VersionState } from '../../../shared/domain/library-entry.ts';
import type { CanaryVerdict } from '../../../shared/domain/version-outcome.ts';
import type { Tone } from '../../components/tone.ts';

export const VERSION_WORDS = {
  title: 'Prompts and versions',
  context:
    'What drafts and replies are made of. Nothing here changes by itself: each version is handed in, and RevOps lets it out.',
  loading: 'Reading the library…',
  again: 'Try again',
  views: 'What is shown',
  library: 'Library',
  requests: (count: number) => (count === 0 ? 'Change requests' : `Change requests ${count}`),
  log: 'Change log',
  kind: 'Kind',
  everyKind: 'Every kind',
  list: 'Entries of the library',
  noEntry: 'Choose an entry to see its versions.',
  noRequests: 'No change waits for RevOps',
  noRequestsWhy: 'What somebody hands in stands here until RevOps approves it or sends it back.',
  empty: 'The library is empty',
  emptyWhy: 'Its entries come with the team’s documents from the CRM.',
  unreadable: (count: number) =>
    `${count} ${count === 1 ? 'entry' : 'entries'} of the CRM can’t be read and ${count === 1 ? 'is' : 'are'} not used.`,
  versions: 'Versions',
  by: (author: string | null, approver: string | null) =>
    `${author === null ? 'Came with the product' : `By ${author}`}${approver === null ? '' : `, approved by ${approver}`}`,
  share: (percent: number) => `${percent} % of contacts`,
  content: 'Content',
  compare: 'Compare with',
  nothing: 'nothing',
  same: 'The same, word for word.',
  edit: 'Edit as a new version',
  propose: 'Propose a change',
  begin: 'Begin it',
  copy: 'Copy as a new entry…',
  beginTitle: 'A new entry',
  beginWhy: 'It begins with these words, as a draft. Nothing uses it until it is handed in and RevOps lets it out.',
  beginMissing: 'It needs a name and a reason.',
  cancelDialog: 'Cancel',
  name: 'Name',
  handIn: 'Hand in…',
  cancel: 'Discard',
  unchanged: 'Nothing is changed yet.',
  outcomes: 'How each version fared',
  noOutcomes: 'Nothing was sent with it yet.',
  columns: { version: 'Version', sends: 'Sent', replies: 'Replied', positives: 'Positive', optOuts: 'Opt-outs' },
  interval: (low: string, high: string) => `95 % between ${low} and ${high}`,
  acts: 'What may be done',
  submit: 'Hand in for approval',
  approve: 'Approve for all',
  makeLive: 'Make live for all',
  trial: (percent: number) => `Try with ${percent} %`,
  sendBack: 'Send back',
  retire: 'Retire',
  because: 'Why (for the change log)',
  becauseMissing: 'Say why first: it goes into the change log.',
  onlyRevOps: 'Only RevOps approves, sends back and retires.',
  does: {
    draft: 'A draft is used nowhere. Handing it in puts it into RevOps’ queue.',
    'in-review':
      'Approved for all it is used for every draft from now on, and the live one is retired. Tried, it is used for that share of contacts, always the same ones.',
    canary:
      'It is used for its share of contacts. Made live it replaces the live one; retired, the live one goes on for all.',
    live: 'It is used for all contacts outside a trial. Retired without another, nothing of this entry is used.',
    retired: 'It is kept for what was sent with it, and used nowhere.',
  } satisfies Record<VersionState, string>,
  done: 'Done. The change log has it.',
  week: 'Week',
  thisWeek: 'This week',
  weekOf: (day: string) => `Week of ${day}`,
  noChanges: 'Nothing changed in this week',
  noChangesWhy: 'Every version that is drafted, approved, sent back or retired is written down here by itself.',
  exportLog: 'Export as Markdown',
} as const;

export const STATE_CHIPS: Readonly<Record<VersionState, { readonly words: string; readonly tone: Tone }>> = {
  draft: { words: 'Draft', tone: 'neutral' },
  'in-review': { words: 'In review', tone: 'attention' },
  canary: { words: 'On trial', tone: 'accent' },
  live: { words: 'Live', tone: 'supported' },
  retired: { words: 'Retired', tone: 'stale' },
};

export const VERDICT_TONES: Readonly<Record<CanaryVerdict['kind'], Tone>> = {
  'go-on': 'neutral',
  'stop-better': 'supported',
  'stop-worse': 'refused',
  'stop-no-difference': 'stale',
};

export const percentWords = (rate: number): string => `${(rate * 100).toFixed(rate < 0.1 ? 1 : 0)} %`;
