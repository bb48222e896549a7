/** The lists of choices over a reply: what it is, whom not to write to again. Each choice is handed to its command. */
import type { Reply } from '../../../shared/domain/reply.ts';
import { labelReply, suppressWriter } from '../../commands/reply-acts.ts';
import { REPLY_CLASS_CHOICES, suppressesAtOnce } from '../../commands/reply-choices.ts';
import { addressIn } from '../../../shared/policy/replies/writer-address.ts';
import { countsAs } from '../../store/reply-rows.ts';
import { useDeskView, type ReviewMode } from '../../view-state/desk-view.ts';
import { DecisionPicker } from '../review/decision-picker.tsx';
import { SuppressPicker } from '../review/decision-pickers.tsx';
import { REPLY_WORDS } from './reply-words.ts';

export function ReplyPicker({ mode, reply }: { readonly mode: ReviewMode; readonly reply: Reply }) {
  const leave = () => useDeskView.getState().set({ mode: 'reading' });
  const act = (what: () => Promise<void>) => {
    leave();
    // An act tells its own faults; one that nobody foresaw belongs to the window.
    what().catch(reportError);
  };
  const counts = countsAs(reply);
  const address = addressIn(reply.from);
  switch (mode) {
    case 'labelling':
      return (
        <DecisionPicker
          title={REPLY_WORDS.labelTitle}
          {...(counts === 'unread' ? {} : { proposed: counts })}
          againKey="l"
          choices={REPLY_CLASS_CHOICES.map(({ value, digit, title, does }) => ({
            value,
            key: digit,
            label: title,
            does,
            isSevere: suppressesAtOnce(value),
          }))}
          onChoose={(label) => act(() => labelReply(reply, label))}
          onLeave={leave}
        />
      );
    case 'suppressing':
      return address === null ? null : (
        <SuppressPicker
          email={address}
          onSuppress={(scope, note) => act(() => suppressWriter(reply, scope, note))}
          onLeave={leave}
        />
      );
    case 'reading':
    case 'comparing':
    case 'rewriting':
    case 'editing':
    case 'rejecting':
    case 'escalating':
    case 'snoozing':
    case 'declining':
      return null;
  }
}
