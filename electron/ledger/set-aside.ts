/** Puts a ledger that a person has looked at out of the way, kept under another name. It never deletes and never overwrites. */
import { existsSync, renameSync } from 'node:fs';

/**
 * Renames the file with its write-ahead and shared-memory files to `<path>.set-aside-<UTC time>` and returns that name. A ledger that
 * is missing has nothing to set aside: what is left of it moves, and the name is returned all the same.
 */
export function setAside(path: string, nowMs: number): string {
  const stamp = new Date(nowMs)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  const isFree = (name: string) => ['', '-wal', '-shm'].every((suffix) => !existsSync(name + suffix));
  let target = `${path}.set-aside-${stamp}`;
  for (let again = 2; !isFree(target); again += 1) target = `${path}.set-aside-${stamp}-${again}`;
  // The main file goes first: a crash half-way leaves a missing ledger, which is asked about, never one without its latest writes.
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
  return target;
}
