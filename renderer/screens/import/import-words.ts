/** The words of the import dialog. */
export const IMPORT_WORDS = {
  title: 'Import a file',
  description:
    'Leads as CSV, or handoff packages as JSON. Good ones are kept; each refused one is listed with its place and reason.',
  drop: 'Drop a file here, or',
  choose: 'Choose a file…',
  kinds: 'Leads: .csv, .tsv or .txt · Packages: .json, .jsonl or .ndjson',
  many: 'More than one file was dropped; import them one after the other.',
  schema: 'What a package looks like',
  schemaWhy:
    'Any agent or workflow can write one. The schema is published with the desk: resources/handoff-package.schema.json',
  reading: (name: string) => `Importing ${name}`,
  stop: 'Stop',
  stopping: 'Stopping…',
  close: 'Done',
  another: 'Import another file',
  accepted: 'imported',
  unchanged: 'already here',
  refused: 'refused',
  toReview: 'Go to review',
  table: 'Refused packages',
  columns: { place: 'Place', field: 'Field', reason: 'Reason' },
  whole: 'whole entry',
  more: (count: number) => `${count.toLocaleString('en-GB')} more were refused; the first 500 are listed.`,
  copy: 'Copy the report',
  copied: 'Report copied',
  allGood: 'Every package in the file was taken.',
} as const;
