/** What a person can do with the text on screen, each with its words and keys. What each does lives in its own file. */
import { ATTEST_KEYS } from './attest-key-words.ts';
import { attestCurrent } from './attest-sentence.ts';
import { discardEdit } from './discard-edit.ts';
import { canTakeBack, takeRewriteBack } from './rewrite.ts';
import { canCompare } from './settle-edit.ts';
import type { Command } from './command.ts';
import { enter, OF_PACKAGE } from './on-package.ts';
import { selectedOnScreen } from './on-screen.ts';
import { canDecide, onReview, view, withSelected } from './with-selected.ts';

export const WRITE: readonly Command[] = [
  {
    id: 'attest',
    title: 'Answer for this sentence',
    explains: 'Take responsibility for the current sentence by name.',
    group: 'Write',
    keys: [ATTEST_KEYS.reading],
    ...OF_PACKAGE,
    isEnabled: canDecide,
    run: withSelected(({ pkg }) => attestCurrent(pkg.id)),
  },
  {
    id: 'attest-from-editor',
    title: 'Answer for it while editing',
    explains: 'Take responsibility for the sentence the caret is in.',
    group: 'Write',
    keys: [ATTEST_KEYS.editing],
    scope: 'editing',
    mode: 'editing',
    isEnabled: canDecide,
    run: withSelected(({ pkg }) => attestCurrent(pkg.id)),
  },
  {
    id: 'discard-edit',
    title: 'Back to the agent’s text',
    explains: 'Drop your changes and show the draft as it came.',
    group: 'Write',
    keys: [],
    ...OF_PACKAGE,
    isEnabled: () => canDecide() && selectedOnScreen()?.edit !== null,
    run: withSelected(({ pkg }) => discardEdit(pkg.id)),
  },
  {
    id: 'rewrite',
    title: 'Rewrite',
    explains: 'Have it written again as you say; you see the difference before you take it.',
    group: 'Write',
    keys: ['w'],
    ...OF_PACKAGE,
    isEnabled: () => canDecide() && selectedOnScreen()?.pkg.draft !== null,
    run: enter('rewriting'),
  },
  {
    id: 'take-rewrite-back',
    title: 'Put my text back',
    explains: 'Undo a rewrite or a newer draft that you took.',
    group: 'Write',
    keys: ['Shift+w'],
    ...OF_PACKAGE,
    isEnabled: () => canDecide() && canTakeBack(view().selectedId),
    run: () => {
      const { selectedId } = view();
      if (selectedId !== null) takeRewriteBack(selectedId);
    },
  },
  {
    id: 'compare',
    title: 'Compare with the newer draft',
    explains: 'When a newer draft came under your edit: see both, and say which holds.',
    group: 'Write',
    keys: ['c'],
    ...OF_PACKAGE,
    isEnabled: () => onReview() && canCompare(),
    run: enter('comparing'),
  },
  {
    id: 'difference',
    title: 'Show the difference',
    explains: 'Compare with the agent’s text.',
    group: 'Write',
    keys: ['d'],
    ...OF_PACKAGE,
    isEnabled: () => onReview() && view().selectedId !== null,
    run: () => view().set({ showDiff: !view().showDiff }),
  },
];
