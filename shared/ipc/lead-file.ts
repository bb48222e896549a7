/** How a CSV of leads is read: what each column is, what its rows are short of, and what came of each. It decides nothing about a lead. */
import { z } from 'zod';
import { SegmentId } from '../domain/ids.ts';
import { line } from '../domain/text.ts';
import { CsvMapping, CsvPreview } from './suppression-file.ts';

/** What a column can hold. `name` or both its parts, and the address, are needed; the rest may be missing. */
export const LeadField = z.enum([
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
  'company',
  'domain',
  'website',
  'industry',
  'headcount',
  'geography',
  'technographics',
  'segment',
  'tier',
  'relation',
  'signal',
  'signal-type',
  'signal-date',
  'signal-source',
  'signal-url',
  'remit',
  'footprint',
]);
export type LeadField = z.infer<typeof LeadField>;

export const LeadSegment = z.object({ id: SegmentId, name: line(120) });
export type LeadSegment = z.infer<typeof LeadSegment>;

export const LeadMapping = CsvMapping.pick({ delimiter: true, hasHeader: true }).extend({
  /** What each column is, by its place; null: not taken. */
  columns: z
    .array(LeadField.nullable())
    .max(200)
    .refine((columns) => columns.every((field, at) => field === null || columns.indexOf(field) === at), {
      error: 'two columns are the same field',
    }),
  /** Of companies for which the file names none. */
  segment: LeadSegment,
});
export type LeadMapping = z.infer<typeof LeadMapping>;

/** A row that was refused, or taken with something said about it. */
export const LeadRemark = z.object({
  /** The line the row begins in, from 1. */
  line: z.int().min(0),
  /** Null: the whole row. */
  field: LeadField.nullable(),
  reason: line(400),
  /** The row as it stands in the file; empty where it was too long to keep. */
  cells: z.array(z.string()),
});
export type LeadRemark = z.infer<typeof LeadRemark>;

const count = z.int().min(0);

export const LeadCounts = z.object({
  rows: count,
  /** Leads nobody knew. */
  added: count,
  /** Known ones whose empty fields the file fills. */
  filled: count,
  /** Known ones that stay as they are. */
  known: count,
  /** Rows with the address of a row before them. */
  duplicates: count,
  refused: count,
  /** Of the refused: on the suppression list. */
  suppressed: count,
  /** Remarks on rows that were taken or known. */
  noted: count,
  /** Cells that begin like a formula: kept as text. */
  formulas: count,
});
export type LeadCounts = z.infer<typeof LeadCounts>;

/** How the first rows of the file fare under a mapping. */
export const LeadTrial = z.object({
  rows: count,
  good: count,
  refused: z.array(LeadRemark).max(5),
});
export type LeadTrial = z.infer<typeof LeadTrial>;

export const LeadPreview = z.object({
  encoding: CsvPreview.shape.encoding,
  columns: CsvPreview.shape.columns,
  mapping: LeadMapping,
  /** What a mapping for these headers is remembered by; null where the file has none. */
  headers: z.string().max(100).nullable(),
  /** The mapping is the one used for a file with the same headers before. */
  isRemembered: z.boolean(),
  segments: z.array(LeadSegment).max(200),
  /** Of people whose time zone can't be told from the file. */
  timeZone: z.string(),
  trial: LeadTrial,
});
export type LeadPreview = z.infer<typeof LeadPreview>;

/** Which columns a file can't be imported without, or null where it has them. */
export function missingColumns({ columns }: Pick<LeadMapping, 'columns'>): 'email' | 'name' | null {
  if (!columns.includes('email')) return 'email';
  return columns.includes('name') || columns.includes('first-name') || columns.includes('last-name') ? null : 'name';
}
