/** Asks what taking an entry off needs: a reason, and for an unsubscribe or complaint where the contact's own written request lies. */
import { useId, useState } from 'react';
import type { Suppression } from '../../../shared/domain/suppression.ts';
import { needsWrittenRequest } from '../../../shared/policy/suppression-words.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { StateLine } from '../connections/state-line.tsx';
import styles from './suppression-screen.module.css';
import { SUPPRESSION_WORDS } from './suppression-words.ts';

interface TakeOffDialogProps {
  readonly entry: Suppression;
  readonly busy: boolean;
  /** Why the last try was refused. */
  readonly refused: string | null;
  readonly onCancel: () => void;
  readonly onTakeOff: (because: string, writtenRequest: string | null) => void;
}

export function TakeOffDialog({ entry, busy, refused, onCancel, onTakeOff }: TakeOffDialogProps) {
  const [because, setBecause] = useState('');
  const [request, setRequest] = useState('');
  const [asked, setAsked] = useState(false);
  const formId = useId();
  const needsRequest = needsWrittenRequest(entry.reason);
  const missing = because.trim() === '';
  const requestMissing = needsRequest && request.trim() === '';
  return (
    <Dialog
      size="sm"
      title={SUPPRESSION_WORDS.offTitle}
      description={SUPPRESSION_WORDS.offWhy(entry.value)}
      onClose={onCancel}
      footer={
        <>
          <Button tone="quiet" onClick={onCancel}>
            {SUPPRESSION_WORDS.cancel}
          </Button>
          <Button tone="danger" type="submit" form={formId} busy={busy}>
            {SUPPRESSION_WORDS.off}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!missing && !requestMissing) onTakeOff(because.trim(), request.trim() === '' ? null : request.trim());
        }}
      >
        <Field label={SUPPRESSION_WORDS.offReason} fault={asked && missing ? SUPPRESSION_WORDS.offReasonMissing : null}>
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
        {needsRequest && (
          <Field
            label={SUPPRESSION_WORDS.offRequest}
            hint={SUPPRESSION_WORDS.offRequestHint}
            fault={asked && requestMissing ? SUPPRESSION_WORDS.offRequestMissing : null}
          >
            {(ids) => (
              <TextInput
                {...ids}
                maxLength={500}
                value={request}
                onChange={(event) => setRequest(event.target.value)}
              />
            )}
          </Field>
        )}
        {refused !== null && <StateLine tone="refused" title={refused} />}
      </form>
    </Dialog>
  );
}
