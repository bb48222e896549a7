/** Every command with its words and keys (docs: the help page draws from here). What each does lives in its own file. */
import { useSession } from '../view-state/session.ts';
import { runAgent, stopAgent } from './agent-acts.ts';
import { approve } from './approve.ts';
import { openBatch } from './batch.ts';
import type { Command } from './command.ts';
import { escalate, suggestedTrigger } from './escalate.ts';
import { INCOMING } from './incoming-commands.ts';
import { canLeave, leave } from './leave.ts';
import { STEPS } from './mode-steps.ts';
import { selectedOnScreen } from './on-screen.ts';
import { openSource } from './open-source.ts';
import { enter, OF_PACKAGE, READING } from './on-package.ts';
import { focusSearch } from './focus-search.ts';
import { GO_TO } from './go-to-commands.ts';
import { goToNextUrgent } from './next-urgent.ts';
import { goNext, goPrevious } from './select.ts';
import { NARROW } from './narrow-commands.ts';
import { sendLastNow } from './send-now.ts';
import { stepThroughClaims } from './step-through-claims.ts';
import { syncNow } from './sync-now.ts';
import { undoLast } from './undo-last.ts';
import { canDecide, onReview, PACKAGE_SCREENS, view, withSelected } from './with-selected.ts';
import { WRITE } from './write-commands.ts';

const decide: readonly Command[] = [
  {
    id: 'approve',
    title: 'Approve',
    explains: 'Sign the message on screen and go on; asks are shown first, refusals never sign.',
    group: 'Decide',
    keys: ['a'],
    ...OF_PACKAGE,
    isEnabled: canDecide,
    run: withSelected(({ pkg }) => approve(pkg.id)),
  },
  {
    id: 'approve-from-editor',
    title: 'Approve from the editor',
    explains: 'Sign the text as it stands in the editor.',
    group: 'Decide',
    keys: ['$mod+Enter'],
    scope: 'editing',
    mode: 'editing',
    isEnabled: canDecide,
    run: withSelected(({ pkg }) => approve(pkg.id)),
  },
  {
    id: 'edit',
    title: 'Edit',
    explains: 'Edit the message, the caret at the first finding.',
    group: 'Write',
    keys: ['e'],
    ...OF_PACKAGE,
    isEnabled: canDecide,
    run: enter('editing'),
  },
  {
    id: 'reject',
    title: 'Reject',
    explains: 'Reject, then a digit for the reason.',
    group: 'Decide',
    keys: ['r'],
    ...OF_PACKAGE,
    isEnabled: canDecide,
    run: enter('rejecting'),
  },
  {
    id: 'escalate',
    title: 'Escalate',
    explains: 'Hand to a human; the same key again takes the preselected trigger.',
    group: 'Decide',
    keys: ['f'],
    ...OF_PACKAGE,
    isEnabled: canDecide,
    run: enter('escalating'),
  },
  {
    id: 'escalate-as-suggested',
    title: 'Escalate as suggested',
    explains: 'Take the preselected trigger.',
    group: 'Decide',
    keys: ['f'],
    follows: 'escalate',
    scope: 'reading',
    mode: 'escalating',
    screens: PACKAGE_SCREENS,
    isStep: true,
    isEnabled: canDecide,
    run: withSelected(({ pkg }) => escalate(pkg.id, suggestedTrigger(pkg))),
  },
  {
    id: 'snooze',
    title: 'Snooze',
    explains: 'Put away until a time or a fresh signal.',
    group: 'Decide',
    keys: ['h'],
    ...OF_PACKAGE,
    isEnabled: canDecide,
    run: enter('snoozing'),
  },
  {
    id: 'do-not-contact',
    title: 'Do not contact',
    explains: 'Suppress the contact, the domain or the address everywhere.',
    group: 'Decide',
    keys: ['Shift+n'],
    ...OF_PACKAGE,
    isEnabled: canDecide,
    run: enter('suppressing'),
  },
  {
    id: 'batch',
    title: 'Batch',
    explains:
      'Read up to five of this segment and version side by side, and sign each; nothing found in any, no Tier 1.',
    group: 'Decide',
    keys: ['b'],
    ...OF_PACKAGE,
    screens: ['review'],
    isEnabled: canDecide,
    run: openBatch,
  },
  {
    id: 'undo',
    title: 'Undo',
    explains: 'Take the last decision back inside its window, else say why not.',
    group: 'Decide',
    keys: ['z', '$mod+z'],
    ...READING,
    isEnabled: () => useSession.getState().person !== null,
    run: undoLast,
  },
  {
    id: 'send-now',
    title: 'Send now',
    explains: 'End the undo window of the last approval.',
    group: 'Decide',
    keys: ['s'],
    ...READING,
    isEnabled: () => useSession.getState().person !== null,
    run: sendLastNow,
  },
];

