/** The words of an HTML mail as lines of text, what it quotes marked with `>`. For reading by rules only; it is never shown. */

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};
/** Where Outlook and webmail begin the message that is answered; all that follows is quoted. */
const QUOTE_BEGINS =
  /<[^>]*(?:id="?(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|isForwardContent)|class="?[^">]*(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|OutlookMessageHeader))[^>]*>/i;

export function htmlToLines(html: string): string {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<(head|style|script|title)\b[\s\S]*?<\/\1\s*>/gi, '');
  const begins = QUOTE_BEGINS.exec(visible)?.index ?? visible.length;
  return [...linesOf(visible.slice(0, begins), 0), ...linesOf(visible.slice(begins), 1)].join('\n');
}

function linesOf(html: string, baseDepth: number): readonly string[] {
  let depth = baseDepth;
  const lines: string[] = [];
  let current = '';
  const end = (): void => {
    const words = decode(current)
      .replace(/[^\S\n]+/g, ' ')
      .trim();
    if (words !== '') lines.push(depth > 0 ? `> ${words}` : words);
    current = '';
  };
  for (const token of html.match(/<[^>]*>|[^<]+|</g) ?? []) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token);
    if (tag === null) {
      current += token.replace(/\s+/g, ' ');
      continue;
    }
    const name = (tag[2] ?? '').toLowerCase();
    if (name === 'blockquote') {
      end();
      depth = tag[1] === '/' ? Math.max(baseDepth, depth - 1) : depth + 1;
    } else if (/^(?:br|p|div|tr|li|ul|ol|table|h[1-6]|hr|pre|section|article|body)$/.test(name)) end();
    else if (name === 'td') current += ' ';
  }
  end();
  return lines;
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      ? String.fromCodePoint(point)
      : whole;
  });
}
