/**
 * Reads a provider's report on a sending domain, as Google Postmaster Tools and others let it be saved: CSV, one day a row. Every row that
 * can't be read is told by line, field and reason; the rest is kept.
 */
import { parse } from 'csv-parse/sync';
import { DomainReport } from '../../shared/domain/mailbox-event.ts';

export interface RefusedRow {
  /** As an editor counts them, the head being line 1. */
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

export interface ReadReports {
  readonly reports: readonly DomainReport[];
  readonly refused: readonly RefusedRow[];
}

/** A report has at most a few years of days. */
const MOST_ROWS = 5_000;

/** Which column is which, by the names that providers use; letters only, in lower case. */
const COLUMNS = {
  day: ['date', 'day', 'reportdate', 'trafficdate'],
  domain: ['domain', 'domainname', 'fromdomain', 'sendingdomain'],
  spamRate: ['spamrate', 'userreportedspamrate', 'userreportedspamratio', 'complaintrate', 'userreportedspam'],
  delivered: ['delivered', 'deliveredmessages', 'volume', 'messages', 'messagecount'],
} as const;

/** `domain` stands for rows that do not name one: a report saved for one domain has no such column. */
export function readPostmaster(
  text: string,
  options: { readonly domain: string; readonly provider: string; readonly nowMs: number },
): ReadReports | { readonly problem: string } {
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: MOST_ROWS + 1,
      delimiter: delimiterOf(text),
    });
  } catch (cause) {
    return { problem: `It can’t be read as a table: ${cause instanceof Error ? cause.message : 'unknown fault'}.` };
  }
  const [head, ...body] = rows;
  if (head === undefined) return { problem: 'The file is empty.' };
  const at = columnsOf(head);
  if (at.day === -1 || at.spamRate === -1)
    return {
      problem:
        'It has no column for the day or none for the spam rate; a Postmaster export names them “Date” and “Spam rate”.',
    };

  const reports: DomainReport[] = [];
  const refused: RefusedRow[] = [];
  body.forEach((row, index) => {
    const parsed = DomainReport.safeParse({
      domain: (at.domain === -1 ? options.domain : (row[at.domain] ?? '')).toLowerCase(),
      day: dayOf(row[at.day] ?? ''),
      provider: options.provider,
      spamRate: shareOf(row[at.spamRate] ?? ''),
      delivered: at.delivered === -1 ? null : countOf(row[at.delivered] ?? ''),
      importedAtMs: options.nowMs,
    });
    if (parsed.success) reports.push(parsed.data);
    else {
      const issue = parsed.error.issues[0];
      refused.push({
        line: index + 2,
        field: issue?.path.join('.') ?? '',
        reason: REASONS[String(issue?.path[0])] ?? 'it can’t be read',
      });
    }
  });
  return { reports, refused };
}

/** The sign that parts the head's columns: one file uses one. */
function delimiterOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (sign: string) => head.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

const REASONS: Readonly<Record<string, string>> = {
  day: 'not a day, such as 2026-11-25 or 20261125',
  domain: 'not a domain name',
  spamRate: 'not a share between 0 and 1, nor a percentage',
  delivered: 'not a count',
};

function columnsOf(head: readonly string[]): Readonly<Record<keyof typeof COLUMNS, number>> {
  const names = head.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const find = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  return {
    day: find(COLUMNS.day),
    domain: find(COLUMNS.domain),
    spamRate: find(COLUMNS.spamRate),
    delivered: find(COLUMNS.delivered),
  };
}

function dayOf(text: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return compact === null ? text.slice(0, 10) : compact.slice(1).join('-');
}

/** `0.12%`, `0.0012`, or nothing where the provider saw too little mail to tell. */
function shareOf(text: string): number | null {
  if (text === '' || /^(?:n\/?a|-|null)$/i.test(text)) return null;
  const percent = /^(\d+(?:[.,]\d+)?)\s*%$/.exec(text);
  const number = Number((percent?.[1] ?? text).replace(',', '.'));
  return percent === null ? number : Number((number / 100).toPrecision(12));
}

function countOf(text: string): number | null {
  if (text === '' || /^(?:n\/?a|-|null)$/i.test(text)) return null;
  return Number(text.replaceAll(/[\s,.’']/g, ''));
}
