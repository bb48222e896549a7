/**
 * Imports a CSV of addresses and domains into the suppression list as its bytes come, a batch a turn, and reports every row that was
 * refused and why. It must never lose a good row to a bad one; a dry run reads all of it and takes nothing.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Suppression } from '../../../shared/domain/suppression.ts';
import type { ImportReport } from '../../../shared/ipc/contract.ts';
import type { CsvMapping } from '../../../shared/ipc/suppression-file.ts';
import type { Clock } from '../../ports/clock.ts';
import { readCsv, type CsvRow, type UnreadRow } from './read-csv.ts';
import { readSuppressionRow } from './read-suppression-row.ts';
import type { ImportSession } from './start-import.ts';

/** Rows in one transaction: some milliseconds, between which everything else has its turn. */
const BATCH = 250;
/** Bytes read between turns. */
const PIECE_BYTES = 16_384;
const MAX_REFUSALS = 500;

export interface SuppressionImportInput {
  readonly fileName: string;
  readonly mapping: CsvMapping;
  /** Who imports it. */
  readonly by: string;
  readonly dryRun: boolean;
  readonly clock: Clock;
  readonly isListed: (entry: Suppression) => boolean;
  /** Makes the entries count; all of them or none. */
  readonly take: (entries: readonly Suppression[]) => void;
  readonly onProgress: (progress: { readonly rows: number; readonly perSecond: number }) => void;
}

export function startSuppressionImport(input: SuppressionImportInput): ImportSession {
  const { clock, mapping } = input;
  const reader = readCsv(mapping.delimiter);
  const startedAtMs = clock.nowMs();
  const refusals: ImportReport['refusals'] = [];
  const counts = { accepted: 0, unchanged: 0, refused: 0 };
  const seen = new Set<string>();
  let batch: Suppression[] = [];
  let headerToCome = mapping.hasHeader;
  let cancelled = false;
  let lastReport: ImportReport | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const isCancelled = (): boolean => cancelled;
  const refuse = (line: number, field: string, reason: string): void => {
    counts.refused += 1;
    if (refusals.length < MAX_REFUSALS) refusals.push({ place: `line ${line}`, field, reason });
  };

  async function flush(): Promise<void> {
    if (batch.length > 0 && !input.dryRun) input.take(batch);
    counts.accepted += batch.length;
    batch = [];
    const rows = counts.accepted + counts.unchanged + counts.refused;
    input.onProgress({ rows, perSecond: (rows * 1_000) / Math.max(1, clock.nowMs() - startedAtMs) });
    await nextTurn();
  }

  function takeRow(row: CsvRow | UnreadRow): void {
    if ('reason' in row) {
      refuse(row.line, '', row.reason);
      return;
    }
    if (headerToCome) {
      headerToCome = false;
      return;
    }
    if (row.cells.every((cell) => cell.trim() === '')) return;
    const read = readSuppressionRow(row.cells, {
      mapping,
      fileName: input.fileName,
      by: input.by,
      nowMs: clock.nowMs(),
    });
    if (read.kind === 'refused') refuse(row.line, read.field, read.reason);
    else if (seen.has(read.entry.id) || input.isListed(read.entry)) counts.unchanged += 1;
    else {
      seen.add(read.entry.id);
      batch.push(read.entry);
    }
  }

  async function takeAll(rows: readonly (CsvRow | UnreadRow)[]): Promise<void> {
    let sinceTurn = 0;
    for (const row of rows) {
      if (cancelled) return;
      takeRow(row);
      sinceTurn += 1;
      if (sinceTurn < BATCH) continue;
      sinceTurn = 0;
      await flush();
    }
  }

  const report = (): ImportReport => ({
    fileName: input.fileName,
    ...counts,
    refusals,
    problem: cancelled
      ? 'Stopped on request. What was taken before stays on the list; import the file again to go on, nothing is taken twice.'
      : counts.accepted + counts.unchanged + counts.refused === 0
        ? 'The file has no rows.'
        : null,
  });

  return {
    append: (bytes) =>
      inTurn(async () => {
        if (lastReport !== null || cancelled) return { kind: 'no', because: 'this import has ended' } as const;
        for (let at = 0; at < bytes.length && !isCancelled(); at += PIECE_BYTES)
          await takeAll(await reader.push(bytes.subarray(at, at + PIECE_BYTES)));
        return { kind: 'ok' } as const;
      }),
    finish: () =>
      inTurn(async () => {
        if (lastReport !== null) return lastReport;
        await takeAll(await reader.end());
        await flush();
        return (lastReport = report());
      }),
    cancel: () => {
      // At once, so that a batch under way is the last one.
      cancelled = true;
      return inTurn(() => {
        batch = [];
        return Promise.resolve((lastReport ??= report()));
      });
    },
  };
}
