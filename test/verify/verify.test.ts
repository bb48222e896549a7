/** What an auditor can find out with the file alone: every change of an exported trust log, and of a ledger's own, named by its line. */
import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { keyIdOf } from '../../electron/countersign/keys.ts';
import { BEFORE_THE_FIRST, hashOf } from '../../electron/ledger/trace-chain.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { faultWords } from '../../electron/verify/check-log.ts';
import { ExportRecord } from '../../electron/verify/export-format.ts';
import { readExport } from '../../electron/verify/read-export.ts';
import { readLedgerFile } from '../../electron/verify/read-ledger-file.ts';
import { exportedLog } from './exported-log.ts';

vi.setConfig({ testTimeout: 60_000 });

type Record_ = Record<string, unknown>;
type EventRecord = Extract<ExportRecord, { record: 'event' }>;
type SignatureRecord = Extract<ExportRecord, { record: 'countersignature' }>;

const each = (lines: readonly string[]): AsyncIterable<string> => Readable.from(lines);

async function faultsOf(lines: readonly string[]): Promise<readonly string[]> {
  const read = await readExport(each(lines));
  if (read.kind === 'not-an-export') return [read.why];
  return read.log.faults.map(faultWords);
}

const parse = (line: string): ExportRecord => ExportRecord.parse(JSON.parse(line));

/** The same file with its closing sum made to fit: what somebody does who knows the format. */
function sealed(lines: readonly string[]): readonly string[] {
  const body = lines.filter((line) => !line.startsWith('{"record":"end"'));
  const sha256 = createHash('sha256')
    .update(body.map((line) => `${line}\n`).join(''))
    .digest('hex');
  return [...body, canonicalJson({ record: 'end', sha256 })];
}

/** Changes the record of the log's line `seq`. */
async function withLine(seq: number, change: (event: Record_) => unknown): Promise<readonly string[]> {
  const { lines } = await exportedLog();
  return sealed(
    lines.map((line) => {
      const record = parse(line);
      if (record.record !== 'event' || record.event.seq !== seq) return line;
      const event = structuredClone(record.event) as Record_;
      return canonicalJson({ record: 'event', event: change(event) ?? event });
    }),
  );
}

/** Replaces the first countersignature's record. */
async function withSignature(change: (record: SignatureRecord) => SignatureRecord): Promise<readonly string[]> {
  const { lines } = await exportedLog();
  const at = lines.findIndex((line) => line.includes('"record":"countersignature"'));
  return sealed(
    lines.map((line, each) => (each === at ? canonicalJson(change(parse(line) as SignatureRecord)) : line)),
  );
}

/** A line that nothing else refers to: the first transition. */
async function plainSeq(): Promise<number> {
  const { lines } = await exportedLog();
  const found = lines
    .map(parse)
    .find((record): record is EventRecord => record.record === 'event' && record.event.kind === 'transition');
  return found!.event.seq;
}

async function firstCountersignedSeq(): Promise<number> {
  const { lines } = await exportedLog();
  const found = lines
    .map(parse)
    .find((record): record is EventRecord => record.record === 'event' && record.event.kind === 'countersigned');
  return found!.event.seq;
}

