/** The words of importing a CSV of leads. */
import type { LeadField } from '../../../shared/ipc/lead-file.ts';

const figures = new Intl.NumberFormat('en-GB');
const some = (count: number, one: string, many: string): string =>
  `${figures.format(count)} ${count === 1 ? one : many}`;

export const LEAD_FIELD_WORDS: Readonly<Record<LeadField, string>> = {
  email: 'E-mail address',
  name: 'Full name',
  'first-name': 'First name',
  'last-name': 'Last name',
  title: 'Title',
  linkedin: 'LinkedIn address',
  country: 'Country',
  'time-zone': 'Time zone',
  verification: 'Verification',
  'verified-on': 'Verified on',
  remit: 'Answers for',
  company: 'Company',
  domain: 'Company’s domain',
  website: 'Website',
  industry: 'Industry',
  headcount: 'Employees',
  geography: 'Where they are',
  technographics: 'Systems they use',
  footprint: 'Footprint',
  segment: 'Segment',
  tier: 'Tier',
  relation: 'How we stand to them',
  signal: 'What happened',
  'signal-type': 'Kind of event',
  'signal-date': 'Day of the event',
  'signal-source': 'Source of the event',
  'signal-url': 'Address of the source',
};

export const LEAD_FIELD_GROUPS: readonly { readonly label: string; readonly fields: readonly LeadField[] }[] = [
  {
    label: 'The person',
    fields: [
      'email',
      'name',
      'first-name',
      'last-name',
      'title',
      'linkedin',
      'country',
      'time-zone',
      'verification',
      'verified-on',
      'remit',
    ],
  },
  {
    label: 'The company',
    fields: [
      'company',
      'domain',
      'website',
      'industry',
      'headcount',
      'geography',
      'technographics',
      'footprint',
      'segment',
      'tier',
      'relation',
    ],
  },
  { label: 'Why now', fields: ['signal', 'signal-type', 'signal-date', 'signal-source', 'signal-url'] },
];

export const LEAD_WORDS = {
  readAs: (encoding: string, separator: string) => `Read as ${encoding}, with ${separator} between the columns.`,
  remembered: 'The columns are as you set them for a file with these headers before.',
  firstRow: 'First row',
  namesColumns: 'Names the columns',
  isLead: 'Is a lead',
  segment: 'Segment, where the file names none',
  noSegment: 'No segment',
  zone: (zone: string) => `Where the file has no time zone: the country’s, if it has only one, else yours (${zone}).`,
  known: 'Whom the CRM knows already',
  skip: 'Leave as they are',
  fill: 'Fill their gaps',
  knownWhy: {
    skip: 'Known by their address, however it is spelt. Nothing of theirs is changed.',
    fill: 'Empty fields are filled, and a contact that is no lead becomes one. Nothing that is there is overwritten.',
  },
  columns: { name: 'Column', samples: 'First rows', field: 'Is taken as' },
  column: (at: number) => `Column ${at + 1}`,
  fieldOf: (name: string) => `What “${name}” is`,
  notTaken: 'Not taken',
  missing: {
    email: 'Say which column is the e-mail address: a lead can’t be without one.',
    name: 'Say which column is the name, or the first and last name.',
  },
  trial: (rows: number, good: number) =>
    good === rows
      ? `All of the first ${some(rows, 'row', 'rows')} can be taken.`
      : `${figures.format(good)} of the first ${some(rows, 'row', 'rows')} can be taken.`,
  trialRow: (row: number, field: string, reason: string) => `Row ${figures.format(row)} · ${field}: ${reason}`,
  whole: 'Whole row',
  check: 'Check the file',
  checked: 'Nothing was taken yet. This is what the import will do.',
  importNow: (count: number) => `Import ${some(count, 'lead', 'leads')}`,
  back: 'Back to the columns',
  another: 'Import another file',
  close: 'Done',
  reading: (name: string) => `Reading ${name}`,
  stop: 'Stop',
  stopping: 'Stopping…',
  counts: {
    added: 'new',
    filled: 'with gaps filled',
    known: 'known already',
    duplicates: 'twice in the file',
    refused: 'refused',
  },
  suppressed: (count: number) =>
    `${some(count, 'refused row is', 'refused rows are')} on the suppression list: nobody there is written to.`,
  formulas: (count: number) =>
    `${some(count, 'cell begins', 'cells begin')} like a formula: kept as text, and never run in a file that leaves here.`,
  allGood: 'Every row of the file could be taken.',
  rows: 'Rows with something to say',
  refusedRows: (count: number) => `Refused · ${figures.format(count)}`,
  notedRows: (count: number) => `Notes · ${figures.format(count)}`,
  remark: { line: 'Line', field: 'Field', reason: 'Reason' },
  loading: '…',
  unlisted: (listed: number) => `The first ${figures.format(listed)} are listed; the counts are whole.`,
  save: 'Save as CSV',
  saving: 'Saving…',
  notSaved: (because: string) => `The rows could not be saved: ${because}`,
  nextNew:
    'The leads come onto this desk with the sync that has begun. The agent looks at each in its next run: what it finds and drafts comes to Review, what it lacks is said at the lead.',
  nextNone: 'The file changed nothing: all of it is known, or was refused.',
  work: 'Let the agent begin',
} as const;
