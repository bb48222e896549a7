/** One shared clock tick for everything on screen that ages; it never drives a decision. */
import { useCallback, useSyncExternalStore } from 'react';

interface Ticker {
  readonly listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | null;
  nowMs: number;
}
const tickers = new Map<number, Ticker>();

function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs);
  if (known !== undefined) return known;
  const made: Ticker = { listeners: new Set(), timer: null, nowMs: Date.now() };
  tickers.set(everyMs, made);
  return made;
}

/** The time now, renewed every `everyMs` (a second unless told); all users of one interval tick together. */
export function useNow(everyMs = 1_000): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ticker = tickerOf(everyMs);
      ticker.listeners.add(listener);
      if (ticker.timer === null) {
        ticker.nowMs = Date.now();
        ticker.timer = setInterval(() => {
          ticker.nowMs = Date.now();
          for (const each of ticker.listeners) each();
        }, everyMs);
      }
      return () => {
        ticker.listeners.delete(listener);
        if (ticker.listeners.size === 0 && ticker.timer !== null) {
          clearInterval(ticker.timer);
          ticker.timer = null;
        }
      };
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, () => {
    const ticker = tickerOf(everyMs);
    // A ticker nobody listened to has stood still; it is set right before anybody reads it.
    if (ticker.timer === null && Date.now() - ticker.nowMs > everyMs) ticker.nowMs = Date.now();
    return ticker.nowMs;
  });
}
