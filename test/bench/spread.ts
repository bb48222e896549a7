/** Medians, percentiles and their spread over runs. Plain arithmetic; it measures nothing. */

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The value below which the share `part` (0 to 1) of the values lies, by nearest rank. Throws on none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

/** The mean of the two middle values where there is no middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('nothing was measured');
  return (upper + lower) / 2;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/** Three digits that mean something: `0.123`, `1.23`, `12.3`, `123`, `12,300`. */
export function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000) return Number(value.toPrecision(3)).toLocaleString('en-US');
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** `12.3 ms (11.8–14.0)`. */
export function saySpread({ median: middle, low, high }: Spread, unit: string): string {
  const range = low === high ? '' : ` (${threeDigits(low)}–${threeDigits(high)})`;
  return `${threeDigits(middle)} ${unit}${range}`;
}
