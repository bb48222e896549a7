/** Says why a key does nothing now, so that nobody presses it again and wonders. It runs nothing. */
import type { Command } from './command.ts';
import { notify } from './notify.ts';
import { isOpen, selectedOnScreen } from './on-screen.ts';

/** The command is meant by the key and can't be used as things stand. */
export function tellRefused(command: Command): void {
  // Escape with nothing to leave, or a step of a panel: there is nothing a person could have meant.
  if (command.isFixed === true || command.isStep === true) return;
  notify({ id: 'refused-key', kind: 'blocked', text: `“${command.title}” can’t be used now: ${whyNot(command)}.` });
}

function whyNot({ mode }: Command): string {
  if (mode === undefined) return 'there is nothing for it to do here';
  const shown = selectedOnScreen();
  if (shown === null) return 'there is no package on screen';
  if (isOpen(shown)) return 'there is nothing for it to do in this package';
  return shown.pkg.review.ownerId === shown.person.id
    ? `this package is ${shown.pkg.review.state}`
    : 'this package belongs to somebody else';
}
