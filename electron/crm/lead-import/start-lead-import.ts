/**
 * Imports a CSV of leads into the CRM as its bytes come, a batch a turn, and says of every row what became of it. It must never lose a good
 * row to a bad one, never count one that the CRM did not take; a trial reads all of it and takes nothing.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Person } from '../../../shared/domain/person.ts';
import type { ImportReport } from '../../../shared/ipc/contract.ts';
import type { LeadCounts, LeadField, LeadMapping, LeadRemark, LeadSegment } from '../../../shared/ipc/lead-file.ts';
import type { Clock } from '../../ports/clock.ts';
import { ConnectorFault, type Connector, type PushOp, type PushResult } from '../../ports/connector.ts';
import { pushBatch } from '../file-import/push-batch.ts';
import { readCsv, type CsvRow, type UnreadRow } from '../file-import/read-csv.ts';
import type { ImportSession } from '../file-import/start-import.ts';
import type { KnownRecords } from './known-records.ts';
import { makePlacer, type LeadWrite } from './place-lead.ts';
import { readLeadRow, type Remark } from './read-lead-row.ts';

/** Leads in one transaction of the CRM: some ten milliseconds, between which everything else has its turn. */
const BATCH = 50;
/** Rows read between turns. */
const ROWS_A_TURN = 200;
/** Bytes read between turns. */
const PIECE_BYTES = 16_384;
const MOST_LISTED = 100_000;
/** A row longer than this is listed without its cells. */
const MOST_CELL_CHARS = 4_000;
const MOST_REFUSALS = 500;

export interface LeadImportInput {
  readonly importId: string;
  readonly fileName: string;
  readonly mapping: LeadMapping;
  readonly known: 'skip' | 'fill';
  readonly isTrial: boolean;
  readonly segments: readonly LeadSegment[];
  readonly importer: Person;
  readonly connector: Pick<Connector, 'push' | 'lookUp'>;
  readonly clock: Clock;
  /** Asked once, before the first row: the copies should be as new as the CRM. */
  readonly records: () => Promise<KnownRecords>;
  readonly onProgress: (progress: { readonly rows: number; readonly perSecond: number }) => void;
}

export interface LeadImportSession extends ImportSession {
  counts(): LeadCounts;
  remarks(list: 'refused' | 'noted'): readonly LeadRemark[];
}

interface Waiting {
  readonly row: CsvRow;
  readonly kind: 'added' | 'filled';
  readonly op: Extract<PushOp, { kind: 'lead' }>;
}

