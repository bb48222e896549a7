/** Whether a box that scrolls sideways has more beyond its left or right edge, so that the edge can show it. Measures only. */
import { useEffect, useState, type RefObject } from 'react';

export interface Edges {
  readonly left: boolean;
  readonly right: boolean;
}

/** A pixel may be lost to rounding. */
const SLACK_PX = 1;

export function useEdges(box: RefObject<HTMLElement | null>): Edges {
  const [edges, setEdges] = useState<Edges>({ left: false, right: false });
  useEffect(() => {
    const scroller = box.current;
    if (scroller === null) return undefined;
    const measure = () => {
      const { scrollLeft, clientWidth, scrollWidth } = scroller;
      const left = scrollLeft > SLACK_PX;
      const right = scrollLeft + clientWidth < scrollWidth - SLACK_PX;
      setEdges((before) => (before.left === left && before.right === right ? before : { left, right }));
    };
    measure();
    scroller.addEventListener('scroll', measure, { passive: true });
    const sizes = new ResizeObserver(measure);
    sizes.observe(scroller);
    // What is in it grows and shrinks as columns fill and empty.
    for (const part of scroller.children) sizes.observe(part);
    return () => {
      scroller.removeEventListener('scroll', measure);
      sizes.disconnect();
    };
  }, [box]);
  return edges;
}
