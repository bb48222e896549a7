/** The menu under a press of the second button: spellings to choose from, and what the system's edit menu has. It is there only where it does something. */
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';

type Asked = Pick<
  ContextMenuParams,
  'misspelledWord' | 'dictionarySuggestions' | 'isEditable' | 'selectionText' | 'editFlags'
>;

interface ContextActs {
  replace(word: string): void;
  learn(word: string): void;
}

/** Empty where no menu belongs. */
export function contextMenu(asked: Asked, acts: ContextActs): MenuItemConstructorOptions[] {
  const { misspelledWord, dictionarySuggestions, isEditable, selectionText, editFlags } = asked;
  const spellings: MenuItemConstructorOptions[] =
    !isEditable || misspelledWord === ''
      ? []
      : [
          ...(dictionarySuggestions.length === 0
            ? [{ label: 'No suggestion', enabled: false }]
            : dictionarySuggestions.map((word) => ({ label: word, click: () => acts.replace(word) }))),
          { type: 'separator' },
          { label: `Add “${misspelledWord}” to the dictionary`, click: () => acts.learn(misspelledWord) },
          { type: 'separator' },
        ];
  const edit: MenuItemConstructorOptions[] = isEditable
    ? [
        { role: 'cut', enabled: editFlags.canCut },
        { role: 'copy', enabled: editFlags.canCopy },
        { role: 'paste', enabled: editFlags.canPaste },
        { role: 'selectAll', enabled: editFlags.canSelectAll },
      ]
    : selectionText.trim() === ''
      ? []
      : [{ role: 'copy', enabled: editFlags.canCopy }];
  return [...spellings, ...edit];
}

/** `popup` opens the menu over its window. */
export function offerContextMenu(
  contents: WebContents,
  learn: (word: string) => void,
  popup: (template: MenuItemConstructorOptions[]) => void,
): void {
  contents.on('context-menu', (_event, params) => {
    const template = contextMenu(params, { replace: (word) => contents.replaceMisspelling(word), learn });
    if (template.length > 0) popup(template);
  });
}
