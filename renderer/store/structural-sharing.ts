/** Keeps old objects where new ones say the same, so that an unchanged answer is the same answer and nothing renders again. */

/** `next`, with every part that deeply equals the same part of `previous` taken from there. Plain data only. */
export function reuse<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (typeof previous !== 'object' || typeof next !== 'object' || previous === null || next === null) return next;
  if (Array.isArray(previous) !== Array.isArray(next)) return next;
  const before = previous as Readonly<Record<string, unknown>>;
  const after = next as Readonly<Record<string, unknown>>;
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const entries = keys.map((key): readonly [string, unknown] => {
    // Only what is its own: a key named `__proto__` is data like any other.
    const had = Object.hasOwn(before, key);
    const value = reuse(had ? before[key] : undefined, after[key]);
    if (!had || !Object.is(value, before[key])) same = false;
    return [key, value];
  });
  if (same) return previous as T;
  return (Array.isArray(next) ? entries.map(([, value]) => value) : Object.fromEntries(entries)) as T;
}
