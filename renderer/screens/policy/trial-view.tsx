/** What a policy would have made of the last days' messages, in counts and names. */
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { FindingList } from '../../components/finding-list.tsx';
import { momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';

export type Trial = ResponseOf<'policy.try'>;

/** Named one by one; the rest is a number. */
const NAMED = 8;

export function TrialView({ trial, nowMs }: { readonly trial: Trial; readonly nowMs: number }) {
  const { asked, unknown, stoppedCount, freedCount, byRail } = trial;
  return (
    <div className={styles.trial}>
      {asked === 0 ? (
        <p className={styles.quiet}>{POLICY_WORDS.trialNone}</p>
      ) : stoppedCount + freedCount === 0 ? (
        <p className={styles.trialLine}>
          <ToneShape tone="supported" size={14} /> {POLICY_WORDS.trialSame(asked)}
        </p>
      ) : (
        <>
          {stoppedCount > 0 && (
            <p className={styles.trialLine}>
              <ToneShape tone="attention" size={14} /> {POLICY_WORDS.trialStopped(stoppedCount, asked)}
            </p>
          )}
          {freedCount > 0 && (
            <p className={styles.trialLine}>
              <ToneShape tone="attention" size={14} /> {POLICY_WORDS.trialFreed(freedCount)}
            </p>
          )}
        </>
      )}
      {byRail.length > 0 && (
        <ul className={styles.byRail}>
          {byRail.map(({ code, stops, frees }) => (
            <li key={code}>
              <code>{code}</code> {POLICY_WORDS.trialByRail(stops, frees)}
            </li>
          ))}
        </ul>
      )}
      <TriedSends sends={trial.stopped} count={stoppedCount} nowMs={nowMs} />
      <TriedSends sends={trial.freed} count={freedCount} nowMs={nowMs} />
      {unknown > 0 && <p className={styles.quiet}>{POLICY_WORDS.trialUnknown(unknown)}</p>}
    </div>
  );
}

function TriedSends({
  sends,
  count,
  nowMs,
}: {
  readonly sends: Trial['stopped'];
  readonly count: number;
  readonly nowMs: number;
}) {
  if (sends.length === 0) return null;
  return (
    <ul className={styles.tried}>
      {sends.slice(0, NAMED).map((send) => (
        <li key={send.sendId}>
          <details>
            <summary>
              <span data-copy>{send.accountName}</span>
              <span className={styles.aside}>
                {momentWords(send.atMs, nowMs)} · {send.was} → {send.wouldBe}
              </span>
            </summary>
            <FindingList findings={send.findings} />
          </details>
        </li>
      ))}
      {count > NAMED && <li className={styles.quiet}>{POLICY_WORDS.more(count - NAMED)}</li>}
    </ul>
  );
}
