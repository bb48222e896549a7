/** When a ledger file is read whole at its opening: always, but for the very file that was closed in order and found whole of late. */
import { closeSync, existsSync, openSync, readFileSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { aPackage, applyPackages, NOW_MS, open, stillClock, temporaryPath } from './fixtures.ts';

const DAY_MS = 86_400_000;

function opened(path: string, nowMs = NOW_MS) {
  return openLedger({
    path,
    clock: stillClock(nowMs),
    random: systemRandom(),
    expectExisting: true,
  });
}

/** A file of many pages, closed in order. */
function closedFile(): string {
  const path = temporaryPath();
  const ledger = open({ path });
  applyPackages(
    ledger,
    Array.from({ length: 100 }, (_, at) => aPackage({ id: `package-x${at}`, chars: 3_000 })),
  );
  ledger.close();
  return path;
}

/** Bits that a disk loses by itself: size and times stay. */
function rot(path: string): void {
  const { atime, mtime, size } = statSync(path);
  const file = openSync(path, 'r+');
  // In the middle lie the bodies of packages, which nothing reads at a start.
  writeSync(file, Buffer.alloc(2 * 4_096, 0xa5), 0, 2 * 4_096, Math.floor(size / 2 / 4_096) * 4_096);
  closeSync(file);
  utimesSync(path, atime, mtime);
}

describe('after an orderly close', () => {
  it('a file that nobody has touched is not read whole again for a week, and then is', () => {
    const path = closedFile();
    rot(path);
    // Nothing else says what is wrong with it: were it read, it would be damaged.
    const trusted = opened(path);
    expect(trusted).toMatchObject({ kind: 'open' });
    if (trusted.kind === 'open') trusted.ledger.close();
    expect(opened(path, NOW_MS + 7 * DAY_MS).kind).toBe('damaged');
  });

  it('each orderly close leaves the week as it was', () => {
    const path = closedFile();
    for (const day of [2, 4, 6]) {
      const again = opened(path, NOW_MS + day * DAY_MS);
      if (again.kind === 'open') again.ledger.close();
    }
    rot(path);
    expect(opened(path, NOW_MS + 8 * DAY_MS).kind).toBe('damaged');
  });

  it.each([
    ['after a crash', (path: string) => void opened(path)],
    ['where it was changed', (path: string) => utimesSync(path, new Date(), new Date(NOW_MS + DAY_MS))],
    ['where a write-ahead log lies beside it', (path: string) => writeFileSync(`${path}-wal`, '')],
    ['where the stamp can’t be read', (path: string) => writeFileSync(`${path}.closed`, '{"formatVersion":1')],
    ['where the stamp is of another form', (path: string) => writeFileSync(`${path}.closed`, '{"formatVersion":9}')],
  ])('%s it is read whole', (_name, happens) => {
    const path = closedFile();
    expect(existsSync(`${path}.closed`)).toBe(true);
    happens(path);
    rot(path);
    expect(opened(path).kind).toBe('damaged');
  });

  it('a clock that was set back makes it read whole', () => {
    const path = closedFile();
    rot(path);
    expect(opened(path, NOW_MS - 1).kind).toBe('damaged');
  });

  it('the stamp is gone while the file is open', () => {
    const path = closedFile();
    expect(JSON.parse(readFileSync(`${path}.closed`, 'utf8'))).toMatchObject({ checkedAtMs: NOW_MS });
    const again = opened(path);
    expect(existsSync(`${path}.closed`)).toBe(false);
    if (again.kind === 'open') again.ledger.close();
    expect(existsSync(`${path}.closed`)).toBe(true);
  });
});
