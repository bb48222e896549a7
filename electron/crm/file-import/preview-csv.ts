/** What a CSV of addresses and domains shows of itself, and which column is what. A guess for a person to confirm. */
import type { CsvMapping, CsvPreview } from '../../../shared/ipc/suppression-file.ts';
import { looksLikeValue, readHead } from './read-head.ts';

export type Previewed =
  { readonly kind: 'csv'; readonly preview: CsvPreview } | { readonly kind: 'no'; readonly because: string };

const ROWS = 20;

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

export function previewCsv(bytes: Uint8Array): Previewed {
  const read = readHead(bytes, ROWS);
  if (read.kind === 'no') return read;
  const { encoding, columns, rows, delimiter, hasHeader } = read.head;
  return { kind: 'csv', preview: { encoding, columns, guess: guessOf(columns, rows, { delimiter, hasHeader }) } };
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
