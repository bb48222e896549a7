/**
 * The text on screen and who answers for which of its sentences: this window's newest words, saved or not, over what the store has.
 * It renders again with each keystroke, because the keeper of edits is not a React store.
 */
import { startTransition, useReducer } from 'react';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { newestEdit } from '../../store/editing.ts';
import { textOnScreen } from '../../store/preview.ts';
import type { MessageText } from './message-pane.tsx';

interface TextOnScreen {
  readonly edit: DraftEdit | null;
  readonly text: MessageText;
  /** Call after something was saved. A body's new words are in the editor already and may wait for a free moment; others may not. */
  readonly refresh: (urgency: 'now' | 'soon') => void;
}

export function useTextOnScreen(pkg: HandoffPackage, stored: DraftEdit | null): TextOnScreen {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const edit = newestEdit(pkg.id, stored);
  return {
    edit,
    text: textOnScreen(pkg, edit),
    refresh: (urgency) => {
      if (urgency === 'now') renderAgain();
      else startTransition(renderAgain);
    },
  };
}
