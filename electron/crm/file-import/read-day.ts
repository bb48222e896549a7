/** Reads a day or a moment as a list writes it: ISO 8601, or epoch milliseconds. Anything that can be read in two ways is not read. */
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/u;

/** Epoch milliseconds, or null. A day alone begins at midnight UTC. */
export function readDay(text: string): number | null {
  if (/^\d{12,14}$/u.test(text)) return Number(text);
  if (!ISO.test(text)) return null;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/u.test(text.slice(10));
  const atMs = Date.parse(text.length <= 10 || hasZone ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`);
  return Number.isNaN(atMs) || atMs < 0 ? null : atMs;
}
