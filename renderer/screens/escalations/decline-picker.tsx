/** The reasons to give an escalation back: the usual ones by digit, any other in one's own words. There is no declining without one. */
import { DECLINE_CHOICES } from '../../commands/reply-choices.ts';
import { DecisionPicker } from '../review/decision-picker.tsx';
import { ESCALATION_WORDS } from './escalation-words.ts';

interface DeclinePickerProps {
  readonly onDecline: (because: string) => void;
  readonly onLeave: () => void;
}

/** Its value is no reason: the note is. */
const OWN_WORDS = '';

export function DeclinePicker({ onDecline, onLeave }: DeclinePickerProps) {
  return (
    <DecisionPicker
      title={ESCALATION_WORDS.declineTitle}
      asksNote
      noteHint={ESCALATION_WORDS.ownWordsHint}
      proposed={OWN_WORDS}
      choices={[
        ...DECLINE_CHOICES.map(({ value, digit, title }) => ({ value, key: digit, label: title, does: '' })),
        { value: OWN_WORDS, key: '0', label: ESCALATION_WORDS.ownWords, does: ESCALATION_WORDS.ownWordsDoes },
      ]}
      onChoose={(reason, note) => onDecline([reason, note].filter((part) => part !== '').join(': '))}
      onLeave={onLeave}
    />
  );
}
