/**
 * Cuts a file's bytes into lines and decodes each by itself, so that a broken one costs only itself. It must never guess: bytes that
 * are not the file's encoding are marked and reported. UTF-8 with or without a byte-order mark, UTF-16 with one.
 */
import { TextDecoder } from 'node:util';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** With U+FFFD for bytes that are not the encoding's (fault `broken-bytes`); empty where it was too long to keep. */
  readonly text: string;
  readonly fault: 'broken-bytes' | 'too-long' | null;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface LineDecoder {
  /** Whole lines that the bytes complete. */
  push(bytes: Uint8Array): readonly Line[];
  /** The last line, where the file does not end with a line break. */
  end(): readonly Line[];
}

/** The encoding by the byte-order mark, and the mark's length. */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding; readonly skip: number } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  return { encoding: 'utf-8', skip: 0 };
}

export function decodeLines(maxBytes: number): LineDecoder {
  let head: Uint8Array = new Uint8Array(0);
  let begun: { readonly encoding: Encoding; readonly decoder: TextDecoder } | null = null;
  let parts: Uint8Array[] = [];
  let held = 0;
  let tooLong = false;
  let number = 1;
  /** A UTF-16 unit cut in two by a chunk's end. */
  let halfUnit: Uint8Array = new Uint8Array(0);

  const keep = (part: Uint8Array): void => {
    if (tooLong || part.length === 0) return;
    if (held + part.length > maxBytes) {
      tooLong = true;
      parts = [];
      held = 0;
      return;
    }
    // A copy: the caller may reuse its buffer.
    parts.push(part.slice());
    held += part.length;
  };

  function finishLine(decoder: TextDecoder): Line {
    const at = number;
    const bytes = Buffer.concat(parts, held);
    const wasTooLong = tooLong;
    parts = [];
    held = 0;
    tooLong = false;
    number += 1;
    if (wasTooLong) return { number: at, text: '', fault: 'too-long' };
    try {
      return { number: at, text: decoder.decode(bytes).replace(/\r$/u, ''), fault: null };
    } catch {
      // A fatal decoder throws a TypeError for bytes outside the encoding; that is this line's fault and nothing else's.
      return { number: at, text: new TextDecoder(decoder.encoding).decode(bytes), fault: 'broken-bytes' };
    }
  }

  function cut(bytes: Uint8Array, encoding: Encoding, decoder: TextDecoder): Line[] {
    const lines: Line[] = [];
    let from = 0;
    if (encoding === 'utf-8') {
      for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, from)) {
        keep(bytes.subarray(from, at));
        lines.push(finishLine(decoder));
        from = at + 1;
      }
      keep(bytes.subarray(from));
      return lines;
    }
    const [low, high] = encoding === 'utf-16le' ? [0, 1] : [1, 0];
    const units = halfUnit.length === 0 ? bytes : Buffer.concat([halfUnit, bytes]);
    const whole = units.length - (units.length % 2);
    for (let at = 0; at < whole; at += 2) {
      if (units[at + low] !== 0x0a || units[at + high] !== 0) continue;
      keep(units.subarray(from, at));
      lines.push(finishLine(decoder));
      from = at + 2;
    }
    keep(units.subarray(from, whole));
    halfUnit = units.slice(whole);
    return lines;
  }

  function begin(): { readonly encoding: Encoding; readonly decoder: TextDecoder; readonly rest: Uint8Array } {
    const { encoding, skip } = encodingOf(head);
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    begun = { encoding, decoder };
    const rest = head.subarray(skip);
    head = new Uint8Array(0);
    return { encoding, decoder, rest };
  }

  return {
    push: (bytes) => {
      if (begun !== null) return cut(bytes, begun.encoding, begun.decoder);
      head = Buffer.concat([head, bytes]);
      if (head.length < 3) return [];
      const { encoding, decoder, rest } = begin();
      return cut(rest, encoding, decoder);
    },
    end: () => {
      const lines: Line[] = [];
      let decoder = begun?.decoder;
      if (decoder === undefined) {
        const first = begin();
        decoder = first.decoder;
        lines.push(...cut(first.rest, first.encoding, decoder));
      }
      keep(halfUnit);
      if (held > 0 || tooLong) lines.push(finishLine(decoder));
      return lines;
    },
  };
}
