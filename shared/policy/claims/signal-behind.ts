/** Which signals a fact rests on: those that say the same or come from the same page. A fact is only as fresh as its signal. */
import type { Fact } from '../../domain/fact.ts';
import type { Signal } from '../../domain/signal.ts';

const DAY_MS = 86_400_000;

/** The signal that says what this fact says, or null. */
export function signalBehind(fact: Fact, signals: readonly Signal[]): Signal | null {
  return (
    signals.find((signal) => signal.value === fact.value) ??
    signals.find((signal) => signal.value.trim().toLowerCase() === fact.value.trim().toLowerCase()) ??
    signals.find((signal) => signal.url !== null && signal.url === fact.url) ??
    null
  );
}

/** The signals behind several facts. */
export function signalsBehind(facts: readonly Fact[], signals: readonly Signal[]): ReadonlySet<Signal> {
  const found = new Set<Signal>();
  for (const fact of facts) {
    const signal = signalBehind(fact, signals);
    if (signal !== null) found.add(signal);
  }
  return found;
}

/** How old a fact is where it is older than two half-lives of its signal, else null. */
export function staleAgeMs(fact: Fact, signals: readonly Signal[], nowMs: number): number | null {
  const signal = signalBehind(fact, signals);
  if (signal === null) return null;
  const ageMs = nowMs - fact.observedAtMs;
  return ageMs > 2 * signal.halfLifeDays * DAY_MS ? ageMs : null;
}
