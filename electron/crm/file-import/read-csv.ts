/** Reads the rows of a CSV as its bytes come, each with the line it begins in. It never stops at a row it can't read: that one is told. */
import { parse, type CsvError, type Options } from 'csv-parse';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeText } from './decode-text.ts';

/** A row longer than this is a quotation mark that nobody closed. */
const MAX_ROW_CHARS = 65_536;

/** Lenient where a spreadsheet is sloppy: rows of different lengths, a quotation mark inside a word, empty lines. */
export const CSV_OPTIONS = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  skip_records_with_error: true,
  max_record_size: MAX_ROW_CHARS,
} as const satisfies Options;

export interface CsvRow {
  /** The line it begins in, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface UnreadRow {
  readonly line: number;
  readonly reason: string;
}

export interface CsvReader {
  /** Rows that these bytes complete. */
  push(bytes: Uint8Array): Promise<readonly (CsvRow | UnreadRow)[]>;
  end(): Promise<readonly (CsvRow | UnreadRow)[]>;
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

export function readCsv(delimiter: string): CsvReader {
  const decoding = decodeText();
  let rows: (CsvRow | UnreadRow)[] = [];
  let failed = false;
  const unread = (fault: CsvError | undefined): undefined => {
    rows.push({ line: typeof fault?.lines === 'number' ? fault.lines : 0, reason: reasonOf(fault?.code) });
  };
  const parser = parse({ ...CSV_OPTIONS, delimiter, info: true, on_skip: unread });
  parser.on('data', ({ record, info }: Parsed) => {
    const breaks = record.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
    rows.push({ line: info.lines - breaks, cells: record });
  });
  parser.on('error', (fault: CsvError) => {
    failed = true;
    unread(fault);
  });

  async function give(text: string, last: boolean): Promise<readonly (CsvRow | UnreadRow)[]> {
    if (!failed) {
      await new Promise<void>((resolve) => {
        const done = () => resolve();
        if (last) parser.end(text, done);
        else parser.write(text, done);
      });
      // The parser hands its rows over in a turn of their own.
      await nextTurn();
    }
    const read = rows;
    rows = [];
    return read;
  }

  return {
    push: (bytes) => give(decoding.push(bytes), false),
    end: () => give(decoding.end(), true),
  };
}

function reasonOf(code: CsvError['code'] | undefined): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return 'a quotation mark before here is never closed, so the rows after it could not be told apart';
    case undefined:
      return 'the row can’t be read';
    default:
      return `the row can’t be read as CSV (${code})`;
  }
}
