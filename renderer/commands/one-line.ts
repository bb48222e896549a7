/** Makes what a person typed into a note fit for one line: no breaks, no control characters, bounded. */

export function oneLine(text: string, maxChars: number): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, maxChars);
}