export function startLeadImport(input: LeadImportInput): LeadImportSession {
  const { clock, importer, mapping } = input;
  const reader = readCsv(mapping.delimiter);
  const startedAtMs = clock.nowMs();
  const rowFacts = {
    mapping,
    segments: input.segments,
    fileName: input.fileName,
    timeZone: importer.mailbox.timeZone,
    nowMs: startedAtMs,
  };
  const counts = {
    rows: 0,
    added: 0,
    filled: 0,
    known: 0,
    duplicates: 0,
    refused: 0,
    suppressed: 0,
    noted: 0,
    formulas: 0,
  };
  const remarks: Record<'refused' | 'noted', LeadRemark[]> = { refused: [], noted: [] };
  let place: ReturnType<typeof makePlacer> | null = null;
  let waiting: Waiting[] = [];
  let headerToCome = mapping.hasHeader;
  /** Why nothing more is read; null while it goes on. */
  let ended: string | null = null;
  let cancelled = false;
  let lastReport: ImportReport | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const isOver = (): boolean => cancelled || ended !== null;

  function remark(list: 'refused' | 'noted', row: CsvRow | UnreadRow, field: LeadField | null, reason: string): void {
    counts[list] += 1;
    if (remarks[list].length >= MOST_LISTED) return;
    const cells = 'cells' in row ? row.cells : [];
    const chars = cells.reduce((sum, { length }) => sum + length, 0);
    remarks[list].push({
      line: row.line,
      field,
      reason: reason.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 400),
      cells: chars > MOST_CELL_CHARS ? [] : [...cells],
    });
  }

  function takeRow(row: CsvRow | UnreadRow, placed: ReturnType<typeof makePlacer>): void {
    if ('reason' in row) {
      counts.rows += 1;
      remark('refused', row, null, row.reason);
      return;
    }
    if (headerToCome) {
      headerToCome = false;
      return;
    }
    if (row.cells.every((cell) => cell.trim() === '')) return;
    counts.rows += 1;
    const read = readLeadRow(row.cells, rowFacts);
    if (read.kind === 'refused') {
      remark('refused', row, read.field, read.reason);
      return;
    }
    counts.formulas += read.formulas;
    const becomes = placed(read.draft, row.line);
    const note = ({ field, reason }: Remark) => remark('noted', row, field, reason);
    switch (becomes.kind) {
      case 'suppressed':
        counts.suppressed += 1;
        remark('refused', row, becomes.field, becomes.reason);
        return;
      case 'duplicate':
        counts.duplicates += 1;
        note({ field: 'email', reason: `the same address as in line ${becomes.ofLine}, which was taken` });
        return;
      case 'known':
        counts.known += 1;
        return;
      case 'added':
      case 'filled':
        read.notes.forEach(note);
        waiting.push({ row, kind: becomes.kind, op: opFor(becomes.write) });
    }
  }

  const opFor = (write: LeadWrite): Waiting['op'] => ({
    opId: `import:${input.importId}:${write.lead.contactId}`,
    actor: importer.role,
    personId: importer.id,
    kind: 'lead',
    ...write,
  });

  function settle({ row, kind }: Waiting, result: Pick<PushResult, 'kind' | 'because'> | undefined): void {
    if (result?.kind === 'ok') counts[kind] += 1;
    else if (result?.kind === 'unchanged') counts.known += 1;
    else
      remark(
        'refused',
        row,
        null,
        result === undefined || result.kind === 'unknown' || result.kind === 'throttled'
          ? 'the CRM did not answer for this row; import the file again, nothing is taken twice'
          : `the CRM refused it: ${result.because}`,
      );
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    try {
      await pushBatch({ connector: input.connector, clock, batch, opOf: (one) => one.op, settle });
    } catch (cause) {
      if (!(cause instanceof ConnectorFault)) throw cause;
      for (const { row } of batch) remark('refused', row, null, 'not written: the CRM could not be reached');
      ended = `The CRM could not be reached (${cause.message}), so the import stopped. What was taken before stays; import the same file again to go on, nothing is taken twice.`;
    }
  }

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    if (input.isTrial) for (const { kind } of batch) counts[kind] += 1;
    else if (batch.length > 0) await write(batch);
    input.onProgress({
      rows: counts.rows,
      perSecond: (counts.rows * 1_000) / Math.max(1, clock.nowMs() - startedAtMs),
    });
    await nextTurn();
  }

  async function takeAll(rows: readonly (CsvRow | UnreadRow)[]): Promise<void> {
    place ??= makePlacer({
      records: await input.records(),
      known: input.known,
      ownerId: importer.id,
      fileName: input.fileName,
      nowMs: () => startedAtMs,
    });
    let sinceTurn = 0;
    for (const row of rows) {
      if (isOver()) return;
      takeRow(row, place);
      sinceTurn += 1;
      if (waiting.length < BATCH && sinceTurn < ROWS_A_TURN) continue;
      sinceTurn = 0;
      await flush();
    }
  }

  const report = (): ImportReport => ({
    fileName: input.fileName,
    accepted: counts.added + counts.filled,
    unchanged: counts.known + counts.duplicates,
    refused: counts.refused,
    refusals: remarks.refused
      .slice(0, MOST_REFUSALS)
      .map(({ line, field, reason }) => ({ place: `line ${line}`, field: field ?? '', reason })),
    problem: cancelled
      ? 'Stopped on request. What was taken before stays; import the file again to go on, nothing is taken twice.'
      : (ended ?? (counts.rows === 0 ? 'The file has no rows.' : null)),
  });

  return {
    append: (bytes) =>
      inTurn(async () => {
        if (lastReport !== null || cancelled) return { kind: 'no', because: 'this import has ended' } as const;
        for (let at = 0; at < bytes.length && !isOver(); at += PIECE_BYTES)
          await takeAll(await reader.push(bytes.subarray(at, at + PIECE_BYTES)));
        // Its report says why it ended; more bytes change nothing.
        return { kind: 'ok' } as const;
      }),
    finish: () =>
      inTurn(async () => {
        if (lastReport !== null) return lastReport;
        if (!isOver()) {
          await takeAll(await reader.end());
          await flush();
        }
        return (lastReport = report());
      }),
    cancel: () => {
      // At once, so that a batch under way is the last one.
      cancelled = true;
      return inTurn(() => {
        waiting = [];
        return Promise.resolve((lastReport ??= report()));
      });
    },
    counts: () => ({ ...counts }),
    remarks: (list) => remarks[list],
  };
}
