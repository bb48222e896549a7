/** Which commands stand in the action bar, and why one can't be used now. What a command does is its own. */
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { commandById, runCommand } from '../../commands/registry.ts';
import type { BarAction } from './action-bar.tsx';
import type { ReviewActions } from './review-sheet.tsx';

interface ActionFacts {
  readonly pkg: HandoffPackage;
  readonly person: Person;
  readonly isEditing: boolean;
  readonly isEditedElsewhere: boolean;
  readonly canUndo: boolean;
}

export function reviewActions(facts: ActionFacts): ReviewActions {
  const { pkg, isEditing, isEditedElsewhere, canUndo } = facts;
  const whyNotDecide = whyNot(facts);
  const noEmail = pkg.draft === null ? 'This step has no email' : null;
  const elsewhere = isEditedElsewhere ? 'It is being edited in another window' : null;
  const decide = (id: string, because: string | null = null): BarAction => ({
    command: commandById(id),
    whyNot: whyNotDecide ?? because,
  });
  return {
    approve: decide(isEditing ? 'approve-from-editor' : 'approve', noEmail),
    actions: [decide('edit', noEmail ?? elsewhere), decide('reject'), decide('escalate'), decide('snooze')],
    trailing: [
      { command: commandById('undo'), whyNot: canUndo ? null : 'There is no decision to take back' },
      { command: commandById('help'), whyNot: null },
    ],
    attestKey: commandById(isEditing ? 'attest-from-editor' : 'attest').keys[0] ?? 't',
    onRun: runCommand,
  };
}

/** As the commands see it: an open package of one's own can be decided. */
function whyNot({ pkg, person }: ActionFacts): string | null {
  if (commandById('approve').isEnabled()) return null;
  if (pkg.review.ownerId !== person.id) return 'It belongs to somebody else';
  return pkg.review.state === 'ready' || pkg.review.state === 'opened'
    ? 'It is still being read'
    : `It is ${pkg.review.state}`;
}
