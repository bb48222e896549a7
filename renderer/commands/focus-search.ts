/** Puts the caret into the search field of the screen. */
import { useDeskView } from '../view-state/desk-view.ts';

/** The search field, where the screen has one. */
export function searchField(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('input[type="search"]');
}

export function focusSearch(): void {
  const { searchFocus, set } = useDeskView.getState();
  set({ searchFocus: searchFocus + 1 });
  const field = searchField();
  field?.focus();
  field?.select();
}
