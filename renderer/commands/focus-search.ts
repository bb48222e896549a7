/** Puts the caret into the search field of the screen. */
import { useDeskView } from '../view-state/desk-view.ts';

/** The screen's own search field where it has one, else the list's beside it. */
export function searchField(): HTMLInputElement | null {
  return (
    document.querySelector<HTMLInputElement>('main input[type="search"]') ??
    document.querySelector<HTMLInputElement>('input[type="search"]')
  );
}

export function focusSearch(): void {
  const { searchFocus, set } = useDeskView.getState();
  const field = searchField();
  // The list's field waits for this number; the screen's own must not lose the caret to it.
  if (field?.closest('main') === null) set({ searchFocus: searchFocus + 1 });
  field?.focus();
  field?.select();
}
