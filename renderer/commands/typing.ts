/** Tells whether a key is text: pressed while the caret is in something that takes text. */

/** Inputs that take no text. */
const NOT_TEXT = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color', 'image']);

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TEXT.has(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target.isContentEditable || target.closest('.cm-content') !== null;
}

/** Whether the caret is in the message itself, not in some other field. */
export function isInMessage(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.closest('.cm-editor') !== null || target.closest('[data-message-field]') !== null)
  );
}

/** Whether the focus is inside something that floats and has keys of its own. */
export function isInOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null
  );
}
