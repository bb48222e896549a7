/**
 * Turns a file's bytes into text as they come, in the encoding they are in: UTF-8 or UTF-16 by their mark, UTF-16 by its zero bytes, else
 * UTF-8, or Windows-1252 from the first byte that UTF-8 does not have. What does not fit becomes U+FFFD, and is never guessed.
 */
import { TextDecoder } from 'node:util';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface TextDecoding {
  /** The text that these bytes complete. */
  push(bytes: Uint8Array): string;
  end(): string;
  encoding(): TextEncodingName;
}

/** The encoding that a file's first bytes show; null where any byte so far is plain ASCII and nothing is decided. */
function shownBy(head: Uint8Array): TextEncodingName | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[1] === 0 && head[3] === 0 && head[0] !== 0) return 'utf-16le';
  if (head[0] === 0 && head[2] === 0 && head[1] !== 0) return 'utf-16be';
  return null;
}

/** What the first byte that is not ASCII shows: UTF-8 where a whole character of it follows; null where it is cut off or there is none. */
function shownByFirstSign(bytes: Uint8Array): 'utf-8' | 'windows-1252' | null {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  if (at < 0) return null;
  const lead = bytes[at] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  const rest = bytes.subarray(at + 1, at + length);
  if (length === 1 || rest.some((byte) => byte < 0x80 || byte >= 0xc0)) return 'windows-1252';
  return rest.length === length - 1 ? 'utf-8' : null;
}

export function decodeText(): TextDecoding {
  /** Bytes that do not show their encoding yet: the first few, or a character cut off. */
  let held: Uint8Array = new Uint8Array(0);
  let isBegun = false;
  let chosen: TextEncodingName | null = null;
  let decoder = new TextDecoder('utf-8');

  const choose = (encoding: TextEncodingName): void => {
    chosen = encoding;
    decoder = new TextDecoder(encoding);
  };
  const decode = (bytes: Uint8Array, isLast: boolean): string => {
    const all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    held = new Uint8Array(0);
    if (!isBegun) {
      if (all.length < 4 && !isLast) {
        held = all.slice();
        return '';
      }
      isBegun = true;
      const shown = shownBy(all);
      if (shown !== null) choose(shown);
    }
    if (chosen !== null) return decoder.decode(all, { stream: !isLast });
    const shown = shownByFirstSign(all);
    const firstSign = all.findIndex((byte) => byte >= 0x80);
    if (shown !== null) choose(shown);
    else if (firstSign >= 0 && isLast) choose('windows-1252');
    else if (firstSign >= 0) {
      held = all.slice(firstSign);
      return decoder.decode(all.subarray(0, firstSign), { stream: true });
    }
    return decoder.decode(all, { stream: !isLast });
  };

  return {
    push: (bytes) => decode(bytes, false),
    end: () => decode(new Uint8Array(0), true),
    encoding: () => chosen ?? 'utf-8',
  };
}
