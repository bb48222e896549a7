/** Where the window was when it closed, and where it may open: never off the screen, never smaller than it can be used. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
});
type Bounds = z.infer<typeof Bounds>;
export const WindowState = z.object({ bounds: Bounds, maximized: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

const USUAL = { width: 1360, height: 860 } as const;
const MIN_WIDTH = 960;
const MIN_HEIGHT = 640;
/** So much of the window must be on a screen that a person can take hold of it. */
const GRIP_PX = 120;

/** A missing or unreadable file is the first start: where a window was is no record. */
export function readWindowState(path: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Without a place the system chooses it, as where the screen it was on is gone. */
export function windowPlace(
  state: WindowState | null,
  screens: readonly Bounds[],
): { x?: number; y?: number; width: number; height: number } {
  if (state === null) return USUAL;
  const { x, y } = state.bounds;
  const width = Math.max(state.bounds.width, MIN_WIDTH);
  const height = Math.max(state.bounds.height, MIN_HEIGHT);
  const reachable = screens.some(
    (screen) =>
      Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x) >= GRIP_PX &&
      y >= screen.y &&
      y <= screen.y + screen.height - GRIP_PX,
  );
  return reachable ? { x, y, width, height } : { width, height };
}
