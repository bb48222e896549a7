/** The digits inside a mode: each takes one choice and decides. The choices and their words live in choices.ts. */
import { hereAndNow } from '../store/here-and-now.ts';
import { previewNow } from '../store/preview-now.ts';
import { useDeskView, type ReviewMode } from '../view-state/desk-view.ts';
import { ESCALATION_CHOICES, REJECTION_CHOICES, SUPPRESSION_CHOICES, snoozeChoices } from './choices.ts';
import type { Command } from './command.ts';
import { doNotContact } from './do-not-contact.ts';
import { escalate } from './escalate.ts';
import type { OnScreen } from './on-screen.ts';
import { reject } from './reject.ts';
import { snooze } from './snooze.ts';
import { canDecide, PACKAGE_SCREENS, withSelected } from './with-selected.ts';

/** What the digits do once R, F, H or Shift+N was pressed. */
export const STEPS: readonly Command[] = [
  ...REJECTION_CHOICES.map(({ value, digit, title, does }) =>
    step('rejecting', digit, title, does, (shown) =>
      reject(shown.pkg.id, value, '', value === 'wrong-fact' ? sentenceOn(shown) : null),
    ),
  ),
  ...ESCALATION_CHOICES.map(({ value, digit, title, does }) =>
    step('escalating', digit, title, does, ({ pkg }) => escalate(pkg.id, value)),
  ),
  ...SUPPRESSION_CHOICES.map(({ value, digit, title, does }) =>
    step('suppressing', digit, title, does, ({ pkg }) => doNotContact(pkg.id, value)),
  ),
  // The times move with the clock; titles and digits stay.
  ...snoozeChoices(0).map(({ digit, title, does }) =>
    step('snoozing', digit, title, does, async ({ pkg }) => {
      const choice = snoozeChoices(hereAndNow.nowMs()).find((one) => one.digit === digit);
      if (choice !== undefined) await snooze(pkg.id, choice.value);
    }),
  ),
];

function step(
  mode: ReviewMode,
  digit: string,
  title: string,
  explains: string,
  run: Parameters<typeof withSelected>[0],
): Command {
  return {
    id: `${mode}-${digit}`,
    title,
    explains,
    group: 'Decide',
    keys: [digit],
    scope: 'reading',
    mode,
    screens: PACKAGE_SCREENS,
    isStep: true,
    isEnabled: canDecide,
    run: withSelected(run),
  };
}

/** The sentence the reader stands on, for a wrong fact: one of those the checker found in the text on screen. */
function sentenceOn(shown: OnScreen): string | null {
  const { sentence } = useDeskView.getState();
  return sentence === null ? null : (previewNow(shown).sentences[sentence]?.text ?? null);
}
