/** Which commands stand in the action bar, and why one can't be used now. What a command does is its own. */
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Command } from '../../commands/command.ts';
import { isOpen } from '../../commands/on-screen.ts';
import { runCommand } from '../../commands/registry.ts';
import type { BarAction } from './action-bar.tsx';
import type { ReviewActions } from './review-sheet.tsx';

interface ActionFacts {
  readonly pkg: HandoffPackage;
  readonly person: Person;
  readonly isEditing: boolean;
  readonly isEditedElsewhere: boolean;
  readonly canUndo: boolean;
  /** The registry as it is now: its keys are drawn. */
  readonly commands: readonly Command[];
}

export function reviewActions(facts: ActionFacts): ReviewActions {
  const { pkg, isEditing, isEditedElsewhere, canUndo } = facts;
  const commandById = (id: string): Command => {
    const command = facts.commands.find((one) => one.id === id);
    if (command === undefined) throw new Error(`there is no command ${id}`);
    return command;
  };
  const whyNotDecide = whyNot(facts);
  const noEmail = pkg.draft === null ? 'This step has no email' : null;
  const elsewhere = isEditedElsewhere ? 'It is being edited in another window' : null;
  const decide = (id: string, because: string | null = null): BarAction => ({
    command: commandById(id),
    whyNot: whyNotDecide ?? because,
  });
  const attestKey = commandById(isEditing ? 'attest-from-editor' : 'attest').keys[0];
  if (isEditing) {
    // Letters are text here: only what works from the editor is offered.
    return {
      approve: decide('approve-from-editor', noEmail),
      actions: [{ command: commandById('leave'), title: 'Done', whyNot: null }],
      trailing: [],
      attestKey,
      onRun: runCommand,
    };
  }
  return {
    approve: decide('approve', noEmail),
    actions: [decide('edit', noEmail ?? elsewhere), decide('reject'), decide('escalate'), decide('snooze')],
    trailing: [
      { command: commandById('undo'), whyNot: canUndo ? null : 'There is no decision to take back' },
      { command: commandById('help'), whyNot: null },
    ],
    attestKey,
    onRun: runCommand,
  };
}

/** As the commands see it: an open package of one's own can be decided. */
function whyNot({ pkg, person }: ActionFacts): string | null {
  if (isOpen({ pkg, person })) return null;
  return pkg.review.ownerId === person.id ? `It is ${pkg.review.state}` : 'It belongs to somebody else';
}
