/** How far a score may be trusted: by how sure, how fresh and how many the facts behind it are. It says nothing about how good the lead is. */
import type { Fact } from '../../domain/fact.ts';

const DAY_MS = 86_400_000;

/** Companies change slowly: what was seen a year ago counts half. */
const FACT_HALF_LIFE_DAYS = 365;

/** From so many facts on, more of them add no trust; with fewer, trust falls in proportion. */
const ENOUGH_FACTS = 4;

/** 0 to 1 in hundredths; 0 where nothing is known. High from `HIGH_CONFIDENCE`. */
export function scoreConfidence(facts: readonly Fact[], nowMs: number): number {
  const usable = facts.filter(({ dataRule }) => dataRule !== 'never');
  if (usable.length === 0) return 0;
  const trust = usable.reduce((total, { confidence, observedAtMs }) => {
    const ageDays = Math.max(0, nowMs - observedAtMs) / DAY_MS;
    return total + confidence * 2 ** (-ageDays / FACT_HALF_LIFE_DAYS);
  }, 0);
  return Math.round(100 * (trust / usable.length) * Math.min(1, usable.length / ENOUGH_FACTS)) / 100;
}
