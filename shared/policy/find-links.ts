/** Where a plain text holds links: bare addresses, Markdown and HTML ones, and images. It opens none of them. */

export interface Link {
  readonly kind: 'link' | 'image';
  readonly start: number;
  readonly end: number;
  readonly url: string;
  /** The host that the visible text names, where it names one other than by being the address itself. */
  readonly shown: string | null;
}

const PATTERN = new RegExp(
  [
    String.raw`<img\b[^>]*?src\s*=\s*["']?(?<imgSrc>[^"'\s>]+)[^>]*>`,
    String.raw`<a\b[^>]*?href\s*=\s*["']?(?<href>[^"'\s>]+)[^>]*>(?<anchor>[\s\S]{0,300}?)</a>`,
    String.raw`(?<bang>!?)\[(?<label>[^\]\n]{0,300})\]\((?<target>https?://[^\s)]+|www\.[^\s)]+)\)`,
    String.raw`(?<bare>(?:https?://|\bwww\.)[^\s<>"'\])]+)`,
  ].join('|'),
  'giu',
);

/** All links of a text in order; an address inside another link's form is not counted twice. */
export function findLinks(text: string): readonly Link[] {
  if (!/[:.<]/u.test(text)) return [];
  const links: Link[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const groups = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    if (groups.imgSrc !== undefined) links.push({ kind: 'image', start, end, url: groups.imgSrc, shown: null });
    else if (groups.href !== undefined) {
      links.push({ kind: 'link', start, end, url: groups.href, shown: shownHost(groups.anchor ?? '') });
    } else if (groups.target !== undefined) {
      const kind = groups.bang === '!' ? 'image' : 'link';
      links.push({ kind, start, end, url: groups.target, shown: shownHost(groups.label ?? '') });
    } else if (groups.bare !== undefined) {
      const url = groups.bare.replace(/[.,;:!?]+$/u, '');
      links.push({ kind: 'link', start, end: start + url.length, url, shown: null });
    }
  }
  return links;
}

/** The host of an address in lower case without `www.`; the text itself where it has none. */
export function hostOf(url: string): string {
  const match = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/iu.exec(url.trim());
  return (match?.[1] ?? url).toLowerCase().replace(/^www\./u, '');
}

/** The host that a link's text names, if it looks like an address at all. */
function shownHost(text: string): string | null {
  const bare = text.replace(/<[^>]*>/gu, ' ').trim();
  const named = /(?:https?:\/\/)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![a-z0-9-])/iu.exec(bare);
  return named?.[1] === undefined ? null : named[1].toLowerCase();
}
