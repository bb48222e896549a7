/** A cell as one line of plain text. It never shortens one: what is too long is said by whoever reads it. */

/** The quote that our own exports put before what a spreadsheet would run is taken off again. */
export function plainCell(cell: string): string {
  return cell
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/u, '');
}

/** Whether a spreadsheet would run the cell: `=`, `+`, `-` or `@` and something after it that is not a number. */
export function beginsLikeFormula(text: string): boolean {
  return /^[=+\-@]./u.test(text) && !/^[+-]?[\d\s().,/-]+%?$/u.test(text);
}
