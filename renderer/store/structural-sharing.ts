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
  const shared: Record<string, unknown> | unknown[] = Array.isArray(next) ? [] : {};
  for (const key of keys) {
    const value = reuse(before[key], after[key]);
    (shared as Record<string, unknown>)[key] = value;
    if (!Object.is(value, before[key]) || !(key in before)) same = false;
  }
  return (same ? previous : shared) as T;
}
