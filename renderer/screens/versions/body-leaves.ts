/** A library body as its fields, each by its place: what the form edits and what two versions are compared by. It keeps the body's shape. */

type Step = string | number;
export type LeafValue = string | number | boolean | null | readonly string[];

export interface Leaf {
  readonly path: readonly Step[];
  readonly value: LeafValue;
}

/** Lists of words are one field, a word a line; everything else is taken apart down to its values. */
export function leavesOf(body: unknown, path: readonly Step[] = []): readonly Leaf[] {
  if (Array.isArray(body)) {
    const items = body as readonly unknown[];
    if (items.every((item): item is string => typeof item === 'string')) return [{ path, value: items }];
    return items.flatMap((item, at) => leavesOf(item, [...path, at]));
  }
  if (typeof body === 'object' && body !== null)
    return Object.entries(body).flatMap(([key, value]) => leavesOf(value, [...path, key]));
  return typeof body === 'string' || typeof body === 'number' || typeof body === 'boolean' || body === null
    ? [{ path, value: body }]
    : [];
}

/** The body with another value at one place. */
export function withLeaf(body: unknown, [step, ...rest]: readonly Step[], value: LeafValue): unknown {
  if (step === undefined) return value;
  if (Array.isArray(body))
    return (body as readonly unknown[]).map((item, at) => (at === step ? withLeaf(item, rest, value) : item));
  if (typeof body === 'object' && body !== null)
    return { ...body, [step]: withLeaf((body as Readonly<Record<string, unknown>>)[step], rest, value) };
  return body;
}

export const pathKey = (path: readonly Step[]): string => path.join('.');

/** `Paragraphs 1, 2: text`: places counted from one, names in words. */
export function pathWords(path: readonly Step[]): string {
  const words = path.map((step) =>
    typeof step === 'number'
      ? String(step + 1)
      : step.replaceAll(/([a-z])([A-Z])/gu, (_, low: string, high: string) => `${low} ${high.toLowerCase()}`),
  );
  const said = words.join(' ');
  return said === '' ? 'Text' : said.charAt(0).toUpperCase() + said.slice(1);
}

/** As it is shown and compared. */
export const leafText = (value: LeafValue): string =>
  value === null ? '' : typeof value === 'object' ? value.join('\n') : String(value);

/** What a person typed as a value of the kind that was there. */
export function leafTyped(before: LeafValue, text: string): LeafValue {
  if (typeof before === 'number') return text.trim() === '' ? Number.NaN : Number(text);
  if (before === null) return text === '' ? null : text;
  if (typeof before === 'object') return text.split('\n').filter((each) => each.trim() !== '');
  return text;
}

export interface LeafChange {
  readonly path: readonly Step[];
  readonly before: string;
  readonly after: string;
}

/** In the order of the newer one; what is gone stands last. */
export function leafChanges(before: unknown, after: unknown): readonly LeafChange[] {
  const old = new Map(leavesOf(before).map((leaf) => [pathKey(leaf.path), leaf]));
  const now = leavesOf(after);
  const changed = now.flatMap(({ path, value }) => {
    const was = old.get(pathKey(path));
    const change = { path, before: was === undefined ? '' : leafText(was.value), after: leafText(value) };
    return change.before === change.after ? [] : [change];
  });
  const known = new Set(now.map(({ path }) => pathKey(path)));
  const gone = [...old.values()]
    .filter(({ path }) => !known.has(pathKey(path)))
    .map(({ path, value }) => ({ path, before: leafText(value), after: '' }));
  return [...changed, ...gone];
}
