/** Which file of the built page answers an address, for both hosts; an address that is not the name of one never reaches the disk. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly contentType: string;
  /** Documents are never stored; built assets carry a hash in their name and may be kept. */
  readonly cacheControl: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Answers a path such as `/` or `/assets/index-1a2b.js`; null where there is none of that name. */
export type PageFiles = (path: string) => Promise<PageFile | null>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Lists the folder once and answers by exact name only: there is nothing to escape from, whatever an address holds. Links are not
 * followed, types we do not build are not served. Throws where the page was not built.
 */
export function openPageFiles(folder: string): PageFiles {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !(extname(entry.name) in CONTENT_TYPES)) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }
  if (!files.has('/index.html')) throw new Error('the page was not built: there is no index.html');
  return async (path) => {
    const file = files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return null;
    const type = extname(file);
    return {
      contentType: CONTENT_TYPES[type] ?? 'application/octet-stream',
      cacheControl:
        path.startsWith('/assets/') && type !== '.html' ? 'private, max-age=31536000, immutable' : 'no-store',
      bytes: new Uint8Array(await readFile(file)),
    };
  };
}
