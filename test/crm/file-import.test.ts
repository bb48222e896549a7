import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { composePackages } from '../../electron/crm/embedded/demo/compose-packages.ts';
import { startImport, type ImportInput, type ImportProgress } from '../../electron/crm/file-import/start-import.ts';
import { permitted } from '../../electron/crm/permitted.ts';
import { ConnectorFault, type PushOp, type PushResult } from '../../electron/ports/connector.ts';
import type { PackageFile } from '../../shared/domain/handoff-package.ts';
import { ImportReport } from '../../shared/ipc/contract.ts';
import { reviewExpiresAtMs } from '../../shared/policy/review-end.ts';
import { demoWorkspace, foreignPackage, ingredients, NOW_MS, standingClock } from './parts.ts';

const sam = ingredients.company.people.find((person) => person.id === 'person-sam')!;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const lines = (...entries: readonly unknown[]) =>
  entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join('\n');
/** Packages of companies the demo does not have. */
const many = (count: number) =>
  [...composePackages(count, { ingredients, nowMs: NOW_MS, seed: 99, ownerId: 'person-sam' })].map((pkg) => {
    const { review: _review, revision: _revision, ...body } = pkg;
    return JSON.parse(
      JSON.stringify(body)
        .replaceAll(pkg.account.id, `x-${pkg.account.id}`)
        .replaceAll(pkg.account.domain, `x-${pkg.account.domain}`)
        .replaceAll(pkg.contact.id, `x-${pkg.contact.id}`)
        .replaceAll(pkg.id, `x-${pkg.id}`),
    ) as PackageFile;
  });

/** Takes everything, as a CRM without opinions would. */
function takingCrm() {
  const ops: Extract<PushOp, { kind: 'package' }>[] = [];
  const batches: number[] = [];
  return {
    ops,
    batches,
    push: (pushed: readonly PushOp[]): Promise<readonly PushResult[]> => {
      batches.push(pushed.length);
      for (const op of pushed) if (op.kind === 'package') ops.push(op);
      return Promise.resolve(
        pushed.map((op) => ({ opId: op.opId, kind: 'ok' as const, because: '', retryAfterMs: null })),
      );
    },
    lookUp: (opIds: readonly string[]) => Promise.resolve(opIds.map((opId) => ({ opId, done: false }))),
  };
}

const begin = (connector: ImportInput['connector'], bytes: number, change: Partial<ImportInput> = {}) =>
  startImport({
    importId: 'import-1',
    fileName: 'packages.jsonl',
    bytes,
    connector,
    importer: sam,
    clock: standingClock(),
    reviewWindowHours: 24,
    onProgress: () => undefined,
    ...change,
  });

/** Imports bytes in chunks of a size. */
async function importBytes(bytes: Uint8Array, connector: ImportInput['connector'] = takingCrm(), chunk = 60_000) {
  const session = begin(connector, bytes.length);
  for (let at = 0; at < bytes.length; at += chunk) await session.append(bytes.subarray(at, at + chunk));
  const report = await session.finish();
  expect(ImportReport.parse(report)).toEqual(report);
  return report;
}

