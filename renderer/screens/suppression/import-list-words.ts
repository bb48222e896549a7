/** The words of the dialog that imports a CSV into the suppression list. */
import type { CsvMapping, CsvPreview } from '../../../shared/ipc/suppression-file.ts';

const figures = new Intl.NumberFormat('en-GB');

export const ENCODINGS: Readonly<Record<CsvPreview['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252 (Latin-1)',
};
export const SEPARATORS: Readonly<Record<CsvMapping['delimiter'], string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

export const LIST_IMPORT_WORDS = {
  title: 'Import a suppression list',
  description:
    'A CSV of addresses and domains. Good rows block at once; each refused row is listed with its line and reason.',
  choose: 'Choose a CSV…',
  drop: 'Drop a CSV here, or',
  many: 'More than one file was dropped; import them one after the other.',
  kinds: '.csv, .tsv or .txt, in UTF-8, UTF-16 or Latin-1',
  readAs: (encoding: string, separator: string) => `Read as ${encoding}, with ${separator} between the columns.`,
  header: 'First row',
  hasHeader: 'Names the columns',
  noHeader: 'Is an entry',
  fields: {
    value: 'Address or domain',
    scope: 'Scope',
    reason: 'Reason',
    evidence: 'Evidence',
    source: 'Source',
    at: 'Since',
    expires: 'Ends',
  },
  none: 'Not in the file',
  column: (at: number) => `Column ${at + 1}`,
  defaultReason: 'Reason where there is none',
  defaultScope: 'Scope where there is none',
  byShape: 'By its shape: address or domain',
  sample: 'The first rows',
  check: 'Check the file',
  checked: 'Nothing was taken yet. This is what the import will do.',
  importNow: (count: number) => (count === 1 ? 'Import 1 entry' : `Import ${figures.format(count)} entries`),
  back: 'Back to the columns',
  another: 'Import another file',
  done: 'Done',
  stop: 'Stop',
  stopping: 'Stopping…',
  reading: (name: string) => `Reading ${name}`,
  accepted: 'new',
  unchanged: 'listed already',
  refused: 'refused',
  table: 'Refused rows',
  allGood: 'Every row of the file is an entry.',
} as const;
