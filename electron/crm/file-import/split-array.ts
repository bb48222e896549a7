/**
 * Cuts the text of a JSON array into the texts of its elements, so that a broken element costs only itself and a file that was cut
 * off keeps what came before. It must never parse or judge an element.
 */

export interface ArrayPart {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** False where the file ends inside it. */
  readonly whole: boolean;
}

export interface SplitArray {
  readonly parts: readonly ArrayPart[];
  /** What is wrong with the array itself, or null. */
  readonly fault: string | null;
}

/** Elements of a text that starts with `[` after white space. */
export function splitArray(text: string): SplitArray {
  const parts: ArrayPart[] = [];
  const open = text.indexOf('[');
  let depth = 0;
  let inString = false;
  let from = open + 1;
  const push = (to: number, whole: boolean): void => {
    const part = text.slice(from, to).trim();
    if (part !== '') parts.push({ number: parts.length + 1, text: part, whole });
  };
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
      continue;
    }
    switch (code) {
      case 0x22: // "
        inString = true;
        break;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        break;
      case 0x7d: // }
        depth -= 1;
        break;
      case 0x5d: // ]
        if (depth <= 0) {
          push(at, true);
          const after = text.slice(at + 1).trim();
          return { parts, fault: after === '' ? null : 'there is more text after the end of the array' };
        }
        depth -= 1;
        break;
      case 0x2c: // ,
        if (depth <= 0) {
          push(at, true);
          from = at + 1;
          depth = 0;
        }
        break;
      default:
        break;
    }
  }
  push(text.length, false);
  return { parts, fault: 'the file ends before its array does: it was cut off' };
}
