/** How a CSV of addresses and domains is read into the suppression list: which column is what, and what counts where a cell is empty. */
import { z } from 'zod';
import { SuppressionReason, SuppressionScope } from '../domain/suppression.ts';

/** A column by its place from 0; null where the file has none. */
const column = z.int().min(0).max(199).nullable();

export const CsvMapping = z.object({
  delimiter: z.enum([',', ';', '\t', '|']),
  /** Whether the first row names the columns. */
  hasHeader: z.boolean(),
  value: z.int().min(0).max(199),
  scope: column,
  reason: column,
  evidence: column,
  source: column,
  at: column,
  expires: column,
  /** `by-shape`: an address counts for every team, a bare domain as a domain. */
  defaultScope: z.enum(['by-shape', ...SuppressionScope.options]),
  defaultReason: SuppressionReason,
});
export type CsvMapping = z.infer<typeof CsvMapping>;

/** What the first bytes of a file show, for a person to confirm. */
export const CsvPreview = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()).max(5) })).max(200),
  guess: CsvMapping,
});
export type CsvPreview = z.infer<typeof CsvPreview>;
