/** The words of the queue as a table. */
import type { ColumnId } from './sorted-rows.ts';

export const TABLE_WORDS = {
  title: 'Queue',
  context: (shown: string, all: string) =>
    shown === all ? `${all} packages to decide` : `${shown} of ${all} packages`,
  columns: {
    account: 'Account',
    contact: 'Contact',
    tier: 'Tier',
    segment: 'Segment',
    score: 'Score',
    whyNow: 'Why now',
    findings: 'Found in it',
    kind: 'Step',
    state: 'State',
    expires: 'Left to decide',
    ready: 'Ready since',
    versions: 'Versions',
  } satisfies Readonly<Record<ColumnId, string>>,
  chooseColumns: 'Columns',
  usualColumns: 'Usual columns',
  resize: (column: string) => `Width of ${column}`,
  sortHint: 'Press to sort; drag it, or Alt+← and Alt+→, to move the column.',
  moveHint: 'Drag it, or Alt+← and Alt+→, to move the column.',
  moveLeft: (column: string) => `Move ${column} to the left`,
  moveRight: (column: string) => `Move ${column} to the right`,
  moved: (column: string, at: number, of: number) => `${column} is column ${at} of ${of} now`,
  states: { edited: 'Edited', opened: 'Opened', untouched: 'New' },
  more: (count: number) => `and ${count} more`,
  ownOrder: 'Queue order',
  ownOrderWhy: 'By expiry, tier and priority, as the list has it.',
  export: 'Save as CSV',
  open: 'Open',
  empty: 'Nothing to show',
  emptyWhy: 'No package passes the search and the filters that are on.',
  kinds: { 'first-touch': 'First touch', 'follow-up': 'Follow-up', reply: 'Reply' },
} as const;
