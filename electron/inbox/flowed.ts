/** Decodes `format=flowed` text (RFC 3676) line by line: only lines of one quote depth are joined, so that an answer never becomes part of a quote. */
export function unflow(text: string, delSp: boolean): string {
  const out: { depth: number; words: string }[] = [];
  let open = false;
  for (const row of text.replace(/\r\n?/g, '\n').split('\n')) {
    const depth = /^>*/.exec(row)?.[0].length ?? 0;
    // One space is stuffed before a line that would look like something else (section 4.4).
    const words = row.slice(depth).replace(/^ /, '');
    const isSignature = words === '-- ';
    const flows = words.endsWith(' ') && !isSignature;
    const kept = flows && delSp ? words.slice(0, -1) : words;
    const last = out.at(-1);
    if (open && last !== undefined && last.depth === depth && !isSignature) last.words += kept;
    else out.push({ depth, words: kept });
    open = flows;
  }
  return out.map(({ depth, words }) => (depth === 0 ? words : `${'>'.repeat(depth)} ${words}`)).join('\n');
}
