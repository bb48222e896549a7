/** Writes the list into a CSV, a piece at a time, in columns that an import reads again; a cell can never start a formula. */
import type { Suppression } from '../../../shared/domain/suppression.ts';
import type { CallResult, ResponseOf } from '../../../shared/ipc/contract.ts';
import type { SuppressionFilter } from '../../../shared/ipc/channels/suppression.ts';
import { call } from '../../bridge.ts';
import { saveFile } from '../../commands/save-file.ts';
import { csvCell } from '../sent/export-rows.ts';

const COLUMNS = ['value', 'scope', 'reason', 'evidence', 'source', 'date', 'by', 'expires'] as const;

const day = (atMs: number | null): string => (atMs === null ? '' : new Date(atMs).toISOString());

/** RFC 4180 lines, without a header. */
export function entriesAsCsv(entries: readonly Suppression[]): string {
  return entries
    .map((entry) =>
      [
        entry.value,
        entry.scope,
        entry.reason,
        entry.evidence,
        entry.source,
        day(entry.atMs),
        entry.by,
        day(entry.expiresAtMs),
      ]
        .map(csvCell)
        .join(','),
    )
    .map((line) => `${line}\r\n`)
    .join('');
}

export type ExportOutcome =
  | { readonly kind: 'written'; readonly entries: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly because: string };

/** Saves what the filter lets pass. A list that could not be read to its end is not saved: half of it would look whole. */
export async function exportList(
  filter: SuppressionFilter,
  onProgress: (entries: number) => void,
  signal: AbortSignal,
): Promise<ExportOutcome> {
  const parts = [`${COLUMNS.join(',')}\r\n`];
  let after: ResponseOf<'suppression.export'>['next'] = null;
  let entries = 0;
  do {
    const piece: CallResult<'suppression.export'> = await call('suppression.export', { filter, after });
    if (signal.aborted) return { kind: 'stopped' };
    if (!piece.ok) return { kind: 'failed', because: piece.error.message };
    parts.push(entriesAsCsv(piece.value.entries));
    entries += piece.value.entries.length;
    after = piece.value.next;
    onProgress(entries);
  } while (after !== null);
  saveFile('countersign-suppression.csv', 'text/csv', ...parts);
  return { kind: 'written', entries };
}
