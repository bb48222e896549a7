/** Switches attention checks for whom the table lets, and tells a person their own catch rate. It shows nobody else's, and never which package. */
import { useEffect, useState } from 'react';
import type { CatchRate } from '../../../shared/domain/decoy.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { call } from '../../bridge.ts';
import { Choice } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { useSession } from '../../view-state/session.ts';
import { StateLine } from '../connections/state-line.tsx';
import { useAnswered } from '../connections/use-answered.ts';
import { ATTENTION_WORDS, catchRateWords } from './attention-words.ts';
import styles from './settings.module.css';

const SHARES = [0, 1, 2] as const;

export function AttentionPart({ policy }: { readonly policy: PolicyDocument | null }) {
  const person = useSession((session) => session.person);
  const { ask, busy, said } = useAnswered();
  const may = person !== null && mayWrite(person.role, 'attention-checks') === 'write';
  const share = policy?.limits.attentionSharePercent ?? 0;
  // RevOps may have chosen another one in the policy.
  const shares = [...new Set([...SHARES, share])].sort((a, b) => a - b);
  const change = (to: number): void => {
    if (policy === null || busy) return;
    ask(async () => {
      const answer = await call('policy.save', {
        policy: { ...policy, limits: { ...policy.limits, attentionSharePercent: to } },
        baseVersion: policy.version,
        note: ATTENTION_WORDS.note(to),
        approvals: [],
      });
      // In force with the feed, which brings the policy here as to every screen.
      return answer.ok ? { ok: true, value: answer.value.kind === 'no' ? answer.value : { kind: 'ok' } } : answer;
    });
  };
  return (
    <Part title={ATTENTION_WORDS.title} explains={ATTENTION_WORDS.explains}>
      <div className={styles.setting}>
        <span>{ATTENTION_WORDS.share}</span>
        <Choice
          label={ATTENTION_WORDS.share}
          value={String(share)}
          options={shares.map((each) => ({
            value: String(each),
            label: each === 0 ? ATTENTION_WORDS.off : ATTENTION_WORDS.percent(each),
          }))}
          disabled={!may || policy === null}
          onChange={(next) => change(Number(next))}
        />
      </div>
      {!may && <p className={styles.small}>{ATTENTION_WORDS.notYours}</p>}
      {policy === null && <p className={styles.small}>{ATTENTION_WORDS.noPolicy}</p>}
      {said?.tone === 'refused' && <StateLine tone="refused" title={said.words} />}
      {share > 0 && person !== null && <OwnRate key={person.id} />}
    </Part>
  );
}

function OwnRate() {
  const [rate, setRate] = useState<CatchRate | { readonly problem: string } | null>(null);
  useEffect(() => {
    let current = true;
    void call('attention.own', {}).then((answer) => {
      if (current) setRate(answer.ok ? answer.value : { problem: answer.error.message });
    });
    return () => {
      current = false;
    };
  }, []);
  if (rate === null) return null;
  if ('problem' in rate) return <StateLine tone="refused" title={rate.problem} />;
  return (
    <>
      <dl className={styles.lines}>
        <div className={styles.line}>
          <dt>{ATTENTION_WORDS.own}</dt>
          <dd data-copy>{catchRateWords(rate)}</dd>
        </div>
      </dl>
      <p className={styles.small}>{ATTENTION_WORDS.onlyYou}</p>
    </>
  );
}