const move: readonly Command[] = [
  {
    id: 'next',
    title: 'Next package',
    explains: 'Go on without deciding.',
    group: 'Move',
    keys: ['j'],
    ...OF_PACKAGE,
    repeats: true,
    isEnabled: onReview,
    run: goNext,
  },
  {
    id: 'previous',
    title: 'Previous package',
    explains: 'Go back without deciding.',
    group: 'Move',
    keys: ['k'],
    ...OF_PACKAGE,
    repeats: true,
    isEnabled: onReview,
    run: goPrevious,
  },
  {
    id: 'next-urgent',
    title: 'Next urgent package',
    explains: 'Go to the next one with less than two hours left to decide.',
    group: 'Move',
    keys: ['Shift+j'],
    ...OF_PACKAGE,
    isEnabled: onReview,
    run: goToNextUrgent,
  },
  {
    id: 'previous-claim',
    title: 'Previous claim',
    explains: 'Step back through the sentences that claim something.',
    group: 'Move',
    keys: ['['],
    ...OF_PACKAGE,
    repeats: true,
    isEnabled: onReview,
    run: () => stepThroughClaims(-1),
  },
  {
    id: 'next-claim',
    title: 'Next claim',
    explains: 'Step through the sentences that claim something.',
    group: 'Move',
    keys: [']'],
    ...OF_PACKAGE,
    repeats: true,
    isEnabled: onReview,
    run: () => stepThroughClaims(1),
  },
  {
    id: 'thread',
    title: 'Show the thread',
    explains: 'The whole conversation so far, or only its last letter.',
    group: 'Move',
    keys: ['p'],
    ...OF_PACKAGE,
    isEnabled: () => onReview() && (selectedOnScreen()?.pkg.thread.length ?? 0) > 0,
    run: () => view().set({ showThread: !view().showThread }),
  },
  {
    id: 'open-source',
    title: 'Open the source',
    explains: 'Open the source behind the current sentence, else the one behind why now.',
    group: 'Move',
    keys: ['o'],
    ...OF_PACKAGE,
    isEnabled: () => onReview() && view().selectedId !== null,
    run: openSource,
  },
  {
    id: 'leave',
    title: 'Leave',
    explains: 'Leave the editor, a choice or a dialog; text is kept.',
    group: 'Move',
    keys: ['Escape'],
    isFixed: true,
    scope: 'anywhere',
    isEnabled: canLeave,
    run: leave,
  },
];

const find: readonly Command[] = [
  {
    id: 'search',
    title: 'Search',
    explains: 'Search this list.',
    group: 'Find',
    keys: ['/'],
    scope: 'reading',
    isEnabled: () => true,
    run: focusSearch,
  },
  ...NARROW,
  {
    id: 'palette',
    title: 'Find anything',
    explains: 'Packages, messages, replies, leads and commands by their words.',
    group: 'Find',
    keys: ['$mod+k'],
    scope: 'anywhere',
    isEnabled: () => true,
    run: () => view().set({ overlay: view().overlay === 'palette' ? 'none' : 'palette' }),
  },
  // Most keyboards write ? with Shift.
  {
    id: 'help',
    title: 'Keys',
    explains: 'What every key does.',
    group: 'Find',
    keys: ['?', 'Shift+?'],
    scope: 'reading',
    isEnabled: () => true,
    run: () => view().set({ overlay: 'help' }),
  },
];

const desk: readonly Command[] = [
  ...GO_TO,
  {
    id: 'import',
    title: 'Import a file',
    explains: 'Bring packages from a JSON file into the CRM.',
    group: 'Desk',
    keys: [],
    scope: 'anywhere',
    isEnabled: () => true,
    run: () => view().set({ overlay: 'import' }),
  },
  {
    id: 'run-agent',
    title: 'Run the agent now',
    explains: 'Work through your leads: rate, enrich, score, draft.',
    group: 'Desk',
    keys: [],
    scope: 'anywhere',
    isEnabled: () => true,
    run: runAgent,
  },
  {
    id: 'stop-agent',
    title: 'Stop the agent',
    explains: 'After the step it is at; what it finished stays.',
    group: 'Desk',
    keys: [],
    scope: 'anywhere',
    isEnabled: () => true,
    run: stopAgent,
  },
  {
    id: 'sync',
    title: 'Sync now',
    explains: 'Ask the CRM for what is new.',
    group: 'Desk',
    keys: [],
    scope: 'anywhere',
    isEnabled: () => true,
    run: syncNow,
  },
];

export function commandList(): readonly Command[] {
  return [...decide, ...STEPS, ...WRITE, ...move, ...INCOMING, ...find, ...desk];
}
