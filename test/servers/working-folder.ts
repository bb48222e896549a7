/** Where a run keeps its files: in memory where there is room, because hundreds of processes wait for the disk otherwise. */
import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NEEDED_BYTES = 512 * 1024 * 1024;

/** A new folder. A kill takes nothing that was written from either place; only a power cut could tell them apart. */
export function makeWorkingFolder(name: string): string {
  return mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), `countersign-${name}-`));
}

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize >= NEEDED_BYTES;
}
