/** Exported sends open in a spreadsheet as they are, and nothing in them can run there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, sendsAsCsv, sendsAsJson } from '../../../renderer/screens/sent/export-rows.ts';
import { sampleSend } from '../store/sample.ts';

/** Reads one CSV line the way RFC 4180 says. */
function readCell(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

test('no cell can start a formula, whatever stands in it', () => {
  const risky = fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\0', ''), fc.string())
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(risky, (text) => {
      expect(readCell(csvCell(text))).not.toMatch(/^[=+\-@\t\r\0]/);
    }),
  );
});

test('a cell comes back as it was, but for the mark before a risky start', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readCell(csvCell(text)).replace(/^'/, '')).toBe(text.replace(/^'/, ''));
    }),
  );
});

test('a subject with quotes, commas and line breaks stays in its cell', () => {
  const csv = sendsAsCsv([sampleSend({ subject: 'Re: "late", again' })]);
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv).toContain('"Re: ""late"", again"');
});

test('JSON has one object a send with the same columns', () => {
  const [row] = JSON.parse(sendsAsJson([sampleSend({ subject: '=cmd' })])) as Record<string, string>[];
  expect(row).toMatchObject({ subject: '=cmd', account: 'Northwind' });
});
