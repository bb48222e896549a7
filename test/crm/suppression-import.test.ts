/** A CSV becomes entries of the suppression list: what is guessed of its columns, what each row becomes, and what no file may do. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decodeText } from '../../electron/crm/file-import/decode-text.ts';
import { previewCsv } from '../../electron/crm/file-import/preview-csv.ts';
import { readSuppressionRow } from '../../electron/crm/file-import/read-suppression-row.ts';
import { startSuppressionImport } from '../../electron/crm/file-import/start-suppression-import.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { CsvMapping } from '../../shared/ipc/suppression-file.ts';
import { matchesRecipient } from '../../shared/policy/suppression-match.ts';
import { NOW_MS, stillClock } from '../ledger/fixtures.ts';

vi.setConfig({ testTimeout: 60_000 });

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const PLAIN: CsvMapping = {
  delimiter: ',',
  hasHeader: false,
  value: 0,
  scope: null,
  reason: null,
  evidence: null,
  source: null,
  at: null,
  expires: null,
  defaultScope: 'by-shape',
  defaultReason: 'request',
};

function guess(bytes: Uint8Array): CsvMapping {
  const previewed = previewCsv(bytes);
  if (previewed.kind === 'no') throw new Error(previewed.because);
  return previewed.preview.guess;
}

/** Hands the file over in pieces of `size` and takes what comes of it. */
async function importAll(
  bytes: Uint8Array,
  mapping: CsvMapping,
  { size = 7_000, dryRun = false, listed = (_: Suppression): boolean => false } = {},
) {
  const taken: Suppression[] = [];
  const session = startSuppressionImport({
    fileName: 'list.csv',
    mapping,
    by: 'person-tomas',
    dryRun,
    clock: stillClock(),
    isListed: listed,
    take: (entries) => void taken.push(...entries),
    onProgress: () => undefined,
  });
  for (let at = 0; at < bytes.length; at += size)
    expect(await session.append(bytes.subarray(at, at + size))).toEqual({ kind: 'ok' });
  return { taken, report: await session.finish() };
}

describe('the columns of a file', () => {
  it.each([
    [
      'with a header in English',
      'Email Address,Reason,Note,Created\na@b.example,unsubscribed,x,2026-01-02\n',
      { hasHeader: true, value: 0, reason: 1, evidence: 2, at: 3 },
    ],
    [
      'where the address is not the first column',
      'id;name;mail\n1;Ann;a@b.example\n2;Bob;b@b.example\n',
      { delimiter: ';', hasHeader: true, value: 2 },
    ],
    ['without a header', 'a@b.example\nb@b.example\n', { hasHeader: false, value: 0, reason: null }],
    [
      'of domains under a tab',
      'domain\tuntil\nacme.example\t2030-01-01\n',
      { delimiter: '\t', hasHeader: true, value: 0, expires: 1 },
    ],
  ] as const)('%s are guessed', (_what, text, expected) => {
    expect(guess(utf8(text))).toMatchObject(expected);
  });

  it.each([
    ['an empty file', new Uint8Array(0), /empty/],
    ['a workbook', utf8('PK\u0003\u0004xl/workbook.xml'), /workbook/],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), /not a text file/],
  ] as const)('%s is refused in words', (_what, bytes, words) => {
    expect(previewCsv(bytes)).toMatchObject({ kind: 'no', because: expect.stringMatching(words) as string });
  });
});

