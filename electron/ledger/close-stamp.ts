/**
 * Remembers that a ledger file was closed in order, and as what, so that the next start need not read all of it to know that it is whole.
 * The stamp is taken away when the file is opened: after a crash there is none. A file that is not the very one is never trusted by it.
 */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Stamp = z.object({
  formatVersion: z.literal(1),
  bytes: z.int().min(0),
  /** Whole milliseconds. */
  changedAtMs: z.int().min(0),
  /** When all of the file was last read and found whole. */
  checkedAtMs: z.int().min(0),
});

/** A disk can lose bits while nobody writes: however often it was closed in order, all of it is read this often. */
const CHECK_EVERY_MS = 7 * 86_400_000;

/** When the file was last found whole, where it need not be read again now; null where it must. Takes the stamp away. */
export function takeCloseStamp(path: string, nowMs: number): number | null {
  const place = stampOf(path);
  let text: string;
  try {
    text = readFileSync(place, 'utf8');
  } catch {
    return null;
  }
  rmSync(place, { force: true });
  const { bytes, changedAtMs, checkedAtMs } = parsed(text) ?? {};
  if (checkedAtMs === undefined || nowMs < checkedAtMs || nowMs - checkedAtMs >= CHECK_EVERY_MS) return null;
  const now = standOf(path);
  return now?.bytes === bytes && now?.changedAtMs === changedAtMs ? checkedAtMs : null;
}

/** Call after the file was closed. What is left of a write-ahead log says that it was not closed in order. */
export function leaveCloseStamp(path: string, checkedAtMs: number): void {
  const now = standOf(path);
  if (now === null) return;
  try {
    // Half of one is none: it need not be durable by itself.
    writeFileSync(stampOf(path), JSON.stringify({ formatVersion: 1, ...now, checkedAtMs }), { mode: 0o600 });
  } catch {
    // A full or read-only disk: the next start reads the whole file, as after a crash.
  }
}

const stampOf = (path: string): string => `${path}.closed`;

function standOf(path: string): { readonly bytes: number; readonly changedAtMs: number } | null {
  if (!existsSync(path) || existsSync(`${path}-wal`)) return null;
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, changedAtMs: Math.round(mtimeMs) };
}

function parsed(text: string): z.infer<typeof Stamp> | null {
  try {
    return Stamp.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