describe('files that are well', () => {
  const three = [foreignPackage('one'), foreignPackage('two'), foreignPackage('three')];
  const utf16 = (text: string, big: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };

  test.each([
    ['JSON lines', bytesOf(lines(...three))],
    [
      'JSON lines with a line break at the end and empty lines between',
      bytesOf(`\n${lines(...three).replaceAll('\n', '\n\n')}\n`),
    ],
    ['JSON lines with Windows line ends', bytesOf(lines(...three).replaceAll('\n', '\r\n'))],
    ['JSON lines with a byte-order mark', bytesOf(`\ufeff${lines(...three)}`)],
    ['JSON lines in UTF-16, little end first', utf16(lines(...three), false)],
    ['JSON lines in UTF-16, big end first', utf16(lines(...three), true)],
    ['an array', bytesOf(JSON.stringify(three))],
    ['an array over many lines', bytesOf(JSON.stringify(three, null, 2))],
    ['an array in UTF-16', utf16(JSON.stringify(three, null, 2), false)],
  ])('%s: all three are taken, however the bytes are cut', async (_name, bytes) => {
    for (const chunk of [1_000_000, 777, 1]) {
      const crm = takingCrm();
      const report = await importBytes(bytes, crm, chunk);
      expect(report).toMatchObject({ accepted: 3, unchanged: 0, refused: 0, problem: null, refusals: [] });
      expect(crm.ops.map((op) => op.pkg)).toEqual(three);
    }
  });

  test('one package by itself is taken, on one line or over many', async () => {
    expect(await importBytes(bytesOf(JSON.stringify(three[0])))).toMatchObject({
      accepted: 1,
      refused: 0,
      problem: null,
    });
    expect(await importBytes(bytesOf(JSON.stringify(three[0], null, 2)))).toMatchObject({
      accepted: 1,
      refused: 0,
      problem: null,
    });
    expect(await importBytes(bytesOf(JSON.stringify(three[0], null, '\t')), takingCrm(), 5)).toMatchObject({
      accepted: 1,
      refused: 0,
      problem: null,
    });
  });

  test('belong to the importer, ready now, until the review window ends', async () => {
    const crm = takingCrm();
    await importBytes(bytesOf(lines(three[0])), crm);
    expect(crm.ops[0]).toMatchObject({
      actor: 'sdr',
      personId: 'person-sam',
      ownerId: 'person-sam',
      readyAtMs: NOW_MS,
      expiresAtMs: reviewExpiresAtMs(NOW_MS, 24, 'Europe/London'),
    });
    expect(crm.ops[0]?.opId).toMatch(/^import:import-1:pkg-one:[0-9a-f]{24}$/u);
  });

  test('the example file beside the demo has three valid packages that the demo does not have', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../resources/demo/example-packages.jsonl'), 'utf8');
    const { workspace } = await demoWorkspace();
    expect(await importBytes(bytesOf(text), workspace)).toMatchObject({
      accepted: 3,
      unchanged: 0,
      refused: 0,
      problem: null,
    });
    expect(await importBytes(bytesOf(text), workspace)).toMatchObject({
      accepted: 0,
      unchanged: 3,
      refused: 0,
      problem: null,
    });
  });

  test('5,000 lines go to the CRM in batches of 100, with progress', async () => {
    const template = JSON.stringify(foreignPackage('bulk'));
    const text = Array.from({ length: 5_000 }, (_, at) => template.replaceAll('-bulk', `-bulk${at}`)).join('\n');
    const crm = takingCrm();
    const seen: ImportProgress[] = [];
    const bytes = bytesOf(text);
    const session = begin(crm, bytes.length, { onProgress: (progress) => seen.push(progress) });
    for (let at = 0; at < bytes.length; at += 500_000) await session.append(bytes.subarray(at, at + 500_000));
    expect(await session.finish()).toMatchObject({ accepted: 5_000, refused: 0 });
    expect(Math.max(...crm.batches)).toBe(100);
    expect(crm.batches).toHaveLength(50);
    expect(seen.at(-1)).toMatchObject({ packages: 5_000, bytesDone: bytes.length, bytesTotal: bytes.length });
    expect(seen.map((progress) => progress.packages)).toEqual(
      [...seen.map((progress) => progress.packages)].sort((one, other) => one - other),
    );
  }, 60_000);
});

