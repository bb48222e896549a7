/** Keeps something open in a list: the first at the start, and, when the open one leaves, the one that took its place. */
import { useEffect, useEffectEvent, useRef } from 'react';

/** `ids` in the order of the list, undefined while it is read. What was opened without being listed stays open. */
export function useTakesPlace<Id extends string>(
  ids: readonly Id[] | undefined,
  openId: Id | null,
  open: (id: Id | null) => void,
): void {
  const place = useRef<{ readonly id: Id; readonly at: number } | null>(null);
  const settle = useEffectEvent(() => {
    if (ids === undefined) return;
    const at = openId === null ? -1 : ids.indexOf(openId);
    if (openId !== null && at >= 0) {
      place.current = { id: openId, at };
      return;
    }
    const left = place.current?.id === openId ? place.current.at : null;
    if (openId !== null && left === null) return;
    const next = ids[Math.min(left ?? 0, ids.length - 1)] ?? null;
    place.current = null;
    if (next !== openId) open(next);
  });
  useEffect(() => settle(), [ids, openId]);
}
