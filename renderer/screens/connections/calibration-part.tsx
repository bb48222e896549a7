/** A test mail to oneself, and what it showed of the account: where it was filed, its id, its signatures, what the receiver found. */
import { useState } from 'react';
import type { MailCalibration } from '../../../shared/domain/mail-calibration.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { shortDuration } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import { calibrationRows } from './calibration-rows.ts';
import styles from './connections.module.css';
import { StateLine } from './state-line.tsx';

interface CalibrationPartProps {
  readonly address: string;
  readonly known: MailCalibration | null;
}

export function CalibrationPart({ address, known }: CalibrationPartProps) {
  const [learnt, setLearnt] = useState<MailCalibration | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const nowMs = useNow(60_000);
  const shown = learnt ?? known;
  const send = () => {
    setBusy(true);
    setProblem(null);
    // A bridge call never rejects: what went wrong is in its answer.
    void call('mailbox.calibrate', {}).then((answer) => {
      setBusy(false);
      if (!answer.ok) setProblem(answer.error.message);
      else if (answer.value.kind === 'no') setProblem(answer.value.because);
      else setLearnt(answer.value.calibration);
    });
  };
  return (
    <section className={styles.calibration} aria-label={ACCOUNT_WORDS.testMail}>
      <div className={styles.calibrationHead}>
        <div>
          <h3 className={styles.subtitle}>{ACCOUNT_WORDS.testMail}</h3>
          <p className={styles.hint}>{ACCOUNT_WORDS.testMailWhy(address)}</p>
        </div>
        <Button busy={busy} onClick={send}>
          {ACCOUNT_WORDS.sendTestMail}
        </Button>
      </div>
      {busy && <StateLine tone="accent" title={ACCOUNT_WORDS.testMailUnderWay} />}
      {problem !== null && <StateLine tone="refused" title={problem} />}
      {shown !== null && (
        <dl className={styles.findings}>
          {calibrationRows(shown).map(({ name, tone, words }) => (
            <div key={name} className={styles.finding}>
              <dt>{name}</dt>
              <dd>
                <StateLine tone={tone} title={words} />
              </dd>
            </div>
          ))}
          <p className={styles.aside}>
            {ACCOUNT_WORDS.learntAgo(shortDuration(Math.max(0, nowMs - shown.atMs)), shown.address)}
          </p>
        </dl>
      )}
    </section>
  );
}
