/** Writes the shown packages as CSV for a spreadsheet: what is shown, column by column; a cell can never start a formula. */
import type { PackageSummary } from '../../store/rows.ts';
import { csvCell } from '../sent/export-rows.ts';
import { stateOf, type ColumnId } from './sorted-rows.ts';

type Field = readonly [name: string, of: (row: PackageSummary) => string];

const ID: Field = ['package', (row) => row.id];

/** What the checks find is known only of rows that were in sight, so a file does not pretend to have it. */
const FIELDS: Readonly<Record<ColumnId, readonly Field[]>> = {
  account: [['account', (row) => row.accountName]],
  contact: [
    ['contact', (row) => row.contactName],
    ['title', (row) => row.contactTitle],
  ],
  tier: [['tier', (row) => String(row.tier)]],
  segment: [['segment', (row) => row.segmentName]],
  score: [['score', (row) => String(row.score)]],
  whyNow: [['why now', (row) => row.whyNow]],
  findings: [],
  kind: [
    ['kind', (row) => row.messageKind],
    ['step', (row) => String(row.stepNumber)],
  ],
  state: [['state', stateOf]],
  expires: [['expires at', (row) => new Date(row.expiresAtMs).toISOString()]],
  ready: [['ready at', (row) => new Date(row.readyAtMs).toISOString()]],
  versions: [['versions', (row) => row.versions.join(' ')]],
};

/** RFC 4180 with a header row; the package's id first, then the columns as they stand. */
export function tableAsCsv(rows: readonly PackageSummary[], columns: readonly ColumnId[]): string {
  const fields = [ID, ...columns.flatMap((id) => FIELDS[id])];
  const lines = [fields.map(([name]) => name), ...rows.map((row) => fields.map(([, of]) => of(row)))];
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