describe('an exported trust log', () => {
  test('fits as it was exported; it holds no address and no text but what was signed', async () => {
    const { lines } = await exportedLog();
    const read = await readExport(each(lines));
    expect(read).toMatchObject({
      kind: 'checked',
      log: { faults: [], faultCount: 0, countersignatures: 3, linesWithoutSignedHash: 0 },
    });
    const kinds = new Set(lines.map(parse).flatMap((record) => (record.record === 'event' ? [record.event.kind] : [])));
    expect([...kinds].sort()).toEqual(
      [
        'countersigned',
        'decision',
        'gate',
        'key',
        'ledger',
        'pause',
        'policy',
        'suppression',
        'transition',
        'undo',
      ].sort(),
    );
    const events = lines.filter((line) => line.startsWith('{"event"'));
    expect(events.join('\n')).not.toMatch(/@[a-z.-]+\.example|a wrong price/);
  });

  test.each<readonly [string, (event: Record_) => void]>([
    ['seq', (event) => (event['seq'] = 7_000)],
    ['atMs', (event) => (event['atMs'] = Number(event['atMs']) + 1)],
    ['kind', (event) => (event['kind'] = 'policy')],
    ['an unknown kind', (event) => (event['kind'] = 'nothing')],
    ['actor', (event) => (event['actor'] = 'person-somebody')],
    ['subject', (event) => (event['subject'] = { ...(event['subject'] as object), sendId: 'send-other' })],
    ['subject, a field more', (event) => (event['subject'] = { ...(event['subject'] as object), more: 1 })],
    ['inputsHash', (event) => (event['inputsHash'] = 'f'.repeat(64))],
    ['inputsHash, taken out', (event) => (event['inputsHash'] = null)],
    ['policyVersion', (event) => (event['policyVersion'] = 77)],
    ['previousHash', (event) => (event['previousHash'] = 'e'.repeat(64))],
    ['hash', (event) => (event['hash'] = 'd'.repeat(64))],
    ['a field that is not there', (event) => (event['note'] = 'x')],
  ])('shows that %s of a line was changed, and names the line', async (_field, change) => {
    const seq = await firstCountersignedSeq();
    const faults = await faultsOf(await withLine(seq, change));
    expect(faults[0]).toMatch(new RegExp(`^Line ${seq} `));
  });

  test('shows that any one byte of any line was changed', async () => {
    const { lines } = await exportedLog();
    for (const at of lines.keys()) {
      const line = lines[at]!;
      // Spread over the line: digits, letters, signs and hashes all have their turn.
      for (let place = (at * 7) % 13; place < line.length; place += 97) {
        const other = line[place] === '0' ? '1' : '0';
        const changed = lines.with(at, line.slice(0, place) + other + line.slice(place + 1));
        expect(await faultsOf(changed), `line ${at}, byte ${place}`).not.toEqual([]);
      }
      expect(await faultsOf(lines.with(at, `${line} `)), `line ${at}, a space`).not.toEqual([]);
    }
  });

  test('shows that a line was taken out, two changed places, one was put in or stands twice', async () => {
    const { lines } = await exportedLog();
    const without = sealed(lines.filter((line) => !line.includes('"seq":9,')));
    expect((await faultsOf(without))[0]).toBe('Line 9 is missing.');
    // The header is line 1 of the file, the log's line 9 is line 10.
    const swapped = sealed(lines.with(9, lines[10]!).with(10, lines[9]!));
    expect((await faultsOf(swapped))[0]).toMatch(/^Line 9 /);
    const twice = sealed(lines.toSpliced(10, 0, lines[9]!));
    expect((await faultsOf(twice))[0]).toMatch(/^Line 9 stands out of its order/);
  });

  test('shows a line put in that was chained as it should be: what came after does not follow it', async () => {
    const { lines } = await exportedLog();
    // The header is line 1 of the file.
    const seq = await plainSeq();
    const before = (parse(lines[seq]!) as EventRecord).event;
    const forged = { ...before, seq: before.seq + 1, actor: 'person-forger', previousHash: before.hash };
    const { hash: _hash, ...bare } = forged;
    const record = canonicalJson({ record: 'event', event: { ...bare, hash: hashOf(bare) } });
    const faults = await faultsOf(sealed(lines.toSpliced(seq + 1, 0, record)));
    expect(faults[0]).toMatch(new RegExp(`^Line ${before.seq + 1} stands out of its order`));
  });

  test('shows a line rewritten together with its own hash, at the next one', async () => {
    const seq = await plainSeq();
    const changed = await withLine(seq, (event) => {
      const { hash: _hash, ...bare } = { ...event, actor: 'person-other' } as never as EventRecord['event'];
      return { ...bare, hash: hashOf(bare) };
    });
    expect((await faultsOf(changed))[0]).toBe(
      `Line ${seq + 1} does not follow line ${seq}: one of the two was exchanged.`,
    );
  });

  test('shows a log that was rewritten from a line on by its countersignatures', async () => {
    const { lines } = await exportedLog();
    const seq = await firstCountersignedSeq();
    let previousHash = BEFORE_THE_FIRST;
    const rewritten = lines.map((line) => {
      const record = parse(line);
      if (record.record !== 'event') return line;
      const { hash: _hash, ...event } = record.event;
      const subject = event.seq === seq ? { ...event.subject, signedHash: 'a'.repeat(64) } : event.subject;
      const bare = { ...event, subject, previousHash };
      previousHash = hashOf(bare);
      return canonicalJson({ record: 'event', event: { ...bare, hash: previousHash } });
    });
    const header = { ...parse(rewritten[0]!), headHash: previousHash };
    const faults = await faultsOf(sealed(rewritten.with(0, canonicalJson(header))));
    expect(faults).toEqual([`Line ${seq} names other signed bytes than its countersignature has.`]);
  });

  test('shows that its end was cut, with and without a new header', async () => {
    const { lines } = await exportedLog();
    const head = parse(lines[0]!) as Extract<ExportRecord, { record: 'header' }>;
    const cut = lines.slice(0, head.lastSeq - 1);
    expect(await faultsOf(cut)).toEqual(
      expect.arrayContaining([
        `Line ${head.lastSeq - 1} to ${head.lastSeq} are missing at the end.`,
        'The file was cut: its end is missing.',
      ]),
    );
    expect(await faultsOf(lines.slice(0, -1))).toEqual(['The file was cut: its end is missing.']);
    const noLast = sealed(lines.filter((line) => !line.includes(`"seq":${head.lastSeq},`)));
    expect((await faultsOf(noLast))[0]).toBe(`Line ${head.lastSeq} is missing at the end.`);
  });

  test.each<readonly [string, (record: SignatureRecord) => SignatureRecord, RegExp]>([
    [
      'a signature of another text',
      (record) => ({
        ...record,
        countersignature: { ...record.countersignature, signature: Buffer.alloc(64, 7).toString('base64') },
      }),
      /the signature does not fit the content/,
    ],
    [
      'other signed bytes',
      (record) => ({
        ...record,
        countersignature: {
          ...record.countersignature,
          signed: record.countersignature.signed.replace('"subject":"', '"subject":"Not '),
        },
      }),
      /names other signed bytes/,
    ],
    [
      'another key’s id',
      (record) => ({ ...record, countersignature: { ...record.countersignature, keyId: 'ed25519-other' as never } }),
      /names another key/,
    ],
    ['another send', (record) => ({ ...record, sendId: 'send-nobody' as never }), /the countersignature is missing/],
  ])('shows %s in a countersignature, at the line that names it', async (_what, change, why) => {
    const seq = await firstCountersignedSeq();
    const faults = await faultsOf(await withSignature(change));
    expect(faults[0]).toMatch(why);
    expect(faults[0]).toMatch(new RegExp(`^Line ${seq} `));
  });

  test('shows a key that was exchanged for another, and a message signed anew with it', async () => {
    const { lines } = await exportedLog();
    const seq = await firstCountersignedSeq();
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const otherId = keyIdOf(publicKey);
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const swap = (keyId?: string) =>
      sealed(
        lines.map((line) => {
          const record = parse(line);
          if (record.record === 'key')
            return canonicalJson({
              ...record,
              key: { ...record.key, publicKey: pem, ...(keyId === undefined ? {} : { keyId }) },
            });
          if (record.record !== 'countersignature' || keyId === undefined) return line;
          const { signed } = record.countersignature;
          const signature = sign(null, Buffer.from(signed), privateKey).toString('base64');
          return canonicalJson({ ...record, countersignature: { signed, keyId, signature } });
        }),
      );
    expect((await faultsOf(swap()))[0]).toBe(
      `Line ${seq} has a countersignature that does not hold: the public key is damaged.`,
    );
    expect((await faultsOf(swap(otherId)))[0]).toBe(`Line ${seq} names another key than its countersignature does.`);
  });

  test('tells what was signed before a key was revoked from what was signed after', async () => {
    const { lines } = await exportedLog();
    const seq = await firstCountersignedSeq();
    const signedAtMs = (parse(lines[seq]!) as EventRecord).event.atMs;
    const revoked = (atMs: number) =>
      sealed(
        lines.map((line) => {
          const record = parse(line);
          return record.record === 'key'
            ? canonicalJson({ ...record, key: { ...record.key, revokedAtMs: atMs } })
            : line;
        }),
      );
    const later = await readExport(each(revoked(signedAtMs + 1e9)));
    expect(later).toMatchObject({ log: { faults: [], signedBeforeRevocation: 3 } });
    expect((await faultsOf(revoked(signedAtMs)))[0]).toBe(
      `Line ${seq} was countersigned with a key that had been revoked.`,
    );
  });

  test('is not taken for one where it is something else', async () => {
    expect(await readExport(each([]))).toEqual({ kind: 'not-an-export', why: 'it is empty' });
    expect(await readExport(each(['{"a":1}']))).toMatchObject({ kind: 'not-an-export' });
    expect(await readExport(each(['no JSON']))).toEqual({
      kind: 'not-an-export',
      why: 'its first line can’t be read as JSON',
    });
    const { lines } = await exportedLog();
    expect(await readExport(each(lines.slice(1)))).toMatchObject({ kind: 'not-an-export' });
  });
});

