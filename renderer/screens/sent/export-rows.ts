/** Writes sends as CSV or JSON for a spreadsheet or a script; a cell can never start a formula. */
import type { Send } from '../../../shared/domain/send.ts';

const COLUMNS = [
  'state',
  'to',
  'name',
  'account',
  'subject',
  'countersigned at',
  'sent at',
  'attempts',
  'server reply',
  'findings',
  'message id',
] as const;

function cellsOf(send: Send): readonly string[] {
  return [
    send.state,
    send.to,
    send.toName,
    send.accountName,
    send.subject,
    new Date(send.countersignedAtMs).toISOString(),
    send.sentAtMs === null ? '' : new Date(send.sentAtMs).toISOString(),
    String(send.attempts),
    send.serverReply ?? '',
    send.findings.map((finding) => finding.code).join(' '),
    send.messageId,
  ];
}

/** Quotes a cell where CSV needs it, and puts `'` before what a spreadsheet would run (`= + - @`, tab, CR, NUL). */
export function csvCell(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are exactly the characters to be defused
  const safe = /^[=+\-@\t\r\u0000]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 with a header row. */
export function sendsAsCsv(sends: readonly Send[]): string {
  const rows = [COLUMNS, ...sends.map(cellsOf)];
  return `${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** One object a send, with the same columns. */
export function sendsAsJson(sends: readonly Send[]): string {
  const rows = sends.map((send) => {
    const cells = cellsOf(send);
    return Object.fromEntries(COLUMNS.map((name, at) => [name, cells[at] ?? '']));
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}
