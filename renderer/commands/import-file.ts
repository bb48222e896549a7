/** Hands a file to the main process in pieces, and brings back its report. It reads nothing of the content itself. */
import type { z } from 'zod';
import type { CallResult, ImportReport } from '../../shared/ipc/contract.ts';
import { call } from '../bridge.ts';

/** Bytes in one piece; the contract allows 512 KB. */
const PIECE_BYTES = 384 * 1_024;

export type ImportOutcome =
  | { readonly kind: 'report'; readonly report: z.infer<typeof ImportReport> }
  | { readonly kind: 'no'; readonly because: string };

/** Says what kind of import this is, and begins it. */
type Begin = (file: { readonly fileName: string; readonly bytes: number }) => Promise<CallResult<'import.begin'>>;

/** Packages unless `begin` says otherwise. `onProgress` gets the bytes handed over so far and the file's size. Aborting `signal` stops; what was accepted before stays and is reported. */
export async function importFile(
  file: File,
  onProgress: (doneBytes: number, totalBytes: number) => void,
  signal?: AbortSignal,
  begin: Begin = (named) => call('import.begin', named),
): Promise<ImportOutcome> {
  const begun = await begin({ fileName: nameOf(file), bytes: file.size });
  if (!begun.ok) return { kind: 'no', because: begun.error.message };
  if (begun.value.kind === 'no') return begun.value;
  const { importId } = begun.value;
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    if (signal?.aborted === true) return finish('import.cancel', importId);
    let base64: string;
    try {
      base64 = toBase64(new Uint8Array(await file.slice(start, start + PIECE_BYTES).arrayBuffer()));
    } catch {
      // The file was moved, changed or its disk taken away while it was read.
      await call('import.cancel', { importId });
      return {
        kind: 'no',
        because: 'The file could not be read to its end: it was changed or moved meanwhile. Choose it again.',
      };
    }
    const piece = await call('import.append', { importId, base64 });
    if (!piece.ok || piece.value.kind === 'no') {
      await call('import.cancel', { importId });
      return {
        kind: 'no',
        because: piece.ok ? (piece.value.kind === 'no' ? piece.value.because : '') : piece.error.message,
      };
    }
    onProgress(Math.min(file.size, start + PIECE_BYTES), file.size);
  }
  return finish('import.finish', importId);
}

async function finish(channel: 'import.finish' | 'import.cancel', importId: string): Promise<ImportOutcome> {
  const result = await call(channel, { importId });
  return result.ok ? { kind: 'report', report: result.value } : { kind: 'no', because: result.error.message };
}

function nameOf(file: File): string {
  return file.name.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ').slice(0, 300);
}

/** The bytes as the contract carries them. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // One call can take only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
