/** How many words a text has, the same way everywhere: on screen, in the length rail, in the edit class. */

/** Runs of characters without white space that hold at least one letter or digit. */
export function countWords(text: string): number {
  let count = 0;
  for (const word of text.split(/\s+/u)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}