describe('encodings', () => {
  const text = 'email,note\nzoë@bücher.example,Müller\nann@bücher.example,Żółć\n';
  const latin = 'email,note\nann@b\u00fccher.example,M\u00fcller\n';
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
  it.each([
    ['utf-8', utf8(text)],
    ['utf-8 with a mark', utf8(`\ufeff${text}`)],
    ['utf-16 little endian', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['utf-16 big endian', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(Buffer.from(text, 'utf16le'))])],
    ['utf-16 without a mark', Buffer.from(text, 'utf16le')],
    ['windows-1252', Buffer.from(latin, 'latin1')],
  ] as const)('%s is read, cut anywhere', async (_what, bytes) => {
    const mapping = guess(bytes);
    expect(mapping).toMatchObject({ hasHeader: true, value: 0, evidence: 1 });
    for (const size of [1, 3, 64]) {
      const { taken } = await importAll(bytes, mapping, { size });
      expect(taken.at(-1)?.value).toBe('ann@bücher.example');
      expect(taken.at(-1)?.evidence).toMatch(/^(?:Müller|Żółć)$/);
    }
  });

  it('bytes that are not text cost their own row only', async () => {
    const bytes = Buffer.concat([
      utf8('ä@x.example\na@b.example\n'),
      Buffer.from([0x62, 0xff, 0xfe]),
      utf8('@b.example\nc@b.example\n'),
    ]);
    const { taken, report } = await importAll(bytes, PLAIN);
    expect(taken.map(({ value }) => value)).toEqual(['a@b.example', 'c@b.example']);
    expect(report.refusals).toContainEqual({
      place: 'line 3',
      field: '',
      reason: 'it holds bytes that are not text in the file’s encoding',
    });
  });

  it('decodes any bytes, however they are cut, as in one piece', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (body, size) => {
        const bytes = utf8(`ab,c${body}`);
        const decoding = decodeText();
        let read = '';
        for (let at = 0; at < bytes.length; at += size) read += decoding.push(bytes.subarray(at, at + size));
        expect(read + decoding.end()).toBe(`ab,c${body}`.replace(/^\ufeff/u, ''));
      }),
    );
  });
});

describe('a row', () => {
  const facts = {
    mapping: { ...PLAIN, scope: 1, reason: 2, evidence: 3, at: 4, expires: 5 },
    fileName: 'list.csv',
    by: 'person-tomas',
    nowMs: NOW_MS,
  };
  const read = (...cells: string[]) => readSuppressionRow(cells, facts);

  it.each([
    [
      ['dana@acme.example'],
      { scope: 'global', value: 'dana@acme.example', reason: 'request', source: 'File list.csv' },
    ],
    [
      ['mailto:Dana@ACME.example', '', 'Unsubscribed'],
      { scope: 'global', value: 'Dana@ACME.example', reason: 'unsubscribe' },
    ],
    [['@Acme.example'], { scope: 'domain', value: 'acme.example' }],
    [['*.bücher.example', '', 'spam report'], { scope: 'domain', value: 'xn--bcher-kva.example', reason: 'complaint' }],
    [['acc-1', 'account', 'legal'], { scope: 'account', value: 'acc-1', reason: 'legal' }],
    [['dana@acme.example', 'Email', 'hard bounced'], { scope: 'global', reason: 'hard-bounce' }],
    [["'+tag@acme.example"], { scope: 'global', value: '+tag@acme.example' }],
    [
      ['dana@acme.example', '', 'because', 'said so', '03/04/2026'],
      {
        reason: 'request',
        atMs: NOW_MS,
        evidence: 'said so; reason in the file: because; date in the file: 03/04/2026',
      },
    ],
    [['dana@acme.example', '', '', '', '2026-01-02 10:00'], { atMs: Date.UTC(2026, 0, 2, 10) }],
    [['dana@acme.example', '', '', '', '2030-01-02'], { atMs: NOW_MS }],
    [['dana@acme.example', '', '', '', '', '2030-01-02'], { expiresAtMs: Date.UTC(2030, 0, 2) }],
    [['dana@acme.example', '', '', '', '', 'next year'], { expiresAtMs: null }],
    [['dana@acme.example', '', '', '=HYPERLINK("https://evil.test")'], { evidence: '=HYPERLINK("https://evil.test")' }],
  ] as const)('%j becomes an entry', (cells, expected) => {
    expect(read(...cells)).toMatchObject({ kind: 'entry', entry: expected });
  });

  it.each([
    [[''], 'value', /no address or domain/],
    [['dana at acme'], 'value', /no domain/],
    [['a@b.example; c@d.example'], 'value', /exactly one/],
    [['Dana <dana@acme.example>'], 'value', /exactly one/],
    [['=cmd|calc@x'], 'value', /exactly one/],
    [['gmail.com'], 'value', /public mail provider/],
    [['@GMAIL.com.'], 'value', /public mail provider/],
    [['dana@acme.example', 'planet'], 'scope', /no scope/],
    [['dana@acme.example', '', '', '', '', '2020-01-01'], 'expires', /ended/],
  ] as const)('%j is refused with its field and the reason', (cells, field, reason) => {
    expect(read(...cells)).toMatchObject({ kind: 'refused', field, reason: expect.stringMatching(reason) as string });
  });

  it('of any text never throws, and an entry it makes means the address that was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a@b.example', 'global', '2030-01-01')), {
          maxLength: 7,
        }),
        (cells) => {
          const row = read(...cells);
          if (row.kind === 'entry' && row.entry.scope === 'global')
            expect(matchesRecipient(row.entry, { email: row.entry.value, accountId: '', contactId: '' }, NOW_MS)).toBe(
              true,
            );
        },
      ),
    );
  });
});