describe('a ledger’s own file', () => {
  test.each<readonly [string, string, (seq: number) => RegExp]>([
    ['nothing', 'SELECT 1', () => /^$/],
    ['a line', "UPDATE trace SET actor = 'x' WHERE seq = 4", () => /^Line 4 was changed/],
    [
      'the inputs behind a line',
      "UPDATE trace_inputs SET inputs = '{}' WHERE seq = (SELECT min(seq) FROM trace_inputs)",
      () => /was made over other inputs/,
    ],
    [
      'a line that is gone',
      'DELETE FROM trace_inputs WHERE seq = 5; DELETE FROM trace WHERE seq = 5',
      () => /^Line 5 is missing/,
    ],
    ['the head', "UPDATE meta SET value = 'f' WHERE key = 'trace-head'", () => /is not the line that was written last/],
    [
      'what was signed',
      `UPDATE signed_mail SET countersignature = json_set(countersignature, '$.signature', 'AAAA')`,
      (seq) => new RegExp(`^Line ${seq} has a countersignature that does not hold`),
    ],
    [
      'a countersignature that is gone',
      'DELETE FROM signed_mail',
      (seq) => new RegExp(`^Line ${seq} says that a message was countersigned`),
    ],
  ])('shows %s', async (_what, sql, why) => {
    const { ledger, folder } = await exportedLog();
    const copy = join(folder, 'tampered.sqlite');
    copyFileSync(ledger, copy);
    const file = new DatabaseSync(copy);
    file.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
    file.close();
    const read = readLedgerFile(copy, () => undefined);
    const [first = ''] = read.kind === 'checked' ? read.log.faults.map(faultWords) : ['not a ledger'];
    expect(first).toMatch(why(await firstCountersignedSeq()));
  });

  test('is said not to be one where it is another file', async () => {
    const { folder } = await exportedLog();
    const path = join(folder, 'other.sqlite');
    const file = new DatabaseSync(path);
    file.exec('CREATE TABLE IF NOT EXISTS something (id TEXT)');
    file.close();
    expect(readLedgerFile(path, () => undefined)).toEqual({ kind: 'not-a-ledger', why: 'it holds no trust log' });
  });
});

