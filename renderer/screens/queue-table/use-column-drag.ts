/**
 * A column carried by its head with the mouse: where it would come to stand, and where the line that says so is drawn. Escape or a lost
 * pointer leaves it where it stood, and a press that carries nothing is a press.
 */
import { useEffect, useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { ColumnId } from './sorted-rows.ts';

/** A hand that presses moves a little too. */
const DRAG_FROM_PX = 5;

interface Carried {
  readonly id: ColumnId;
  /** Its place among the columns in sight, once it is let go. */
  readonly to: number;
  /** From the table's left edge; null where it would stay. */
  readonly linePx: number | null;
}

interface ColumnDrag {
  readonly carried: Carried | null;
  /** For the head of each column. */
  readonly handlersOf: (id: ColumnId) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onLostPointerCapture: () => void;
    readonly onClickCapture: (event: MouseEvent) => void;
  };
}

/** `head`: the row whose children are the heads of `shown`, in that order, `gapPx` apart. */
export function useColumnDrag(
  head: RefObject<HTMLElement | null>,
  shown: readonly ColumnId[],
  gapPx: number,
  onMove: (id: ColumnId, to: number) => void,
): ColumnDrag {
  const [carried, setCarried] = useState<Carried | null>(null);
  const pressedAt = useRef<{ readonly x: number; readonly y: number } | null>(null);
  /** Whether the last press became a drag: the browser makes a click of it all the same. */
  const isDragged = useRef(false);
  const isCarrying = carried !== null;
  const end = () => {
    pressedAt.current = null;
    setCarried(null);
  };
  useEffect(() => {
    if (!isCarrying) return undefined;
    // Before every command: the key leaves what the hand does now, not the table.
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [isCarrying]);

  const carriedTo = (id: ColumnId, x: number): Carried => {
    const heads = [...(head.current?.children ?? [])] as HTMLElement[];
    const from = shown.indexOf(id);
    const before = heads.filter((one) => {
      const { left, width } = one.getBoundingClientRect();
      return left + width / 2 < x;
    }).length;
    const to = before > from ? before - 1 : before;
    const [left, right] = [heads[before - 1], heads[before]];
    // Where the table is wider than its window, the hand brings on the columns it comes to.
    for (const one of [left, right]) one?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const edgePx = right?.offsetLeft ?? (left === undefined ? 0 : left.offsetLeft + left.offsetWidth + gapPx);
    return { id, to, linePx: to === from ? null : edgePx - gapPx / 2 };
  };

  return {
    carried,
    handlersOf: (id) => ({
      onPointerDown: (event) => {
        isDragged.current = false;
        // Prevented: the divider of its width has taken it.
        if (event.defaultPrevented || event.button !== 0 || !event.isPrimary) return;
        pressedAt.current = { x: event.clientX, y: event.clientY };
        // A quick hand is over another head with its first move; what was pressed keeps the pointer, and its click.
        (event.target as Element).setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (pressedAt.current === null) return;
        const { x, y } = pressedAt.current;
        isDragged.current ||= Math.hypot(event.clientX - x, event.clientY - y) >= DRAG_FROM_PX;
        if (isDragged.current) setCarried(carriedTo(id, event.clientX));
      },
      onPointerUp: (event) => {
        if (pressedAt.current !== null && isDragged.current) {
          const { to, linePx } = carriedTo(id, event.clientX);
          if (linePx !== null) onMove(id, to);
        }
        end();
      },
      onLostPointerCapture: end,
      onClickCapture: (event) => {
        // A key makes a click without a pointer, which is never the end of a drag.
        if (isDragged.current && event.detail > 0) event.stopPropagation();
      },
    }),
  };
}
