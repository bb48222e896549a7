/** A report's bytes as they go to the main process; larger ones than any report are turned away here. */

import { toBase64 } from '../../commands/import-file.ts';

const MOST_BYTES = 2_000_000;

export async function reportBase64(
  file: File,
): Promise<{ readonly kind: 'bytes'; readonly base64: string } | { readonly kind: 'no'; readonly because: string }> {
  if (file.size > MOST_BYTES)
    return { kind: 'no', because: `${file.name} is larger than any report (2 MB). Nothing was read.` };
  return { kind: 'bytes', base64: toBase64(new Uint8Array(await file.arrayBuffer())) };
}