describe('an import', () => {
  it('takes good rows around bad ones, and says each bad one’s line', async () => {
    const file =
      'email,reason\na@b.example,unsub\n\nnot an address,x\n"c@d.example","two\nlines"\nb@b.example\n"never closed,x\nd@d.example\n';
    const { taken, report } = await importAll(utf8(file), guess(utf8(file)), { size: 5 });
    expect(taken.map(({ value }) => value)).toEqual(['a@b.example', 'c@d.example', 'b@b.example']);
    expect(report).toMatchObject({ accepted: 3, unchanged: 0, refused: 2, problem: null });
    expect(report.refusals.map(({ place, field }) => `${place} ${field}`)).toEqual([
      'line 4 value',
      expect.stringMatching(/^line \d+ $/),
    ]);
    expect(report.refusals[1]?.reason).toMatch(/quotation mark/);
  });

  it('takes a mailbox once, however it is spelt, and leaves what is listed already', async () => {
    const file = utf8('a@b.example\nA+x@B.example\nb@b.example\n');
    const { taken, report } = await importAll(file, PLAIN, { listed: ({ value }) => value === 'b@b.example' });
    expect(taken).toHaveLength(1);
    expect(report).toMatchObject({ accepted: 1, unchanged: 2, refused: 0 });
  });

  it('reads all and takes nothing in a dry run, with the same report', async () => {
    const file = utf8('a@b.example\nx\nb@b.example\n');
    const dry = await importAll(file, PLAIN, { dryRun: true });
    const real = await importAll(file, PLAIN);
    expect(dry.taken).toEqual([]);
    expect(dry.report).toEqual(real.report);
    expect(real.taken).toHaveLength(2);
  });

  it('of 120,000 rows keeps its report short and lets others have their turn', async () => {
    const rows = Array.from({ length: 120_000 }, (_, at) =>
      at % 100 === 0 ? `bad row ${String(at)}` : `p${String(at)}@firm-${String(at % 900)}.example,note`,
    );
    let turns = 0;
    let isOver = false;
    const others = (): void => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    const { taken, report } = await importAll(utf8(rows.join('\n')), PLAIN, { size: 384 * 1_024 });
    isOver = true;
    expect(taken).toHaveLength(118_800);
    expect(report).toMatchObject({ accepted: 118_800, refused: 1_200 });
    expect(report.refusals).toHaveLength(500);
    // A turn for everybody else after each batch of 250 rows at the latest.
    expect(turns).toBeGreaterThan(120_000 / 250);
  });

  it('that is stopped says so, keeps what was taken, and takes no more bytes', async () => {
    const session = startSuppressionImport({
      fileName: 'list.csv',
      mapping: PLAIN,
      by: 'p',
      dryRun: false,
      clock: stillClock(),
      isListed: () => false,
      take: () => undefined,
      onProgress: () => undefined,
    });
    await session.append(utf8('a@b.example\n'.repeat(1_000)));
    expect((await session.cancel()).problem).toMatch(/^Stopped on request/);
    expect((await session.append(utf8('x'))).kind).toBe('no');
  });
});
