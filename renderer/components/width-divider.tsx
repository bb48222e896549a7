/** A divider that gives the part beside it another width: dragged, with the arrow keys, or by a double press back to the usual one. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

interface WidthDividerProps {
  /** For a screen reader: `Resize the list`. */
  readonly label: string;
  readonly className: string | undefined;
  readonly px: number;
  /** What it is wide on screen, where that is not known before. */
  readonly measure?: () => number;
  readonly minPx: number;
  readonly maxPx: number;
  /** 1 where moving right makes it wider, -1 where it makes it narrower. */
  readonly direction?: 1 | -1;
  /** `isOver`: the hand has let go. A wish outside of the bounds is the owner's to cut. */
  readonly onResize: (px: number, isOver: boolean) => void;
  readonly onUsual: () => void;
}

const STEP_PX = 16;

export function WidthDivider(props: WidthDividerProps) {
  const { label, className, px, minPx, maxPx, direction = 1, onResize, onUsual } = props;
  const measured = props.measure ?? (() => px);
  const drag = useRef<{ readonly fromX: number; readonly fromPx: number } | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, fromPx: measured() };
  };
  const moveTo = (event: PointerEvent<HTMLDivElement>, isOver: boolean) => {
    if (drag.current === null) return;
    onResize(drag.current.fromPx + direction * (event.clientX - drag.current.fromX), isOver);
    if (isOver) drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const moves: Readonly<Record<string, number>> = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX };
    const move = moves[event.key];
    if (move !== undefined) onResize(measured() + direction * move, true);
    else if (event.key === 'Home') onResize(minPx, true);
    else if (event.key === 'End') onResize(maxPx, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={className}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={px}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => moveTo(event, false)}
      onPointerUp={(event) => moveTo(event, true)}
      onPointerCancel={(event) => moveTo(event, true)}
      onDoubleClick={onUsual}
      onKeyDown={onKeyDown}
    />
  );
}