describe('the command', () => {
  const run = (...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> =>
    new Promise((resolve) => {
      const script = join(import.meta.dirname, '..', '..', 'electron', 'verify', 'verify.ts');
      execFile(process.execPath, ['--no-warnings', script, ...args], (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
      );
    });

  test('says what it checked and ends with 0; names the first broken line and ends with 1', async () => {
    const { lines, folder, ledger } = await exportedLog();
    const path = join(folder, 'log.jsonl');
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
    const good = await run(path);
    expect(good.out).toMatch(/countersignatures +3 checked/);
    expect(good.out).toMatch(/Everything fits\.\n$/);
    expect(good.code).toBe(0);
    const { headHash } = parse(lines[0]!) as Extract<ExportRecord, { record: 'header' }>;
    expect((await run(path, '--head', headHash)).code).toBe(0);
    expect(await run(path, '--head', 'f'.repeat(64))).toMatchObject({ code: 1 });
    expect(await run(ledger)).toMatchObject({ code: 0 });
    writeFileSync(
      path,
      lines
        .with(6, lines[6]!.replace('"actor":"', '"actor":"x'))
        .map((line) => `${line}\n`)
        .join(''),
    );
    const bad = await run(path);
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/✗ Line 6 was changed: its content does not give its hash\./);
  });

  test('says how it is used where there is no file, and what is wrong with one that can’t be read', async () => {
    expect(await run()).toMatchObject({ code: 1, out: expect.stringContaining('npm run verify -- FILE') as string });
    expect(await run('/nowhere/at/all')).toMatchObject({
      code: 1,
      out: expect.stringContaining('can’t be read') as string,
    });
    const { folder } = await exportedLog();
    const path = join(folder, 'text.txt');
    writeFileSync(path, 'hello\n');
    expect(await run(path)).toMatchObject({
      code: 1,
      out: expect.stringContaining('is not an exported trust log') as string,
    });
  });
});
