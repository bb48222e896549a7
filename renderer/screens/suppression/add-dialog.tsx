/** Adds an entry: whom it means, why, on what evidence, until when. A domain or an account is confirmed once its reach is known. */
import { useId, useState } from 'react';
import { SuppressionReason, SuppressionScope, type Suppression } from '../../../shared/domain/suppression.ts';
import { call } from '../../bridge.ts';
import { oneLine } from '../../commands/one-line.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Choice, Field, Select, TextInput } from '../../components/field.tsx';
import { StateLine } from '../connections/state-line.tsx';
import styles from './suppression-screen.module.css';
import { REASON_NAMES, SCOPE_MEANS, SCOPE_NAMES, SUPPRESSION_WORDS } from './suppression-words.ts';

interface AddDialogProps {
  readonly onCancel: () => void;
  readonly onAdded: (id: Suppression['id']) => void;
}

interface Reach {
  readonly what: string;
  readonly contacts: number;
}

export function AddDialog({ onCancel, onAdded }: AddDialogProps) {
  const [scope, setScope] = useState<Suppression['scope']>('global');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState<Suppression['reason']>('request');
  const [evidence, setEvidence] = useState('');
  const [ends, setEnds] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [reach, setReach] = useState<Reach | null>(null);
  const formId = useId();
  const missing = oneLine(value, 254) === '';

  const add = async (confirmed: boolean) => {
    setBusy(true);
    setRefused(null);
    const answer = await call('suppression.add', {
      scope,
      value: oneLine(value, 254),
      reason,
      evidence: oneLine(evidence, 500),
      // The day named still counts.
      expiresAtMs: ends === '' ? null : new Date(`${ends}T23:59:59`).getTime(),
      confirmed,
    });
    setBusy(false);
    if (!answer.ok) setRefused(answer.error.message);
    else if (answer.value.kind === 'no') {
      setReach(null);
      setRefused(answer.value.because);
    } else if (answer.value.kind === 'confirm') setReach(answer.value);
    else onAdded(answer.value.id);
  };

  return (
    <Dialog
      title={SUPPRESSION_WORDS.addTitle}
      description={SUPPRESSION_WORDS.addWhy}
      onClose={onCancel}
      footer={
        reach === null ? (
          <>
            <Button tone="quiet" onClick={onCancel}>
              {SUPPRESSION_WORDS.cancel}
            </Button>
            <Button tone="primary" type="submit" form={formId} busy={busy}>
              {SUPPRESSION_WORDS.addNow}
            </Button>
          </>
        ) : (
          <>
            <Button tone="quiet" onClick={() => setReach(null)}>
              {SUPPRESSION_WORDS.back}
            </Button>
            <Button tone="danger" busy={busy} onClick={() => void add(true)}>
              {SUPPRESSION_WORDS.addAnyway(reach.what)}
            </Button>
          </>
        )
      }
    >
      {reach !== null && <StateLine tone="attention" title={SUPPRESSION_WORDS.touches(reach.what, reach.contacts)} />}
      <form
        id={formId}
        className={styles.form}
        hidden={reach !== null}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!missing) void add(false);
        }}
      >
        <Choice
          label={SUPPRESSION_WORDS.scope}
          value={scope}
          options={SuppressionScope.options.map((option) => ({ value: option, label: SCOPE_NAMES[option] }))}
          onChange={setScope}
        />
        <Field
          label={SUPPRESSION_WORDS.values[scope]}
          hint={SCOPE_MEANS[scope]}
          fault={asked && missing ? SUPPRESSION_WORDS.valueMissing : null}
        >
          {(ids) => (
            <TextInput
              {...ids}
              mono
              data-autofocus
              spellCheck={false}
              autoComplete="off"
              maxLength={254}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.pair}>
          <Field label={SUPPRESSION_WORDS.reason}>
            {(ids) => (
              <Select
                {...ids}
                value={reason}
                onChange={(event) =>
                  setReason(SuppressionReason.options.find((option) => option === event.target.value) ?? reason)
                }
              >
                {SuppressionReason.options.map((option) => (
                  <option key={option} value={option}>
                    {REASON_NAMES[option]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={SUPPRESSION_WORDS.addEnds} hint={SUPPRESSION_WORDS.addEndsHint}>
            {(ids) => <TextInput {...ids} type="date" value={ends} onChange={(event) => setEnds(event.target.value)} />}
          </Field>
        </div>
        <Field label={SUPPRESSION_WORDS.addEvidence} hint={SUPPRESSION_WORDS.addEvidenceHint}>
          {(ids) => (
            <TextInput
              {...ids}
              maxLength={500}
              value={evidence}
              onChange={(event) => setEvidence(event.target.value)}
            />
          )}
        </Field>
        {refused !== null && <StateLine tone="refused" title={refused} />}
      </form>
    </Dialog>
  );
}
