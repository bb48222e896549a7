/** The team policy: every rail's limits with owners, the lists, pauses, versions. It reads, and hands each press to the main process. */
import { Download, Upload } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../commands/notify.ts';
import { saveFile } from '../../commands/save-file.ts';
import { Button } from '../../components/button.tsx';
import { ScreenHead } from '../../components/screen.tsx';
import { momentWords } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { useDesk } from '../../store/queries.ts';
import { useSession } from '../../view-state/session.ts';
import { StateLine } from '../connections/state-line.tsx';
import { formOf, type PolicyForm as Form } from './form-values.ts';
import { HistoryPart } from './history-part.tsx';
import { PausesPart } from './pauses-part.tsx';
import { policyFileName, policyFileText, readPolicyFile } from './policy-file.ts';
import { PolicyForm } from './policy-form.tsx';
import { PolicyNav } from './policy-nav.tsx';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';
import { usePolicyDraft } from './use-policy-draft.ts';

type Read = ResponseOf<'policy.read'>;

export function PolicyScreen() {
  const person = useSession((session) => session.person);
  const { desk, people, policy: inForce } = useDesk();
  const { read, problem, again } = useRead(inForce?.version ?? null);
  const draft = usePolicyDraft();
  /** Rises with each new beginning of the form: another file, another version, a discard. */
  const [round, setRound] = useState(0);
  const file = useRef<HTMLInputElement>(null);
  const nowMs = useNow(60_000);
  const mayEdit = person !== null && mayWrite(person.role, 'configuration') === 'write';
  const { keep } = draft;
  const base = read?.policy ?? null;
  const onEdit = useCallback(
    (form: Form) => {
      if (base !== null) keep(base.version, form);
    },
    [base, keep],
  );

  if (read === null || base === null) {
    return (
      <section className={styles.screen} aria-label={POLICY_WORDS.title}>
        <div className={styles.column}>
          <ScreenHead title={POLICY_WORDS.title} context={problem ?? POLICY_WORDS.loading} />
          {problem !== null && (
            <div>
              <Button onClick={again}>{POLICY_WORDS.again}</Button>
            </div>
          )}
        </div>
      </section>
    );
  }

  const begin = (policy: PolicyDocument) => {
    draft.keep(base.version, formOf(policy));
    setRound(round + 1);
  };
  const discard = () => {
    const { form, baseVersion } = draft;
    draft.drop();
    setRound(round + 1);
    if (form !== null && baseVersion !== null) notify({ id: 'policy', kind: 'info', text: POLICY_WORDS.discarded });
  };
  const takeFile = async (chosen: File) => {
    const taken = await readPolicyFile(chosen);
    if (taken.kind === 'broken') {
      notify({ id: 'policy', kind: 'problem', text: POLICY_WORDS.importBroken(chosen.name, taken.field, taken.why) });
      return;
    }
    begin(taken.policy);
    notify({ id: 'policy', kind: 'info', text: POLICY_WORDS.imported(chosen.name) });
  };

  return (
    <section className={styles.screen} aria-label={POLICY_WORDS.title}>
      <PolicyNav />
      <div className={styles.column}>
        <ScreenHead
          title={POLICY_WORDS.title}
          context={POLICY_WORDS.inForce(base.version, whoMade(base, nowMs))}
          actions={
            <>
              <Button
                tone="quiet"
                icon={<Download />}
                onClick={() => saveFile(policyFileName(base), 'application/json', policyFileText(base))}
              >
                {POLICY_WORDS.export}
              </Button>
              <Button
                icon={<Upload />}
                disabled={!mayEdit}
                title={mayEdit ? undefined : POLICY_WORDS.onlyRevOps}
                onClick={() => file.current?.click()}
              >
                {POLICY_WORDS.import}
              </Button>
              <input
                ref={file}
                type="file"
                accept="application/json,.json"
                hidden
                aria-hidden="true"
                onChange={(event) => {
                  const chosen = event.target.files?.[0];
                  event.target.value = '';
                  if (chosen !== undefined) void takeFile(chosen);
                }}
              />
            </>
          }
        />
        {!mayEdit && <StateLine tone="neutral" title={POLICY_WORDS.readOnly(person?.name ?? '')} />}
        <section id="policy-pauses" className={styles.section}>
          <PausesPart desk={desk} people={people} policy={base} />
        </section>
        <PolicyForm
          key={`${base.version} ${round} ${person?.id ?? ''}`}
          base={base}
          start={mayEdit && draft.form !== null ? draft.form : formOf(base)}
          people={people}
          readOnly={!mayEdit}
          onEdit={onEdit}
          onDiscard={discard}
          onSaved={(policy) => {
            draft.drop();
            setRound(round + 1);
            again();
            notify({ id: 'policy', kind: 'info', text: POLICY_WORDS.saved(policy.version) });
          }}
        />
        <section id="policy-history" className={styles.section}>
          <HistoryPart
            versions={read.versions}
            unreadable={read.unreadable}
            inForce={base.version}
            mayEdit={mayEdit}
            onRestore={(policy) => {
              begin(policy);
              notify({ id: 'policy', kind: 'info', text: POLICY_WORDS.restored(policy.version) });
            }}
          />
        </section>
      </div>
    </section>
  );
}

function whoMade({ change }: PolicyDocument, nowMs: number): string {
  return change === null ? POLICY_WORDS.shipped : POLICY_WORDS.savedBy(change.byName, momentWords(change.atMs, nowMs));
}

/** Read anew whenever another version comes into force. */
function useRead(version: number | null): {
  readonly read: Read | null;
  readonly problem: string | null;
  readonly again: () => void;
} {
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    void call('policy.read', {}).then((answer) => {
      if (!current) return;
      setProblem(answer.ok ? null : answer.error.message);
      if (answer.ok) setRead(answer.value);
    });
    return () => {
      current = false;
    };
  }, [version, times]);
  return { read, problem, again: () => setTimes(times + 1) };
}
