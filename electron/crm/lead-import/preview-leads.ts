/** Shows how the first rows of a CSV of leads would be read, under a mapping that is suggested, remembered or a person's. It takes nothing. */
import type { LeadMapping, LeadPreview, LeadRemark, LeadSegment } from '../../../shared/ipc/lead-file.ts';
import { missingColumns } from '../../../shared/ipc/lead-file.ts';
import { contentHash } from '../content-hash.ts';
import { readHead, type CsvHead } from '../file-import/read-head.ts';
import { readLeadRow } from './read-lead-row.ts';
import { suggestMapping } from './suggest-mapping.ts';

/** Rows that are tried: enough to see a column that does not fit, few enough for a turn. */
const ROWS = 300;
const MOST_SHOWN = 5;

export type PreviewedLeads =
  { readonly kind: 'csv'; readonly preview: LeadPreview } | { readonly kind: 'no'; readonly because: string };

export interface PreviewParts {
  /** A person's, after the first look. */
  readonly mapping: LeadMapping | null;
  readonly segments: readonly LeadSegment[];
  readonly timeZone: string;
  readonly nowMs: number;
  /** The mapping used before for these headers, by their name. */
  readonly remembered: (headers: string) => LeadMapping | null;
}

/** Of no segment the team writes to: the agent then says that there is no ICP for it. */
const NO_SEGMENT = { id: 'none', name: 'No segment' };

/** What a mapping is remembered by: a name for the headers in their order, which says nothing of them. */
function headersName({ hasHeader, delimiter, columns }: CsvHead): string | null {
  return hasHeader ? contentHash([delimiter, ...columns.map(({ name }) => name.trim().toLowerCase())]) : null;
}

export function previewLeads(bytes: Uint8Array, parts: PreviewParts): PreviewedLeads {
  const read = readHead(bytes, ROWS + 1, parts.mapping);
  if (read.kind === 'no') return read;
  // A row longer than the header has shifted cells: it makes no column.
  const { width, hasHeader } = read.head;
  const head = hasHeader ? { ...read.head, columns: read.head.columns.slice(0, width) } : read.head;
  const headers = headersName(head);
  const suggested = suggestedFor(head, headers, parts);
  const mapping = parts.mapping === null ? suggested.mapping : fitted(parts.mapping, head.columns.length);
  return {
    kind: 'csv',
    preview: {
      encoding: head.encoding,
      columns: head.columns,
      mapping,
      headers,
      isRemembered: parts.mapping === null && suggested.isRemembered,
      segments: [...parts.segments],
      timeZone: parts.timeZone,
      trial: trialOf(head, mapping, parts),
    },
  };
}

/** Whether the first row names the columns may change how many there are. */
const fitted = (mapping: LeadMapping, width: number): LeadMapping => ({
  ...mapping,
  columns: Array.from({ length: width }, (_, at) => mapping.columns[at] ?? null),
});

function suggestedFor(
  head: CsvHead,
  headers: string | null,
  { segments, remembered }: PreviewParts,
): { readonly mapping: LeadMapping; readonly isRemembered: boolean } {
  const { delimiter, hasHeader, columns } = head;
  const before = headers === null ? null : remembered(headers);
  if (before !== null && before.columns.length === columns.length) return { mapping: before, isRemembered: true };
  const segment = segments[0] ?? (NO_SEGMENT as LeadSegment);
  return { mapping: { delimiter, hasHeader, columns: suggestMapping(head), segment }, isRemembered: false };
}

function trialOf(
  head: CsvHead,
  mapping: LeadMapping,
  { segments, timeZone, nowMs }: PreviewParts,
): LeadPreview['trial'] {
  if (missingColumns(mapping) !== null) return { rows: head.rows.length, good: 0, refused: [] };
  const facts = { mapping, segments, fileName: '', timeZone, nowMs };
  const refused: LeadRemark[] = [];
  let good = 0;
  for (const [at, cells] of head.rows.entries()) {
    const row = readLeadRow(cells, facts);
    if (row.kind === 'lead') good += 1;
    // Rows, not lines, are counted here: the import names the line.
    else if (refused.length < MOST_SHOWN)
      refused.push({ line: at + 1, field: row.field, reason: row.reason.slice(0, 400), cells: [] });
  }
  return { rows: head.rows.length, good, refused };
}
