/** What commands about the package on screen have in common: where they work, and how a mode is entered. */
import type { ReviewMode } from '../view-state/desk-view.ts';
import { PACKAGE_SCREENS, view } from './with-selected.ts';

export const enter = (mode: ReviewMode) => () => view().set({ mode });
export const READING = { scope: 'reading', mode: 'reading' } as const;
/** Where a package is on screen. */
export const OF_PACKAGE = { ...READING, screens: PACKAGE_SCREENS } as const;
