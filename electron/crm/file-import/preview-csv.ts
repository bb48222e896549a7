/** Looks at the first bytes of a CSV: its separator, whether it has a header, and which column is what. A guess for a person to confirm. */
import { parse } from 'csv-parse/sync';
import type { CsvMapping, CsvPreview } from '../../../shared/ipc/suppression-file.ts';
import { decodeText } from './decode-text.ts';
import { CSV_OPTIONS } from './read-csv.ts';

export type Previewed =
  { readonly kind: 'csv'; readonly preview: CsvPreview } | { readonly kind: 'no'; readonly because: string };

const ROWS = 20;
const SAMPLES = 5;
const SAMPLE_CHARS = 120;

/** Words that name a column, in the order in which they are looked for. */
const NAMES: Readonly<Record<'value' | 'scope' | 'reason' | 'evidence' | 'source' | 'at' | 'expires', RegExp>> = {
  value: /^(?:value|e-?mail|mail|address|e-?mail.?address|domain|recipient|contact)/iu,
  scope: /^(?:scope|level)/iu,
  reason: /^(?:reason|why|category|status|type)/iu,
  evidence: /^(?:evidence|note|comment|description|detail)/iu,
  source: /^(?:source|origin|list|campaign)/iu,
  at: /^(?:at|date|added|created|since|time|unsubscribed|opted)/iu,
  expires: /^(?:expire|until|ends?\b|valid)/iu,
};

const looksLikeValue = (cell: string): boolean => /^[^\s@]*@?[^\s@]+\.[^\s@]{2,}$/u.test(cell.trim());

function rowsOf(text: string, delimiter: CsvMapping['delimiter']): readonly (readonly string[])[] {
  // The last line may have been cut off by the end of the sample.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return parse(whole === '' ? text : whole, { ...CSV_OPTIONS, delimiter, to: ROWS });
}

/** The separator under which the rows have the most cells, all alike. */
function delimiterOf(text: string): CsvMapping['delimiter'] {
  const candidates = ([',', ';', '\t', '|'] as const).map((delimiter) => {
    const rows = rowsOf(text, delimiter);
    const cells = rows[0]?.length ?? 0;
    return { delimiter, score: cells > 1 ? cells * rows.filter((row) => row.length === cells).length : 0 };
  });
  return candidates.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

export function previewCsv(bytes: Uint8Array): Previewed {
  if (bytes.length === 0) return { kind: 'no', because: 'The file is empty.' };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return { kind: 'no', because: 'This is a workbook, not a CSV. Save it as CSV first; nothing was taken from it.' };
  const decoding = decodeText();
  const text = decoding.push(bytes) + decoding.end();
  if (text.slice(0, 4_096).includes('\0'))
    return {
      kind: 'no',
      because: 'This is not a text file. Addresses and domains come as CSV; nothing was taken from it.',
    };
  const delimiter = delimiterOf(text);
  const rows = rowsOf(text, delimiter);
  const first = rows[0];
  if (first === undefined) return { kind: 'no', because: 'The file has no rows.' };
  const hasHeader = !first.some(looksLikeValue);
  const body = hasHeader ? rows.slice(1) : rows;
  const width = Math.min(200, Math.max(...rows.map((row) => row.length)));
  const columns = Array.from({ length: width }, (_, at) => ({
    name: hasHeader ? (first[at] ?? '').trim().slice(0, SAMPLE_CHARS) : '',
    samples: body.slice(0, SAMPLES).map((row) => (row[at] ?? '').slice(0, SAMPLE_CHARS)),
  }));
  return {
    kind: 'csv',
    preview: { encoding: decoding.encoding(), columns, guess: guessOf(columns, body, { delimiter, hasHeader }) },
  };
}

function guessOf(
  columns: CsvPreview['columns'],
  body: readonly (readonly string[])[],
  known: Pick<CsvMapping, 'delimiter' | 'hasHeader'>,
): CsvMapping {
  const filled = columns.map((_, at) => body.filter((row) => looksLikeValue(row[at] ?? '')).length);
  const named = (name: keyof typeof NAMES, taken: number): number | null => {
    const at = columns.findIndex((column, index) => index !== taken && NAMES[name].test(column.name));
    return at < 0 ? null : at;
  };
  // What the cells look like says more than what somebody called the column.
  const fullest = filled.indexOf(Math.max(...filled));
  const value = (filled[fullest] ?? 0) > 0 ? fullest : (named('value', -1) ?? 0);
  return {
    ...known,
    value,
    scope: named('scope', value),
    reason: named('reason', value),
    evidence: named('evidence', value),
    source: named('source', value),
    at: named('at', value),
    expires: named('expires', value),
    defaultScope: 'by-shape',
    defaultReason: 'request',
  };
}
