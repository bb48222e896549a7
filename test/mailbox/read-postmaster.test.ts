/** Reports of mailbox providers as people save them, and what can't be read told by line. */
import { describe, expect, test } from 'vitest';
import { readPostmaster } from '../../electron/mailbox/read-postmaster.ts';

const NOW = Date.UTC(2026, 10, 25);
const read = (text: string) => readPostmaster(text, { domain: 'tallyhook.example', provider: 'Gmail', nowMs: NOW });

describe('a report', () => {
  test.each<[string, string, string, number | null, number | null]>([
    ['with a percentage', 'Date,Spam rate\n2026-11-20,0.12%', '2026-11-20', 0.0012, null],
    ['with a share', 'Date,User reported spam ratio\n2026-11-20,0.0031', '2026-11-20', 0.0031, null],
    ['with days in one number', 'date;spam_rate\n20261120;0,2 %', '2026-11-20', 0.002, null],
    ['without a rate for a quiet day', 'Date,Spam rate\n2026-11-20,', '2026-11-20', null, null],
    ['with a volume', 'Date\tSpam rate\tVolume\n2026-11-20T00:00:00Z\t0%\t12,400', '2026-11-20', 0, 12_400],
    [
      'with a byte-order mark and quotes',
      '\ufeff"Date","Spam rate"\r\n"2026-11-20","0.1%"\r\n',
      '2026-11-20',
      0.001,
      null,
    ],
  ])('%s', (_name, text, day, spamRate, delivered) => {
    expect(read(text)).toEqual({
      reports: [{ domain: 'tallyhook.example', day, provider: 'Gmail', spamRate, delivered, importedAtMs: NOW }],
      refused: [],
    });
  });

  test('that names its domains keeps them apart', () => {
    const answer = read('Domain,Date,Spam rate\nTallyhook.example,2026-11-20,0.1%\nother.example,2026-11-20,0.2%');
    expect('reports' in answer && answer.reports.map(({ domain }) => domain)).toEqual([
      'tallyhook.example',
      'other.example',
    ]);
  });

  test('tells each row it can’t read, and keeps the others', () => {
    const answer = read('Date,Spam rate\nyesterday,0.1%\n2026-11-20,0.1%\n2026-11-21,lots\n2026-11-22,140%');
    expect('reports' in answer && answer.reports.map(({ day }) => day)).toEqual(['2026-11-20']);
    expect('refused' in answer && answer.refused.map(({ line, field }) => [line, field])).toEqual([
      [2, 'day'],
      [4, 'spamRate'],
      [5, 'spamRate'],
    ]);
  });

  test.each([
    ['', /empty/],
    ['Name,Age\nSam,40', /no column/],
    ['Date,Spam rate\n"2026-11-20,0.1%', /can’t be read as a table/],
  ])('that is none says why: %j', (text, says) => {
    const answer = read(text);
    expect('problem' in answer ? answer.problem : '').toMatch(says);
  });
});