describe('files that are not', () => {
  const good = foreignPackage('good');
  const other = foreignPackage('other');

  test.each([
    [
      'a recipient with a comma',
      (copy: PackageFile) => (copy.contact.email = 'a@b.example,c@d.example'),
      'contact.email',
    ],
    [
      'a recipient with a line break',
      (copy: PackageFile) => (copy.contact.email = 'a@b.example\r\nBcc: c@d.example'),
      'contact.email',
    ],
    ['a recipient with a name', (copy: PackageFile) => (copy.contact.email = 'Dana <a@b.example>'), 'contact.email'],
    [
      'a header in the subject',
      (copy: PackageFile) => (copy.draft!.subject = 'Hi\r\nBcc: c@d.example'),
      'draft.subject',
    ],
    ['a hidden control character in the body', (copy: PackageFile) => (copy.draft!.body = `a\u0000b`), 'draft.body'],
    [
      'a sentence that is not in the body',
      (copy: PackageFile) => (copy.draft!.sentences[0]!.text = 'Never said.'),
      'draft.sentences.0.text',
    ],
    [
      'a fact that is not there',
      (copy: PackageFile) => (copy.draft!.sentences[0]!.factIds = ['fact-none' as never]),
      'draft.sentences.0.factIds.0',
    ],
    [
      'a contact of another account',
      (copy: PackageFile) => (copy.contact.accountId = 'acc-else' as never),
      'contact.accountId',
    ],
    [
      'a script as an address',
      (copy: PackageFile) => (copy.account.website = 'javascript:alert(1)'),
      'account.website',
    ],
    [
      'a time zone that does not exist',
      (copy: PackageFile) => (copy.contact.timeZone = 'Mars/Olympus'),
      'contact.timeZone',
    ],
    ['another format', (copy: PackageFile) => ((copy as { formatVersion: number }).formatVersion = 2), 'formatVersion'],
  ])('%s is refused with its place and field; its neighbours are taken', async (_name, change, field) => {
    const report = await importBytes(bytesOf(lines(good, foreignPackage('bad', change), other)));
    expect(report).toMatchObject({ accepted: 2, refused: 1, refusals: [{ place: 'line 2', field }] });
    expect(report.refusals[0]?.reason).not.toBe('');
    const array = await importBytes(bytesOf(JSON.stringify([good, foreignPackage('bad', change), other], null, 1)));
    expect(array).toMatchObject({ accepted: 2, refused: 1, refusals: [{ place: 'package 2', field }] });
  });

  test('a body of 5 MB is refused, as a line and in an array, and the rest is taken', async () => {
    const huge = foreignPackage('huge', (copy) => (copy.draft!.body = 'x'.repeat(5_000_000)));
    const asLine = await importBytes(bytesOf(lines(good, huge, other)), takingCrm(), 300_000);
    expect(asLine).toMatchObject({
      accepted: 2,
      refusals: [{ place: 'line 2', reason: expect.stringContaining('1 MB') as string }],
    });
    const inArray = await importBytes(bytesOf(JSON.stringify([good, huge, other])));
    expect(inArray).toMatchObject({
      accepted: 2,
      refusals: [{ place: 'package 2', reason: expect.stringContaining('1 MB') as string }],
    });
    const alone = await importBytes(bytesOf(JSON.stringify(huge, null, 2)));
    expect(alone).toMatchObject({ accepted: 0, refused: 1 });
  });

  test('an array that was cut off keeps what came before and says so', async () => {
    const text = JSON.stringify([good, other, foreignPackage('cut')]);
    const report = await importBytes(bytesOf(text.slice(0, -200)));
    expect(report).toMatchObject({
      accepted: 2,
      refused: 1,
      refusals: [{ place: 'package 3', reason: 'the file ends inside this package' }],
    });
    expect(report.problem).toContain('cut off');
  });

  test('JSON lines that were cut off keep all but the last', async () => {
    const report = await importBytes(bytesOf(lines(good, other).slice(0, -50)));
    expect(report).toMatchObject({ accepted: 1, refused: 1, refusals: [{ place: 'line 2', field: '' }] });
  });

  test('a broken first line costs only itself', async () => {
    const report = await importBytes(bytesOf(lines('{"formatVersion": 1, "id": ', good, other)), takingCrm(), 97);
    expect(report).toMatchObject({ accepted: 2, refused: 1, refusals: [{ place: 'line 1' }] });
  });

  test('a broken element of an array costs only itself', async () => {
    const report = await importBytes(
      bytesOf(`[${JSON.stringify(good)}, {"id": nonsense}, 17, null, "text", ${JSON.stringify(other)}]`),
    );
    expect(report).toMatchObject({ accepted: 2, refused: 4 });
    expect(report.refusals.map((refusal) => refusal.place)).toEqual([
      'package 2',
      'package 3',
      'package 4',
      'package 5',
    ]);
  });

  test('bytes that are not text are reported with their line, and nothing else is lost', async () => {
    const bad = Buffer.concat([
      Buffer.from(JSON.stringify(foreignPackage('bytes')).slice(0, 300)),
      Buffer.from([0xff, 0xc3, 0x28]),
      Buffer.from('"}'),
    ]);
    const file = Buffer.concat([bytesOf(lines(good, '')), bad, bytesOf(`\n${JSON.stringify(other)}`)]);
    const report = await importBytes(file, takingCrm(), 113);
    expect(report).toMatchObject({
      accepted: 2,
      refused: 1,
      refusals: [{ place: 'line 2', reason: expect.stringContaining('not text') as string }],
    });
    const array = Buffer.concat([
      bytesOf(`[\n${JSON.stringify(good)},\n`),
      Buffer.from('{"id":"'),
      Buffer.from([0xfe, 0x80]),
      bytesOf(`"},\n${JSON.stringify(other)}\n]`),
    ]);
    const inArray = await importBytes(array);
    expect(inArray).toMatchObject({ accepted: 2, refused: 1, refusals: [{ place: 'package 2' }] });
    expect(inArray.problem).toContain('line 3');
  });

  test('keys that reach for a prototype change nothing', async () => {
    const text = JSON.stringify(good).replace(
      '{',
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, ',
    );
    const crm = takingCrm();
    expect(await importBytes(bytesOf(text), crm)).toMatchObject({ accepted: 1 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(crm.ops[0]?.pkg).toEqual(good);
    const asId = foreignPackage('proto', (copy) => (copy.id = '__proto__' as never));
    expect(await importBytes(bytesOf(lines(asId)))).toMatchObject({ refused: 1, refusals: [{ field: 'id' }] });
  });

  test('deep nesting is refused without harm', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const report = await importBytes(
      bytesOf(lines(good, deep, `{"facts": ${'['.repeat(60_000)}${']'.repeat(60_000)}}`, other)),
    );
    expect(report).toMatchObject({ accepted: 2, refused: 2 });
  });

  test.each([
    ['an empty file', new Uint8Array(0), 'empty'],
    ['a file of white space', bytesOf('  \n\n\t '), 'empty'],
    [
      'a picture',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(5_000, 0)]),
      'not a text file',
    ],
    [
      'a CSV file',
      bytesOf('name,email,title\nDana Reyes,dana@northwind.example,Director\nWei Tran,wei@oxbow.example,VP'),
      'CSV',
    ],
    [
      'a CSV file with semicolons',
      bytesOf(Array.from({ length: 500 }, (_, at) => `Dana;dana${at}@northwind.example;Director`).join('\n')),
      'CSV',
    ],
    ['a letter', bytesOf('Dear colleague,\n\nPlease find the packages somewhere else.\n'), 'no JSON'],
  ])('%s is one clear fault, not a thousand', async (_name, bytes, words) => {
    const report = await importBytes(bytes);
    expect(report).toMatchObject({ accepted: 0, refused: 0, refusals: [] });
    expect(report.problem).toContain(words);
  });

  test('lines before the first package cost only themselves', async () => {
    const report = await importBytes(bytesOf(lines('# exported on Tuesday', good, other)));
    expect(report).toMatchObject({ accepted: 2, refused: 1, refusals: [{ place: 'line 1' }], problem: null });
  });

  test('an array of more than 64 MB is refused with the way out', async () => {
    const session = begin(takingCrm(), 70_000_000);
    await session.append(bytesOf('['));
    const chunk = bytesOf(' '.repeat(8_000_000));
    let answer: Awaited<ReturnType<typeof session.append>> = { kind: 'ok' };
    for (let sent = 0; answer.kind === 'ok' && sent < 10; sent += 1) answer = await session.append(chunk);
    expect(answer).toMatchObject({ kind: 'no', because: expect.stringContaining('JSON lines') as string });
    expect((await session.finish()).problem).toContain('JSON lines');
  });

  test('an id that comes twice: the same content counts once, other content is refused with both places', async () => {
    const twin = foreignPackage('good', (copy) => (copy.rationale.whyAccount = 'Another reason'));
    const crm = takingCrm();
    const report = await importBytes(bytesOf(lines(good, good, twin)), crm);
    expect(report).toMatchObject({
      accepted: 1,
      unchanged: 1,
      refused: 1,
      refusals: [{ place: 'line 3', field: 'id', reason: expect.stringContaining('line 1') as string }],
    });
    expect(crm.ops).toHaveLength(1);
  });

  test('of thousands of refusals the first 500 are told and all are counted', async () => {
    const report = await importBytes(bytesOf(lines(good, ...Array.from({ length: 1_200 }, () => '{"id": 1}'))));
    expect(report).toMatchObject({ accepted: 1, refused: 1_200 });
    expect(report.refusals).toHaveLength(500);
  });

  test('whatever bytes come, in whatever cuts: no throw, whole counts, and good lines after junk lines are taken', async () => {
    const junk = fc.uint8Array({ maxLength: 80 }).map((bytes) => bytes.filter((byte) => byte !== 0x0a && byte !== 0));
    await fc.assert(
      fc.asyncProperty(
        fc.array(junk, { maxLength: 12 }),
        fc.integer({ min: 1, max: 400 }),
        async (junkLines, chunk) => {
          const first = bytesOf(`${JSON.stringify(good)}\n`);
          const parts = junkLines.flatMap((bytes) => [bytes, bytesOf('\n')]);
          const report = await importBytes(
            Buffer.concat([first, ...parts, bytesOf(JSON.stringify(other))]),
            takingCrm(),
            chunk,
          );
          expect(report.accepted).toBe(2);
          expect(report.refused).toBeLessThanOrEqual(junkLines.length);
        },
      ),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 1, max: 100 }), async (bytes, chunk) => {
        expect((await importBytes(bytes, takingCrm(), chunk)).accepted).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the CRM behind it', () => {
  test('takes the good ones for real, through the permission table, and the same file again changes nothing', async () => {
    const { workspace } = await demoWorkspace();
    const connector = permitted(workspace, { onRefused: () => expect.unreachable() });
    const packages = many(230);
    const bytes = bytesOf(lines(...packages, '{"broken": true}'));
    expect(await importBytes(bytes, connector)).toMatchObject({
      accepted: 230,
      unchanged: 0,
      refused: 1,
      refusals: [{ place: 'line 231' }],
    });
    expect(await importBytes(bytes, connector)).toMatchObject({ accepted: 0, unchanged: 230, refused: 1 });
    const page = await workspace.pull('package', null, 5_000);
    expect(page.items.filter((item) => item.id.startsWith('x-'))).toHaveLength(230);
  });

  test('its refusals are reported with their place', async () => {
    const { workspace } = await demoWorkspace();
    const known = (await workspace.pull('contact', null, 1)).items[0]?.body;
    const clash = foreignPackage('clash', (copy) => (copy.contact.email = known!.email));
    const report = await importBytes(bytesOf(lines(foreignPackage('fine'), clash)), workspace);
    expect(report).toMatchObject({
      accepted: 1,
      refused: 1,
      refusals: [{ place: 'line 2', reason: expect.stringContaining(known!.id) as string }],
    });
  });

  test('ops without an answer are looked up and tried again, and each package counts once', async () => {
    const { workspace } = await demoWorkspace();
    let calls = 0;
    const flaky: ImportInput['connector'] = {
      push: async (ops) => {
        calls += 1;
        const results = await workspace.push(calls % 2 === 1 ? ops.slice(0, 3) : ops);
        // Carried out, but the answer is lost; the rest never arrived.
        return calls % 2 === 1
          ? ops.map((op) => ({ opId: op.opId, kind: 'unknown' as const, because: 'timeout', retryAfterMs: null }))
          : results;
      },
      lookUp: (opIds) => workspace.lookUp(opIds),
    };
    expect(await importBytes(bytesOf(lines(...many(8))), flaky)).toMatchObject({
      accepted: 8,
      refused: 0,
      problem: null,
    });
  });

  test('one that never answers ends in a refusal that says what to do', async () => {
    const deaf: ImportInput['connector'] = {
      push: (ops) =>
        Promise.resolve(ops.map((op) => ({ opId: op.opId, kind: 'throttled' as const, because: '', retryAfterMs: 1 }))),
      lookUp: (opIds) => Promise.resolve(opIds.map((opId) => ({ opId, done: false }))),
    };
    const report = await importBytes(bytesOf(lines(foreignPackage('deaf'))), deaf);
    expect(report).toMatchObject({
      accepted: 0,
      refused: 1,
      refusals: [{ reason: expect.stringContaining('import the file again') as string }],
    });
  });

  test('going away in the middle stops the import, keeps what was taken and says so', async () => {
    const crm = takingCrm();
    const leaving: ImportInput['connector'] = {
      ...crm,
      push: (ops) =>
        crm.batches.length < 2 ? crm.push(ops) : Promise.reject(new ConnectorFault('retryable', 'no connection')),
    };
    const session = begin(leaving, 0);
    const answer = await session.append(bytesOf(`${lines(...many(350))}\n`));
    expect(answer.kind).toBe('no');
    const report = await session.finish();
    expect(report).toMatchObject({ accepted: 200, refused: 100 });
    expect(report.problem).toContain('import the same file again');
  });
});

describe('cancelling', () => {
  test('keeps what was taken, takes nothing more, and says so', async () => {
    const crm = takingCrm();
    const session = begin(crm, 0);
    const packages = many(250);
    await session.append(bytesOf(`${lines(...packages)}\n`));
    const report = await session.cancel();
    expect(report).toMatchObject({
      accepted: 200,
      problem: expect.stringContaining('What was taken before stays') as string,
    });
    expect(crm.ops).toHaveLength(200);
    expect((await session.append(bytesOf(lines(foreignPackage('late'))))).kind).toBe('no');
    expect(await session.finish()).toEqual(report);
    expect(crm.ops).toHaveLength(200);
  });

  test('in the middle of a batch ends with that batch', async () => {
    const crm = takingCrm();
    const session = begin(crm, 0);
    const appending = session.append(bytesOf(`${lines(...many(1_000))}\n`));
    onTestFinished(() => appending.then(() => undefined));
    await new Promise((resume) => setTimeout(resume, 5));
    const report = await session.cancel();
    expect(report.accepted).toBeLessThan(1_000);
    expect(report.accepted).toBe(crm.ops.length);
  });
});
