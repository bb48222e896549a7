/** Looks at the first bytes of a CSV: its encoding and separator, whether it has a header, its first rows. A guess for a person to confirm. */
import { CsvError, parse } from 'csv-parse/sync';
import type { CsvMapping, CsvPreview } from '../../../shared/ipc/suppression-file.ts';
import { decodeText } from './decode-text.ts';
import { CSV_OPTIONS } from './read-csv.ts';

export interface CsvHead {
  readonly encoding: CsvPreview['encoding'];
  readonly columns: CsvPreview['columns'];
  readonly delimiter: CsvMapping['delimiter'];
  readonly hasHeader: boolean;
  /** Cells of the first row. */
  readonly width: number;
  /** Without the header. */
  readonly rows: readonly (readonly string[])[];
}

export type HeadRead =
  { readonly kind: 'csv'; readonly head: CsvHead } | { readonly kind: 'no'; readonly because: string };

const SAMPLES = 5;
const SAMPLE_CHARS = 120;
const MOST_COLUMNS = 200;
const NO_FILE = { kind: 'no', because: 'The file is empty.' } as const;

/** Whether a cell reads like an address or a domain: then its row is no header. */
export const looksLikeValue = (cell: string): boolean => /^[^\s@]*@?[^\s@]+\.[^\s@]{2,}$/u.test(cell.trim());

function rowsOf(text: string, delimiter: CsvMapping['delimiter'], most: number): readonly (readonly string[])[] {
  // The last line may have been cut off by the end of the sample.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  try {
    return parse(whole === '' ? text : whole, { ...CSV_OPTIONS, delimiter, to: most });
  } catch (cause) {
    // A quotation mark that nobody closed: not this separator's rows.
    if (!(cause instanceof CsvError)) throw cause;
    return [];
  }
}

/** The separator under which the rows have the most cells, all alike. */
function delimiterOf(text: string, most: number): CsvMapping['delimiter'] {
  const candidates = ([',', ';', '\t', '|'] as const).map((delimiter) => {
    const rows = rowsOf(text, delimiter, most);
    const cells = rows[0]?.length ?? 0;
    return { delimiter, score: cells > 1 ? cells * rows.filter((row) => row.length === cells).length : 0 };
  });
  return candidates.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** `chosen` is what a person says of the separator and the first row; the guess is made where they have not spoken. */
export function readHead(
  bytes: Uint8Array,
  most: number,
  chosen: Pick<CsvMapping, 'delimiter' | 'hasHeader'> | null = null,
): HeadRead {
  if (bytes.length === 0) return NO_FILE;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return { kind: 'no', because: 'This is a workbook, not a CSV. Save it as CSV first; nothing was taken from it.' };
  const decoding = decodeText();
  const text = decoding.push(bytes) + decoding.end();
  if (text.slice(0, 4_096).includes('\0'))
    return { kind: 'no', because: 'This is not a text file. Save it as CSV first; nothing was taken from it.' };
  const delimiter = chosen?.delimiter ?? delimiterOf(text, most);
  const rows = rowsOf(text, delimiter, most);
  const first = rows[0];
  if (first === undefined) return { kind: 'no', because: 'The file has no rows.' };
  const hasHeader = chosen?.hasHeader ?? !first.some(looksLikeValue);
  const body = hasHeader ? rows.slice(1) : rows;
  const width = Math.min(MOST_COLUMNS, Math.max(...rows.map((row) => row.length)));
  const columns = Array.from({ length: width }, (_, at) => ({
    name: hasHeader ? (first[at] ?? '').trim().slice(0, SAMPLE_CHARS) : '',
    samples: body.slice(0, SAMPLES).map((row) => (row[at] ?? '').slice(0, SAMPLE_CHARS)),
  }));
  return {
    kind: 'csv',
    head: { encoding: decoding.encoding(), columns, delimiter, hasHeader, width: first.length, rows: body },
  };
}
