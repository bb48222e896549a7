/** The browser's own mouse, by way of its debugging line: pointers are captured, clicks follow presses, and what lies on top is what is hit. */
import { cdp } from 'vitest/browser';

type Place = readonly [x: number, y: number];

/** The tests' page is a frame within the browser's. */
function inWindow([x, y]: Place): { readonly x: number; readonly y: number } {
  const frame = window.frameElement?.getBoundingClientRect();
  return { x: x + (frame?.left ?? 0), y: y + (frame?.top ?? 0) };
}

const tell = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', place: Place, rest: object) =>
  cdp().send('Input.dispatchMouseEvent', { type, ...inWindow(place), ...rest });

const LEFT = { button: 'left', clickCount: 1 } as const;

export const realMouse = {
  press: async (at: Place): Promise<void> => {
    await tell('mouseMoved', at, {});
    await tell('mousePressed', at, { ...LEFT, buttons: 1 });
  },
  /** With the button held down. */
  drag: (to: Place): Promise<unknown> => tell('mouseMoved', to, { button: 'left', buttons: 1 }),
  release: (at: Place): Promise<unknown> => tell('mouseReleased', at, { ...LEFT, buttons: 0 }),
};

/** A point of an element: `across` 0 is its left edge, 1 its right one. */
export function pointIn(element: Element, across = 0.5): Place {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width * across, top + height / 2];
}
