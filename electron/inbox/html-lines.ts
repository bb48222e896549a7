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
/** An element that holds the message that is answered; what follows its end was typed. */
const QUOTE_HOLDER =
  /(?:id="?OLK_SRC_BODY_SECTION|class="?[^">]*(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote))/i;
/** Where Outlook begins the message that is answered. It has no end of its own. */
const QUOTE_FOLLOWS = /(?:id="?(?:divRplyFwdMsg|appendonsend|isForwardContent)|class="?[^">]*OutlookMessageHeader)/i;
/** As mail programs say it in plain text, so that one rule reads both. */
const ORIGINAL_MESSAGE = '-----Original Message-----';
const ENDS_A_LINE = /^(?:br|p|div|tr|li|ul|ol|table|h[1-6]|hr|pre|section|article|body)$/;

export function htmlToLines(html: string): string {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<(head|style|script|title)\b[\s\S]*?<\/\1\s*>/gi, '');
  const lines: string[] = [];
  let depth = 0;
  /** The open quote holder, by its tag's name and how many of that name are open in it. */
  let holder: { readonly name: string; open: number } | null = null;
  let isUnderOriginal = false;
  let current = '';
  const end = (): void => {
    const words = decode(current)
      .replace(/[^\S\n]+/g, ' ')
      .trim();
    if (words !== '') lines.push(depth > 0 || holder !== null ? `> ${words}` : words);
    current = '';
  };
  for (const token of visible.match(/<[^>]*>|[^<]+|</g) ?? []) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token);
    if (tag === null) {
      current += token.replace(/\s+/g, ' ');
      continue;
    }
    const isEnd = tag[1] === '/';
    const name = (tag[2] ?? '').toLowerCase();
    if (holder === null && !isEnd && QUOTE_HOLDER.test(token)) {
      end();
      holder = { name, open: 1 };
    } else if (holder !== null && name === holder.name) {
      end();
      holder.open += isEnd ? -1 : 1;
      if (holder.open === 0) holder = null;
    } else if (!isEnd && !isUnderOriginal && QUOTE_FOLLOWS.test(token)) {
      end();
      lines.push(ORIGINAL_MESSAGE);
      isUnderOriginal = true;
    }
    if (name === 'blockquote') {
      end();
      depth = isEnd ? Math.max(0, depth - 1) : depth + 1;
    } else if (ENDS_A_LINE.test(name)) end();
    else if (name === 'td') current += ' ';
  }
  end();
  return lines.join('\n');
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
