/** The policy as one form: every field judged as it is typed, what changed counted at its foot, saved only after a last look. */
import { useEffect, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { Person } from '../../../shared/domain/person.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { policyDifferences, type PolicyDifference } from '../../../shared/policy/policy-changes.ts';
import { POLICY_SECTIONS } from '../../../shared/policy/policy-fields.ts';
import { Button } from '../../components/button.tsx';
import { Part } from '../../components/screen.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { PolicyFormState } from './faults.ts';
import { formOf, readForm, type FormFault, type PolicyForm as Form } from './form-values.ts';
import { LimitRows } from './limit-rows.tsx';
import { ConsentFields, PhraseFields, SequenceFields, ShareFields } from './policy-lists.tsx';
import { CompanyFields, EscalationFields, OptOutFields, SuppressionFields, WindowFields } from './policy-parts.tsx';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';
import { SaveDialog } from './save-dialog.tsx';

interface PolicyFormProps {
  /** The policy in force, against which changes are counted. */
  readonly base: PolicyDocument;
  /** What the form begins with: the policy in force, or an edit that was left. */
  readonly start: Form;
  readonly people: readonly Person[];
  readonly readOnly: boolean;
  readonly onEdit: (form: Form) => void;
  readonly onDiscard: () => void;
  readonly onSaved: (policy: PolicyDocument) => void;
}

export function PolicyForm({ base, start, people, readOnly, onEdit, onDiscard, onSaved }: PolicyFormProps) {
  const form = useForm<Form>({ defaultValues: start });
  const values = useWatch({ control: form.control });
  // `useWatch` tells that something changed; what stands in the form is read whole.
  const read = readForm(form.getValues(), base);
  const faults = read.kind === 'faults' ? read.faults : [];
  const differences = read.kind === 'policy' ? policyDifferences(base, read.policy) : [];
  const [saving, setSaving] = useState<PolicyDocument | null>(null);

  useEffect(() => {
    if (!readOnly && JSON.stringify(form.getValues()) !== JSON.stringify(formOf(base))) onEdit(form.getValues());
  }, [values, form, base, readOnly, onEdit]);

  const state = { faults: new Map(faults.map(({ path, message }) => [path, message])), readOnly };
  return (
    <PolicyFormState value={state}>
      <FormProvider {...form}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (read.kind === 'policy' && differences.length > 0) setSaving(read.policy);
          }}
        >
          {POLICY_SECTIONS.map(({ id, title, explains, limits }) => (
            <section key={id} id={`policy-${id}`} className={styles.section}>
              <Part title={title} explains={explains}>
                <LimitRows fields={limits} base={base} />
              </Part>
            </section>
          ))}
          <Named id="window" title={POLICY_WORDS.window} explains={POLICY_WORDS.windowWhy}>
            <WindowFields />
          </Named>
          <Named id="shares" title={POLICY_WORDS.shares} explains={POLICY_WORDS.sharesWhy}>
            <ShareFields people={people} />
          </Named>
          <Named id="consent" title={POLICY_WORDS.consent} explains={POLICY_WORDS.consentWhy}>
            <ConsentFields />
          </Named>
          <Named id="phrases" title={POLICY_WORDS.phrases} explains={POLICY_WORDS.phrasesWhy}>
            <PhraseFields />
          </Named>
          <Named id="sequences" title={POLICY_WORDS.sequences} explains={POLICY_WORDS.sequencesWhy}>
            <SequenceFields />
          </Named>
          <Named id="escalation" title={POLICY_WORDS.escalation} explains={POLICY_WORDS.escalationWhy}>
            <EscalationFields />
          </Named>
          <Named id="opt-out" title={POLICY_WORDS.optOut} explains={POLICY_WORDS.optOutWhy}>
            <OptOutFields />
          </Named>
          <Named id="suppression" title={POLICY_WORDS.suppression} explains={POLICY_WORDS.suppressionWhy}>
            <SuppressionFields />
          </Named>
          <Named id="company" title={POLICY_WORDS.company}>
            <CompanyFields />
          </Named>
          {!readOnly && (differences.length > 0 || faults.length > 0) && (
            <Footer differences={differences} faults={faults} onDiscard={onDiscard} />
          )}
        </form>
      </FormProvider>
      {saving !== null && (
        <SaveDialog
          policy={saving}
          baseVersion={base.version}
          differences={policyDifferences(base, saving)}
          onClose={() => setSaving(null)}
          onSaved={onSaved}
        />
      )}
    </PolicyFormState>
  );
}

interface NamedProps {
  readonly id: string;
  readonly title: string;
  readonly explains?: string;
  readonly children: React.ReactNode;
}

function Named({ id, title, explains, children }: NamedProps) {
  return (
    <section id={`policy-${id}`} className={styles.section}>
      <Part title={title} explains={explains}>
        {children}
      </Part>
    </section>
  );
}

interface FooterProps {
  readonly differences: readonly PolicyDifference[];
  readonly faults: readonly FormFault[];
  readonly onDiscard: () => void;
}

function Footer({ differences, faults, onDiscard }: FooterProps) {
  const first = faults[0];
  return (
    <div className={styles.footer} role="status">
      {first === undefined ? (
        <span className={styles.count}>{POLICY_WORDS.changes(differences.length)}</span>
      ) : (
        <>
          <span className={styles.fault}>
            <ToneShape tone="refused" /> {POLICY_WORDS.faults(faults.length)}
          </span>
          <Button tone="quiet" size="sm" onClick={() => showField(first.path)}>
            {POLICY_WORDS.firstFault}
          </Button>
        </>
      )}
      <span className={styles.grow} />
      <Button tone="quiet" onClick={onDiscard}>
        {POLICY_WORDS.discard}
      </Button>
      <Button tone="primary" type="submit" disabled={first !== undefined}>
        {POLICY_WORDS.review}
      </Button>
    </div>
  );
}

/** The field itself where it has the fault; else the first field of the list that has it. */
function showField(path: string): void {
  const named = [...document.querySelectorAll<HTMLElement>('[name]')];
  const field =
    named.find((each) => each.getAttribute('name') === path) ??
    named.find((each) => each.getAttribute('name')?.startsWith(path) === true);
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
