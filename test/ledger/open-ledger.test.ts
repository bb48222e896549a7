import {
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  openSync,
  writeSync,
  closeSync,
  statSync,
} from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openLedger, type OpenedLedger } from '../../electron/ledger/open-ledger.ts';
import { setAside } from '../../electron/ledger/set-aside.ts';
import {
  aPackage,
  applyPackages,
  createSend,
  NOW_MS,
  open,
  packageId,
  seededRandom,
  stillClock,
  temporaryPath,
} from './fixtures.ts';

function tryOpen(path: string, expectExisting = true): OpenedLedger {
  const opened = openLedger({ path, clock: stillClock(), random: seededRandom(2), expectExisting });
  if (opened.kind === 'open') opened.ledger.close();
  return opened;
}

/** A closed ledger file with a hundred packages, a send and two trace lines. */
function filledFile(): string {
  const path = temporaryPath();
  const ledger = open({ path });
  applyPackages(
    ledger,
    Array.from({ length: 100 }, (_, at) => aPackage({ id: `package-x${at}`, chars: 3_000 })),
  );
  createSend(ledger, 1);
  ledger.trace.append({ atMs: NOW_MS, kind: 'decision', actor: 'person-sam', subject: { decisionId: 'decision-1' } });
  ledger.trace.append({ atMs: NOW_MS, kind: 'countersigned', actor: 'person-sam', subject: { sendId: 'send-1' } });
  ledger.close();
  return path;
}

function withFile(path: string, change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(path);
  change(database);
  database.close();
}

describe('opening the ledger', () => {
  it('starts a new one on a first run', () => {
    const path = temporaryPath();
    expect(tryOpen(path, false).kind).toBe('open');
    expect(existsSync(path)).toBe(true);
  });

  it('takes an empty file for a first run where none was expected', () => {
    const path = temporaryPath();
    writeFileSync(path, '');
    expect(tryOpen(path, false).kind).toBe('open');
  });

  it('says missing, and makes no file, where one was expected', () => {
    const path = temporaryPath();
    const opened = tryOpen(path);
    expect(opened).toMatchObject({ kind: 'missing' });
    expect(opened.kind === 'missing' && opened.problem).toContain(path);
    expect(existsSync(path)).toBe(false);
  });

  it('finds everything again that was written before', () => {
    const path = filledFile();
    const ledger = open({ path, expectExisting: true });
    expect(ledger.copies.readPackage(packageId('package-x42'))?.draft?.body).toHaveLength(
      aPackage({ chars: 3_000 }).draft!.body.length,
    );
    expect(ledger.trace.page(0, 10)).toHaveLength(2);
    const { epoch } = ledger.feed;
    ledger.close();
    const again = open({ path, expectExisting: true });
    expect(again.feed.epoch).toBe(epoch);
    again.close();
  });

  it('gives each new ledger an epoch of its own', () => {
    const first = open({ path: temporaryPath(), random: seededRandom(1) });
    const second = open({ path: temporaryPath(), random: seededRandom(9) });
    expect(first.feed.epoch).not.toBe(second.feed.epoch);
    first.close();
    second.close();
  });
});

describe('a ledger that can’t be trusted', () => {
  const damages: readonly [name: string, damage: (path: string) => void, words: RegExp][] = [
    [
      'is another kind of file',
      (path) => writeFileSync(path, 'This is a shopping list, not a database.\n'.repeat(50)),
      /database/,
    ],
    ['is empty where one was expected', (path) => truncateSync(path, 0), /empty/],
    ['was cut short', (path) => truncateSync(path, Math.floor(statSync(path).size / 8_192) * 4_096), /./],
    [
      'was scribbled over in the middle',
      (path) => {
        const file = openSync(path, 'r+');
        for (let page = 2; page < 40; page += 1) writeSync(file, Buffer.alloc(4_096, 0xa5), 0, 4_096, page * 4_096);
        closeSync(file);
      },
      /./,
    ],
    [
      'was written by a newer version',
      (path) => withFile(path, (database) => database.exec('PRAGMA user_version = 999')),
      /newer version/,
    ],
    [
      'belongs to another program',
      (path) => withFile(path, (database) => database.exec('PRAGMA application_id = 7')),
      /another program/,
    ],
    [
      'lost the last line of its trust log',
      (path) => withFile(path, (database) => database.exec('DELETE FROM trace WHERE seq = 2')),
      /trust log/,
    ],
    [
      'lost its whole trust log',
      (path) => withFile(path, (database) => database.exec('DELETE FROM trace')),
      /trust log/,
    ],
    [
      'had the last line of its trust log altered',
      (path) => withFile(path, (database) => database.exec(`UPDATE trace SET actor = 'nobody' WHERE seq = 2`)),
      /trust log/,
    ],
  ];

  it.each(damages)('says damaged where it %s, and leaves it as it is', (_name, damage, words) => {
    const path = filledFile();
    damage(path);
    const before = readFileSync(path);
    const opened = tryOpen(path);
    expect(opened.kind).toBe('damaged');
    expect(opened.kind === 'damaged' && opened.problem).toMatch(words);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('says damaged where a migration fails, and keeps the version it had', () => {
    const path = temporaryPath();
    open({ path }).close();
    withFile(path, (database) => {
      // An older file in which the next step's table stands already.
      database.exec('DROP TABLE write_backs; DROP TABLE trace_inputs; PRAGMA user_version = 2');
    });
    const opened = tryOpen(path);
    expect(opened).toMatchObject({ kind: 'damaged' });
    expect(opened.kind === 'damaged' && opened.problem).toMatch(/step 3 trace-and-write-backs/);
    withFile(path, (database) => {
      expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
    });
  });
});

describe('setting a ledger aside', () => {
  it('keeps the file under a dated name and makes room for a new one', () => {
    const path = filledFile();
    writeFileSync(`${path}-wal`, 'rest');
    const kept = setAside(path, NOW_MS);
    expect(kept).toBe(`${path}.set-aside-20261103T090000Z`);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('rest');
    expect(tryOpen(path, false).kind).toBe('open');
    rmSync(`${kept}-wal`);
    const old = open({ path: kept, expectExisting: true });
    expect(old.trace.page(0, 10)).toHaveLength(2);
    old.close();
  });

  it('never overwrites one that was set aside in the same second', () => {
    const path = filledFile();
    const first = setAside(path, NOW_MS);
    open({ path }).close();
    const second = setAside(path, NOW_MS);
    expect(second).not.toBe(first);
    expect(existsSync(first) && existsSync(second)).toBe(true);
  });
});
