/** Asks for the reason of a declined escalation. There is no declining without one. */
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { ESCALATION_WORDS } from './escalation-words.ts';

interface DeclineDialogProps {
  readonly onCancel: () => void;
  readonly onDecline: (because: string) => void;
}

export function DeclineDialog({ onCancel, onDecline }: DeclineDialogProps) {
  const [because, setBecause] = useState('');
  const [asked, setAsked] = useState(false);
  const formId = useId();
  const missing = because.trim() === '';
  return (
    <Dialog
      size="sm"
      title={ESCALATION_WORDS.declineTitle}
      description={ESCALATION_WORDS.declineWhy}
      onClose={onCancel}
      footer={
        <>
          <Button tone="quiet" onClick={onCancel}>
            {ESCALATION_WORDS.cancel}
          </Button>
          <Button tone="primary" type="submit" form={formId}>
            {ESCALATION_WORDS.decline.replace('…', '')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!missing) onDecline(because.trim());
        }}
      >
        <Field
          label={ESCALATION_WORDS.reason}
          hint={ESCALATION_WORDS.reasonHint}
          fault={asked && missing ? ESCALATION_WORDS.reasonMissing : null}
        >
          {(ids) => (
            <TextInput
              {...ids}
              data-autofocus
              maxLength={500}
              value={because}
              onChange={(event) => setBecause(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
