/** The words of the suppression screen. */
import type { Suppression } from '../../../shared/domain/suppression.ts';
import type { SuppressionOrigin } from '../../../shared/ipc/channels/suppression.ts';

const figures = new Intl.NumberFormat('en-GB');
const entries = (count: number): string => (count === 1 ? '1 entry' : `${figures.format(count)} entries`);

export const SCOPE_NAMES: Readonly<Record<Suppression['scope'], string>> = {
  global: 'Address',
  domain: 'Domain',
  account: 'Account',
  contact: 'Contact',
};

export const SCOPE_MEANS: Readonly<Record<Suppression['scope'], string>> = {
  global: 'One address, for every team and every sequence.',
  domain: 'Everybody at this domain and at the domains below it.',
  account: 'Everybody at this account, whatever their address.',
  contact: 'This contact, whatever address is used.',
};

export const REASON_NAMES: Readonly<Record<Suppression['reason'], string>> = {
  unsubscribe: 'Unsubscribed',
  complaint: 'Complaint',
  'hard-bounce': 'Hard bounce',
  request: 'Asked us to stop',
  legal: 'Legal',
  sensitive: 'Sensitive',
  manual: 'By hand',
};

export const ORIGIN_NAMES: Readonly<Record<SuppressionOrigin, string>> = {
  desk: 'This desk',
  suppression: 'CRM list',
  'opt-out': 'Opt-outs',
};

export const SUPPRESSION_WORDS = {
  title: 'Suppression',
  context: 'Nobody on this list is written to, by any team or sequence. There is no “send anyway”.',
  total: entries,
  shown: (count: number, of: number) => `${figures.format(count)} of ${entries(of)}`,
  add: 'Add…',
  importCsv: 'Import CSV…',
  exportCsv: 'Export CSV',
  exporting: (count: number) => `${figures.format(count)} exported`,
  exported: (count: number) => `${entries(count)} written to countersign-suppression.csv.`,
  exportFailed: (why: string) => `The export stopped and no file was written: ${why}`,
  stop: 'Stop',
  failed: (why: string) => `The list could not be read: ${why}`,
  again: 'Try again',

  askLabel: 'Is this address blocked?',
  askPlaceholder: 'dana@acme.example, acme.example, or a CRM id',
  asking: 'Looking…',
  clear: (what: string) => `${what} is not blocked.`,
  blocked: (what: string) => `${what} is blocked.`,
  searchedAs: (spelling: string) => `Looked up as ${spelling}.`,
  knownAs: (names: readonly string[]) => `In the CRM: ${names.join('; ')}.`,
  show: 'Show entry',

  search: 'Search the list',
  searchPlaceholder: 'Part of an address or domain',
  scope: 'Scope',
  reason: 'Reason',
  origin: 'Origin',
  anyScope: 'Any scope',
  anyReason: 'Any reason',
  anyOrigin: 'Any origin',
  clearFilters: 'Clear filters',
  columns: { value: 'Value', scope: 'Scope', reason: 'Reason', source: 'Source', by: 'By', at: 'Since', ends: 'Ends' },
  never: '—',
  ended: 'ended',
  leaving: 'being taken off',
  resize: 'Resize the entry',
  empty: 'Nobody is suppressed yet',
  emptyWhy: 'Opt-outs, complaints and hard bounces come here by themselves. Add somebody who asked, or import a list.',
  nothing: 'No entry fits',
  nothingWhy: 'Other spellings of an address are found by “Is this address blocked?” above.',

  close: 'Close',
  means: 'Means',
  why: 'Why',
  evidence: 'Evidence',
  noEvidence: 'None was written down.',
  source: 'Source',
  by: 'By',
  since: 'Since',
  ends: 'Ends',
  noEnd: 'It does not end by itself.',
  from: 'Came from',
  id: 'Entry',
  undo: (seconds: number) => `Undo (${seconds} s)`,
  undone: 'Taken back. The CRM never heard of it.',
  takeOff: 'Take off the list…',
  onlyRevOps: 'Only RevOps can take an entry off the list, with a reason.',
  isLeaving: 'It is being taken off. It blocks until the CRM has done so.',

  offTitle: 'Take off the list',
  offWhy: (value: string) =>
    `${value} can then be written to again, by every team. The CRM and the trust log keep who did it and why.`,
  offReason: 'Reason',
  offReasonMissing: 'Say in a few words why.',
  offRequest: 'Where the contact’s written request lies',
  offRequestHint: 'An unsubscribe or a complaint stays until the contact asks in writing to be written to again.',
  offRequestMissing: 'Without the contact’s own written request this entry stays.',
  off: 'Take off',
  cancel: 'Cancel',
  removed: (value: string) => `${value} is off the list, here and in the CRM.`,
  waiting: (value: string) =>
    `The CRM can’t be reached. ${value} goes on blocking until it can, and is taken off then.`,

  addTitle: 'Add to the list',
  addWhy: 'It blocks at once, also what is approved and waiting. The CRM gets it after the undo window.',
  value: 'Address',
  values: {
    global: 'Address',
    domain: 'Domain',
    account: 'Account: its domain, name or id',
    contact: 'Contact: the address or id',
  } satisfies Record<Suppression['scope'], string>,
  valueMissing: 'Write whom it means.',
  addEvidence: 'What it rests on',
  addEvidenceHint: 'A mail, a call, a ticket. Whoever looks at the entry later reads this.',
  addEnds: 'Ends on',
  addEndsHint: 'Empty: it does not end by itself.',
  addNow: 'Add to the list',
  addAnyway: (what: string) => `Block everybody at ${what}`,
  touches: (what: string, contacts: number) =>
    contacts === 0
      ? `The CRM knows nobody at ${what} yet. Whoever comes from there will be blocked.`
      : `This blocks ${contacts === 1 ? 'one contact' : `${figures.format(contacts)} contacts`} that the CRM knows at ${what}, and whoever comes later.`,
  back: 'Back',
} as const;
