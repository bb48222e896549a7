/**
 * The text on screen and who answers for which of its sentences: this window's newest words, saved or not, over what the store has.
 * The keeper of edits is no React store, so it renders again when it is told to; never in the keystroke's own task.
 */
import { startTransition, useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { newestEdit } from '../../store/editing.ts';
import { textOnScreen } from '../../store/preview.ts';
import { reuse } from '../../store/structural-sharing.ts';
import type { MessageText } from './message-pane.tsx';
import { whenResting } from './when-resting.ts';

/**
 * A body's new words, gutter and underlines are in the editor already; the gate's preview and the counters follow when the hands rest. Longer
 * than the pause between two keys of a steady typist, so that no render stands in the way of the next letter.
 */
const REST_MS = 160;
const LONGEST_MS = 1_500;

interface TextOnScreen {
  readonly edit: DraftEdit | null;
  readonly text: MessageText;
  /** Call after something was saved: `soon` for what the editor shows by itself, `now` for the rest. */
  readonly refresh: (urgency: 'now' | 'soon') => void;
}

export function useTextOnScreen(pkg: HandoffPackage, stored: DraftEdit | null): TextOnScreen {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const [soon] = useState(() => whenResting(() => startTransition(renderAgain), REST_MS, LONGEST_MS));
  useEffect(() => soon.stop, [soon]);
  const [keep] = useState(createKeep);
  const edit = keep(newestEdit(pkg.id, stored));
  const refresh = useCallback(
    (urgency: 'now' | 'soon') => {
      if (urgency === 'now') renderAgain();
      else soon.ask();
    },
    [soon],
  );
  return { edit, text: useMemo(() => textOnScreen(pkg, edit), [pkg, edit]), refresh };
}

/** An edit that says the same is the same edit, with the same attestations: nothing is checked or drawn again for it. */
function createKeep(): (edit: DraftEdit | null) => DraftEdit | null {
  let last: DraftEdit | null = null;
  return (edit) => {
    last = reuse(last, edit);
    return last;
  };
}
