/** The last look before a policy counts: what differs, what it would have done, who agreed, and why. */
import { useEffect, useState } from 'react';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import type { PolicyDifference } from '../../../shared/policy/policy-changes.ts';
import type { PolicyOwner } from '../../../shared/policy/policy-parts/policy-change.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import { approversOf } from './approvers.ts';
import { Differences } from './differences.tsx';
import styles from './policy.module.css';
import { OWNER_NAMES, POLICY_WORDS } from './policy-words.ts';
import { TrialView, type Trial } from './trial-view.tsx';

/** As many days back as the screen says. */
const TRIED_DAYS = 7;

interface SaveDialogProps {
  readonly policy: PolicyDocument;
  readonly baseVersion: number;
  readonly differences: readonly PolicyDifference[];
  readonly onClose: () => void;
  readonly onSaved: (policy: PolicyDocument) => void;
}

export function SaveDialog({ policy, baseVersion, differences, onClose, onSaved }: SaveDialogProps) {
  const trial = useTrial(policy);
  const approvers = approversOf(differences);
  const [names, setNames] = useState<Partial<Record<PolicyOwner, string>>>({});
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const nowMs = useNow(30_000);
  const nameOf = (owner: PolicyOwner) => (names[owner] ?? '').trim();

  const save = async () => {
    setAsked(true);
    if (note.trim() === '' || approvers.some((owner) => nameOf(owner).length < 2)) return;
    setBusy(true);
    setProblem(null);
    const answer = await call('policy.save', {
      policy,
      baseVersion,
      note: note.trim(),
      approvals: approvers.map((owner) => ({ owner, name: nameOf(owner) })),
    });
    setBusy(false);
    if (!answer.ok) setProblem(answer.error.message);
    else if (answer.value.kind === 'no') setProblem(answer.value.because);
    else onSaved(answer.value.policy);
  };

  return (
    <Dialog
      title={POLICY_WORDS.saveTitle}
      description={POLICY_WORDS.saveWhy}
      size="lg"
      onClose={onClose}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            {POLICY_WORDS.back}
          </Button>
          <Button tone="primary" busy={busy} onClick={() => void save()}>
            {POLICY_WORDS.save}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <Differences differences={differences} />
        <section aria-label={POLICY_WORDS.trial}>
          <h3 className={styles.listTitle}>{POLICY_WORDS.trial}</h3>
          {trial.kind === 'running' && <p className={styles.quiet}>{POLICY_WORDS.trialRunning}</p>}
          {trial.kind === 'failed' && <p className={styles.fault}>{trial.problem}</p>}
          {trial.kind === 'done' && <TrialView trial={trial.trial} nowMs={nowMs} />}
        </section>
        {approvers.length > 0 && (
          <section aria-label={POLICY_WORDS.approvals} className={styles.approvals}>
            <h3 className={styles.listTitle}>{POLICY_WORDS.approvals}</h3>
            <p className={styles.quiet}>{POLICY_WORDS.approvalsWhy}</p>
            <div className={styles.pair}>
              {approvers.map((owner) => (
                <Field
                  key={owner}
                  label={OWNER_NAMES[owner]}
                  fault={asked && nameOf(owner).length < 2 ? POLICY_WORDS.approvalMissing : null}
                >
                  {(ids) => (
                    <TextInput
                      {...ids}
                      maxLength={160}
                      value={names[owner] ?? ''}
                      onChange={(event) => setNames({ ...names, [owner]: event.target.value })}
                    />
                  )}
                </Field>
              ))}
            </div>
          </section>
        )}
        <Field
          label={POLICY_WORDS.note}
          hint={POLICY_WORDS.noteHint}
          fault={asked && note.trim() === '' ? POLICY_WORDS.noteMissing : null}
        >
          {(ids) => (
            <TextInput
              {...ids}
              data-autofocus
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {problem !== null && (
          <p className={styles.fault} role="alert">
            <ToneShape tone="refused" /> {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

type Tried =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly trial: Trial }
  | { readonly kind: 'failed'; readonly problem: string };

function useTrial(policy: PolicyDocument): Tried {
  const [tried, setTried] = useState<Tried>({ kind: 'running' });
  useEffect(() => {
    let current = true;
    void call('policy.try', { policy, days: TRIED_DAYS }).then((answer) => {
      if (!current) return;
      setTried(answer.ok ? { kind: 'done', trial: answer.value } : { kind: 'failed', problem: answer.error.message });
    });
    return () => {
      current = false;
    };
  }, [policy]);
  return tried;
}
