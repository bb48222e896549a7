/** Reads one value out of a JSON answer by a path such as `company.metrics[0].employees`. Only own fields; it runs nothing. */

const PART = /([^.[\]]+)|\[(\d{1,4})\]/gu;

/** Undefined where the path leads nowhere. */
export function valueAt(json: unknown, path: string): unknown {
  let value = json;
  for (const [, name, index] of path.matchAll(PART)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = name ?? index ?? '';
    value = Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return value;
}

/** Words, numbers, truth values, and lists of them, as one line; null for anything else and for what is empty. */
export function asWords(value: unknown, most: number): string | null {
  const text = Array.isArray(value)
    ? value.flatMap((each) => asWords(each, most) ?? []).join(', ')
    : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
  const words = text
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim()
    .slice(0, most);
  return words === '' ? null : words;
}
