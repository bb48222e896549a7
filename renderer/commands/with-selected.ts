/** What most commands ask first: is a package on screen, and may it be decided. */
import { useDeskView, type Screen } from '../view-state/desk-view.ts';
import { isOpen, selectedOnScreen } from './on-screen.ts';

/** The view's state now. */
export const view = () => useDeskView.getState();
/** The screens that show one package. */
export const PACKAGE_SCREENS: readonly Screen[] = ['review', 'since-away', 'calls'];
/** The screen shows packages to decide. */
export const onReview = () => PACKAGE_SCREENS.includes(view().screen);

/** A package that can be decided is on screen. */
export function canDecide(): boolean {
  const shown = onReview() ? selectedOnScreen() : null;
  return shown !== null && isOpen(shown);
}

/** Runs with the selected package; without one the command was not enabled. */
export function withSelected(
  run: (shown: NonNullable<ReturnType<typeof selectedOnScreen>>) => Promise<unknown>,
): () => Promise<void> {
  return async () => {
    const shown = selectedOnScreen();
    if (shown !== null) await run(shown);
  };
}
