/** The picker of the mode the reader is in, over the action bar; each choice is handed to its command. */
import type { PackageId } from '../../../shared/domain/ids.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import { doNotContact } from '../../commands/do-not-contact.ts';
import { escalate } from '../../commands/escalate.ts';
import { reject } from '../../commands/reject.ts';
import { askForRewrite, takeRewrite } from '../../commands/rewrite.ts';
import { keepMine, takeTheirs } from '../../commands/settle-edit.ts';
import { snooze } from '../../commands/snooze.ts';
import type { EditConflict } from '../../store/edit-conflict.ts';
import { useDeskView, type ReviewMode } from '../../view-state/desk-view.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { EscalatePicker, RejectPicker, SnoozePicker, SuppressPicker } from './decision-pickers.tsx';
import type { MessageText } from './message-pane.tsx';
import { RewritePanel } from './rewrite-panel.tsx';

interface OpenPickerProps {
  readonly mode: ReviewMode;
  readonly pkg: HandoffPackage;
  readonly text: MessageText;
  /** A newer draft under the edit; null for none. */
  readonly conflict: EditConflict | null;
  /** The text changed by more than a keystroke. */
  readonly onEdited: () => void;
  readonly sentences: readonly SentenceCheck[];
  readonly sentence: number | null;
  readonly nowMs: number;
}

export function OpenPicker({ mode, pkg, text, conflict, onEdited, sentences, sentence, nowMs }: OpenPickerProps) {
  const id: PackageId = pkg.id;
  const leave = () => useDeskView.getState().set({ mode: 'reading' });
  /** The picker is closed first: what follows is told by a notice, not by a list that hangs about. */
  const decide = (decision: () => Promise<void>) => {
    leave();
    // A decision tells its own faults; one that nobody foresaw belongs to the window.
    decision().catch(reportError);
  };
  switch (mode) {
    case 'reading':
    case 'editing':
    case 'declining':
    case 'labelling':
      return null;
    case 'comparing':
      return conflict === null ? null : (
        <CompareDialog
          conflict={conflict}
          onKeepMine={(mine) => {
            keepMine(id, mine);
            leave();
            onEdited();
          }}
          onTakeTheirs={() =>
            decide(async () => {
              await takeTheirs(id);
              onEdited();
            })
          }
          onLeave={leave}
        />
      );
    case 'rewriting':
      return (
        <RewritePanel
          text={text}
          onAsk={(instruction) => askForRewrite(id, instruction)}
          onTake={(taken) => {
            leave();
            takeRewrite(id, taken);
            onEdited();
          }}
          onLeave={leave}
        />
      );
    case 'rejecting':
      return (
        <RejectPicker
          sentences={sentences}
          sentence={sentence}
          onReject={(reason, note, wrong) => decide(() => reject(id, reason, note, wrong))}
          onLeave={leave}
        />
      );
    case 'escalating':
      return (
        <EscalatePicker
          pkg={pkg}
          onEscalate={(trigger, note) => decide(() => escalate(id, trigger, note))}
          onLeave={leave}
        />
      );
    case 'snoozing':
      return (
        <SnoozePicker
          nowMs={nowMs}
          expiresAtMs={pkg.review.expiresAtMs}
          onSnooze={(until) => decide(() => snooze(id, until))}
          onLeave={leave}
        />
      );
    case 'suppressing':
      return (
        <SuppressPicker
          email={pkg.contact.email}
          onSuppress={(scope, note) => decide(() => doNotContact(id, scope, note))}
          onLeave={leave}
        />
      );
  }
}
