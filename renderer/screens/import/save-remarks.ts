/** Writes remarks into a CSV with each row as it stood in the file, to be put right there and imported again; a cell can never start a formula. */
import type { LeadPreview, LeadRemark } from '../../../shared/ipc/lead-file.ts';
import { call } from '../../bridge.ts';
import { saveFile } from '../../commands/save-file.ts';
import { csvCell } from '../sent/export-rows.ts';
import { LEAD_FIELD_WORDS, LEAD_WORDS } from './lead-words.ts';

const PAGE = 500;

interface Saving {
  readonly importId: string;
  readonly list: 'refused' | 'noted';
  readonly fileName: string;
  readonly columns: LeadPreview['columns'];
}

/** RFC 4180 lines, without a header. */
export function remarksAsCsv(remarks: readonly LeadRemark[]): string {
  return remarks
    .map(({ line, field, reason, cells }) =>
      [String(line), field === null ? LEAD_WORDS.whole : LEAD_FIELD_WORDS[field], reason, ...cells]
        .map(csvCell)
        .join(','),
    )
    .map((row) => `${row}\r\n`)
    .join('');
}

/** Why it was not saved, or null. A list that could not be read to its end is not saved: half of it would look whole. */
export async function saveRemarks({ importId, list, fileName, columns }: Saving): Promise<string | null> {
  const names = columns.map(({ name }, at) => name || LEAD_WORDS.column(at));
  const parts = [`${['Refused in line', 'Refused field', 'Refused because', ...names].map(csvCell).join(',')}\r\n`];
  for (let from = 0, listed = 1; from < listed; from += PAGE) {
    const page = await call('leads.report', { importId, list, from, limit: PAGE });
    if (!page.ok) return page.error.message;
    parts.push(remarksAsCsv(page.value.remarks));
    ({ listed } = page.value);
  }
  saveFile(`${list}-${fileName.replace(/\.[^.]*$/u, '')}.csv`, 'text/csv', ...parts);
  return null;
}
